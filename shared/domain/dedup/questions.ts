/**
 * Which pairs that were not joined are put before people, and which are only shown as links.
 *
 * A place is what a question is about: a set of records that are one, or a record alone.
 */
import { byText } from './cluster';
import type { Comparison } from './comparison';
import { LEAST_ASKED, type Decision } from './decide';
import type { Fingerprint } from './normalise';
import { TITLE_ORDER } from './title';

/** Two records and what was found on them. */
export interface Judged extends Decision {
  a: string;
  b: string;
  comparison: Comparison;
}

/** Most questions about one place at a time; as they are answered, the next come up. */
export const MOST_QUESTIONS = 4;

/** Share of the records up to which questions are filled up with unlikely pairs. */
export const LONG_SHOTS = 0.02;

/** Whether a relation is worth showing; that one editor wrote many editorials is not. */
export function isLink({ a, b, comparison: c }: Judged, printOf: ReadonlyMap<string, Fingerprint>): boolean {
  if (printOf.get(a)?.title.plain || printOf.get(b)?.title.plain) return false;
  const title = c.title === 'same' || c.title === 'shortened' || c.title === 'numbered';
  return title && (c.authors === 'same' || c.authors === 'cut' || c.reservations.includes('kind'));
}

/** Whether a pair that most likely is two items is worth a look where there are few better questions. */
export function isLongShot(
  { a, b, score, comparison: c, relation }: Judged,
  printOf: ReadonlyMap<string, Fingerprint>,
): boolean {
  if (printOf.get(a)?.title.plain || printOf.get(b)?.title.plain) return false;
  if (relation === 'preprint' || relation === 'part' || relation === 'version') return false;
  if (c.authors === 'differs' || c.reservations.includes('told-apart')) return false;
  const isOther = relation !== null && relation !== 'comment-or-correction';
  // Elsewhere or earlier, the same item keeps its heading; and one heading years apart is a column.
  if (isOther && (c.title !== 'same' || c.year === 'near' || c.year === 'far')) return false;
  // Items side by side, as two abstracts of one group on one page.
  const reworded = TITLE_ORDER[c.title] >= TITLE_ORDER.reworded;
  const people = c.authors === 'same' || c.authors === 'cut';
  if (relation === null && !reworded && !(c.title === 'related' && people)) return false;
  // Whatever the places say, one title by the same people is worth a look.
  return score >= LEAST_ASKED || (c.title === 'same' && people);
}

/** Pairs that may be one come before those that are known to belong together. */
export function byPromise(x: Judged, y: Judged): number {
  const known = ({ relation }: Judged) => (relation === null ? 0 : 1);
  return known(x) - known(y) || y.score - x.score || byText(x.a, y.a) || byText(x.b, y.b);
}

/**
 * What to ask now, the likely ones first.
 *
 * Of three records that may be one, two answers mostly settle the third pair, so a pair whose ends other questions hold
 * together already is asked at once only where room is left; otherwise it waits for their answers.
 *
 * @param room most questions in all, unless there are more likely ones that no others settle
 */
export function chosen(
  likely: readonly Judged[],
  longShots: readonly Judged[],
  placeOf: ReadonlyMap<string, string>,
  room: number,
): Judged[] {
  const parent = new Map<string, string>();
  const root = (id: string): string => {
    let at = placeOf.get(id) ?? id;
    for (let up = parent.get(at); up !== undefined; up = parent.get(at)) at = up;
    return at;
  };
  const joins = ({ a, b }: Judged): boolean => {
    const [left, right] = [root(a), root(b)];
    if (left === right) return false;
    parent.set(left, right);
    return true;
  };
  const first = new Set(likely.filter(joins));
  const closing = likely.filter((pair) => !first.has(pair));
  const most = Math.max(first.size, room);
  const taken = new Set(atMost([...first, ...longShots.filter(joins), ...closing], placeOf, most));
  return [...likely, ...longShots].filter((pair) => taken.has(pair));
}

/** The strongest pair for every two sets (or lone records), strongest first. */
export function onePerPlace(pairs: readonly Judged[], placeOf: ReadonlyMap<string, string>): Judged[] {
  const best = new Map<string, Judged>();
  for (const pair of [...pairs].sort((x, y) => y.score - x.score || byText(x.a, y.a) || byText(x.b, y.b))) {
    const left = placeOf.get(pair.a) ?? pair.a;
    const right = placeOf.get(pair.b) ?? pair.b;
    if (left === right) continue;
    const key = keyOf(left, right);
    if (!best.has(key)) best.set(key, pair);
  }
  return [...best.values()];
}

/** The first of the pairs, none for a set or lone record that has {@link MOST_QUESTIONS} already, none of two places twice. */
export function atMost(pairs: readonly Judged[], placeOf: ReadonlyMap<string, string>, most = Infinity): Judged[] {
  const count = new Map<string, number>();
  const seen = new Set<string>();
  return pairs.filter(({ a, b }) => {
    const between = keyOf(placeOf.get(a) ?? a, placeOf.get(b) ?? b);
    if (seen.size >= most || seen.has(between)) return false;
    const places = [placeOf.get(a) ?? a, placeOf.get(b) ?? b];
    if (places.some((place) => (count.get(place) ?? 0) >= MOST_QUESTIONS)) return false;
    for (const place of places) count.set(place, (count.get(place) ?? 0) + 1);
    seen.add(between);
    return true;
  });
}

export function keyOf(a: string, b: string): string {
  return a < b ? JSON.stringify([a, b]) : JSON.stringify([b, a]);
}
