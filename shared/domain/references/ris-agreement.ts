import { ParsedReference } from './reference';

/**
 * Holds references read from RIS against what the lines of the same record carry, looked at without the reader: for every
 * field that any tag carries, whether the reference has it. For `npm run measure` and specs.
 */
export const RIS_FIELDS = ['title', 'authors', 'year', 'doi', 'abstract', 'journal'] as const;
export type RisField = (typeof RIS_FIELDS)[number];

export interface Agreement {
  /** Records in which some tag carries the field, and in how many of them the reference has it. */
  carried: Record<RisField, number>;
  kept: Record<RisField, number>;
  /** The first records where it has not: which field, its title, what was expected, what was read. */
  misses: { field: RisField; record: number; carried: string; read: string }[];
}

export function emptyAgreement(): Agreement {
  const zeros = (): Agreement['kept'] => ({ title: 0, authors: 0, year: 0, doi: 0, abstract: 0, journal: 0 });
  return { carried: zeros(), kept: zeros(), misses: [] };
}

type Tags = ReadonlyMap<string, readonly string[]>;

const MOST_MISSES = 20;

/** Adds the records of one text to the agreement; the references are those read from it, in order. */
export function addRis(agreement: Agreement, text: string, references: readonly ParsedReference[]): void {
  plainRecords(text).forEach((tags, i) => {
    const reference = references[i];
    for (const field of RIS_FIELDS) {
      const carried = CARRIED[field](tags);
      if (carried.length === 0) continue;
      agreement.carried[field]++;
      if (reference && KEPT[field](reference, carried)) agreement.kept[field]++;
      else if (agreement.misses.length < MOST_MISSES)
        agreement.misses.push({
          ...{ field, record: i + 1, carried: carried.join(' | ').slice(0, 200) },
          read: String(reference?.[field] ?? '').slice(0, 200),
        });
    }
  });
}

/** Records as lists of values by tag: lines, and nothing more. */
function plainRecords(text: string): Tags[] {
  const records: Map<string, string[]>[] = [];
  let values: string[] | null = null;
  for (const line of text.split(/\r\n|\r|\n/)) {
    const found = /^[ \t]{0,12}\ufeff?([A-Z][A-Z0-9])\s{1,3}-(?:\s([^]*))?$/.exec(line);
    if (!found) {
      if (values !== null && line.trim() !== '') values[values.length - 1] += ` ${line.trim()}`;
      continue;
    }
    const [, tag = '', value = ''] = found;
    if (tag === 'TY') records.push(new Map());
    const record = records.at(-1);
    if (!record || tag === 'ER') {
      values = null;
      continue;
    }
    values = record.get(tag) ?? [];
    values.push(value.trim());
    record.set(tag, values);
  }
  return records;
}

const filled = (tags: Tags, ...names: string[]): string[] =>
  names.flatMap((name) => tags.get(name) ?? []).filter((value) => plain(value) !== '');

/** Letters and digits alone: what is left of a text whatever was done to its marks, tags and entities. */
const plain = (text: string): string =>
  text
    .replace(/<[^<>]{1,60}>|&(?:#x?[0-9a-f]{1,6}|[a-z]{2,8});/gi, ' ')
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '');

const YEAR = /(?<!\d)(?:1[5-9]|20)\d{2}(?!\d)/g;
const DOI = /\b10\.\d{4,9}\/[^\s"<>]+/g;

/** What the tags of a record say of a field; empty where none does. */
const CARRIED: Readonly<Record<RisField, (tags: Tags) => string[]>> = {
  title: (tags) => filled(tags, 'TI', 'T1', 'CT'),
  authors: (tags) => {
    const lists = ['AU', 'A1'].map((tag) => filled(tags, tag).flatMap((name) => name.split(';')));
    return (lists.find((names) => names.length > 0) ?? []).filter((name) => plain(name) !== '');
  },
  year: (tags) => filled(tags, 'PY', 'Y1', 'DA').flatMap((value) => value.match(YEAR) ?? []),
  doi: (tags) =>
    filled(tags, 'DO', 'L1', 'L2', 'L3', 'L4', 'UR', 'M3').flatMap((value) => decoded(value).match(DOI) ?? []),
  abstract: (tags) => {
    const abstract = filled(tags, 'AB');
    return abstract.length > 0 ? abstract : filled(tags, 'N2');
  },
  journal: (tags) => filled(tags, 'T2', 'JF', 'JO', 'JA', 'J2', 'J1', 'BT'),
};

const decoded = (value: string): string => value.replace(/%2f/gi, '/').replace(/&amp;/g, '&');

const oneOf = (value: string | null, carried: readonly string[]): boolean =>
  value !== null && carried.some((one) => plain(one) === plain(value));

const KEPT: Readonly<Record<RisField, (reference: ParsedReference, carried: readonly string[]) => boolean>> = {
  title: ({ title }, carried) => oneOf(title, carried),
  authors: ({ authors }, carried) =>
    authors.length === new Set(carried.map(plain)).size || authors.length === carried.length,
  year: ({ year }, carried) => carried.includes(String(year)),
  doi: ({ doi }, carried) => doi !== null && carried.some((one) => plain(one).startsWith(plain(doi))),
  abstract: ({ abstract }, carried) => abstract !== null && plain(abstract) === plain(carried.join(' ')),
  journal: ({ journal }, carried) => oneOf(journal, carried),
};
