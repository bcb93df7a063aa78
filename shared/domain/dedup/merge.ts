/**
 * Step 5 of 5, second half: one view of a set of records, each field with the record it was taken from.
 *
 * Nothing is merged in storage: the view is made from the records each time, so taking a record out of a set undoes the
 * merge. Each field is chosen on its own: the fullest value among the commonest, never an invented one.
 */
import { byText } from './cluster';
import { readDoi, type DedupInput } from './normalise';
import { readPages } from './pages';
import { fold, known, words } from './words';

export interface MergedField<V> {
  value: V;
  /** Id of the record the value stands in; null where no record has one. */
  from: string | null;
  /** Every other value with the records that give it, so that a reader sees what was passed over. */
  others: Array<{ value: V; from: string[] }>;
}

export interface MergedView {
  ids: string[];
  title: MergedField<string | null>;
  authors: MergedField<string[]>;
  year: MergedField<number | null>;
  journal: MergedField<string | null>;
  volume: MergedField<string | null>;
  issue: MergedField<string | null>;
  pages: MergedField<string | null>;
  abstract: MergedField<string | null>;
  doi: MergedField<string | null>;
  pmid: MergedField<string | null>;
  /** All registry numbers of the set. */
  registryIds: string[];
}

/** @throws RangeError for no records */
export function mergeView(records: readonly DedupInput[]): MergedView {
  if (records.length === 0) throw new RangeError('mergeView: records is empty');
  const sorted = [...records].sort((a, b) => byText(a.id, b.id));
  const text = (
    field: 'title' | 'journal' | 'volume' | 'issue' | 'pages' | 'abstract' | 'doi' | 'pmid',
    rank: Rank<string>,
  ) =>
    choose<string | null>(
      sorted,
      (ref) => known(ref[field]),
      (value) => sameText(value ?? ''),
      (value) => rank(value ?? ''),
      null,
    );
  return {
    ids: sorted.map((ref) => ref.id),
    title: text('title', (value) => [isShouted(value) ? 0 : 1, /^\[|\[[^\]]*\]\.?$/.test(value) ? 0 : 1, value.length]),
    authors: choose(
      sorted,
      (ref) => (ref.authors.length > 0 ? ref.authors : null),
      (list) => sameText(list.join(';')),
      (list) => {
        return [list.length, list.some(isShouted) ? 0 : 1, list.join('').length];
      },
      [],
      true,
    ),
    year: choose<number | null>(
      sorted,
      (ref) => ref.year,
      (year) => String(year),
      (year) => [year ?? 0],
      null,
    ),
    journal: text('journal', (value) => [isShouted(value) ? 0 : 1, value.length]),
    volume: text('volume', (value) => [/\d/.test(value) ? 1 : 0, -value.length]),
    issue: text('issue', (value) => [/\d/.test(value) ? 1 : 0, -value.length]),
    pages: text('pages', (value) => pagesRank(value)),
    abstract: choose<string | null>(
      sorted,
      (ref) => known(ref.abstract),
      (value) => value ?? '',
      (value) => [(value ?? '').length],
      null,
      true,
    ),
    doi: choose<string | null>(
      sorted,
      (ref) => readDoi(ref.doi),
      (value) => value ?? '',
      () => [0],
      null,
    ),
    pmid: text('pmid', () => [0]),
    registryIds: [...new Set(sorted.flatMap((ref) => ref.registryIds ?? []))].sort(byText),
  };
}

type Rank<V> = (value: V) => number[];

/**
 * The value of the largest rank among those most records give; with `fullest` the rank alone decides.
 *
 * Values that differ in case, accents or punctuation only count as one when it comes to how many give them.
 */
function choose<V>(
  records: readonly DedupInput[],
  read: (ref: DedupInput) => V | null,
  same: (value: V) => string,
  rank: Rank<V>,
  none: V,
  fullest = false,
): MergedField<V> {
  const given = records.flatMap((ref) => {
    const value = read(ref);
    return value === null ? [] : [{ id: ref.id, value, key: same(value), exact: JSON.stringify(value) }];
  });
  const count = new Map<string, number>();
  for (const { key } of given) count.set(key, (count.get(key) ?? 0) + 1);
  const best = [...given].sort(
    (a, b) =>
      (fullest ? 0 : (count.get(b.key) ?? 0) - (count.get(a.key) ?? 0)) ||
      compareRanks(rank(b.value), rank(a.value)) ||
      byText(a.id, b.id),
  )[0];
  if (!best) return { value: none, from: null, others: [] };
  const others = new Map<string, { value: V; from: string[] }>();
  for (const { id, value, exact } of given) {
    if (exact === best.exact) continue;
    const entry = others.get(exact);
    if (entry) entry.from.push(id);
    else others.set(exact, { value, from: [id] });
  }
  return { value: best.value, from: best.id, others: [...others.values()] };
}

function compareRanks(a: readonly number[], b: readonly number[]): number {
  for (let at = 0; at < Math.max(a.length, b.length); at++) {
    const difference = (a[at] ?? 0) - (b[at] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

function sameText(value: string): string {
  return words(fold(value)).join(' ');
}

function isShouted(value: string): boolean {
  return value.length > 3 && value === value.toUpperCase() && value !== value.toLowerCase();
}

/** A page range over a first page, that over a number or a length, and a lost rest last. */
function pagesRank(value: string): number[] {
  const pages = readPages(value);
  const order = { range: pages.end === null ? 3 : 4, number: 2, count: 2, lost: 0, none: 1 }[pages.form];
  return [order, value.length];
}
