import { Refusal } from '../../refusal';
import { finishReference } from '../finish';
import { Problems } from '../problems';
import { ParsedReference, ReferenceFormat } from '../reference';
import { storable } from '../text-clean';
import { TextWindow } from '../text-window';
import { Columns, isKnownHeader, readHeader } from './columns';
import { type DelimitedEnd, DelimitedRow, guessDelimiter, readDelimited } from './delimited';
import { rowReference } from './row';

/** Rows before the header that are searched: some exports start with a title or the search strategy. */
const HEADER_SEARCH = 20;

/** Tables that we write too, with an apostrophe before text that a spreadsheet would take for a formula. */
const GUARDED = new Set(['Evenhand', 'Rayyan', 'Covidence']);

export interface TableRead {
  vendor: string | null;
  format: ReferenceFormat;
  /** Rows up to and with the header; null where a count of rows would mean nothing. */
  headRows: number | null;
}

/**
 * References out of the rows of a spreadsheet (values already as text). Lines in problems are sheet rows. Rows without
 * any value are passed over.
 */
export function* readSheetRows(
  rows: Iterable<readonly string[]>,
  format: ReferenceFormat,
  problems: Problems,
): Generator<ParsedReference, TableRead> {
  const { vendor, headRows } = yield* readRows(filledRows(rows), format !== 'xlsx', problems);
  return { vendor, headRows, format };
}

function* filledRows(rows: Iterable<readonly string[]>): Generator<DelimitedRow, null> {
  let line = 0;
  for (const row of rows) {
    line++;
    if (!row.some((cell) => cell.trim() !== '')) continue;
    const cells = row.map(storable);
    yield { line, cells, raw: cells.join('\t').trimEnd() };
  }
  return null;
}

/** Reads comma, semicolon or tab separated text. */
export function* readDelimitedTable(window: TextWindow, problems: Problems): Generator<ParsedReference, TableRead> {
  window.fill(20_000);
  const delimiter = guessDelimiter(window.text, isKnownHeader);
  const whole = new WholeRows(readDelimited(window, delimiter));
  const { vendor, headRows, count } = yield* readRows(whole, true, problems);
  const { strayQuotes } = whole;
  for (const line of strayQuotes)
    problems.add(
      'warning',
      'stray_quote',
      'A quotation mark that opens a cell is never closed; it was read as a character.',
      line,
    );
  if (whole.incomplete)
    problems.add(
      'error',
      'record_cut',
      `The file ends inside the row that starts at line ${whole.incomplete.line}: it seems cut. That row was left out; export the file again to have it.`,
      whole.incomplete.line,
      count + 1,
    );
  const format = delimiter === '\t' ? 'tsv' : 'csv';
  // with a stray quote the count by quotation marks means nothing
  return { vendor, format, headRows: strayQuotes.length > 0 ? null : headRows };
}

/** The complete rows; what is known of an incomplete one and of stray quotes when they are through. */
class WholeRows implements Iterable<DelimitedRow> {
  incomplete: DelimitedRow | null = null;
  strayQuotes: readonly number[] = [];

  constructor(private readonly rows: Generator<DelimitedRow, DelimitedEnd>) {}

  /** A last row that is shorter than all others, with no line end after it, is one that the file was cut in. */
  *[Symbol.iterator](): Generator<DelimitedRow> {
    let held: DelimitedRow | null = null;
    let count = 0;
    let narrowest = Infinity;
    let before = 0;
    for (let next = this.rows.next(); ; next = this.rows.next()) {
      if (next.done) {
        const { cut, strayQuotes, openEnd } = next.value;
        this.strayQuotes = strayQuotes;
        this.incomplete = cut;
        const isShort = count > 0 && held !== null && held.cells.length < before && before <= narrowest;
        if (held && cut === null && openEnd && isShort) this.incomplete = held;
        else if (held) yield held;
        return;
      }
      if (held) {
        before = held.cells.length;
        narrowest = Math.min(narrowest, before);
        count++;
        yield held;
      }
      held = next.value;
    }
  }
}

function* readRows(
  rows: Iterable<DelimitedRow>,
  isDelimited: boolean,
  problems: Problems,
): Generator<ParsedReference, { vendor: string | null; headRows: number; count: number }> {
  const head: DelimitedRow[] = [];
  let columns: Columns | null = null;
  let count = 0;
  let headRows = 0;
  for (const row of rows) {
    if (columns === null) {
      head.push(row);
      if (isHeader(row.cells)) {
        columns = readHeader(row.cells);
        columns.guarded = isDelimited && GUARDED.has(columns.vendor ?? '');
        headRows = head.length;
        warnOfOddColumns(columns, problems, row.line);
      } else if (head.length === HEADER_SEARCH) break;
      continue;
    }
    count++;
    yield readRow(row, columns, problems, count);
  }
  if (columns === null) throw noHeader();
  return { vendor: columns.vendor, headRows, count };
}

function readRow(
  { cells, line, raw }: DelimitedRow,
  columns: Columns,
  problems: Problems,
  number: number,
): ParsedReference {
  const width = columns.columns.length;
  if (cells.length > width && cells.slice(width).some((cell) => cell.trim() !== ''))
    problems.add(
      'warning',
      'row_too_long',
      `The row has ${cells.length} cells but the table has ${width} columns; the further cells are kept under their column numbers.`,
      line,
      number,
    );
  return finishReference(rowReference(cells, columns, raw, problems, line, number), problems, line, number);
}

/** Whether a row names two known columns, or its only column is a title, abstract or identifier. */
function isHeader(cells: readonly string[]): boolean {
  const known = cells.filter((cell) => cell.length < 100 && isKnownHeader(cell));
  const names = new Set(known.map((cell) => cell.toLowerCase().trim()));
  return (
    names.size >= 2 || (cells.length === 1 && ['title', 'abstract', 'doi', 'pmid'].some((name) => names.has(name)))
  );
}

function noHeader(): Refusal {
  return new Refusal(
    'unreadable_format',
    'No row of the table has column names we know (such as Title, Authors, Year, Abstract or DOI). ' +
      'Put the column names into the first row, or export as RIS.',
    415,
    { reason: 'no_header' },
  );
}

function warnOfOddColumns({ columns }: Columns, problems: Problems, line: number): void {
  if (!columns.some((column) => column.field === 'title'))
    problems.add('warning', 'no_title_column', 'The table has no column of titles.', line);
}
