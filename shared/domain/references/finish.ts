import { collectRegistryIds, statedDoi, statedPmcid, statedPmid } from './identifiers';
import { linksIn, writtenLink } from './link-words';
import { addAuthors } from './names';
import { takeOwnNotes } from './own-notes';
import type { Wording } from './problem-sentences';
import { Problems } from './problems';
import { ParsedReference } from './reference';
import { KEYWORD_BREAK, splitList } from './text-clean';
import { refineType } from './types';

/** Where one record of any format stops being plausible. Nothing is cut: the record is kept and named in the report. */
export const RECORD_LIMITS = {
  rawCharacters: 2_000_000,
  titleCharacters: 2_000,
  abstractCharacters: 100_000,
  authors: 2_000,
  keywords: 1_000,
  otherValues: 5_000,
} as const;

/** Last step of every reader: what can be concluded from the filled fields alone, and the limits. */
export function finishReference(
  reference: ParsedReference,
  problems: Problems,
  line: number | null,
  record: number,
): ParsedReference {
  takeOwnNotes(reference);
  settle(reference);
  takeNotedLinks(reference);
  refineType(reference);
  if (reference.doi === null && reference.accession !== null) reference.doi = statedDoi(reference.accession);
  for (const url of reference.urls) {
    if (reference.pmcid === null && url.includes('/PMC')) reference.pmcid = statedPmcid(url);
    if (reference.pmid === null && url.includes('pubmed')) reference.pmid = statedPmid(url);
  }
  gatherRegistryIds(reference);
  checkLimits(reference, problems, line, record);
  if (isEmpty(reference)) problems.add('record_without_content', {}, line, record);
  return reference;
}

const TEXTS = [
  'title',
  'date',
  'journal',
  'volume',
  'issue',
  'pages',
  'abstract',
  'doi',
  'pmid',
  'pmcid',
  'issn',
  'language',
  'publisher',
  'accession',
] as const;
const LISTS = ['authors', 'registryIds', 'keywords', 'urls', 'notes'] as const;

/** What every format agrees on: a field that held mark-up or blanks alone holds nothing, and `;` parts names and keywords. */
function settle(reference: ParsedReference): void {
  for (const field of TEXTS) if (reference[field] === '') reference[field] = null;
  if (reference.authors.some((author) => author.includes(';'))) {
    const authors: string[] = [];
    for (const author of reference.authors) addAuthors(authors, author);
    reference.authors = authors;
  }
  if (reference.keywords.some((keyword) => keyword.includes(';')))
    reference.keywords = [...new Set(reference.keywords.flatMap((keyword) => splitList(keyword, KEYWORD_BREAK)))];
  for (const field of LISTS)
    if (reference[field].includes('')) reference[field] = reference[field].filter((value) => value !== '');
  if (reference.links.some(({ text }) => text === ''))
    reference.links = reference.links.filter(({ text }) => text !== '');
}

/** What notes say of other items; our own exports write such a link twice, once in the note. */
function takeNotedLinks({ notes, links }: ParsedReference): void {
  let known: Set<string> | null = null;
  for (const note of notes)
    for (const link of linksIn(note)) {
      known ??= new Set(links.map(writtenLink));
      const written = writtenLink(link);
      if (known.has(written)) continue;
      known.add(written);
      links.push(link);
    }
}

/** Whether it says nothing of a work. */
export const isEmpty = ({ title, abstract, doi, authors }: ParsedReference): boolean =>
  title === null && abstract === null && doi === null && authors.length === 0;

function gatherRegistryIds(reference: ParsedReference): void {
  const into = reference.registryIds;
  if (reference.title !== null) collectRegistryIds(reference.title, into);
  if (reference.accession !== null) collectRegistryIds(reference.accession, into);
  // CENTRAL's register entries have the number for an author and its address for a journal
  if (reference.journal !== null) collectRegistryIds(reference.journal, into);
  if (reference.authors.length === 1) collectRegistryIds(reference.authors[0]!, into);
  for (const note of reference.notes) collectRegistryIds(note, into);
  for (const keyword of reference.keywords) collectRegistryIds(keyword, into);
  for (const url of reference.urls) collectRegistryIds(url, into);
  for (const key in reference.extra) {
    if (ADDRESSES.has(key)) continue;
    for (const value of reference.extra[key]!) collectRegistryIds(value, into);
  }
}

/** Tags that hold postal addresses or the reference list: long, and a number there is not this record's own. */
const ADDRESSES: ReadonlySet<string> = new Set([
  'AD',
  'C1',
  'CR',
  'RP',
  'AI',
  'auth-address',
  'N2',
  'Affiliations',
  'References',
]);

function checkLimits(reference: ParsedReference, problems: Problems, line: number | null, record: number): void {
  const warn = (wording: Wording, count: number): void => problems.add(wording, { count }, line, record);
  if (reference.raw.length > RECORD_LIMITS.rawCharacters) warn('record_very_long', reference.raw.length);
  if (reference.authors.length > RECORD_LIMITS.authors) warn('many_authors', reference.authors.length);
  if (reference.keywords.length > RECORD_LIMITS.keywords) warn('many_keywords', reference.keywords.length);
  if ((reference.title?.length ?? 0) > RECORD_LIMITS.titleCharacters) warn('title_very_long', reference.title!.length);
  if ((reference.abstract?.length ?? 0) > RECORD_LIMITS.abstractCharacters)
    warn('abstract_very_long', reference.abstract!.length);
  let values = reference.notes.length + reference.urls.length;
  for (const key in reference.extra) values += reference.extra[key]!.length;
  if (values > RECORD_LIMITS.otherValues) warn('many_values', values);
}
