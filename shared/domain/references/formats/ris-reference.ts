import { parseDate, PartialDate } from '../dates';
import { doiIn, issnIn, urlsIn } from '../identifiers';
import { addAuthors, familyFirst } from '../names';
import { addExtra } from '../own-notes';
import { arePages, expandPages, joinPages } from '../pages';
import { Problems } from '../problems';
import { emptyReference, ParsedReference } from '../reference';
import { plain, plainLines, pushNew } from '../text-clean';
import { risType } from '../types';
import { settleIdentifiers } from './ris-identifiers';
import { TaggedRecord } from './tagged';

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

/** The reference that the tags of one record make. */
export function risReference(record: TaggedRecord, problems: Problems, number: number): ParsedReference {
  const reference = emptyReference(record.raw);
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
  settleIdentifiers(reference, c.dois, c.db);
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
      pushNew(reference.keywords, plain(value));
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

const MONTH_AND_DAY = /^(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}(?: \d{1,2})?$/i;

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
    // Web of Science's "AUG 12", beside the year in PY
    const day = best.date.length === 4 ? reference.extra.DA?.find((value) => MONTH_AND_DAY.test(value)) : undefined;
    if (day !== undefined) reference.date = parseDate(`${day} ${best.year}`)?.date ?? best.date;
    if (best.guessedCentury) problems.add('two_digit_year', { year: best.year }, line, number);
  } else if (failed !== '') problems.add('year_unreadable.text', { text: failed }, line, number);
}

/** SP and EP, or the article number in C7; words such as PsycINFO's "No Specified" are no pages. */
function settlePages(reference: ParsedReference, c: Candidates): void {
  const pages = joinPages(c.sp || null, c.ep || null);
  if (pages !== null && arePages(pages)) reference.pages = pages;
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
