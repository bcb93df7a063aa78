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
import { compare } from './compare';
import type { Surroundings } from './comparison';
import { correctionAmong } from './corrections';
import { CERTAIN, decide, type Reason, type Relation, type Tier } from './decide';
import { explain } from './explain';
import { fingerprint, type DedupInput, type Fingerprint } from './normalise';
import {
  atMost,
  chosen,
  isLink,
  isLongShot,
  keyOf,
  LONG_SHOTS,
  onePerPlace,
  byPromise,
  type Judged,
} from './questions';

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
  sets: Array<{
    ids: string[];
    pairs: Pair[];
    /** Those of the ids that are corrections counted with their article; never all. */
    corrections: string[];
  }>;
  /**
   * Pairs for a person, the likeliest first; one per two sets or records. Behind those that may well be one come
   * unlikely ones (a correction beside its article, a changed title), up to {@link LONG_SHOTS} of the records.
   */
  questions: Question[];
  /**
   * Likely pairs that wait for the answers to others: those that two answers mostly settle, and those of a record with
   * as many likelier ones as may be asked about one, as where the title of a column returns for ever. A run that knows the answers,
   * in `joined` and `apart`, asks the next.
   */
  unasked: number;
  /** Items that belong together and are not one: a correction, a preprint, a meeting abstract, a part of a series. */
  links: Link[];
}

export interface DedupOptions {
  /** Called now and then with the records done and their number. */
  onProgress?: (done: number, total: number) => void;
  /** Least score of a pair joined without asking; {@link CERTAIN} where nothing else is wanted. */
  certain?: number;
  /** Whether versions of a Cochrane review are one item (the latest stands for all) or linked items, as they are by default. */
  cochrane?: 'merge' | 'link';
  /** Whether a correction is a copy of its article, as many libraries keep it, or linked with it, as it is by default. */
  corrections?: 'merge' | 'link';
  /** Pairs people have declared different: never in one set again, not even through others. */
  apart?: ReadonlyArray<readonly [string, string]>;
  /** Pairs that are one citation already: nothing is asked about them, and questions about either are about both. */
  joined?: ReadonlyArray<readonly [string, string]>;
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
    joinsCorrections: options.corrections === 'merge',
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
  const placeOf = placesOf([...sets.map((set) => set.ids), ...(options.joined ?? [])]);
  const place = (id: string) => placeOf.get(id) ?? id;
  const apartPlaces = new Set((options.apart ?? []).map(([a, b]) => keyOf(place(a), place(b))));
  const isOpen = ({ a, b }: Judged) => wanted(a, b) && !apartPlaces.has(keyOf(place(a), place(b)));
  const why = (judged: Judged) =>
    explain(byId.get(judged.a) as DedupInput, byId.get(judged.b) as DedupInput, judged.comparison);
  const open = onePerPlace([...asked, ...doubtful].filter(isOpen), placeOf);
  const longShots = onePerPlace(unlikely.filter(isOpen), placeOf).sort(byPromise);
  const questions = chosen(atMost(open, placeOf), longShots, placeOf, Math.floor(total * LONG_SHOTS));
  const put = new Set(questions);
  return {
    sets: kept.map(({ ids, pairs }) => ({
      ids,
      pairs: pairs.map((judged) => ({ ...ends(judged), score: judged.score, tier: judged.tier, why: why(judged) })),
      corrections: [...correctionsOf(pairs, printOf)].sort(byText),
    })),
    questions: questions.map((judged) => ({
      ...ends(judged),
      score: judged.score,
      relation: judged.relation,
      why: why(judged),
    })),
    unasked: open.filter((pair) => !put.has(pair)).length,
    links: atMost(
      onePerPlace(linked, placeOf).filter((judged) => wanted(judged.a, judged.b)),
      placeOf,
    ).map((judged) => ({
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

/** Groups that share a record as one place, by record. */
function placesOf(groups: ReadonlyArray<readonly string[]>): Map<string, string> {
  const placeOf = new Map<string, string>();
  const members = new Map<string, string[]>();
  for (const group of groups) {
    const held = new Set(group.flatMap((id) => members.get(placeOf.get(id) ?? '') ?? [id]));
    const place = [...held].reduce((first, id) => (id < first ? id : first));
    for (const id of held) placeOf.set(id, place);
    members.set(place, [...held]);
  }
  return placeOf;
}

/**
 * Certain pairs as sets, and those of them that turn out doubtful once all are seen.
 *
 * A record without volume and pages that fits two items which contradict each other belongs to neither for sure: the
 * order in which pairs are joined must not decide, so it leaves both and becomes a question. Likewise a correction that
 * fits two articles.
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
  const corrections = correctionsOf(certain, printOf);
  const torn = new Set(
    [...first.refused, ...rivals].flatMap(({ a, b }) => [a, b]).filter((id) => unplaced(id) || corrections.has(id)),
  );
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

/** Records joined to another because they correct it. */
function correctionsOf(pairs: readonly Judged[], printOf: ReadonlyMap<string, Fingerprint>): Set<string> {
  const found = new Set<string>();
  for (const { a, b, comparison } of pairs) {
    const [left, right] = [printOf.get(a), printOf.get(b)];
    if (comparison.correction !== 'joined' || !left || !right) continue;
    const correction = correctionAmong(left, right);
    if (correction) found.add(correction.id);
  }
  return found;
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

function ends({ a, b }: Judged): { a: string; b: string } {
  return { a, b };
}
