/**
 * Duplicates among references: which records are one citation, which pairs a person should look at, which items belong
 * together without being one.
 *
 * Five steps, a file each: fingerprints (`normalise`), drawers of records worth comparing (`block`), field by field
 * comparison (`compare`), score, tier and reasons (`decide`, `explain`), sets without inner contradiction (`cluster`).
 * Nothing is deleted or changed: the answer is a list of sets over the ids given. The order of rows does not matter.
 */
import { visitPairs } from './block';
import { byText, cluster } from './cluster';
import { compare, type Comparison, type Surroundings } from './compare';
import { CERTAIN, decide, LEAST_ASKED, type Decision, type Reason, type Relation, type Tier } from './decide';
import { explain } from './explain';
import { TITLE_ORDER } from './title';
import { fingerprint, type DedupInput, type Fingerprint } from './normalise';

export interface Pair {
  a: string;
  b: string;
  score: number;
  tier: Tier;
  why: Reason[];
}

export interface Question {
  a: string;
  b: string;
  score: number;
  /** What the two may be to each other if they are not one; null where nothing hints at it. */
  relation: Relation | null;
  why: Reason[];
}

export interface Link {
  a: string;
  b: string;
  relation: Relation;
  why: Reason[];
}

export interface DedupResult {
  /** Records joined without asking, with the pairs that join them. */
  sets: Array<{ ids: string[]; pairs: Pair[] }>;
  /**
   * Pairs for a person, the likeliest first; one per two sets or records. Behind those that may well be one come
   * unlikely ones (a correction beside its article, a changed title), up to {@link LONG_SHOTS} of the records.
   */
  questions: Question[];
  /** Pairs not asked because a record had {@link MOST_QUESTIONS} likelier ones: the title of a column returns for ever. */
  unasked: number;
  /** Items that belong together and are not one: a correction, a preprint, a meeting abstract, a part of a series. */
  links: Link[];
}

/** Most questions about one set or lone record. */
export const MOST_QUESTIONS = 4;

/** Share of the records up to which questions are filled up with unlikely pairs. */
export const LONG_SHOTS = 0.02;

export interface DedupOptions {
  /** Called now and then with the records done and their number. */
  onProgress?: (done: number, total: number) => void;
  /** Least score of a pair joined without asking; {@link CERTAIN} where nothing else is wanted. */
  certain?: number;
  /** Whether versions of a Cochrane review are one item (the latest stands for all) or linked items, as they are by default. */
  cochrane?: 'merge' | 'link';
  /** Pairs people have declared different: never in one set again, not even through others. */
  apart?: ReadonlyArray<readonly [string, string]>;
}

interface Judged extends Decision {
  a: string;
  b: string;
  comparison: Comparison;
}

/** @throws RangeError when two records have one id */
export function dedupe(refs: readonly DedupInput[], options: DedupOptions = {}): DedupResult {
  return run(refs, null, options);
}

/**
 * Duplicates that new records bring: among themselves and with those already there.
 *
 * Pairs of two existing records are not judged again. A set may hold several existing records when a new one matches
 * them all; those that contradict each other are still kept apart.
 */
export function dedupeAgainst(
  existing: readonly DedupInput[],
  added: readonly DedupInput[],
  options: DedupOptions = {},
): DedupResult {
  return run([...existing, ...added], new Set(added.map((ref) => ref.id)), options);
}

function run(refs: readonly DedupInput[], touching: ReadonlySet<string> | null, options: DedupOptions): DedupResult {
  const byId = new Map(refs.map((ref) => [ref.id, ref]));
  if (byId.size !== refs.length) throw new RangeError('dedupe: refs hold one id more than once');
  const apart = new Set((options.apart ?? []).map(([a, b]) => keyOf(a, b)));
  const all = [...refs].sort((x, y) => byText(x.id, y.id)).map(fingerprint);
  const printOf = new Map(all.map((print) => [print.id, print]));
  const around: Surroundings = {
    joinsVersions: options.cochrane === 'merge',
    sharedDois: sharedDois(all),
    abstracts: new Map(),
  };
  const wanted = (a: string, b: string) => touching === null || touching.has(a) || touching.has(b);

  const judge = (a: Fingerprint, b: Fingerprint): Judged | null => {
    const comparison = compare(a, b, around);
    if (!comparison) return null;
    if (apart.has(keyOf(a.id, b.id))) comparison.reservations.push('told-apart');
    const [first, second] = a.id < b.id ? [a.id, b.id] : [b.id, a.id];
    return { a: first, b: second, comparison, ...decide(a, b, comparison, options.certain) };
  };

  const { first, copies } = firstCopies(all, touching);
  const certain: Judged[] = [];
  const asked: Judged[] = [];
  const linked: Judged[] = [];
  const unlikely: Judged[] = [];
  const sort = (judged: Judged | null) => {
    if (!judged) return;
    if (judged.tier === 'certain') certain.push(judged);
    else if (judged.tier === 'asked' && !judged.comparison.reservations.includes('told-apart')) asked.push(judged);
    else {
      if (judged.relation !== null && isLink(judged, printOf)) linked.push(judged);
      if (isLongShot(judged, printOf)) unlikely.push(judged);
    }
  };
  const total = refs.length;
  visitPairs(
    first,
    (i, j) => {
      const a = first[i] as Fingerprint;
      const b = first[j] as Fingerprint;
      if (wanted(a.id, b.id) || copies.has(a.id) || copies.has(b.id)) sort(judge(a, b));
    },
    (done) => {
      if (done % 2000 === 0) options.onProgress?.(done, total);
    },
  );
  for (const [id, others] of copies) {
    for (const other of others) sort(judge(printOf.get(id) as Fingerprint, other));
  }

  const { sets, doubtful } = joined({ certain, asked, least: options.certain ?? CERTAIN }, printOf, contradicts());
  const kept = touching === null ? sets : sets.filter((set) => set.ids.some((id) => touching.has(id)));
  options.onProgress?.(total, total);
  const setOf = new Map(sets.flatMap((set) => set.ids.map((id) => [id, set.ids[0] as string] as const)));
  const why = (judged: Judged) =>
    explain(byId.get(judged.a) as DedupInput, byId.get(judged.b) as DedupInput, judged.comparison);
  const touched = (judged: Judged) => wanted(judged.a, judged.b);
  const open = onePerPlace([...asked, ...doubtful], setOf).filter(touched);
  const likely = atMost(open, setOf);
  const longShots = onePerPlace(unlikely, setOf).filter(touched).sort(byPromise);
  const questions = chosen(likely, longShots, setOf, Math.floor(total * LONG_SHOTS));
  return {
    sets: kept.map(({ ids, pairs }) => ({
      ids,
      pairs: pairs.map((judged) => ({ ...ends(judged), score: judged.score, tier: judged.tier, why: why(judged) })),
    })),
    questions: questions.map((judged) => ({
      ...ends(judged),
      score: judged.score,
      relation: judged.relation,
      why: why(judged),
    })),
    unasked: open.length - likely.length,
    links: atMost(onePerPlace(linked, setOf).filter(touched), setOf).map((judged) => ({
      ...ends(judged),
      relation: judged.relation as Relation,
      why: why(judged),
    })),
  };

  function contradicts(): (a: string, b: string) => boolean {
    const known = new Map<string, boolean>();
    return (a, b) => {
      const key = keyOf(a, b);
      let answer = known.get(key);
      if (answer === undefined) {
        const judged = judge(printOf.get(a) as Fingerprint, printOf.get(b) as Fingerprint);
        answer = apart.has(key) || (judged?.contradicted ?? false);
        known.set(key, answer);
      }
      return answer;
    };
  }
}

/**
 * Certain pairs as sets, and those of them that turn out doubtful once all are seen.
 *
 * A record without volume and pages that fits two items which contradict each other belongs to neither for sure: the
 * order in which pairs are joined must not decide, so it leaves both and becomes a question.
 */
function joined(
  { certain, asked, least }: { certain: readonly Judged[]; asked: readonly Judged[]; least: number },
  printOf: ReadonlyMap<string, Fingerprint>,
  contradicts: (a: string, b: string) => boolean,
): { sets: Array<{ ids: string[]; pairs: Judged[] }>; doubtful: Judged[] } {
  const unplaced = (id: string) => {
    const print = printOf.get(id);
    return print !== undefined && print.volume.numbers.length === 0 && print.pages.form === 'none';
  };
  const first = cluster(certain, contradicts);
  const setOf = new Map(first.sets.flatMap((set) => set.ids.map((id) => [id, set.ids] as const)));
  // A pair held back by a reservation alone pulls as much as a certain one.
  const rivals = asked.filter(({ a, b, score }) => {
    if (score < least - 0.01 || unplaced(a) === unplaced(b)) return false;
    const [loose, other] = unplaced(a) ? [a, b] : [b, a];
    return (setOf.get(loose) ?? []).some((id) => id !== other && contradicts(id, other));
  });
  const torn = new Set([...first.refused, ...rivals].flatMap(({ a, b }) => [a, b]).filter(unplaced));
  const isTorn = ({ a, b }: Judged) => torn.has(a) || torn.has(b);
  const { sets, refused } =
    torn.size === 0
      ? first
      : cluster(
          certain.filter((pair) => !isTorn(pair)),
          contradicts,
        );
  const doubtful = [...refused, ...certain.filter(isTorn)].map((judged) => ({
    ...judged,
    score: Math.min(judged.score, least - 0.01),
    comparison: { ...judged.comparison, reservations: [...judged.comparison.reservations, 'chain' as const] },
  }));
  return { sets, doubtful };
}

/**
 * One record of each lot of copies to the letter, and the others of the lot.
 *
 * An existing record stands for added copies of it, so that they raise no question that was raised before.
 */
function firstCopies(
  all: readonly Fingerprint[],
  added: ReadonlySet<string> | null,
): { first: Fingerprint[]; copies: Map<string, Fingerprint[]> } {
  const firstOf = new Map<string, Fingerprint>();
  const first: Fingerprint[] = [];
  const copies = new Map<string, Fingerprint[]>();
  const ordered = added ? [...all.filter(({ id }) => !added.has(id)), ...all.filter(({ id }) => added.has(id))] : all;
  for (const print of ordered) {
    const original = firstOf.get(print.whole);
    if (!original) {
      firstOf.set(print.whole, print);
      first.push(print);
    } else copies.set(original.id, [...(copies.get(original.id) ?? []), print]);
  }
  return { first, copies };
}

/** DOIs that stand on three titles or more: one of them is not this item's own. */
function sharedDois(all: readonly Fingerprint[]): ReadonlySet<string> {
  const titles = new Map<string, Set<string>>();
  for (const print of all) {
    const title = print.title.forms[0]?.compact.slice(0, 12);
    if (!print.doi || !title) continue;
    const held = titles.get(print.doi);
    if (held) held.add(title);
    else titles.set(print.doi, new Set([title]));
  }
  return new Set([...titles].filter(([, held]) => held.size >= 3).map(([doi]) => doi));
}

/** Whether a relation is worth showing; that one editor wrote many editorials is not. */
function isLink({ a, b, comparison: c }: Judged, printOf: ReadonlyMap<string, Fingerprint>): boolean {
  if (printOf.get(a)?.title.plain || printOf.get(b)?.title.plain) return false;
  const title = c.title === 'same' || c.title === 'shortened' || c.title === 'numbered';
  return title && (c.authors === 'same' || c.authors === 'cut' || c.reservations.includes('kind'));
}

/** Whether a pair that most likely is two items is worth a look where there are few better questions. */
function isLongShot(
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
function byPromise(x: Judged, y: Judged): number {
  const known = ({ relation }: Judged) => (relation === null ? 0 : 1);
  return known(x) - known(y) || y.score - x.score || byText(x.a, y.a) || byText(x.b, y.b);
}

/**
 * What to ask, the likely ones first.
 *
 * Of three records that may be one, two answers mostly settle the third pair, so a pair whose ends other questions hold
 * together already is asked only where room is left; should it stay open, the next full comparison asks it.
 *
 * @param room most questions in all, unless there are more likely ones that no others settle
 */
function chosen(
  likely: readonly Judged[],
  longShots: readonly Judged[],
  setOf: ReadonlyMap<string, string>,
  room: number,
): Judged[] {
  const parent = new Map<string, string>();
  const root = (id: string): string => {
    let at = setOf.get(id) ?? id;
    for (let up = parent.get(at); up !== undefined; up = parent.get(at)) at = up;
    return at;
  };
  const joins = ({ a, b }: Judged): boolean => {
    const [left, right] = [root(a), root(b)];
    if (left === right) return false;
    parent.set(left, right);
    return true;
  };
  const first = likely.filter(joins);
  const closing = likely.filter((pair) => !first.includes(pair));
  const most = Math.max(first.length, room);
  const taken = new Set(atMost([...first, ...longShots.filter(joins), ...closing], setOf, most));
  return [...likely, ...longShots].filter((pair) => taken.has(pair));
}

/** The strongest pair for every two sets (or lone records), strongest first. */
function onePerPlace(pairs: readonly Judged[], setOf: ReadonlyMap<string, string>): Judged[] {
  const best = new Map<string, Judged>();
  for (const pair of [...pairs].sort((x, y) => y.score - x.score || byText(x.a, y.a) || byText(x.b, y.b))) {
    const left = setOf.get(pair.a) ?? pair.a;
    const right = setOf.get(pair.b) ?? pair.b;
    if (left === right) continue;
    const key = keyOf(left, right);
    if (!best.has(key)) best.set(key, pair);
  }
  return [...best.values()];
}

function keyOf(a: string, b: string): string {
  return a < b ? JSON.stringify([a, b]) : JSON.stringify([b, a]);
}

function ends({ a, b }: Judged): { a: string; b: string } {
  return { a, b };
}

/** The first of the pairs, none for a set or lone record that has {@link MOST_QUESTIONS} already, none of two places twice. */
function atMost(pairs: readonly Judged[], setOf: ReadonlyMap<string, string>, most = Infinity): Judged[] {
  const count = new Map<string, number>();
  const seen = new Set<string>();
  return pairs.filter(({ a, b }) => {
    const between = keyOf(setOf.get(a) ?? a, setOf.get(b) ?? b);
    if (seen.size >= most || seen.has(between)) return false;
    const places = [setOf.get(a) ?? a, setOf.get(b) ?? b];
    if (places.some((place) => (count.get(place) ?? 0) >= MOST_QUESTIONS)) return false;
    for (const place of places) count.set(place, (count.get(place) ?? 0) + 1);
    seen.add(between);
    return true;
  });
}
