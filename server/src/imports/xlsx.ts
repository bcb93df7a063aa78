import { type SaxesTagPlain, SaxesParser } from 'saxes';
import { Refusal } from '@shared/domain/refusal';
import { openZip } from './zip';

/** Cells beyond are passed over: no export has them, and a file may claim 17 thousand million. */
const MOST_COLUMNS = 1000;
const MOST_CELLS = 20_000_000;

/** Whether bytes are the start of a zip archive. */
export function isZip(bytes: Uint8Array): boolean {
  return bytes[0] === 0x50 && bytes[1] === 0x4b && bytes[2] === 3 && bytes[3] === 4;
}

/** Whether the bytes are an Excel workbook: a zip archive that holds one. */
export function isWorkbook(bytes: Buffer): boolean {
  return isZip(bytes) && bytes.includes('xl/workbook.xml');
}

/**
 * The first visible sheet of a workbook as rows of text: values as they were last computed, dates as ISO days. Formulas,
 * macros, links to other files and entities are never followed; a row's index is its place in the sheet.
 *
 * @throws Refusal for archives that are unsafe or damaged and for workbooks without a sheet
 */
export function readWorkbook(bytes: Buffer): string[][] {
  const zip = openZip(bytes);
  const text = (name: string): string | null => zip.read(name)?.toString('utf8') ?? null;
  const sheet = sheetPath(text('xl/workbook.xml') ?? '', text('xl/_rels/workbook.xml.rels') ?? '');
  const xml = text(sheet) ?? text('xl/worksheets/sheet1.xml');
  if (xml === null) throw damaged();
  const workbook = text('xl/workbook.xml') ?? '';
  const dates = { styles: dateStyles(text('xl/styles.xml') ?? ''), from1904: /date1904="(?:1|true)"/.test(workbook) };
  return readSheet(xml, sharedStrings(text('xl/sharedStrings.xml')), dates);
}

type Handlers = { open?: (tag: SaxesTagPlain) => void; close?: (name: string) => void; text?: (text: string) => void };

function parse(xml: string, { open, close, text }: Handlers): void {
  if (xml.slice(0, 4096).includes('<!DOCTYPE')) throw damaged();
  const parser = new SaxesParser();
  const local = (name: string): string => name.slice(name.indexOf(':') + 1);
  parser.on('error', () => {
    throw damaged();
  });
  parser.on('opentag', (tag) => open?.({ ...tag, name: local(tag.name) }));
  parser.on('closetag', (tag) => close?.(local(tag.name)));
  parser.on('text', (some) => text?.(some));
  parser.on('cdata', (some) => text?.(some));
  for (let at = 0; at < xml.length; at += 65_536) parser.write(xml.slice(at, at + 65_536));
  parser.close();
}

function sheetPath(workbook: string, relations: string): string {
  let relation: string | null = null;
  parse(workbook, {
    open: ({ name, attributes }) => {
      if (name !== 'sheet' || relation !== null || /hidden/i.test(attributes['state'] ?? '')) return;
      relation = attributes['r:id'] ?? Object.entries(attributes).find(([key]) => key.endsWith(':id'))?.[1] ?? '';
    },
  });
  let path = 'xl/worksheets/sheet1.xml';
  if (relations === '') return path;
  parse(relations, {
    open: ({ name, attributes }) => {
      if (name !== 'Relationship' || attributes['Id'] !== relation || attributes['TargetMode'] === 'External') return;
      const target = attributes['Target'] ?? '';
      path = target.startsWith('/') ? target.slice(1) : `xl/${target.replace(/^\.\//, '')}`;
    },
  });
  return path;
}

function sharedStrings(xml: string | null): string[] {
  const strings: string[] = [];
  if (xml === null) return strings;
  let current = '';
  let isText = false;
  let phonetic = 0;
  parse(xml, {
    open: ({ name }) => {
      if (name === 'si') current = '';
      else if (name === 'rPh') phonetic++;
      else if (name === 't') isText = phonetic === 0;
    },
    close: (name) => {
      if (name === 't') isText = false;
      else if (name === 'rPh') phonetic--;
      else if (name === 'si') strings.push(current);
    },
    text: (some) => {
      if (isText) current += some;
    },
  });
  return strings;
}

/** Indices of the cell styles that show a number as a date: the built-in ones and custom ones with days or years. */
function dateStyles(xml: string): ReadonlySet<number> {
  const dates = new Set<number>();
  if (xml === '') return dates;
  const custom = new Set<number>();
  let isCell = false;
  let index = 0;
  parse(xml, {
    open: ({ name, attributes }) => {
      if (name === 'numFmt') {
        const code = (attributes['formatCode'] ?? '').replace(/"[^"]*"|\[[^\]]*\]|\\./g, '');
        if (/[dy]/i.test(code)) custom.add(Number(attributes['numFmtId']));
      } else if (name === 'cellXfs') isCell = true;
      else if (name === 'xf' && isCell) {
        const id = Number(attributes['numFmtId']);
        if ((id >= 14 && id <= 17) || id === 22 || custom.has(id)) dates.add(index);
        index++;
      }
    },
    close: (name) => {
      if (name === 'cellXfs') isCell = false;
    },
  });
  return dates;
}

interface Dates {
  styles: ReadonlySet<number>;
  from1904: boolean;
}

function readSheet(xml: string, strings: readonly string[], dates: Dates): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  let column = 0;
  let type = 'n';
  let isDate = false;
  let value = '';
  let isValue = false;
  let cells = 0;
  parse(xml, {
    open: ({ name, attributes }) => {
      if (name === 'row') {
        const at = Math.min(Number(attributes['r'] ?? rows.length + 1), 1_048_576);
        while (rows.length < at - 1) rows.push([]);
        row = [];
        column = 0;
      } else if (name === 'c') {
        column = columnOf(attributes['r'], column);
        type = attributes['t'] ?? 'n';
        isDate = type === 'n' && dates.styles.has(Number(attributes['s'] ?? -1));
        value = '';
      } else if (name === 'v' || name === 't') isValue = true;
      else if (name === 'f') isValue = false;
    },
    close: (name) => {
      if (name === 'v' || name === 't') isValue = false;
      else if (name === 'c') {
        if (column < MOST_COLUMNS && value !== '') {
          if (++cells > MOST_CELLS) throw damaged();
          while (row.length < column) row.push('');
          row[column] = shown(value, type, isDate, strings, dates.from1904);
        }
        column++;
      } else if (name === 'row') rows.push(row);
    },
    text: (some) => {
      if (isValue) value += some;
    },
  });
  return rows;
}

/** Column of a cell reference ("AB12"), counted from 0; without one it follows the last. */
function columnOf(reference: string | undefined, next: number): number {
  const letters = reference && /^[A-Z]{1,3}/.exec(reference)?.[0];
  if (!letters) return next;
  let column = 0;
  for (const letter of letters) column = column * 26 + letter.charCodeAt(0) - 64;
  return column - 1;
}

function shown(value: string, type: string, isDate: boolean, strings: readonly string[], from1904: boolean): string {
  if (type === 's') return strings[Number(value)] ?? '';
  if (type === 'b') return value === '1' ? 'true' : 'false';
  if (type === 'e') return '';
  if (!isDate) return type === 'n' ? plainNumber(value) : value;
  const days = Number(value) + (from1904 ? 1462 : 0);
  if (!Number.isFinite(days) || days < 1 || days > 2_958_465) return value;
  // Day 1 is 1900-01-01, and the calendar holds a 29 February 1900 that never was.
  const ms = Date.UTC(1899, 11, days < 60 ? 31 : 30) + Math.floor(days) * 86_400_000;
  return new Date(ms).toISOString().slice(0, 10);
}

/** Whole numbers without exponent or trailing fraction ("2019", not "2.019E3"): identifiers and years are numbers. */
function plainNumber(value: string): string {
  const number = Number(value);
  return value !== '' && Number.isSafeInteger(number) ? String(number) : value;
}

const damaged = (): Refusal =>
  new Refusal('archive_broken', 'The workbook cannot be read. Save it anew as .xlsx, or export it as CSV.', 415);
