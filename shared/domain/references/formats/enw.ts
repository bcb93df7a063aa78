import { parseDate } from '../dates';
import { finishReference } from '../finish';
import { doiIn, issnIn, statedDoi, statedPmid, urlsIn } from '../identifiers';
import { ofItself } from '../link-words';
import { addAuthors } from '../names';
import { addExtra } from '../own-notes';
import { expandPages } from '../pages';
import { Problems } from '../problems';
import { emptyReference, ParsedReference } from '../reference';
import { plain, plainLines, pushNew } from '../text-clean';
import { wordedType } from '../types';
import { PlainCount } from '../plain-count';
import { TextWindow } from '../text-window';
import { Dialect, readTagged, TaggedRecord } from './tagged';

/** Refer and EndNote: a percent sign, one character, a blank. */
function tagAt(text: string, start: number, end: number): number {
  if (text.charCodeAt(start) !== 37 || end - start < 2) return 0;
  const code = text.charCodeAt(start + 1);
  if (code <= 32 || code > 126 || (code >= 97 && code <= 122)) return 0;
  if (start + 2 < end && text.charCodeAt(start + 2) !== 32 && text.charCodeAt(start + 2) !== 9) return 0;
  return 1 | (1 << 8) | (2 << 16);
}

/**
 * %0 starts a record, except where the library of the AIS writes %T first (and %0 for some records only), and where
 * there is no %0 at all: then a blank line before a leading tag parts records.
 */
export const ENW_DIALECT: Dialect = {
  tagAt,
  opens: (tag, open, blankLines) => {
    if (open === null) return true;
    if (blankLines >= 2) return true;
    if (tag === '0') return blankLines > 0 || open.tags.includes('0');
    return blankLines > 0 && (tag === 'T' || tag === 'A' || tag === 'F') && open.tags.includes('T');
  },
  closes: () => false,
  joins: (tag) => (tag === 'K' || tag === 'U' ? 'value' : tag === 'X' || tag === 'Z' ? 'line' : 'blank'),
  isHeadLine: () => false,
};

/** Records shown by %0 lines, or by titles where those are more. */
export const countEnw = (): PlainCount => new PlainCount([/^\ufeff?%0 /gm, /^\ufeff?%T /gm]);

export function* readEnw(window: TextWindow, problems: Problems): Generator<ParsedReference> {
  let number = 0;
  for (const record of readTagged(window, ENW_DIALECT, problems)) {
    number++;
    yield finishReference(enwReference(record, problems, number), problems, record.line, number);
  }
}

function enwReference(record: TaggedRecord, problems: Problems, number: number): ParsedReference {
  const reference = emptyReference(record.raw);
  const held: Record<string, string> = {};
  for (let i = 0; i < record.tags.length; i++) {
    const value = record.values[i]!;
    if (value !== '') takeTag(reference, held, record.tags[i]!, value);
  }
  reference.type = held['0'] ? wordedType(held['0']) : held.J ? 'article' : 'other';
  reference.journal = held.J ?? held.B ?? null;
  if (held.J !== undefined && held.B !== undefined && held.B !== held.J) addExtra(reference, '%B', held.B);
  const year = parseDate(held.D ?? '');
  const day =
    held['8'] === undefined ? null : (parseDate(held['8']) ?? (year ? parseDate(`${held['8']} ${year.year}`) : null));
  const date = year ?? day;
  if (date) {
    reference.year = date.year;
    reference.date = day && day.year === date.year && day.date.length > date.date.length ? day.date : date.date;
  } else if (held.D !== undefined) problems.add('year_unreadable.text', { text: held.D }, record.line, number);
  if (reference.doi === null) for (const url of reference.urls) reference.doi ??= statedDoi(url);
  for (const url of reference.urls) reference.pmid ??= statedPmid(url);
  for (const note of reference.notes) reference.pmid ??= statedPmid(ofItself(note));
  return reference;
}

function takeTag(reference: ParsedReference, held: Record<string, string>, tag: string, value: string): void {
  switch (tag) {
    case '0':
    case 'D':
    case '8':
      held[tag] ??= plain(value);
      addExtra(reference, `%${tag}`, plain(value));
      return;
    case 'J':
    case 'B':
      if (held[tag] === undefined) held[tag] = plain(value);
      else addExtra(reference, `%${tag}`, plain(value));
      return;
    case 'T':
      if (reference.title === null) reference.title = plain(value);
      else addExtra(reference, '%T', plain(value));
      return;
    case 'A':
      addAuthors(reference.authors, plain(value));
      return;
    case 'V':
      reference.volume = plain(value);
      return;
    case 'N':
      reference.issue = plain(value);
      return;
    case 'P':
      reference.pages = expandPages(value);
      return;
    case 'X':
      reference.abstract =
        reference.abstract === null ? plainLines(value) : `${reference.abstract}\n${plainLines(value)}`;
      return;
    case 'R': {
      const doi = doiIn(value);
      if (doi !== null && reference.doi === null) reference.doi = doi;
      else addExtra(reference, '%R', plain(value));
      return;
    }
    case 'U': {
      const urls = urlsIn(value);
      for (const url of urls) pushNew(reference.urls, url);
      if (urls.length === 0) addExtra(reference, '%U', plain(value));
      return;
    }
    case 'K':
      for (const keyword of value.split(';')) pushNew(reference.keywords, plain(keyword));
      return;
    case '@': {
      const issn = issnIn(value);
      if (issn !== null && reference.issn === null) reference.issn = issn;
      if (issn !== value) addExtra(reference, '%@', plain(value));
      return;
    }
    case 'G':
      reference.language = plain(value);
      return;
    case 'I':
      reference.publisher = plain(value);
      return;
    case 'M':
      if (reference.accession === null) reference.accession = plain(value);
      else addExtra(reference, '%M', plain(value));
      return;
    case 'Z':
      pushNew(reference.notes, plainLines(value));
      return;
    default:
      addExtra(reference, `%${tag}`, plainLines(value));
  }
}
