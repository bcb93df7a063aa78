/**
 * Step 5 of 5, second half: one view of a set of records, each field with the record it was taken from.
 *
 * Nothing is merged in storage: the view is made from the records each time, so taking a record out of a set undoes the
 * merge. Each field is chosen on its own: the fullest value among the commonest, never an invented one.
 */
import { byText } from './cluster';
import { readDoi, type DedupInput } from './normalise';
import { readPages } from './pages';
import { readTitle } from './title';
import { fold, known, words } from './words';

export interface MergedField<V> {
  value: V;
  /** Id of the record the value stands in; null where no record has one. */
  from: string | null;
}

export type MergeInput = Omit<DedupInput, 'source' | 'type' | 'registryIds'>;

export interface MergedView {
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
}

/** An abstract that is no longer than this many times the kept record's own says hardly more: a line of copyright, a label. */
const FULLER = 1.1;

/**
 * The view of a kept record and its copies. The kept record's own value stays unless another is better, and a record of
 * another kind (its correction, a reply that somebody joined) gives nothing. The order of the copies does not matter.
 */
export function mergeView(kept: MergeInput, copies: readonly MergeInput[]): MergedView {
  const { kind } = readTitle(kept.title);
  const alike = copies.filter(({ title }) => readTitle(title).kind === kind).sort((a, b) => byText(a.id, b.id));
  const records = [kept, ...alike];
  const text = (
    field: 'title' | 'journal' | 'volume' | 'issue' | 'pages' | 'pmid',
    rank: Rank<string> = () => [],
  ): MergedField<string | null> =>
    choose<string | null>(
      records,
      (record) => known(record[field]),
      (value) => sameText(value ?? ''),
      (value) => rank(value ?? ''),
      null,
    );
  const own = known(kept.abstract)?.length ?? 0;
  return {
    title: text('title', (value) => [isShouted(value) ? 0 : 1, isBracketed(value) ? 0 : 1, sameText(value).length]),
    authors: choose(
      records,
      (record) => (record.authors.length > 0 ? record.authors : null),
      () => '',
      (list) => [list.length, list.some(isShouted) ? 0 : 1, sameText(list.join(' ')).length],
      [],
    ),
    year: choose<number | null>(
      records,
      (record) => record.year,
      (year) => String(year),
      () => [],
      null,
    ),
    journal: text('journal', (value) => [isShouted(value) ? 0 : 1, sameText(value).length]),
    volume: text('volume', (value) => [/\d/.test(value) ? 1 : 0, -sameText(value).length]),
    issue: text('issue', (value) => [/\d/.test(value) ? 1 : 0, -sameText(value).length]),
    pages: text('pages', pagesRank),
    abstract: choose<string | null>(
      records,
      (record) => known(record.abstract),
      () => '',
      (value) => [value !== null && value.length > FULLER * own ? value.length : 0],
      null,
    ),
    doi: choose<string | null>(
      records,
      (record) => readDoi(record.doi),
      (value) => value ?? '',
      () => [],
      null,
    ),
    pmid: text('pmid'),
  };
}

type Rank<V> = (value: V) => number[];

/** The value that most records give, values with one key being one; of those the highest ranked, and of equals the first. */
function choose<V>(
  records: readonly MergeInput[],
  read: (record: MergeInput) => V | null,
  keyOf: (value: V) => string,
  rank: Rank<V>,
  none: V,
): MergedField<V> {
  const given = records.flatMap((record) => {
    const value = read(record);
    return value === null ? [] : [{ id: record.id, value, key: keyOf(value) }];
  });
  const count = new Map<string, number>();
  for (const { key } of given) count.set(key, (count.get(key) ?? 0) + 1);
  const [best] = given.sort(
    (a, b) => (count.get(b.key) ?? 0) - (count.get(a.key) ?? 0) || compareRanks(rank(b.value), rank(a.value)),
  );
  return best ? { value: best.value, from: best.id } : { value: none, from: null };
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

/** "[An English title of a paper in another language]" */
const isBracketed = (title: string): boolean => title.startsWith('[') || /\[[^[\]]*\]\.?$/.test(title);

/** A page range over a first page, that over a number or a length, and a lost rest last. */
function pagesRank(value: string): number[] {
  const pages = readPages(value);
  return [{ range: pages.end === null ? 3 : 4, number: 2, count: 2, lost: 0, none: 1 }[pages.form]];
}
