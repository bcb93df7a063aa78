import { Refusal } from '../../refusal';
import { finishReference } from '../finish';
import { storable } from '../text-clean';
import { Problems } from '../problems';
import { ParsedFile, ParsedReference, ReferenceFormat } from '../reference';
import { Columns, isKnownHeader, readHeader } from './columns';
import { DelimitedRow, guessDelimiter, readDelimited } from './delimited';
import { rowReference } from './row';

/** Rows of a table after its header, with what is needed to point at them. */
interface TableRows {
  /** Text that went through a delimited file; cells of workbooks have types and need no guard. */
  delimited: boolean;
  rows: readonly (readonly string[])[];
  lineOf: (index: number) => number;
  rawOf: (index: number) => string;
}

/** Rows before the header that are searched: some exports start with a title or the search strategy. */
const HEADER_SEARCH = 20;

/**
 * References out of the rows of a spreadsheet (values already as text). Lines in problems are sheet rows. Rows without
 * any value are passed over.
 */
export function readTable(rows: string[][], format: ReferenceFormat): ParsedFile {
  const problems = new Problems();
  const filled: { cells: string[]; line: number }[] = [];
  rows.forEach((cells, i) => {
    if (cells.some((cell) => cell.trim() !== '')) filled.push({ cells: cells.map(storable), line: i + 1 });
  });
  const table: TableRows = {
    delimited: format !== 'xlsx',
    rows: filled.map((row) => row.cells),
    lineOf: (index) => filled[index]!.line,
    rawOf: (index) => filled[index]!.cells.join('\t').trimEnd(),
  };
  const { references, vendor, header } = readRows(table, problems);
  return {
    format,
    encoding: 'utf-8',
    vendor,
    expected: filled.length - header - 1,
    references,
    problems: problems.toList(),
  };
}

/** Reads comma, semicolon or tab separated text. */
export function readDelimitedTable(
  text: string,
  problems: Problems,
): { references: ParsedReference[]; vendor: string | null; format: 'csv' | 'tsv'; expected: number | null } {
  const delimiter = guessDelimiter(text, isKnownHeader);
  const { rows, cut, strayQuotes } = readDelimited(text, delimiter);
  for (const line of strayQuotes)
    problems.add(
      'warning',
      'stray_quote',
      'A quotation mark that opens a cell is never closed; it was read as a character.',
      line,
    );
  const short = cut ? null : cutLastRow(text, rows);
  if (short) rows.pop();
  const incomplete = cut ?? short;
  const table: TableRows = {
    delimited: true,
    rows: rows.map((row) => row.cells),
    lineOf: (index) => rows[index]!.line,
    rawOf: (index) => text.slice(rows[index]!.start, rows[index]!.end),
  };
  const { references, vendor, header } = readRows(table, problems);
  if (incomplete)
    problems.add(
      'error',
      'record_cut',
      `The file ends inside the row that starts at line ${incomplete.line}: it seems cut. That row was left out; export the file again to have it.`,
      incomplete.line,
      references.length + 1,
    );
  // with a stray quote the count by quotation marks means nothing
  const expected = strayQuotes.length > 0 ? null : Math.max(0, countRows(text) - header - 1);
  return { references, vendor, format: delimiter === '\t' ? 'tsv' : 'csv', expected };
}

/** The last row, where it is shorter than all others and no line end follows: the file was cut inside it. */
function cutLastRow(text: string, rows: readonly DelimitedRow[]): DelimitedRow | null {
  const last = rows.at(-1);
  if (!last || rows.length < 2 || last.end < text.length) return null;
  const width = rows[rows.length - 2]!.cells.length;
  if (last.cells.length >= width) return null;
  return rows.every((row) => row === last || row.cells.length >= width) ? last : null;
}

/** Non-empty lines outside quotation marks, counted by their parity alone. */
function countRows(text: string): number {
  let rows = 0;
  let inside = false;
  let filled = false;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code === 34) {
      inside = !inside;
      filled = true;
    } else if (code === 10 || code === 13) {
      if (!inside && filled) {
        rows++;
        filled = false;
      }
    } else if (code > 32 && code !== 0xfeff) filled = true;
  }
  return filled ? rows + 1 : rows;
}

function readRows(
  table: TableRows,
  problems: Problems,
): { references: ParsedReference[]; vendor: string | null; header: number } {
  const header = findHeader(table.rows);
  if (header < 0)
    throw new Refusal(
      'unreadable_format',
      'No row of the table has column names we know (such as Title, Authors, Year, Abstract or DOI). ' +
        'Put the column names into the first row, or export as RIS.',
      415,
      { reason: 'no_header' },
    );
  const columns = readHeader(table.rows[header]!);
  columns.guarded = columns.vendor === 'Evenhand' && table.delimited;
  warnOfOddColumns(columns, problems, table.lineOf(header));
  const references: ParsedReference[] = [];
  for (let i = header + 1; i < table.rows.length; i++) {
    const cells = table.rows[i]!;
    const line = table.lineOf(i);
    const number = references.length + 1;
    if (cells.length > columns.columns.length && cells.slice(columns.columns.length).some((cell) => cell.trim() !== ''))
      problems.add(
        'warning',
        'row_too_long',
        `The row has ${cells.length} cells but the table has ${columns.columns.length} columns; the further cells are kept under their column numbers.`,
        line,
        number,
      );
    const reference = rowReference(cells, columns, table.rawOf(i), problems, line, number);
    references.push(finishReference(reference, problems, line, number));
  }
  return { references, vendor: columns.vendor, header };
}

/** The first of the first rows that names two known columns, or whose only column is a title, abstract or DOI. */
function findHeader(rows: readonly (readonly string[])[]): number {
  for (let i = 0; i < Math.min(rows.length, HEADER_SEARCH); i++) {
    const known = rows[i]!.filter((cell) => cell.length < 100 && isKnownHeader(cell));
    const names = new Set(known.map((cell) => cell.toLowerCase().trim()));
    if (names.size >= 2) return i;
    if (rows[i]!.length === 1 && ['title', 'abstract', 'doi', 'pmid'].some((name) => names.has(name))) return i;
  }
  return -1;
}

function warnOfOddColumns({ columns }: Columns, problems: Problems, line: number): void {
  if (!columns.some((column) => column.field === 'title'))
    problems.add('warning', 'no_title_column', 'The table has no column of titles.', line);
}
