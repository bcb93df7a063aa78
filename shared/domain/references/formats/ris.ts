import { parseDate, PartialDate } from '../dates';
import { finishReference } from '../finish';
import { doiIn, issnIn, statedDoi, statedPmcid, statedPmid, urlsIn } from '../identifiers';
import { addAuthors, familyFirst, tidyAuthor } from '../names';
import { addExtra } from '../own-notes';
import { expandPages, joinPages } from '../pages';
import { Problems } from '../problems';
import { emptyReference, ParsedReference } from '../reference';
import { plain, plainLines, pushNew } from '../text-clean';
import { risType } from '../types';
import { countOf, Dialect, rawOf, readTagged, TaggedRecord } from './tagged';

/** Tags that may be written with fewer than two blanks before the hyphen; others would be taken out of running text. */
const LOOSE = new Set(
  'TY ER AU A1 A2 TI T1 T2 PY Y1 DA AB N2 N1 KW JO JF JA J2 VL IS SP EP SN UR DO ID AN PB LA M3 DB'.split(' '),
);
const HEAD =
  /^(?:Record #?\d+|Provider:|Database:|Content:|\d{1,7}\.$|<\d+>$|Link to|Results? |Search|Export|Date|Copyright|-{3,}|={3,}|\*{3,}|\[|FN |VR |EF$|%|#)/i;

const isUpper = (c: number): boolean => c >= 65 && c <= 90;
const isDigit = (c: number): boolean => c >= 48 && c <= 57;
const isBlank = (c: number): boolean => c === 32 || c === 9 || c === 0xa0 || c === 0xfeff;

/** Two characters, two blanks, hyphen; vendors also write one blank, tabs, lower case, or tags of up to four letters. */
function tagAt(text: string, start: number, end: number): number {
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

/** Records that a RIS text shows, counted by its TY lines. */
export function countRis(text: string): number {
  const pattern = /^[ \t]?-(?=\s|$)|^[ \t]{2,9}-/;
  let count = 0;
  for (let at = text.indexOf('TY'); at >= 0; at = text.indexOf('TY', at + 2)) {
    let before = at - 1;
    while (before >= 0 && isBlank(text.charCodeAt(before))) before--;
    const startsLine = before < 0 || text.charCodeAt(before) === 10 || text.charCodeAt(before) === 13;
    if (startsLine && pattern.test(text.slice(at + 2, at + 13))) count++;
  }
  // lower-case tags are rare enough to be looked for only where there are no others
  return count > 0 ? count : countOf(text, /^[ \t\ufeff]*ty[ \t]{2,9}-(?=\s|$)/gm);
}

export function readRis(text: string, problems: Problems): ParsedReference[] {
  const references: ParsedReference[] = [];
  let unclosed = 0;
  let closed = 0;
  let last: TaggedRecord | null = null;
  for (const record of readTagged(text, RIS_DIALECT, problems)) {
    const number = references.length + 1;
    if (record.tags[0] !== 'TY') {
      if (!record.tags.some((tag) => tag === 'TI' || tag === 'T1' || tag === 'AU' || tag === 'A1' || tag === 'AB')) {
        takeStrays(record, references.at(-1), problems);
        continue;
      }
      problems.add(
        'warning',
        'missing_type',
        'The record has no TY line; it was taken as starting here.',
        record.line,
        number,
      );
    }
    if (record.closed) closed++;
    else unclosed++;
    references.push(finishReference(risReference(record, text, problems, number), problems, record.line, number));
    last = record;
  }
  if (last && !last.closed && closed > 0 && unclosed === 1)
    problems.add(
      'error',
      'record_cut',
      `The file ends inside record ${references.length}, which starts at line ${last.line}: it seems cut. The record is kept as far as it goes; export the file again to have it whole.`,
      last.line,
      references.length,
    );
  else if (unclosed > 0)
    problems.add(
      'note',
      'missing_end_marks',
      `${unclosed} of ${references.length} records have no ER line; each was ended at the next TY or at the end of the file.`,
      last?.line ?? null,
    );
  return references;
}

/** Tags after an ER line, before the next TY: Ovid writes the short journal name there. They belong to the record before. */
function takeStrays(record: TaggedRecord, before: ParsedReference | undefined, problems: Problems): void {
  problems.add(
    'note',
    'tags_between_records',
    before
      ? 'Tags after the end of a record, without a title or author, were added to the further values of that record.'
      : 'Tags before the first record, without a title or author, were passed over.',
    record.line,
  );
  if (before) record.tags.forEach((tag, i) => addExtra(before, tag, plainLines(record.values[i]!)));
}

/** Values that several tags may give, kept until the whole record is seen. */
interface Candidates {
  ti: string;
  t1: string;
  bt: string;
  t2: string;
  jf: string;
  jo: string;
  ja: string;
  j2: string;
  abstracts: string[];
  n2: string[];
  sp: string;
  ep: string;
  c7: string;
  dates: string[];
  dois: string[];
  type: string;
  db: string;
}

function risReference(record: TaggedRecord, text: string, problems: Problems, number: number): ParsedReference {
  const reference = emptyReference(rawOf(text, record));
  const c: Candidates = {
    ti: '',
    t1: '',
    bt: '',
    t2: '',
    jf: '',
    jo: '',
    ja: '',
    j2: '',
    abstracts: [],
    n2: [],
    sp: '',
    ep: '',
    c7: '',
    dates: [],
    dois: [],
    type: '',
    db: '',
  };
  for (let i = 0; i < record.tags.length; i++) {
    const value = record.values[i]!;
    if (value !== '') takeTag(reference, c, record.tags[i]!, value);
  }
  reference.type = c.type === '' ? 'other' : risType(c.type);
  if (reference.extra.M3?.some((kind) => /registry record|trial registration/i.test(kind)))
    reference.type = 'registration';
  else if (reference.type === 'other' && reference.extra.M3?.some((kind) => /^preprint$/i.test(kind)))
    reference.type = 'preprint';
  settleTitles(reference, c);
  settleDates(reference, c, record.line, problems, number);
  settleAbstract(reference, c);
  settlePages(reference, c);
  settleIdentifiers(reference, c);
  // Embase writes "Adler D.G."; elsewhere such a last word may as well be part of a group's name
  if (/\bEmbase\b/i.test(c.db) || reference.urls[0]?.includes('embase.com'))
    reference.authors = reference.authors.map(familyFirst);
  return reference;
}

/** First value wins; a second one that differs is kept under its tag. */
function first(reference: ParsedReference, tag: string, held: string, value: string): string {
  if (held === '') return value;
  if (held !== value) addExtra(reference, tag, value);
  return held;
}

function takeTag(reference: ParsedReference, c: Candidates, tag: string, value: string): void {
  switch (tag) {
    case 'TY':
      c.type = value;
      addExtra(reference, 'TY', value);
      return;
    case 'TI':
      c.ti = first(reference, tag, c.ti, plain(value));
      return;
    case 'T1':
      c.t1 = first(reference, tag, c.t1, plain(value));
      return;
    case 'BT':
      c.bt = first(reference, tag, c.bt, plain(value));
      return;
    case 'T2':
      c.t2 = first(reference, tag, c.t2, plain(value));
      return;
    case 'JF':
      c.jf = first(reference, tag, c.jf, plain(value));
      return;
    case 'JO':
      c.jo = first(reference, tag, c.jo, plain(value));
      return;
    case 'JA':
      c.ja = first(reference, tag, c.ja, plain(value));
      return;
    case 'J2':
      c.j2 = first(reference, tag, c.j2, plain(value));
      return;
    case 'AU':
    case 'A1':
      addAuthors(reference.authors, plain(value));
      return;
    case 'PY':
    case 'Y1':
    case 'DA':
    case 'YR':
      c.dates.push(tag, plain(value));
      return;
    case 'AB':
      pushNew(c.abstracts, plainLines(value));
      return;
    case 'N2':
      pushNew(c.n2, plainLines(value));
      return;
    case 'VL':
    case 'VO':
      reference.volume = first(reference, tag, reference.volume ?? '', plain(value));
      return;
    case 'IS':
      reference.issue = first(reference, tag, reference.issue ?? '', plain(value));
      return;
    case 'SP':
      c.sp = first(reference, tag, c.sp, value);
      return;
    case 'EP':
      c.ep = first(reference, tag, c.ep, value);
      return;
    case 'C7':
      c.c7 = first(reference, tag, c.c7, value);
      return;
    case 'DO': {
      const doi = doiIn(value);
      if (doi === null) addExtra(reference, tag, plain(value));
      else pushNew(c.dois, doi);
      return;
    }
    case 'KW':
      for (const keyword of value.indexOf(';') < 0 ? [value] : value.split(/;(?!\S*=)/))
        pushNew(reference.keywords, plain(keyword));
      return;
    case 'UR':
    case 'L1':
    case 'L2':
    case 'L3':
    case 'L4':
    case 'LK': {
      const urls = urlsIn(value);
      for (const url of urls) pushNew(reference.urls, url);
      if (urls.length === 0) addExtra(reference, tag, plain(value));
      return;
    }
    case 'SN': {
      const issn = issnIn(value);
      if (issn !== null && reference.issn === null) reference.issn = issn;
      if (issn !== value.trim()) addExtra(reference, tag, plain(value));
      return;
    }
    case 'LA':
      reference.language = first(reference, tag, reference.language ?? '', plain(value));
      return;
    case 'PB':
      reference.publisher = first(reference, tag, reference.publisher ?? '', plain(value));
      return;
    case 'AN':
      reference.accession = first(reference, tag, reference.accession ?? '', plain(value));
      return;
    case 'PMID': {
      const digits = /\d{1,9}/.exec(value);
      if (digits) reference.pmid = digits[0];
      else addExtra(reference, tag, plain(value));
      return;
    }
    case 'N1':
    case 'RN':
      if (value.startsWith('References: ')) {
        addExtra(reference, 'References', value.slice(12));
        return;
      }
      pushNew(reference.notes, plainLines(value));
      return;
    case 'DB':
    case 'DP':
      c.db += ` ${value}`;
      addExtra(reference, tag, plain(value));
      return;
    default:
      addExtra(reference, tag, plainLines(value));
  }
}

/**
 * TI before T1; books without either are named by BT. The holder is the full journal name for articles and T2 (book,
 * conference) for everything else; what is left over stays under its tag.
 */
function settleTitles(reference: ParsedReference, c: Candidates): void {
  const title = c.ti !== '' ? (['TI', c.ti] as const) : c.t1 !== '' ? (['T1', c.t1] as const) : null;
  if (title) {
    reference.title = title[1];
    if (title[0] === 'TI' && c.t1 !== '' && c.t1 !== c.ti) addExtra(reference, 'T1', c.t1);
  }
  const holders: [string, string][] =
    reference.type === 'article'
      ? [
          ['JF', c.jf],
          ['T2', c.t2],
          ['JO', c.jo],
          ['J2', c.j2],
          ['JA', c.ja],
          ['BT', c.bt],
        ]
      : [
          ['T2', c.t2],
          ['BT', c.bt],
          ['JF', c.jf],
          ['JO', c.jo],
          ['J2', c.j2],
          ['JA', c.ja],
        ];
  if (!title && c.bt !== '') {
    reference.title = c.bt;
    c.bt = '';
    holders.find(([tag]) => tag === 'BT')![1] = '';
  } else if (!title && reference.extra.ST) {
    reference.title = reference.extra.ST[0]!;
  }
  for (const [tag, value] of holders) {
    if (value === '') continue;
    if (reference.journal === null) reference.journal = value;
    else if (value !== reference.journal) addExtra(reference, tag, value);
  }
}

/** The year by PY, Y1, YR or DA in this order; the date by whichever of that year says most. */
function settleDates(
  reference: ParsedReference,
  c: Candidates,
  line: number,
  problems: Problems,
  number: number,
): void {
  let best: PartialDate | null = null;
  let failed = '';
  for (const wanted of ['PY', 'Y1', 'YR', 'DA']) {
    for (let i = 0; i < c.dates.length; i += 2) {
      if (c.dates[i] !== wanted) continue;
      const value = c.dates[i + 1]!;
      const found = parseDate(value);
      if (!found) {
        if (/[1-9]/.test(value)) failed = failed || value;
        addExtra(reference, wanted, value);
      } else if (!best) best = found;
      else if (found.year === best.year && found.date.length > best.date.length) best = found;
      else if (found.year !== best.year) addExtra(reference, wanted, value);
    }
  }
  if (best) {
    reference.year = best.year;
    reference.date = best.date;
    if (best.guessedCentury)
      problems.add('note', 'two_digit_year', `A two-digit year was read as ${best.year}.`, line, number);
  } else if (failed !== '')
    problems.add(
      'warning',
      'year_unreadable',
      `"${failed.slice(0, 60)}" holds no year; the year is left empty.`,
      line,
      number,
    );
}

/** SP and EP, or the article number in C7; words such as PsycINFO's "No Specified" are no pages. */
function settlePages(reference: ParsedReference, c: Candidates): void {
  const pages = joinPages(c.sp || null, c.ep || null);
  if (pages !== null && /\d|^[ivxlcdm]+(?:-[ivxlcdm]+)?$/i.test(pages)) reference.pages = pages;
  else if (pages !== null) addExtra(reference, 'SP', pages);
  if (c.c7 === '') return;
  if (reference.pages === null) reference.pages = expandPages(c.c7);
  else addExtra(reference, 'C7', c.c7);
}

/** AB in order of appearance; N2 where there is no AB (Ovid), else kept aside when it differs. */
function settleAbstract(reference: ParsedReference, c: Candidates): void {
  if (c.abstracts.length > 0) {
    reference.abstract = c.abstracts.join('\n');
    for (const other of c.n2) if (other !== reference.abstract) addExtra(reference, 'N2', other);
  } else if (c.n2.length > 0) reference.abstract = c.n2.join('\n');
}

const DOI_PLACES = ['L2', 'UR', 'M1', 'L1', 'L3', 'L4', 'M3', 'LK', 'ID', 'C3'];

function settleIdentifiers(reference: ParsedReference, c: Candidates): void {
  const { extra, urls, notes } = reference;
  reference.doi = c.dois[0] ?? null;
  for (let i = 1; i < c.dois.length; i++) addExtra(reference, 'DO', c.dois[i]!);
  if (reference.doi === null) reference.doi = elsewhereDoi(reference);
  if (reference.accession === null) {
    const embase = /embase/i.test(c.db) ? extra.U2?.[0] : undefined;
    reference.accession = embase ?? extra.UT?.[0] ?? extra.ID?.[0] ?? accessionIn(notes);
    if (reference.accession === extra.ID?.[0] && reference.accession !== undefined) dropFirst(extra, 'ID');
  }
  if (reference.pmid === null) {
    for (const note of notes) reference.pmid ??= statedPmid(note);
    for (const url of urls) reference.pmid ??= statedPmid(url);
    for (const tag of ['C2', 'U1', 'U2', 'M1', 'ID'])
      for (const value of extra[tag] ?? []) reference.pmid ??= statedPmid(value);
    if (reference.accession !== null) {
      reference.pmid ??= statedPmid(reference.accession);
      if (/^\d{4,8}$/.test(reference.accession) && /pubmed|medline|\bNLM\b/i.test(c.db))
        reference.pmid ??= reference.accession;
    }
  }
  if (reference.pmcid === null) {
    for (const value of extra.C2 ?? []) reference.pmcid ??= statedPmcid(value);
    for (const url of urls) if (url.indexOf('PMC') >= 0) reference.pmcid ??= statedPmcid(url);
    for (const note of notes) if (note.indexOf('PMCID') >= 0) reference.pmcid ??= statedPmcid(note);
  }
  if (reference.authors.length === 0) ebscoAuthors(reference);
}

function dropFirst(extra: Record<string, string[]>, tag: string): void {
  const rest = extra[tag]!.slice(1);
  if (rest.length > 0) extra[tag] = rest;
  else delete extra[tag];
}

/** A DOI that only links, notes or custom fields carry; from notes only if they name just one. */
function elsewhereDoi(reference: ParsedReference): string | null {
  for (const url of reference.urls) {
    const doi = statedDoi(url);
    if (doi !== null) return doi;
  }
  for (const tag of DOI_PLACES)
    for (const value of reference.extra[tag] ?? []) {
      const doi = statedDoi(value);
      if (doi !== null) return doi;
    }
  if (reference.accession !== null) {
    const doi = statedDoi(reference.accession);
    if (doi !== null) return doi;
  }
  const found = new Set<string>();
  for (const note of reference.notes) {
    const doi = statedDoi(note);
    if (doi !== null) found.add(doi);
  }
  return found.size === 1 ? [...found][0]! : null;
}

function accessionIn(notes: readonly string[]): string | null {
  for (const note of notes) {
    if (note.indexOf('ccession') < 0) continue;
    const found = /Accession (?:Number|No\.?)\s*[:.]?\s*([A-Za-z0-9][\w.:-]*)/.exec(note);
    if (found) return found[1]!.replace(/[.:]+$/, '');
  }
  return null;
}

/** EBSCO packs the authors of some databases into N1: "Accession Number: 1; Bailey, C. T. 1; Source Info: ...". */
function ebscoAuthors(reference: ParsedReference): void {
  const note = reference.notes.find((text) => /^Accession Number:/.test(text) && text.includes(';'));
  if (note === undefined) return;
  for (const part of note.split(';').slice(1)) {
    const name = part.trim().replace(/(?: \d{1,3}(?:,\d{1,3}){0,20})+$/, '');
    if (/^(?:Affiliation|Source Info|Email|Issue Info|Thesaurus|Subject|Number of|Document)/i.test(name)) break;
    if (/^[^:,\d]{1,60}, [^:,\d]{1,60}$/.test(name)) reference.authors.push(tidyAuthor(name));
  }
}
