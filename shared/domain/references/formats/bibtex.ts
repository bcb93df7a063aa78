import { monthOf, parseDate } from '../dates';
import { finishReference } from '../finish';
import { doiIn, issnIn, statedDoi, statedPmcid, statedPmid, urlsIn } from '../identifiers';
import { ofItself } from '../link-words';
import { addExtra } from '../own-notes';
import { expandPages } from '../pages';
import { Problems } from '../problems';
import { emptyReference, ParsedReference } from '../reference';
import { KEYWORD_BREAK, plain, pushNew } from '../text-clean';
import { wordedType } from '../types';
import { bibAuthors } from './bibtex-authors';
import { BibEntry, splitBibtex } from './bibtex-entries';
import { latexToText } from './latex';
import { lineCounter } from './line-counter';
import { PlainCount } from '../plain-count';
import { TextWindow } from '../text-window';

/** Entries that start a line, without comments, macros and preambles. */
export const countBibtex = (): PlainCount =>
  new PlainCount([/^[ \t\ufeff]{0,40}@[ \t]{0,9}(?!comment|string|preamble)[A-Za-z][A-Za-z_-]{0,40}\s{0,9}[{(]/gim]);

/** Longest text: macros and cross-references may point anywhere, so the whole of it is looked at together. */
const MAX_CHARACTERS = 200_000_000;

export function* readBibtex(window: TextWindow, problems: Problems): Generator<ParsedReference> {
  const text = window.rest(MAX_CHARACTERS);
  let count = 0;
  const { entries, cut, strays } = splitBibtex(text);
  inherit(entries);
  const lineOf = lineCounter(text);
  for (const entry of entries) {
    const number = ++count;
    const line = lineOf(entry.start);
    if (entry.repaired) problems.add('unbalanced_braces', {}, line, number);
    yield finishReference(bibReference(entry, text, problems, line, number), problems, line, number);
  }
  if (strays.count > 0) {
    const line = lineCounter(text)(strays.at);
    problems.add('text_between_records', { count: strays.count, line }, line);
  }
  if (cut !== null) problems.add('record_cut.left_out', { line: lineOf(cut) }, lineOf(cut), count + 1);
}

/** Fields that say something of one entry only, and are not taken over from the one it points at. */
const OWN_FIELDS = new Set(
  'title author abstract pages doi url key crossref xdata keywords note shorttitle'.split(' '),
);

/**
 * An entry with `crossref` takes what it lacks from the entry it names: a chapter its book, a paper its proceedings,
 * whose title becomes the title of the holder.
 */
function inherit(entries: readonly BibEntry[]): void {
  if (!entries.some((entry) => entry.fields.some(([name]) => name === 'crossref'))) return;
  const byKey = new Map(entries.map((entry) => [entry.key.toLowerCase(), entry]));
  for (const entry of entries) {
    const target = entry.fields
      .find(([name]) => name === 'crossref')?.[1]
      .trim()
      .toLowerCase();
    const parent = target === undefined ? undefined : byKey.get(target);
    if (!parent || parent === entry) continue;
    const has = new Set(entry.fields.map(([name]) => name));
    const title = parent.fields.find(([name]) => name === 'title');
    if (title && !has.has('booktitle') && !has.has('journal')) entry.fields.push(['booktitle', title[1]]);
    for (const [name, value] of parent.fields)
      if (!has.has(name) && !OWN_FIELDS.has(name) && name !== 'booktitle') entry.fields.push([name, value]);
  }
}

const tidy = (value: string): string => plain(latexToText(value));

/** Blank lines part paragraphs; a single line end is only a wrapped line, unless a command says that it is one. */
function paragraphs(value: string): string[] {
  return value
    .split(/\r?\n[ \t]*\r?\n|\r[ \t]*\r/)
    .map((paragraph) =>
      paragraph
        .split(/\\newline(?![A-Za-z])(?:\{\})?/)
        .map(tidy)
        .filter((part) => part !== '')
        .join('\n'),
    )
    .filter((paragraph) => paragraph !== '');
}

function bibReference(
  entry: BibEntry,
  text: string,
  problems: Problems,
  line: number,
  number: number,
): ParsedReference {
  const reference = emptyReference(text.slice(entry.start, entry.end));
  const fields = new Map<string, string>();
  let hasNone = false;
  for (const [name, value] of entry.fields) {
    if (value.trim() === '') {
      hasNone ||= name === 'accession';
      continue;
    }
    if (!fields.has(name)) fields.set(name, value);
    else if (fields.get(name) !== value) addExtra(reference, name, tidy(value));
  }
  const take = (...names: string[]): string | null => {
    for (const name of names) {
      const value = fields.get(name);
      if (value === undefined) continue;
      fields.delete(name);
      const found = tidy(value);
      if (found !== '') return found;
    }
    return null;
  };
  reference.title = take('title');
  reference.authors = bibAuthors(fields.get('author') ?? '');
  fields.delete('author');
  reference.journal = take('journal', 'journaltitle', 'booktitle');
  reference.volume = take('volume');
  reference.issue = take('number', 'issue');
  const pages = fields.get('pages');
  reference.pages = pages === undefined ? null : expandPages(tidy(pages));
  fields.delete('pages');
  const article = take('article-number', 'art_number', 'articleno', 'eid');
  if (article !== null && reference.pages === null) reference.pages = article;
  else if (article !== null) addExtra(reference, 'article-number', article);
  reference.abstract = paragraphs(fields.get('abstract') ?? '').join('\n') || null;
  fields.delete('abstract');
  for (const name of ['keywords', 'keyword', 'author_keywords', 'keywords-plus', 'mesh', 'author-keywords']) {
    for (const keyword of splitKeywords(fields.get(name) ?? '')) pushNew(reference.keywords, keyword);
    fields.delete(name);
  }
  reference.language = take('language', 'langid');
  reference.publisher = take('publisher', 'institution', 'school', 'organization');
  for (const name of ['note', 'annote', 'annotation', 'notes'])
    if (fields.has(name)) {
      for (const note of paragraphs(fields.get(name)!)) pushNew(reference.notes, note);
      fields.delete(name);
    }
  takeUrls(reference, fields);
  takeDates(reference, take, problems, line, number);
  takeIdentifiers(reference, take, fields);
  reference.accession =
    take('unique-id', 'accession', 'accession_number', 'an', 'eid') ?? (hasNone ? null : tidyKey(entry.key) || null);
  if (reference.accession !== null) {
    reference.doi ??= statedDoi(reference.accession);
    reference.pmid ??= statedPmid(reference.accession);
  }
  reference.type = bibType(reference, entry.type, take);
  addExtra(reference, 'entrytype', entry.type);
  if (entry.key !== '' && tidyKey(entry.key) !== reference.accession)
    addExtra(reference, 'citation-key', tidyKey(entry.key));
  for (const [name, value] of fields) if (tidy(value) !== '') addExtra(reference, name, tidy(value));
  return reference;
}

const tidyKey = (key: string): string => plain(key);

function bibType(
  reference: ParsedReference,
  entryType: string,
  take: (...names: string[]) => string | null,
): ParsedReference['type'] {
  const subtype = take('entrysubtype');
  if (subtype !== null) addExtra(reference, 'entrysubtype', subtype);
  const sharp = subtype === null ? 'other' : wordedType(subtype);
  if (sharp !== 'other') return sharp;
  if (entryType === 'proceedings') return 'book';
  const type = wordedType(entryType);
  if (type === 'other' && reference.accession?.startsWith('PPR:')) return 'preprint';
  if (type === 'other' && entryType === 'misc' && /^arxiv$/i.test(take('archiveprefix', 'eprinttype') ?? ''))
    return 'preprint';
  return type;
}

function takeUrls(reference: ParsedReference, fields: Map<string, string>): void {
  for (const name of ['url', 'link', 'ee', 'bdsk-url-1']) {
    const value = fields.get(name);
    if (value === undefined) continue;
    fields.delete(name);
    const urls = urlsIn(plainUrl(value));
    for (const url of urls) pushNew(reference.urls, url);
    if (urls.length === 0) addExtra(reference, name, tidy(value));
  }
}

const SIGNS: Readonly<Record<string, string>> = {
  asciitilde: '~',
  less: '<',
  greater: '>',
  bar: '|',
  asciicircum: '^',
  backslash: '\\',
  braceleft: '{',
  braceright: '}',
};

/** An address or DOI without LaTeX escapes; its hyphens are no dashes, its blanks no ties. */
const plainUrl = (value: string): string =>
  value.replace(
    /\\text(asciitilde|asciicircum|backslash|braceleft|braceright|less|greater|bar)(?:\{\})?|\\url\{|[{}]|\\([_&%#$~])/g,
    (_, name: string | undefined, sign: string | undefined) => (name === undefined ? (sign ?? '') : SIGNS[name]!),
  );

function splitKeywords(value: string): string[] {
  const text = tidy(value);
  return text
    .split(text.includes(';') ? KEYWORD_BREAK : ',')
    .map((keyword) => keyword.trim())
    .filter((keyword) => keyword !== '');
}

function takeDates(
  reference: ParsedReference,
  take: (...names: string[]) => string | null,
  problems: Problems,
  line: number,
  number: number,
): void {
  const full = take('date');
  const yearText = take('year');
  const month = take('month');
  const day = take('day');
  const year = (yearText === null ? null : parseDate(yearText)) ?? (full === null ? null : parseDate(full));
  if (!year) {
    const text = yearText ?? full;
    if (text === null) return;
    problems.add('year_unreadable.text', { text: text }, line, number);
    addExtra(reference, 'year', text);
    return;
  }
  reference.year = year.year;
  reference.date = year.date;
  const exact = full === null ? null : parseDate(full);
  if (exact?.year === year.year && exact.date.length > year.date.length) reference.date = exact.date;
  if (reference.date.length > 4 || month === null) return;
  const parsed = /^\d{1,2}$/.test(month)
    ? parseDate(`${year.year}/${month}/${day ?? ''}`)
    : monthOf(month) > 0
      ? parseDate(`${year.year} ${month}${day === null ? '' : ` ${day}`}`)
      : null;
  if (parsed) reference.date = parsed.date;
  else addExtra(reference, 'month', month);
}

function takeIdentifiers(
  reference: ParsedReference,
  take: (...names: string[]) => string | null,
  fields: Map<string, string>,
): void {
  const doi = plain(plainUrl(fields.get('doi') ?? ''));
  fields.delete('doi');
  if (doi !== '') {
    reference.doi = doiIn(doi);
    if (reference.doi === null) addExtra(reference, 'doi', doi);
  }
  for (const url of reference.urls) reference.doi ??= statedDoi(url);
  const pmid = take('pmid', 'pubmed_id', 'pubmed-id');
  if (pmid !== null) reference.pmid = /\d{1,9}/.exec(pmid)?.[0] ?? null;
  for (const note of reference.notes) if (note.includes('PMID')) reference.pmid ??= statedPmid(ofItself(note));
  const pmcid = take('pmcid', 'pmc_id', 'pmc');
  if (pmcid !== null) reference.pmcid = statedPmcid(/^\d+$/.test(pmcid) ? `PMC${pmcid}` : pmcid);
  const issn = take('issn');
  if (issn !== null) {
    reference.issn = issnIn(issn);
    if (reference.issn !== issn) addExtra(reference, 'issn', issn);
  }
}
