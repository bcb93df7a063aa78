import { writtenLink } from '../link-words';
import { encodeLabels, Exported, labelsIn } from '../own-notes';

/** Columns of our own tables, in this order. Lists are parted by `; `, notes by an empty line, links by a line end. */
export const TABLE_COLUMNS = [
  'type',
  'title',
  'authors',
  'year',
  'date',
  'journal',
  'volume',
  'issue',
  'pages',
  'abstract',
  'doi',
  'pmid',
  'pmcid',
  'registry_ids',
  'keywords',
  'urls',
  'issn',
  'language',
  'publisher',
  'notes',
  'links',
  'accession',
  'labels',
] as const;

export interface TableOptions {
  /** Labels that get a column of their own, `label:NAME`, before the rest in `labels`. */
  labelColumns?: readonly string[];
}

/** Header and rows for a workbook; the year is a number, everything else text that no program shall take for a formula. */
export function* tableRows(references: Iterable<Exported>, options: TableOptions = {}): Generator<(string | number)[]> {
  const own = options.labelColumns ?? [];
  yield [...TABLE_COLUMNS, ...own.map((name) => `label:${name}`)];
  for (const exported of references) yield tableRow(exported, own);
}

function tableRow({ reference, labels }: Exported, own: readonly string[]): (string | number)[] {
  const all: Record<string, readonly string[]> = { ...labelsIn(reference), ...labels };
  const rest = Object.fromEntries(Object.entries(all).filter(([name]) => !own.includes(name)));
  const cells: (string | number | null)[] = [
    reference.type,
    reference.title,
    reference.authors.join('; '),
    reference.year,
    reference.date,
    reference.journal,
    reference.volume,
    reference.issue,
    reference.pages,
    reference.abstract,
    reference.doi,
    reference.pmid,
    reference.pmcid,
    reference.registryIds.join('; '),
    reference.keywords.join('; '),
    reference.urls.join(' '),
    reference.issn,
    reference.language,
    reference.publisher,
    reference.notes.join('\n\n'),
    reference.links.map(writtenLink).join('\n'),
    reference.accession,
    encodeLabels(rest),
    ...own.map((name) => (Object.hasOwn(all, name) ? all[name]!.join('; ') : '')),
  ];
  return cells.map((cell) => (cell === null ? '' : cell));
}

/** CSV after RFC 4180 in UTF-8 with a byte-order mark (spreadsheets would guess another encoding) and CRLF. */
export function* toCsv(references: Iterable<Exported>, options: TableOptions = {}): Generator<string> {
  let head = '\ufeff';
  for (const row of tableRows(references, options)) {
    yield head + csvRow(row);
    head = '';
  }
}

/** One row with its line end. */
export function csvRow(cells: readonly (string | number | null)[]): string {
  return `${cells.map((cell) => csvCell(cell ?? '')).join(',')}\r\n`;
}

function csvCell(value: string | number): string {
  if (typeof value === 'number') return String(value);
  const cell = guardFormula(value);
  return /[",\r\n;\t]/.test(cell) || /^ | $/.test(cell) ? `"${cell.replace(/"/g, '""')}"` : cell;
}

/** What may start a formula, the wide forms of East Asian keyboards too. */
export const FORMULA_START = /^'*[=+\-@\t\r\n\uff1d\uff0b\uff0d\uff20]/;

/**
 * Text that a spreadsheet would run as a formula gets an apostrophe before it, which our reader takes off again; so does
 * text that begins with such an apostrophe already.
 */
export function guardFormula(text: string): string {
  return FORMULA_START.test(text) ? `'${text}` : text;
}
