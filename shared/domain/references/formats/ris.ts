import { finishReference } from '../finish';
import { addExtra } from '../own-notes';
import { Problems } from '../problems';
import { ParsedReference } from '../reference';
import { plainLines } from '../text-clean';
import { risReference } from './ris-reference';
import { PlainCount } from '../plain-count';
import { TextWindow } from '../text-window';
import { Dialect, readTagged, TaggedRecord } from './tagged';

/** Tags that may be written with fewer than two blanks before the hyphen; others would be taken out of running text. */
const LOOSE = new Set(
  'TY ER AU A1 A2 TI T1 T2 PY Y1 DA AB N2 N1 KW JO JF JA J2 VL IS SP EP SN UR DO ID AN PB LA M3 DB'.split(' '),
);
const HEAD =
  /^(?:Record #?\d+|Provider:|Database:|Content:|\d{1,7}\.$|<\d+>$|Link to|Results? |Search|Export|Date|Copyright|-{3,}|={3,}|\*{3,}|\[|FN |VR |EF$|%|#)/i;

const isUpper = (c: number): boolean => c >= 65 && c <= 90;
const isDigit = (c: number): boolean => c >= 48 && c <= 57;
const isBlank = (c: number): boolean => c === 32 || c === 9 || c === 0xa0 || c === 0xfeff;

/** The form of the specification, which nearly all lines have: two characters, two blanks, hyphen, blank. */
function isPlainTag(text: string, start: number, end: number): boolean {
  if (end - start < 6 || text.charCodeAt(start + 4) !== 45 || text.charCodeAt(start + 5) !== 32) return false;
  if (text.charCodeAt(start + 2) !== 32 || text.charCodeAt(start + 3) !== 32 || !isUpper(text.charCodeAt(start)))
    return false;
  const second = text.charCodeAt(start + 1);
  return isUpper(second) || isDigit(second);
}

/** Two characters, two blanks, hyphen; vendors also write one blank, tabs, lower case, or tags of up to four letters. */
function tagAt(text: string, start: number, end: number): number {
  if (isPlainTag(text, start, end)) return (2 << 8) | (5 << 16);
  let from = start;
  while (from < end && isBlank(text.charCodeAt(from))) from++;
  const indented = from > start;
  if (from - start > 200) return 0;
  const first = text.charCodeAt(from) & ~32;
  if (!isUpper(first)) return 0;
  let at = from + 1;
  while (at < end && at - from < 5 && (isUpper(text.charCodeAt(at) & ~32) || isDigit(text.charCodeAt(at)))) at++;
  const length = at - from;
  if (length < 2 || length > 4) return 0;
  let blanks = 0;
  while (at < end && blanks < 9 && isBlank(text.charCodeAt(at))) {
    blanks += text.charCodeAt(at) === 9 ? 2 : 1;
    at++;
  }
  if (text.charCodeAt(at) !== 45) return 0;
  const value = at + 1;
  const spaced = value >= end || isBlank(text.charCodeAt(value));
  const tag = text.slice(from, from + length);
  const upper = tag === tag.toUpperCase();
  if (indented) {
    if ((tag !== 'TY' && tag !== 'ER') || blanks < 2) return 0;
  } else if (blanks < 2) {
    if (!spaced || !LOOSE.has(tag)) return 0;
  } else if (!upper && (length !== 2 || !spaced)) {
    return 0;
  } else if (length > 2 && !spaced) {
    return 0;
  }
  return (from - start) | (length << 8) | ((value - start) << 16);
}

const LISTS = new Set(['KW', 'AU', 'A1', 'UR']);
const PARAGRAPHS = new Set(['AB', 'N2', 'N1', 'AD', 'U3', 'C1', 'RN']);

export const RIS_DIALECT: Dialect = {
  tagAt,
  opens: (tag) => tag === 'TY',
  closes: (tag) => tag === 'ER',
  joins: (tag, indented) => (indented ? 'blank' : LISTS.has(tag) ? 'value' : PARAGRAPHS.has(tag) ? 'line' : 'blank'),
  isHeadLine: (line) => HEAD.test(line),
};

/** Records that a RIS text shows, counted by its TY lines; lower-case ones only where there are no others. */
export const countRis = (): PlainCount => new PlainCount([(text) => typeLines(text, 'TY') || typeLines(text, 'ty')]);

function typeLines(text: string, tag: 'TY' | 'ty'): number {
  let count = 0;
  // by the second letter, which is the rarer one
  for (let at = text.indexOf(tag[1]!); at >= 0; at = text.indexOf(tag[1]!, at + 1)) {
    if (text[at - 1] !== tag[0]) continue;
    let before = at - 2;
    while (before >= 0 && isBlank(text.charCodeAt(before))) before--;
    const startsLine = before < 0 || text.charCodeAt(before) === 10 || text.charCodeAt(before) === 13;
    if (startsLine && /^[ \t]?-(?=\s|$)|^[ \t]{2,9}-/.test(text.slice(at + 1, at + 12))) count++;
  }
  return count;
}

export function* readRis(window: TextWindow, problems: Problems): Generator<ParsedReference> {
  let count = 0;
  let unclosed = 0;
  let closed = 0;
  let last: TaggedRecord | null = null;
  // held back by one, because tags may follow the end of a record that belong to it
  let before: ParsedReference | null = null;
  for (const record of readTagged(window, RIS_DIALECT, problems)) {
    const number = count + 1;
    if (record.tags[0] !== 'TY') {
      if (!record.tags.some((tag) => tag === 'TI' || tag === 'T1' || tag === 'AU' || tag === 'A1' || tag === 'AB')) {
        takeStrays(record, before, problems);
        continue;
      }
      problems.add('missing_type', { tag: 'TY' }, record.line, number);
    }
    if (record.closed) closed++;
    else unclosed++;
    if (before) yield before;
    before = finishReference(risReference(record, problems, number), problems, record.line, number);
    count++;
    last = record;
  }
  if (before) yield before;
  if (last && !last.closed && closed > 0 && unclosed === 1)
    problems.add('record_cut.kept', { number: count, line: last.line }, last.line, count);
  else if (unclosed > 0) problems.add('missing_end_marks', { unclosed, count }, last?.line ?? null);
}

/** Tags after an ER line, before the next TY: Ovid writes the short journal name there. They belong to the record before. */
function takeStrays(record: TaggedRecord, before: ParsedReference | null, problems: Problems): void {
  problems.add(before ? 'tags_between_records.kept' : 'tags_between_records.passed_over', {}, record.line);
  if (before) record.tags.forEach((tag, i) => addExtra(before, tag, plainLines(record.values[i]!)));
}
