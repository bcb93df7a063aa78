/**
 * The reference model: one bibliographic record exactly as a source exported it, read into named fields.
 *
 * Every reader fills this shape and every writer empties it. Nothing is dropped: what has no field of its own stays
 * in `extra` under the source's own tag, and `raw` keeps the text of the record as it stood in the file.
 */
export interface ParsedReference {
  /** Normalised kind; `other` where the source's own type (kept in `extra`) has no counterpart. */
  type: ReferenceType;
  title: string | null;
  /** "Family, Given" where the source tells them apart, else as written; a group author is one entry. */
  authors: string[];
  year: number | null;
  /** Date as far as it is known: `2019`, `2019-08` or `2019-08-31`. */
  date: string | null;
  /** Journal, book or conference that holds the item. */
  journal: string | null;
  volume: string | null;
  issue: string | null;
  /** Expanded ("244-258"); article numbers stay as written ("e494"). */
  pages: string | null;
  abstract: string | null;
  /** Lower-case, without resolver ("10.1000/x"). Never taken from an abstract. */
  doi: string | null;
  pmid: string | null;
  pmcid: string | null;
  /** Trial registry numbers found in any field but the abstract: NCT…, ISRCTN…, ChiCTR…. */
  registryIds: string[];
  keywords: string[];
  urls: string[];
  issn: string | null;
  language: string | null;
  publisher: string | null;
  /** Free notes of the source, labels and decisions of other tools included. */
  notes: string[];
  /** Links that say erratum, comment, retraction, update; as written, with their kind. */
  links: ReferenceLink[];
  /** Identifier inside the source: accession number, key, row id. */
  accession: string | null;
  /** Every further tag of the source and its values, in order. */
  extra: Record<string, string[]>;
  /** The record's text in the file, unchanged. */
  raw: string;
}

export const REFERENCE_TYPES = [
  'article',
  'preprint',
  'conference',
  'chapter',
  'book',
  'thesis',
  'report',
  'registration',
  'dataset',
  'web',
  'other',
] as const;
export type ReferenceType = (typeof REFERENCE_TYPES)[number];

/** `concern`: an expression of concern, or the retraction of a part. */
export type LinkKind = 'erratum' | 'comment' | 'retraction' | 'concern' | 'update' | 'republication' | 'other';

export interface ReferenceLink {
  kind: LinkKind;
  /**
   * `in`: the named item corrects, retracts, comments on or updates this one; `of`: this one does it to the named one. Left
   * out where the source does not tell.
   */
  direction?: 'in' | 'of';
  text: string;
}

export type ReferenceFormat =
  | 'ris'
  | 'nbib'
  | 'endnote-xml'
  | 'pubmed-xml'
  | 'ictrp-xml'
  | 'bibtex'
  | 'csv'
  | 'tsv'
  | 'xlsx'
  | 'enw'
  | 'wos'
  | 'cochrane'
  | 'ovid'
  | 'proquest'
  | 'refworks'
  | 'json';

/** The formats that are text. */
export type TextFormat = Exclude<ReferenceFormat, 'xlsx'>;

/** Something a reader met that a librarian should know of; the import goes on. */
export interface ReadProblem {
  /** 1-based line of the file (row for tables), or null where the format has none. */
  line: number | null;
  /** 1-based ordinal of the record, or null where none is concerned. */
  record: number | null;
  severity: 'note' | 'warning' | 'error';
  /** Stable snake_case code. */
  code: string;
  /** Which sentence says it, and what stands in it (`problem-sentences.ts`). */
  wording: string;
  params: Readonly<Record<string, string | number>>;
  /** What is wrong and what was done about it, in words. */
  message: string;
}

/** A column of a table, as it was understood. */
export interface TableColumn {
  header: string;
  /** Field of the reference that it fills; null where it is a label or is kept aside under its own name. */
  field: string | null;
  label: string | null;
  /** Some of its first values, shortened. */
  samples: string[];
}

/** What is known of a file once all of it was read. */
export interface ReadReport {
  format: ReferenceFormat;
  /** Encoding the text was decoded from: `utf-8`, `utf-16le`, `utf-16be`, `windows-1252`, … */
  encoding: string;
  /** Best guess at the vendor or tool that wrote the file, for the name of the source; null where unknown. */
  vendor: string | null;
  /** Records the file says or shows it holds, counted by other means than reading them (TY lines, `<record>` …). */
  expected: number | null;
  problems: ReadProblem[];
  /** The columns of a table; absent for other formats. */
  columns?: TableColumn[];
}

export interface ParsedFile extends ReadReport {
  references: ParsedReference[];
}

/** An empty reference to fill. */
export function emptyReference(raw = ''): ParsedReference {
  return {
    type: 'other',
    title: null,
    authors: [],
    year: null,
    date: null,
    journal: null,
    volume: null,
    issue: null,
    pages: null,
    abstract: null,
    doi: null,
    pmid: null,
    pmcid: null,
    registryIds: [],
    keywords: [],
    urls: [],
    issn: null,
    language: null,
    publisher: null,
    notes: [],
    links: [],
    accession: null,
    extra: {},
    raw,
  };
}
