import { parseDate } from '../dates';
import { finishReference } from '../finish';
import { PlainCount } from '../plain-count';
import { Problems } from '../problems';
import { familyFirst, tidyAuthor } from '../names';
import { ParsedReference } from '../reference';
import { TextWindow } from '../text-window';
import { expandPages } from '../pages';
import { Column, Field } from './columns';
import { rowReference } from './row';
import { Dialect, readTagged, TaggedRecord } from './tagged';

/**
 * Texts made to be printed, whose fields have names: the Cochrane Library's text export ("TI: ..."), Ovid's citations
 * ("Title" on a line, its value indented below), ProQuest's documents ("Title: ...") and RefWorks' tagged format. Each is
 * a dialect of the one tokeniser and a table of what its names mean.
 */
interface LabelledFormat {
  vendor: string;
  dialect: Dialect;
  /** Names by field, in order of preference, in upper case, parted by `|`. */
  fields: Readonly<Partial<Record<Field, string>>>;
  /** Names with a list of values, which other names do not have. */
  lists: ReadonlySet<string>;
}

const isUpper = (code: number): boolean => code >= 65 && code <= 90;
const isDigit = (code: number): boolean => code >= 48 && code <= 57;

/** Length and position as the tokeniser wants them. */
const tag = (length: number, value: number): number => (length << 8) | (value << 16);

/** "AU: Smith J" after "Record #1 of 271". */
const COCHRANE: LabelledFormat = {
  vendor: 'Cochrane Library',
  dialect: {
    tagAt(text, start, end) {
      if (text.startsWith('Record #', start)) return tag(8, 8);
      let at = start;
      while (at < end && at - start < 4 && (isUpper(text.charCodeAt(at)) || isDigit(text.charCodeAt(at)))) at++;
      return at - start >= 2 && text.charCodeAt(at) === 58 && (at + 1 >= end || text.charCodeAt(at + 1) === 32)
        ? tag(at - start, at + 1 - start)
        : 0;
    },
    opens: (name) => name === 'RECORD #',
    closes: () => false,
    joins: (name) => (name === 'AB' ? 'line' : 'blank'),
    isHeadLine: () => true,
  },
  fields: {
    title: 'TI',
    authors: 'AU',
    journal: 'SO',
    year: 'YR',
    volume: 'VL',
    issue: 'NO',
    pages: 'PG',
    abstract: 'AB',
    doi: 'DOI',
    pmid: 'PM',
    keywords: 'KY',
    urls: 'US',
    issn: 'SN',
    publisher: 'PB',
    accession: 'ID',
    type: 'PT',
    language: 'LA',
  },
  lists: new Set(['AU', 'KY']),
};

const OVID_FIELDS: LabelledFormat['fields'] = {
  title: 'TITLE|TI|ORIGINAL TITLE|BOOK TITLE|BT',
  authors: 'AUTHORS FULL NAME|AUTHOR FULL NAME|FA|AUTHORS|AUTHOR|AU|AUTHOR/EDITOR',
  journal: 'JOURNAL NAME|JOURNAL|JN|JOURNAL TITLE|JT|NLM JOURNAL NAME|NJ|ABBREVIATED SOURCE|AS',
  year: 'YEAR OF PUBLICATION|PUBLICATION YEAR|YR|YEAR',
  date: 'DATE OF PUBLICATION|PUBLICATION DATE|DP|PD',
  volume: 'VOLUME|VO|VL',
  issue: 'ISSUE|ISSUE/PART|IP|IS PART',
  pages: 'PAGE|PAGES|PG|PAGINATION',
  abstract: 'ABSTRACT|AB|KEY CONCEPTS',
  doi: 'DIGITAL OBJECT IDENTIFIER|DOI|DO|DI',
  pmid: 'PMID|PM|PUBMED ID',
  keywords:
    'SUBJECT HEADINGS|SH|MESH SUBJECT HEADINGS|MH|KEYWORD HEADING|KEYWORDS|KW|KH|HEADING WORDS|HW|EMTREE HEADING|CANDIDATE TERM WORD|CT',
  urls: 'URL|UR|LINK TO THE OVID FULL TEXT OR CITATION|LINK TO THE EXTERNAL LINK RESOLVER|XL',
  issn: 'ISSN|IS|ISSN PRINT|ISSN ELECTRONIC|ISSN LINKING|INTERNATIONAL STANDARD SERIAL NUMBER',
  language: 'LANGUAGE|LG|LA',
  publisher: 'PUBLISHER|PB|PU',
  accession: 'UNIQUE IDENTIFIER|UI|ACCESSION NUMBER|AN',
  type: 'PUBLICATION TYPE|PT|DOCUMENT TYPE|DT',
  notes: 'NOTES|NT|COMMENTS|CM',
};
const OVID_NAMES: ReadonlySet<string> = new Set([
  ...Object.values(OVID_FIELDS).flatMap((names) => names.split('|')),
  ...(
    'SOURCE|SO|STATUS|ST|INSTITUTION|IN|COUNTRY OF PUBLICATION|CP|RN|CAS REGISTRY/EC NUMBER/NAME OF SUBSTANCE|DATABASE|DB|VN|' +
    'VERSION ID|VI|COPYRIGHT INFORMATION|CI|ENTRY DATE|UPDATE DATE|UP|REVISION DATE|EDITOR|ED|EDITORS|SERIES|ID|GRANT NUMBER|' +
    'INDEXING METHOD|ELECTRONIC DATE OF PUBLICATION|EP|EZ|DA|DC|NO|GI|PH|SI|SA|CONFERENCE INFORMATION|CF|CORPORATE AUTHOR|CA|LO|' +
    'CAB CODES|CC|CODE|CLASSIFICATION CODE|POPULATION GROUP|METHODOLOGY|RF|CORRESPONDENCE ADDRESS|CAS REGISTRY|COUNTRY|FORMAT COVERED'
  ).split('|'),
]);

/** What only MEDLINE's records have as their status; their number is that of PubMed. */
const OF_MEDLINE = /^(?:OLD)?MEDLINE\b|^PubMed-not-MEDLINE|^(?:In-Process|In-Data-Review|Publisher)\b/i;

/** `<1>` or `<1. >`, then "Title" alone or "TI  - text"; values of named fields are indented. */
const OVID: LabelledFormat = {
  vendor: 'Ovid',
  dialect: {
    tagAt(text, start, end) {
      const first = text.charCodeAt(start);
      if (first === 60)
        return /^<\d{1,7}\.? ?>/.test(text.slice(start, Math.min(end, start + 12))) ? tag(1, end - start) : 0;
      if (!isUpper(first)) return 0;
      const line = text.slice(start, Math.min(end, start + 80));
      const short = /^([A-Z][A-Z0-9]) {0,3}-(?: |$)/.exec(line);
      if (short) return tag(2, short[0].trimEnd().length);
      if (end - start > 70) return 0;
      const name = line.replace(/[:.\s]+$/, '');
      if (OVID_NAMES.has(name.toUpperCase())) return tag(name.length, end - start);
      return /^[A-Z][A-Za-z/]+(?: [A-Z(][A-Za-z()/]+){0,4}$/.test(name) && text.charCodeAt(end - 1) !== 46
        ? tag(name.length, end - start)
        : 0;
    },
    opens: (name) => name === '<',
    closes: () => false,
    joins: (name, isIndented) =>
      name === 'ABSTRACT' || name === 'AB' ? 'line' : isIndented && isOvidList(name) ? 'value' : 'blank',
    isHeadLine: () => true,
  },
  fields: OVID_FIELDS,
  lists: new Set((OVID_FIELDS.authors! + '|' + OVID_FIELDS.keywords!).split('|')),
};

function isOvidList(name: string): boolean {
  return OVID.lists.has(name);
}

/** "Title: text" between rules of underscores. */
const PROQUEST: LabelledFormat = {
  vendor: 'ProQuest',
  dialect: {
    tagAt(text, start, end) {
      const line = text.slice(start, Math.min(end, start + 60));
      if (/^_{20,}/.test(line)) return tag(20, end - start);
      const name = /^[A-Z][A-Za-z/]+(?: [A-Za-z/]+){0,4}(?=: ?)/.exec(line);
      return name ? tag(name[0].length, name[0].length + 1) : 0;
    },
    opens: (name) => name.startsWith('____'),
    closes: () => false,
    joins: () => 'line',
    isHeadLine: () => true,
  },
  fields: {
    title: 'TITLE',
    authors: 'AUTHOR|AUTHORS',
    journal: 'PUBLICATION TITLE',
    year: 'PUBLICATION YEAR|YEAR|PUBLICATION DATE',
    date: 'PUBLICATION DATE',
    volume: 'VOLUME',
    issue: 'ISSUE',
    pages: 'PAGES|FIRST PAGE|PAGINATION',
    abstract: 'ABSTRACT',
    doi: 'DOI',
    pmid: 'PMID',
    keywords: 'SUBJECT|IDENTIFIER / KEYWORD|MESH SUBJECT',
    urls: 'DOCUMENT URL|PERSISTENT LINK TO THIS RECORD URL',
    issn: 'ISSN|E-ISSN|EISSN',
    language: 'LANGUAGE|LANGUAGE OF PUBLICATION',
    publisher: 'PUBLISHER',
    accession: 'PROQUEST DOCUMENT ID|ACCESSION NUMBER',
    type: 'DOCUMENT TYPE|SOURCE TYPE',
  },
  lists: new Set(),
};

/** "RT Journal Article", "A1 Smith,J.": two characters and one blank; RT starts a record. */
const REFWORKS: LabelledFormat = {
  vendor: 'RefWorks',
  dialect: {
    tagAt(text, start, end) {
      const second = text.charCodeAt(start + 1);
      if (!isUpper(text.charCodeAt(start)) || (!isUpper(second) && !isDigit(second))) return 0;
      return start + 2 >= end || text.charCodeAt(start + 2) === 32 ? tag(2, 2) : 0;
    },
    opens: (name) => name === 'RT',
    closes: () => false,
    joins: (name) => (name === 'AB' ? 'line' : 'blank'),
    isHeadLine: () => true,
  },
  fields: {
    title: 'T1',
    authors: 'A1',
    journal: 'JF|T2|JO',
    year: 'YR',
    date: 'FD',
    volume: 'VO',
    issue: 'IS',
    startPage: 'SP',
    endPage: 'OP',
    abstract: 'AB',
    doi: 'DO',
    pmid: 'PM',
    keywords: 'K1',
    urls: 'UL|LK',
    issn: 'SN',
    language: 'LA',
    publisher: 'PB',
    accession: 'AN|ID',
    type: 'RT',
    notes: 'NO',
  },
  lists: new Set(['A1', 'K1', 'A2', 'A3', 'A4']),
};

export const readCochrane = (window: TextWindow, problems: Problems): Generator<ParsedReference> =>
  readLabelled(window, COCHRANE, problems);
export const readOvid = (window: TextWindow, problems: Problems): Generator<ParsedReference> =>
  readLabelled(window, OVID, problems);
export const readProquest = (window: TextWindow, problems: Problems): Generator<ParsedReference> =>
  readLabelled(window, PROQUEST, problems);
export const readRefworks = (window: TextWindow, problems: Problems): Generator<ParsedReference> =>
  readLabelled(window, REFWORKS, problems);

export const countCochrane = (): PlainCount => new PlainCount([/^\ufeff?Record #\d+/gm]);
export const countOvid = (): PlainCount => new PlainCount([/^\ufeff?<\d{1,7}\.? ?>/gm]);
export const countProquest = (): PlainCount => new PlainCount([/^Title: /gm]);
export const countRefworks = (): PlainCount => new PlainCount([/^\ufeff?RT \S/gm]);

function* readLabelled(window: TextWindow, format: LabelledFormat, problems: Problems): Generator<ParsedReference> {
  const known = new Map<string, { field: Field; rank: number }>();
  for (const [field, names] of Object.entries(format.fields))
    names.split('|').forEach((name, rank) => {
      if (!known.has(name)) known.set(name, { field: field as Field, rank });
    });
  let number = 0;
  for (const record of readTagged(window, format.dialect, problems)) {
    const cells = cellsOf(record, format);
    // the mark of a record alone, or the page header before the first
    if (![...cells.keys()].some((name) => known.has(name))) continue;
    number++;
    const columns = [...cells.keys()].map((name): Column => {
      const meaning = known.get(name);
      return { header: name, field: meaning?.field ?? null, rank: meaning?.rank ?? 0, label: null };
    });
    const reference = rowReference(
      [...cells.values()],
      { columns, vendor: format.vendor, guarded: false },
      record.raw,
      problems,
      record.line,
      number,
    );
    if (format === OVID) reference.authors = reference.authors.flatMap(ovidAuthors);
    if (format === OVID && OF_MEDLINE.test(cells.get('STATUS') ?? cells.get('ST') ?? ''))
      reference.pmid ??= /^\d{4,8}$/.exec(reference.accession ?? '')?.[0] ?? null;
    if (format === OVID) takeSource(reference, cells.get('SOURCE') ?? cells.get('SO') ?? '');
    yield finishReference(reference, problems, record.line, number);
  }
}

/** The values of each name: of lists with semicolons between, of others each on a line. */
function cellsOf(record: TaggedRecord, { lists, dialect }: LabelledFormat): Map<string, string> {
  const cells = new Map<string, string>();
  record.tags.forEach((name, i) => {
    const value = record.values[i]!;
    if (value === '' || (dialect.opens(name, null, 0) && name !== 'RT')) return;
    const held = cells.get(name);
    cells.set(name, held === undefined ? value : `${held}${lists.has(name) ? '; ' : '\n'}${value}`);
  });
  return cells;
}

/** "Doe, Jane. Roe, Richard T." or "Doe J. Roe RT." in one line: a full stop and a capital part two names. */
function ovidAuthors(name: string): string[] {
  return name
    .split(/(?<=[\p{Ll}\p{Lu}])\. (?=\p{Lu}[\p{L}'’-]+(?:,| \p{Lu}{1,4}(?:\.|$)))/u)
    .map((part) => familyFirst(tidyAuthor(part.replace(/(?<=\p{Ll}|\p{Lu}{2}| \p{Lu})\.$/u, ''))));
}

/**
 * Ovid's source line: "Ann Intern Med. 139(5 Pt 1):322-9, 2003 Sep 2." and PsycINFO's
 * "J Abnorm Psychol. Vol.112(3), Aug 2003, pp. 345-356."
 */
function takeSource(reference: ParsedReference, source: string): void {
  const found =
    /^(.{1,300}?)\.\s{1,4}(?:Vol\.? ?)?([A-Za-z]?\d{1,6}[A-Za-z]?)?\s?(?:\(([^)]{1,40})\))?(?::\s?([^,]{1,40}))?(?:,\s|\.\s?|$)(.{0,200})$/s.exec(
      source.replace(/\s+/g, ' ').slice(0, 800),
    );
  if (!found) {
    reference.journal ??= source === '' ? null : (/^[^.;\d]{2,200}/.exec(source)?.[0].trim() ?? null);
  } else {
    reference.journal ??= found[1]!;
    reference.volume ??= found[2] ?? null;
    reference.issue ??= found[3] ?? null;
    const pages = found[4] ?? /\bpp?\. ?([\w-]{1,20})/.exec(found[5]!)?.[1];
    if (pages !== undefined) reference.pages ??= expandPages(pages);
  }
  const date = reference.year === null ? parseDate((found?.[5] ?? source).replace(/\bpp?\. .*/, '')) : null;
  if (date) {
    reference.year = date.year;
    reference.date = date.date;
  }
  if (reference.journal !== null && reference.type === 'other') reference.type = 'article';
}
