import { parseDate, monthOf } from '../dates';
import { finishReference } from '../finish';
import { doiIn, issnIn } from '../identifiers';
import { addAuthors } from '../names';
import { addExtra } from '../own-notes';
import { expandPages, joinPages } from '../pages';
import { Problems } from '../problems';
import { emptyReference, ParsedReference } from '../reference';
import { plain, plainLines, pushNew } from '../text-clean';
import { wordedType } from '../types';
import { PlainCount } from '../plain-count';
import { TextWindow } from '../text-window';
import { Dialect, readTagged, TaggedRecord } from './tagged';

/** Web of Science: two characters at line start, one blank, value; the next value or line is indented by three. */
function tagAt(text: string, start: number, end: number): number {
  const a = text.charCodeAt(start);
  const b = text.charCodeAt(start + 1);
  if (a < 65 || a > 90 || !((b >= 65 && b <= 90) || (b >= 48 && b <= 57))) return 0;
  if (start + 2 < end && text.charCodeAt(start + 2) !== 32) return 0;
  return (2 << 8) | (2 << 16);
}

/** Tags whose continuation lines are further values; all others are one wrapped text. */
const LISTS = new Set(['AU', 'AF', 'BA', 'BF', 'BE', 'ED', 'CA', 'GP', 'CR', 'C1', 'C3']);

export const WOS_DIALECT: Dialect = {
  tagAt,
  opens: (tag, open) =>
    tag === 'PT' || (open !== null && (open.tags[0] === 'FN' || open.tags[0] === 'VR') && tag !== 'VR'),
  closes: (tag) => tag === 'ER' || tag === 'EF',
  joins: (tag) => (LISTS.has(tag) ? 'value' : 'blank'),
  isHeadLine: () => true,
};

export const countWos = (): PlainCount => new PlainCount([/^PT [A-Z]/gm, /^ER[ \t]*$/gm]);

export function* readWos(window: TextWindow, problems: Problems): Generator<ParsedReference> {
  let number = 0;
  let last: TaggedRecord | null = null;
  for (const record of readTagged(window, WOS_DIALECT, problems)) {
    if (!record.tags.some((tag) => tag !== 'FN' && tag !== 'VR')) continue;
    number++;
    if (record.tags[0] !== 'PT') problems.add('missing_type', { tag: 'PT' }, record.line, number);
    yield finishReference(wosReference(record, problems, number), problems, record.line, number);
    last = record;
  }
  if (last && !last.closed) problems.add('record_cut.kept', { number, line: last.line }, last.line, number);
}

function wosReference(record: TaggedRecord, problems: Problems, number: number): ParsedReference {
  const reference = emptyReference(record.raw);
  const held: Record<string, string> = {};
  const authors: Record<'AU' | 'AF', string[]> = { AU: [], AF: [] };
  for (let i = 0; i < record.tags.length; i++) {
    const value = record.values[i]!;
    if (value !== '') takeTag(reference, held, authors, record.tags[i]!, value);
  }
  reference.authors = authors.AF.length >= authors.AU.length ? authors.AF : authors.AU;
  for (const name of reference.authors === authors.AF ? authors.AU : authors.AF)
    addExtra(reference, reference.authors === authors.AF ? 'AU' : 'AF', name);
  for (const group of reference.extra.CA ?? []) pushNew(reference.authors, group);
  if (reference.authors.length === 0) reference.authors.push(...(reference.extra.GP ?? []));
  reference.type = held.DT ? wordedType(held.DT.split(';')[0]!) : 'other';
  if (reference.type === 'other' && held.PT) reference.type = wordedType(held.PT);
  reference.journal = held.SO ?? held.JI ?? held.J9 ?? null;
  for (const tag of ['JI', 'J9'])
    if (held[tag] !== undefined && held[tag] !== reference.journal) addExtra(reference, tag, held[tag]);
  reference.pages = joinPages(held.BP ?? null, held.EP ?? null) ?? expandPages(held.PS ?? held.AR ?? '');
  if (held.AR !== undefined && reference.pages !== held.AR) addExtra(reference, 'AR', held.AR);
  const year = parseDate(held.PY ?? '') ?? parseDate(held.EA ?? '') ?? parseDate(held.PD ?? '');
  if (year) {
    reference.year = year.year;
    const full = held.PD && monthOf(held.PD) > 0 ? parseDate(`${held.PD} ${year.year}`) : null;
    reference.date = full?.date ?? year.date;
  } else if (held.PY !== undefined) problems.add('year_unreadable.text', { text: held.PY }, record.line, number);
  return reference;
}

function takeTag(
  reference: ParsedReference,
  held: Record<string, string>,
  authors: Record<'AU' | 'AF', string[]>,
  tag: string,
  value: string,
): void {
  switch (tag) {
    case 'AU':
    case 'AF':
      addAuthors(authors[tag], plain(value));
      return;
    case 'TI':
      reference.title = plain(value);
      return;
    case 'AB':
      reference.abstract =
        reference.abstract === null ? plainLines(value) : `${reference.abstract}\n${plainLines(value)}`;
      return;
    case 'PT':
    case 'DT':
    case 'PD':
    case 'PY':
    case 'EA':
      held[tag] = plain(value);
      addExtra(reference, tag, held[tag]);
      return;
    case 'SO':
    case 'JI':
    case 'J9':
    case 'BP':
    case 'EP':
    case 'PS':
    case 'AR':
      held[tag] = plain(value);
      return;
    case 'VL':
      reference.volume = plain(value);
      return;
    case 'IS':
      reference.issue = plain(value);
      return;
    case 'DI':
    case 'D2': {
      const doi = doiIn(value);
      if (doi !== null && reference.doi === null) reference.doi = doi;
      else addExtra(reference, tag, value);
      return;
    }
    case 'PM':
      reference.pmid = /\d{1,9}/.exec(value)?.[0] ?? null;
      return;
    case 'DE':
    case 'ID':
    case 'MH':
    case 'MQ':
      for (const keyword of value.split(';')) pushNew(reference.keywords, plain(keyword));
      return;
    case 'SN':
    case 'EI': {
      const issn = issnIn(value);
      if (issn !== null && reference.issn === null) reference.issn = issn;
      else addExtra(reference, tag, value);
      return;
    }
    case 'LA':
      reference.language = plain(value);
      return;
    case 'PU':
      reference.publisher = plain(value);
      return;
    case 'UT':
      reference.accession = plain(value);
      return;
    case 'FN':
    case 'VR':
      return;
    default:
      addExtra(reference, tag, plain(value));
  }
}
