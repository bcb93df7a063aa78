import { Refusal } from '../../refusal';
import { finishReference } from '../finish';
import { addExtra } from '../own-notes';
import { Problems } from '../problems';
import { refuseEndless } from '../record-limit';
import { ParsedReference, ReferenceFormat, TableColumn } from '../reference';
import { collapse, storable } from '../text-clean';
import { TextWindow } from '../text-window';
import { ColumnChoice, Columns, isKnownHeader, readHeader } from './columns';
import { type DelimitedEnd, DelimitedRow, guessDelimiter, readDelimited } from './delimited';
import { rowReference } from './row';

/** Rows before the header that are searched: some exports start with a title or the search strategy. */
const HEADER_SEARCH = 20;

/** Tables that we write too, with an apostrophe before text that a spreadsheet would take for a formula. */
const GUARDED = new Set(['Evenhand', 'Rayyan', 'Covidence']);

/** What is known of a table before it is read. */
export interface TableHints {
  columns?: ColumnChoice;
  /** Take the first row for the column names where none of them is known. */
  anyTable?: boolean;
}

export interface TableRead {
  columns: TableColumn[];
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
  hints: TableHints,
): Generator<ParsedReference, TableRead> {
  const { vendor, headRows, columns } = yield* readRows(filledRows(rows), format !== 'xlsx', problems, hints);
  return { vendor, headRows, format, columns };
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
export function* readDelimitedTable(
  window: TextWindow,
  problems: Problems,
  hints: TableHints,
): Generator<ParsedReference, TableRead> {
  window.fill(20_000);
  const delimiter = guessDelimiter(window.text, isKnownHeader);
  const whole = new WholeRows(readDelimited(window, delimiter));
  const { vendor, headRows, count, columns } = yield* readRows(whole, true, problems, hints);
  const { strayQuotes } = whole;
  for (const line of strayQuotes) problems.add('stray_quote', {}, line);
  if (whole.incomplete)
    problems.add('record_cut.row', { line: whole.incomplete.line }, whole.incomplete.line, count + 1);
  const format = delimiter === '\t' ? 'tsv' : 'csv';
  // with a stray quote the count by quotation marks means nothing
  return { vendor, format, columns, headRows: strayQuotes.length > 0 ? null : headRows };
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

interface RowsRead {
  vendor: string | null;
  headRows: number;
  count: number;
  columns: TableColumn[];
}

function* readRows(
  rows: Iterable<DelimitedRow>,
  isDelimited: boolean,
  problems: Problems,
  hints: TableHints,
): Generator<ParsedReference, RowsRead> {
  const waiting = rows[Symbol.iterator]();
  const head: DelimitedRow[] = [];
  let header = -1;
  while (header < 0 && head.length < HEADER_SEARCH) {
    const next = waiting.next();
    if (next.done) break;
    head.push(next.value);
    if (isHeader(next.value.cells, hints.columns)) header = head.length - 1;
  }
  if (header < 0 && hints.anyTable === true && head.length > 1) header = 0;
  if (header < 0) throw noHeader();
  const columns = readHeader(head[header]!.cells, hints.columns);
  columns.guarded = isDelimited && GUARDED.has(columns.vendor ?? '');
  warnOfOddColumns(columns, problems, head[header]!.line);
  const shown = columns.columns.map(({ header: name, field, label }) => ({
    header: name,
    field,
    label,
    samples: [] as string[],
  }));
  let count = 0;
  let joined = 0;
  let repeated = 0;
  const names = head[header]!.cells;
  const isHeaderAgain = (cells: readonly string[]): boolean =>
    cells.length === names.length && cells.every((cell, i) => cell === names[i]);
  let held: ParsedReference | null = null;
  for (const row of following(head.slice(header + 1), waiting)) {
    if (isHeaderAgain(row.cells)) {
      problems.add('header_repeated', {}, row.line);
      repeated++;
      continue;
    }
    if (count + joined < SAMPLED_ROWS) takeSamples(shown, row.cells);
    const reference = readRow(row, columns, problems, count + 1);
    if (held && columns.vendor === 'DistillerSR' && held.accession !== null && held.accession === reference.accession) {
      joinAnswers(held, reference);
      joined++;
      continue;
    }
    count++;
    if (held) yield held;
    held = reference;
  }
  if (held) yield held;
  if (joined > 0) problems.add('rows_joined', { count: joined });
  return { vendor: columns.vendor, headRows: header + 1 + joined + repeated, count, columns: shown };
}

/** A further row on the same record: its answers join those that are there, the record itself is the same. */
function joinAnswers(into: ParsedReference, { extra, raw }: ParsedReference): void {
  into.raw += `\n${raw}`;
  for (const [key, values] of Object.entries(extra))
    for (const value of values)
      if (key.startsWith('label:') || !into.extra[key]?.includes(value)) addExtra(into, key, value);
}

function* following(first: readonly DelimitedRow[], rest: Iterator<DelimitedRow>): Generator<DelimitedRow> {
  yield* first;
  for (let next = rest.next(); !next.done; next = rest.next()) yield next.value;
}

const SAMPLED_ROWS = 50;
const SAMPLES = 3;
const SAMPLE_LENGTH = 120;

function takeSamples(columns: readonly TableColumn[], cells: readonly string[]): void {
  columns.forEach(({ samples }, i) => {
    const value = collapse((cells[i] ?? '').slice(0, 4 * SAMPLE_LENGTH)).slice(0, SAMPLE_LENGTH);
    if (samples.length < SAMPLES && value !== '' && !samples.includes(value)) samples.push(value);
  });
}

function readRow(
  { cells, line, raw }: DelimitedRow,
  columns: Columns,
  problems: Problems,
  number: number,
): ParsedReference {
  const width = columns.columns.length;
  refuseEndless(cells.length, line);
  if (cells.length > width && cells.slice(width).some((cell) => cell.trim() !== ''))
    problems.add('row_too_long', { cells: cells.length, columns: width }, line, number);
  return finishReference(rowReference(cells, columns, raw, problems, line, number), problems, line, number);
}

/** Whether a row names two known columns, or its only column is a title, abstract or identifier. */
function isHeader(cells: readonly string[], chosen: ColumnChoice | undefined): boolean {
  if (chosen && chosen.size > 0 && cells.filter((cell) => chosen.has(cell.trim())).length === chosen.size) return true;
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
  if (!columns.some((column) => column.field === 'title')) problems.add('no_title_column', {}, line);
}
