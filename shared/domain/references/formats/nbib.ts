import { parseDate } from '../dates';
import { finishReference } from '../finish';
import { doiIn, issnIn, statedPmcid, urlsIn } from '../identifiers';
import { linkMeaning } from '../link-words';
import { addAuthors } from '../names';
import { addExtra } from '../own-notes';
import { expandPages } from '../pages';
import { Problems } from '../problems';
import { emptyReference, ParsedReference } from '../reference';
import { plain, plainLines, pushNew } from '../text-clean';
import { PlainCount } from '../plain-count';
import { TextWindow } from '../text-window';
import { Dialect, readTagged, TaggedRecord } from './tagged';

/** MEDLINE's tag of two to four capitals, padded to four, then "- "; continuation lines are indented by six blanks. */
function tagAt(text: string, start: number, end: number): number {
  let at = start;
  while (at < end && at - start < 5) {
    const code = text.charCodeAt(at);
    if ((code < 65 || code > 90) && (code < 48 || code > 57 || at === start)) break;
    at++;
  }
  const length = at - start;
  if (length < 2 || length > 4) return 0;
  while (at < end && at - start < 5 && text.charCodeAt(at) === 32) at++;
  if (text.charCodeAt(at) !== 45) return 0;
  if (at - start < 3 || (at + 1 < end && text.charCodeAt(at + 1) !== 32)) return 0;
  return (length << 8) | ((at + 1 - start) << 16);
}

const FIRST_TAGS = new Set(['PMID', 'OWN']);

export const NBIB_DIALECT: Dialect = {
  tagAt,
  // PubMed starts records with PMID, ERIC with OWN; records without either part at a blank line
  opens: (tag, open, blankLines) =>
    open === null ||
    (tag === 'PMID' && open.tags.includes('PMID')) ||
    (blankLines > 0 &&
      (FIRST_TAGS.has(tag) || open.tags.some((seen) => seen === 'TI' || seen === 'BTI' || seen === 'TT'))),
  closes: () => false,
  joins: (tag, indented) => (tag === 'AB' && !indented ? 'line' : 'blank'),
  isHeadLine: () => false,
};

/** Records that the text shows: PMID lines, or OWN lines where a source writes no PMID, or titles if those are more. */
export const countNbib = (): PlainCount => new PlainCount([/^\ufeff?PMID ?-/gm, /^\ufeff?OWN {1,2}-/gm, /^TI {2}-/gm]);

export function* readNbib(window: TextWindow, problems: Problems): Generator<ParsedReference> {
  let number = 0;
  for (const record of readTagged(window, NBIB_DIALECT, problems)) {
    number++;
    yield finishReference(nbibReference(record, problems, number), problems, record.line, number);
  }
}

/** Links between publications: MEDLINE's two-way tags and what they say of this record. */
const LINKS: ReadonlyMap<string, string> = new Map([
  ['CIN', 'comment in'],
  ['CON', 'comment on'],
  ['EIN', 'erratum in'],
  ['EFR', 'erratum for'],
  ['RIN', 'retraction in'],
  ['ROF', 'retraction of'],
  ['PRIN', 'partial retraction in'],
  ['PROF', 'partial retraction of'],
  ['ECI', 'expression of concern in'],
  ['ECF', 'expression of concern for'],
  ['CRI', 'corrected and republished in'],
  ['CRF', 'corrected and republished from'],
  ['RRI', 'retracted and republished in'],
  ['RRF', 'retracted and republished from'],
  ['RPI', 'republished in'],
  ['RPF', 'republished from'],
  ['UIN', 'update in'],
  ['UOF', 'update of'],
  ['SPIN', 'summary for patients in'],
  ['ORI', 'original report in'],
]);

interface Names {
  full: string[];
  short: string[];
}

function nbibReference(record: TaggedRecord, problems: Problems, number: number): ParsedReference {
  const reference = emptyReference(record.raw);
  const names: Names = { full: [], short: [] };
  const held: Record<string, string> = {};
  let eric = false;
  for (let i = 0; i < record.tags.length; i++) {
    const tag = record.tags[i]!;
    const value = record.values[i]!;
    if (value === '') continue;
    if (tag === 'OWN' && /ERIC/i.test(value)) eric = true;
    takeTag(reference, names, held, tag, value);
  }
  reference.authors = names.full.length >= names.short.length ? names.full : names.short;
  const dropped = reference.authors === names.full ? names.short : names.full;
  for (const name of dropped) addExtra(reference, reference.authors === names.full ? 'AU' : 'FAU', name);
  reference.title = held.TI ?? held.BTI ?? held.TT ?? null;
  if (held.TI && held.BTI) reference.journal = held.BTI;
  reference.journal ??= held.JT ?? held.TA ?? held.CTI ?? null;
  for (const tag of ['JT', 'TA', 'CTI', 'TT', 'BTI'])
    if (held[tag] !== undefined && held[tag] !== reference.journal && held[tag] !== reference.title)
      addExtra(reference, tag, held[tag]);
  if (held.AB !== undefined) reference.abstract = held.AB;
  const date = parseDate(held.DP ?? '') ?? parseDate(held.DEP ?? '') ?? parseDate(held.CRDT ?? '');
  if (date) {
    reference.year = date.year;
    reference.date = date.date;
  } else if (held.DP !== undefined) problems.add('year_unreadable.text', { text: held.DP }, record.line, number);
  if (eric) reference.accession = held.OID ?? null;
  else reference.accession = reference.pmid;
  reference.type = nbibType(reference, held);
  if (reference.doi === null)
    for (const url of reference.urls) if (/doi\.org\//.test(url)) reference.doi ??= doiIn(url);
  return reference;
}

function nbibType(reference: ParsedReference, held: Readonly<Record<string, string>>): ParsedReference['type'] {
  const kinds = reference.extra.PT ?? [];
  if (kinds.some((kind) => kind === 'Preprint')) return 'preprint';
  if (held.TI !== undefined && held.BTI !== undefined) return 'chapter';
  if (held.BTI !== undefined || kinds.some((kind) => /^Books?$/.test(kind))) return 'book';
  if (kinds.some((kind) => /^Dissertations\/Theses|^Academic Dissertation/.test(kind))) return 'thesis';
  if (kinds.some((kind) => kind === 'Dataset')) return 'dataset';
  if (held.JT !== undefined || held.TA !== undefined || kinds.some((kind) => /^Journal Article/.test(kind)))
    return 'article';
  if (kinds.some((kind) => /^Reports\b/.test(kind))) return 'report';
  return 'other';
}

function takeTag(
  reference: ParsedReference,
  names: Names,
  held: Record<string, string>,
  tag: string,
  value: string,
): void {
  switch (tag) {
    case 'PMID':
      if (/^\d{1,9}$/.test(value)) reference.pmid = value;
      else addExtra(reference, tag, value);
      return;
    case 'PMC':
      reference.pmcid = statedPmcid(value) ?? reference.pmcid;
      return;
    case 'TI':
    case 'BTI':
    case 'TT':
    case 'JT':
    case 'TA':
    case 'CTI':
    case 'DP':
    case 'DEP':
    case 'CRDT':
    case 'OID':
      if (held[tag] !== undefined) addExtra(reference, tag, plain(value));
      else {
        held[tag] = plain(value);
        if (tag === 'DP' || tag === 'DEP' || tag === 'CRDT' || tag === 'OID') addExtra(reference, tag, held[tag]);
      }
      return;
    case 'AB':
      held.AB = held.AB === undefined ? plainLines(value) : `${held.AB}\n${plainLines(value)}`;
      return;
    case 'FAU':
      addAuthors(names.full, plain(value));
      return;
    case 'AU':
      addAuthors(names.short, plain(value));
      return;
    case 'CN':
      names.full.push(plain(value));
      names.short.push(plain(value));
      return;
    case 'VI':
      reference.volume = plain(value);
      return;
    case 'IP':
      reference.issue = plain(value);
      return;
    case 'PG':
      reference.pages = expandPages(value);
      return;
    case 'LID':
    case 'AID': {
      const doi = /\[doi\]$/i.test(value) || /doi\.org\//i.test(value) ? doiIn(value) : null;
      if (doi !== null) {
        if (reference.doi === null) reference.doi = doi;
        else if (reference.doi !== doi) addExtra(reference, tag, value);
        return;
      }
      for (const url of urlsIn(value)) pushNew(reference.urls, url);
      addExtra(reference, tag, value);
      return;
    }
    case 'IS':
    case 'ISSN': {
      const issn = issnIn(value);
      if (issn !== null && reference.issn === null) reference.issn = issn;
      if (issn !== value) addExtra(reference, tag, value);
      return;
    }
    case 'LA':
      if (reference.language === null) reference.language = plain(value);
      else addExtra(reference, tag, value);
      return;
    case 'PB':
      reference.publisher = plain(value);
      return;
    case 'MH':
    case 'OT':
    case 'KW':
      pushNew(reference.keywords, plain(value));
      return;
    case 'GN':
      pushNew(reference.notes, plainLines(value));
      return;
    case 'URL':
    case 'UR':
    case '4099':
    case '4100':
      for (const url of urlsIn(value)) pushNew(reference.urls, url);
      return;
    default: {
      const words = LINKS.get(tag);
      if (words === undefined) addExtra(reference, tag, plainLines(value));
      else reference.links.push({ ...linkMeaning(words), text: plain(value) });
    }
  }
}
