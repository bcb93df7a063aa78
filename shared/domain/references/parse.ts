import { Refusal } from '../refusal';
import { decodeText } from './decode';
import { countBibtex, readBibtex } from './formats/bibtex';
import { countEndnoteXml, readEndnoteXml } from './formats/endnote-xml';
import { countEnw, readEnw } from './formats/enw';
import { countIctrpXml, readIctrpXml } from './formats/ictrp-xml';
import { readJson } from './formats/json';
import { countNbib, readNbib } from './formats/nbib';
import { countPubmedXml, readPubmedXml } from './formats/pubmed-xml';
import { countRis, readRis } from './formats/ris';
import { readDelimitedTable } from './formats/table';
import { countWos, readWos } from './formats/wos';
import { Problems } from './problems';
import { ParsedFile, ParsedReference, ReferenceFormat } from './reference';
import { sniffFormat, Unreadable } from './sniff';
import { storable } from './text-clean';

export { readTable } from './formats/table';

/** Longest text that is read in one piece; JavaScript strings end at about twice that. */
export const MAX_TEXT_CHARACTERS = 400_000_000;

/** Reads a bibliographic file of any format we know; throws {@link Refusal} for what it cannot read, never else. */
export function parseReferences(bytes: Uint8Array, fileName?: string): ParsedFile {
  if (bytes.length === 0) throw unreadable({ kind: 'an empty file', remedy: 'Export the search again.' }, fileName);
  const binary = sniffBinary(bytes);
  if (binary) throw unreadable(binary, fileName);
  if (bytes.length > MAX_TEXT_CHARACTERS * 2) throw tooLarge(fileName);
  const { text, encoding, marked } = decodeText(bytes);
  // decoded text has whole characters only; zero characters are all that may be in it
  const zeroes = text.indexOf('\0') >= 0;
  return parseStorable(zeroes ? storable(text) : text, fileName, encoding, encoding === 'utf-8' || marked, zeroes);
}

/** Reads text that is decoded already. `encoding` is what the report says it came from. */
export function parseText(source: string, fileName?: string, encoding = 'utf-8'): ParsedFile {
  const text = storable(source);
  return parseStorable(text, fileName, encoding, true, text !== source);
}

function parseStorable(
  text: string,
  fileName: string | undefined,
  encoding: string,
  certain: boolean,
  replaced: boolean,
): ParsedFile {
  if (text.length > MAX_TEXT_CHARACTERS) throw tooLarge(fileName);
  const sniffed = sniffFormat(text, fileName);
  if ('unreadable' in sniffed) throw unreadable(sniffed.unreadable, fileName);
  const problems = new Problems();
  if (!certain)
    problems.add(
      'note',
      'encoding_inferred',
      `The file does not say how its characters are encoded; it was read as ${encoding}.`,
    );
  if (replaced)
    problems.add(
      'warning',
      'characters_replaced',
      'Zero characters or halves of characters, which are no text, were replaced.',
    );
  const { references, expected, vendor, format } = read(text, sniffed.format, sniffed.vendor, problems);
  if (references.length === 0)
    throw new Refusal(
      'no_records',
      `${named(fileName)} looks like ${format} but holds no complete record. ${cutRemark(problems)}Export the search again, or in another format.`,
      415,
      { reason: 'no_records', format },
    );
  if (expected !== null && expected !== references.length && !problems.has('record_cut'))
    problems.add(
      'warning',
      'count_differs',
      `The file shows ${expected} records by a plain count, but ${references.length} were read. Please compare with the number the database reported.`,
    );
  return { format, encoding, vendor, expected, references, problems: problems.toList() };
}

const cutRemark = (problems: Problems): string => (problems.has('record_cut') ? 'It seems cut. ' : '');

interface Read {
  references: ParsedReference[];
  expected: number | null;
  vendor: string | null;
  format: ReferenceFormat;
}

type Reader = readonly [read: (text: string, problems: Problems) => ParsedReference[], count: (text: string) => number];

const READERS: Readonly<Partial<Record<ReferenceFormat, Reader>>> = {
  ris: [readRis, countRis],
  nbib: [readNbib, countNbib],
  wos: [readWos, countWos],
  enw: [readEnw, countEnw],
  bibtex: [readBibtex, countBibtex],
  'endnote-xml': [readEndnoteXml, countEndnoteXml],
  'pubmed-xml': [readPubmedXml, countPubmedXml],
  'ictrp-xml': [readIctrpXml, countIctrpXml],
};

function read(text: string, format: ReferenceFormat, vendor: string | null, problems: Problems): Read {
  const reader = READERS[format];
  if (reader) return { references: reader[0](text, problems), expected: reader[1](text), vendor, format };
  if (format === 'json') return { format, ...readJson(text, problems) };
  return readDelimitedTable(text, problems);
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

function tooLarge(fileName?: string): Refusal {
  return new Refusal(
    'file_too_large',
    `${named(fileName)} is longer than ${MAX_TEXT_CHARACTERS / 1_000_000} million characters. Export the search in parts and import each.`,
    413,
    { limit: MAX_TEXT_CHARACTERS },
  );
}
