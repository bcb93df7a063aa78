import { Refusal } from '../refusal';
import { Chunks, decodePieces, findEncoding, Utf8 } from './decode';
import { countBibtex, readBibtex } from './formats/bibtex';
import { RowCount } from './formats/delimited';
import { countEndnoteXml, readEndnoteXml } from './formats/endnote-xml';
import { countEnw, readEnw } from './formats/enw';
import { countIctrpXml, readIctrpXml } from './formats/ictrp-xml';
import { readJson } from './formats/json';
import {
  countCochrane,
  countOvid,
  countProquest,
  countRefworks,
  readCochrane,
  readOvid,
  readProquest,
  readRefworks,
} from './formats/labelled';
import { countNbib, readNbib } from './formats/nbib';
import { countPubmedXml, readPubmedXml } from './formats/pubmed-xml';
import { countRis, readRis } from './formats/ris';
import { readDelimitedTable, readSheetRows, type TableHints } from './formats/table';
import { countWos, readWos } from './formats/wos';
import { isEmpty } from './finish';
import { Problems } from './problems';
import { ParsedFile, ParsedReference, ReadReport, ReferenceFormat, TableColumn, TextFormat } from './reference';
import { refuseEmpty } from './record-limit';
import { SNIFFED_CHARACTERS, sniffFormat, Unreadable } from './sniff';
import { TextWindow } from './text-window';

/** What a caller may know or bring along. */
export interface ReadOptions extends TableHints {
  /** Only to word what went wrong: content decides the format. */
  fileName?: string;
  /** The platform's decoder of UTF-8. */
  utf8?: Utf8;
  /** Told what the file is before its first record is handed over. */
  began?: (head: Pick<ReadReport, 'format' | 'encoding'>) => void;
}

/**
 * Reads a bibliographic file of any format we know, record by record, and ends with the report on the whole of it. The
 * file is never in memory as a whole, save BibTeX and JSON, whose parts point at one another.
 *
 * @throws Refusal for what it cannot read, never else; at the first record, or later where only the end tells
 */
export function* readReferences(open: Chunks, options: ReadOptions = {}): Generator<ParsedReference, ReadReport> {
  const { fileName, utf8 } = options;
  refuseBinary(open, fileName);
  const found = findEncoding(open, utf8);
  const source: Source = {
    pieces: decodePieces(open, found, utf8),
    encoding: found.encoding,
    isCertain: found.marked || found.encoding === 'utf-8',
  };
  return yield* readText(source, options);
}

/** Reads a whole file; throws {@link Refusal} for what it cannot read, never else. */
export function parseReferences(bytes: Uint8Array, fileName?: string): ParsedFile {
  return collected(readReferences(() => [bytes], { fileName }));
}

/** Reads text that is decoded already. `encoding` is what the report says it came from. */
export function parseText(source: string, fileName?: string, encoding = 'utf-8'): ParsedFile {
  const pieces = [source.replace(/\p{Surrogate}/gu, '\ufffd')];
  return collected(readText({ pieces, encoding, isCertain: true, isReplaced: pieces[0] !== source }, { fileName }));
}

/** References out of the rows of a workbook, whose values are text already. */
export function* readSheet(
  rows: Iterable<readonly string[]>,
  format: ReferenceFormat,
  { began, ...hints }: ReadOptions = {},
): Generator<ParsedReference, ReadReport> {
  const problems = new Problems();
  began?.({ format, encoding: 'utf-8' });
  let filled = 0;
  const counted = function* (): Generator<readonly string[]> {
    for (const row of rows) {
      if (row.some((cell) => cell.trim() !== '')) filled++;
      yield row;
    }
  };
  const { vendor, headRows, columns } = yield* readSheetRows(counted(), format, problems, hints);
  const expected = headRows === null ? null : filled - headRows;
  return { format, encoding: 'utf-8', vendor, expected, problems: problems.toList(), columns };
}

/** {@link readSheet}, all at once. */
export function readTable(rows: string[][], format: ReferenceFormat): ParsedFile {
  return collected(readSheet(rows, format));
}

/** All records of a reading, with its report. */
export function collected(reading: Generator<ParsedReference, ReadReport>): ParsedFile {
  const references: ParsedReference[] = [];
  for (;;) {
    const next = reading.next();
    if (!next.done) references.push(next.value);
    else {
      const { format, encoding, vendor, expected, problems } = next.value;
      return { format, encoding, vendor, expected, references, problems };
    }
  }
}

interface Source {
  pieces: Iterable<string>;
  encoding: string;
  /** Whether the encoding is beyond doubt. */
  isCertain: boolean;
  isReplaced?: boolean;
}

function* readText(source: Source, { fileName, began, ...hints }: ReadOptions): Generator<ParsedReference, ReadReport> {
  const { encoding } = source;
  const problems = new Problems();
  const pieces = new Pieces(source.pieces);
  const head = pieces.lookAhead(SNIFFED_CHARACTERS);
  const sniffed = sniffFormat(head, fileName, hints.anyTable === true || hints.columns !== undefined);
  if ('unreadable' in sniffed) throw unreadable(sniffed.unreadable, fileName);
  if (!source.isCertain) problems.add('encoding_inferred', { encoding });
  began?.({ format: sniffed.format, encoding });
  const counter = COUNTERS[sniffed.format]?.() ?? null;
  pieces.countedBy(counter);
  let count = 0;
  let empty = 0;
  const reading = READERS[sniffed.format](new TextWindow(pieces), problems, hints);
  let end: Partial<ReadEnd> | void;
  for (;;) {
    const next = reading.next();
    if (next.done) {
      end = next.value;
      break;
    }
    count++;
    if (isEmpty(next.value)) refuseEmpty(++empty, count);
    yield next.value;
  }
  const { vendor = sniffed.vendor, format = sniffed.format, headRows = 0 } = end ?? {};
  if (source.isReplaced || pieces.isReplaced) problems.add('characters_replaced');
  if (count === 0)
    throw new Refusal(
      'no_records',
      `${named(fileName)} looks like ${format} but holds no complete record. ${cutRemark(problems)}Export the search again, or in another format.`,
      415,
      { reason: 'no_records', format },
    );
  const expected = end?.expected ?? (counter && headRows !== null ? Math.max(0, counter.total() - headRows) : null);
  if (expected !== null && expected !== count && !problems.has('record_cut'))
    problems.add('count_differs', { expected, count });
  const report = { format, encoding, vendor, expected, problems: problems.toList() };
  return end?.columns ? { ...report, columns: end.columns } : report;
}

const cutRemark = (problems: Problems): string => (problems.has('record_cut') ? 'It seems cut. ' : '');

interface Counter {
  add(piece: string): void;
  total(): number;
}

/** The pieces of a text without characters that no database keeps, counted on the way. */
class Pieces implements Iterator<string> {
  isReplaced = false;
  private readonly source: Iterator<string>;
  private counter: Counter | null = null;
  private readonly ahead: string[] = [];

  constructor(source: Iterable<string>) {
    this.source = source[Symbol.iterator]();
  }

  /** The start of the text, which is still to come. */
  lookAhead(length: number): string {
    let found = 0;
    for (let next = this.clean(); !next.done; next = this.clean()) {
      this.ahead.push(next.value);
      found += next.value.length;
      if (found >= length) break;
    }
    return this.ahead.join('');
  }

  countedBy(counter: Counter | null): void {
    this.counter = counter;
  }

  next(): IteratorResult<string> {
    const held = this.ahead.shift();
    const next: IteratorResult<string> = held === undefined ? this.clean() : { value: held, done: false };
    if (!next.done) this.counter?.add(next.value);
    return next;
  }

  private clean(): IteratorResult<string> {
    const next = this.source.next();
    // decoded text has whole characters only; zero characters are all that may be in it
    if (next.done || next.value.indexOf('\0') < 0) return next;
    this.isReplaced = true;
    // one by one, since a piece may end between two
    return { value: next.value.replaceAll('\0', ' '), done: false };
  }
}

/** What a reader knows at its end, beyond what was seen at the start. */
interface ReadEnd {
  vendor: string | null;
  format: ReferenceFormat;
  expected: number | null;
  /** Rows that are no records, where rows are counted; null where the count means nothing. */
  headRows: number | null;
  columns: TableColumn[];
}

type Reader = (
  window: TextWindow,
  problems: Problems,
  hints: TableHints,
) => Generator<ParsedReference, Partial<ReadEnd> | void>;

const READERS: Readonly<Record<TextFormat, Reader>> = {
  ris: readRis,
  nbib: readNbib,
  wos: readWos,
  cochrane: readCochrane,
  ovid: readOvid,
  proquest: readProquest,
  refworks: readRefworks,
  enw: readEnw,
  bibtex: readBibtex,
  'endnote-xml': readEndnoteXml,
  'pubmed-xml': readPubmedXml,
  'ictrp-xml': readIctrpXml,
  json: readJson,
  csv: readDelimitedTable,
  tsv: readDelimitedTable,
};

/** The records a text shows, by other means than reading them. JSON is counted by its brackets, in its reader. */
const COUNTERS: Readonly<Partial<Record<TextFormat, () => Counter>>> = {
  ris: countRis,
  nbib: countNbib,
  wos: countWos,
  cochrane: countCochrane,
  ovid: countOvid,
  proquest: countProquest,
  refworks: countRefworks,
  enw: countEnw,
  bibtex: countBibtex,
  'endnote-xml': countEndnoteXml,
  'pubmed-xml': countPubmedXml,
  'ictrp-xml': countIctrpXml,
  csv: () => new RowCount(),
  tsv: () => new RowCount(),
};

function refuseBinary(open: Chunks, fileName: string | undefined): void {
  for (const chunk of open()) {
    if (chunk.length === 0) continue;
    const binary = sniffBinary(chunk);
    if (binary) throw unreadable(binary, fileName);
    return;
  }
  throw unreadable({ kind: 'an empty file', remedy: 'Export the search again.' }, fileName);
}

const startsWith = (bytes: Uint8Array, ...magic: number[]): boolean => magic.every((byte, i) => bytes[i] === byte);

/** Files that are no text, by their first bytes. Workbooks are unpacked elsewhere and arrive as rows. */
function sniffBinary(bytes: Uint8Array): Unreadable | null {
  if (startsWith(bytes, 0x50, 0x4b, 3, 4) || startsWith(bytes, 0x50, 0x4b, 5, 6))
    return {
      kind: 'a zip archive, compressed library or office document',
      remedy:
        'Unpack it and import the files inside; from a reference manager export as RIS or XML. Workbooks are read when they are Excel .xlsx.',
    };
  if (startsWith(bytes, 0xd0, 0xcf, 0x11, 0xe0))
    return {
      kind: 'an old Excel or Word file (.xls, .doc)',
      remedy: 'Save it as .xlsx or CSV; in Web of Science choose "Tab delimited file" or "RIS" instead of "Excel".',
    };
  if (startsWith(bytes, 0x25, 0x50, 0x44, 0x46))
    return { kind: 'a PDF document', remedy: 'Attach PDFs to records; for an import export the search as RIS.' };
  if (startsWith(bytes, 0x1f, 0x8b)) return { kind: 'a gzip archive', remedy: 'Unpack it and import the file inside.' };
  if (startsWith(bytes, 0x53, 0x51, 0x4c, 0x69, 0x74, 0x65, 0x20))
    return {
      kind: 'a database file of a reference manager',
      remedy: 'Export the library as RIS or XML from the program.',
    };
  if (startsWith(bytes, 0x37, 0x7a, 0xbc, 0xaf) || startsWith(bytes, 0x52, 0x61, 0x72, 0x21))
    return { kind: 'a packed archive', remedy: 'Unpack it and import the files inside.' };
  if (startsWith(bytes, 0x89, 0x50, 0x4e, 0x47) || startsWith(bytes, 0xff, 0xd8, 0xff))
    return { kind: 'a picture', remedy: 'Export the search as RIS.' };
  return null;
}

const named = (fileName: string | undefined): string =>
  fileName ? `The file "${fileName.slice(0, 120)}"` : 'The file';

function unreadable({ kind, remedy }: Unreadable, fileName?: string): Refusal {
  return new Refusal('unreadable_format', `${named(fileName)} is ${kind}. ${remedy}`, 415, { kind });
}
