import { parseDate } from '../dates';
import { finishReference } from '../finish';
import { doiIn, issnIn, statedDoi, statedPmcid, statedPmid, urlsIn } from '../identifiers';
import { ofItself } from '../link-words';
import { addAuthors } from '../names';
import { addExtra } from '../own-notes';
import { expandPages } from '../pages';
import { Problems } from '../problems';
import { emptyReference, ParsedReference } from '../reference';
import { plain, plainLines, pushNew } from '../text-clean';
import { wordedType } from '../types';
import { PlainCount, tagsOf } from '../plain-count';
import { TextWindow } from '../text-window';
import { readXmlRecords, XmlRecord } from './xml';
import { XmlShape } from './xml-names';
import { attribute, child, childrenOf, textAt, textOf, XmlNode } from './xml-nodes';

const SHAPE: XmlShape = { records: new Set(['record']), inline: new Set(['style']) };

export const countEndnoteXml = (): PlainCount => new PlainCount([tagsOf('record')], 'tag');

/**
 * EndNote's XML in both families: EndNote writes every value in `<style>` runs (a title with italics is several), Zotero
 * and Mendeley write bare text. Line breaks inside values arrive as `&#xD;`.
 */
export function* readEndnoteXml(window: TextWindow, problems: Problems): Generator<ParsedReference> {
  let number = 0;
  for (const record of readXmlRecords(window, SHAPE, problems)) {
    number++;
    yield finishReference(endnoteReference(record, problems, number), problems, record.line, number);
  }
}

const TYPES: Readonly<Record<string, ParsedReference['type']>> = {
  '17': 'article',
  '0': 'article',
  '43': 'article',
  '19': 'article',
  '23': 'article',
  '6': 'book',
  '28': 'book',
  '44': 'book',
  '5': 'chapter',
  '60': 'chapter',
  '3': 'conference',
  '10': 'conference',
  '47': 'conference',
  '32': 'thesis',
  '2': 'thesis',
  '27': 'report',
  '46': 'report',
  '12': 'web',
  '16': 'web',
  '59': 'dataset',
  '45': 'dataset',
  '56': 'web',
};

/** Elements with a field of their own; all others go to `extra` under their name. */
const KNOWN = new Set(
  (
    'database source-app rec-number foreign-keys ref-type contributors titles periodical alt-periodical pages volume number ' +
    'dates abstract keywords isbn electronic-resource-num accession-num urls notes language publisher work-type ' +
    'remote-database-name custom2 full-title'
  ).split(' '),
);

function endnoteReference({ node, raw, line }: XmlRecord, problems: Problems, number: number): ParsedReference {
  const reference = emptyReference(raw);
  const one = (...path: string[]): string | null => plain(textAt(node, ...path)) || null;
  takeTitles(reference, node);
  takeContributors(reference, node);
  reference.volume = one('volume');
  reference.issue = one('number');
  reference.pages = expandPages(textAt(node, 'pages').replace(/[\r\n]+/g, ' '));
  reference.abstract = plainLines(textAt(node, 'abstract')) || null;
  reference.language = one('language');
  reference.publisher = one('publisher');
  for (const keyword of childrenOf(child(node, 'keywords'), 'keyword'))
    for (const part of textOf(keyword).split(/[\r\n]+/)) pushNew(reference.keywords, plain(part));
  for (const group of childrenOf(child(node, 'urls'))) takeUrls(reference, group);
  const isOwn = attribute(child(node, 'source-app'), 'name') === 'Evenhand';
  for (const notes of childrenOf(node, 'notes'))
    for (const note of splitNotes(textOf(notes), isOwn)) pushNew(reference.notes, note);
  takeType(reference, node);
  takeDates(reference, node, line, problems, number);
  takeIdentifiers(reference, node, one);
  for (const element of childrenOf(node)) {
    if (KNOWN.has(element.name)) continue;
    const value = plainLines(textOf(element));
    if (value !== '') addExtra(reference, element.name, value);
  }
  const recNumber = one('rec-number');
  if (recNumber !== null) addExtra(reference, 'rec-number', recNumber);
  return reference;
}

/** The format has one element for notes; our writer parts them by an empty line, others mean a paragraph by it. */
function splitNotes(text: string, own: boolean): string[] {
  const unified = text.replace(/\r\n?/g, '\n');
  return (own ? unified.split('\n\n') : [unified]).map(plainLines).filter((note) => note !== '');
}

function takeTitles(reference: ParsedReference, node: XmlNode): void {
  const titles = child(node, 'titles');
  reference.title = plain(textAt(titles, 'title')) || plain(textAt(titles, 'short-title')) || null;
  const holders = [
    plain(textAt(titles, 'secondary-title')),
    plain(textAt(node, 'periodical', 'full-title')),
    plain(textAt(node, 'full-title')),
    plain(textAt(titles, 'alt-title')),
    plain(textAt(node, 'alt-periodical', 'full-title')),
    plain(textAt(node, 'periodical', 'abbr-1')),
    plain(textAt(node, 'periodical', 'abbr-2')),
    plain(textAt(node, 'alt-periodical', 'abbr-1')),
  ].filter((name) => name !== '');
  reference.journal = holders[0] ?? null;
  for (const name of new Set(holders.slice(1))) if (name !== reference.journal) addExtra(reference, 'journal', name);
  for (const title of childrenOf(titles)) {
    if (title.name === 'title' || title.name === 'secondary-title' || title.name === 'alt-title') continue;
    const value = plain(textOf(title));
    if (value !== '' && value !== reference.title) addExtra(reference, title.name, value);
  }
}

function takeContributors(reference: ParsedReference, node: XmlNode): void {
  for (const group of childrenOf(child(node, 'contributors'))) {
    for (const author of childrenOf(group)) {
      for (const name of textOf(author).split(/[\r\n]+/)) {
        if (name.trim() === '') continue;
        if (group.name === 'authors') addAuthors(reference.authors, plain(name));
        else addExtra(reference, group.name, plain(name));
      }
    }
  }
}

function takeUrls(reference: ParsedReference, group: XmlNode): void {
  const links = childrenOf(group, 'url');
  for (const link of links.length > 0 ? links : [group]) {
    const value = textOf(link).trim();
    const urls = urlsIn(value);
    for (const url of urls) pushNew(reference.urls, url);
    if (urls.length === 0 && value !== '') addExtra(reference, group.name, plain(value));
  }
}

function takeType(reference: ParsedReference, node: XmlNode): void {
  const element = child(node, 'ref-type');
  const name = attribute(element, 'name');
  const code = textOf(element).trim();
  reference.type = name !== '' ? wordedType(name) : 'other';
  if (reference.type === 'other') reference.type = TYPES[code] ?? 'other';
  addExtra(reference, 'ref-type', name || code);
  const work = plain(textAt(node, 'work-type'));
  if (work === '') return;
  addExtra(reference, 'work-type', work);
  if (reference.type !== 'other') return;
  const kind = wordedType(work);
  if (kind === 'preprint' || kind === 'registration') reference.type = kind;
}

function takeDates(reference: ParsedReference, node: XmlNode, line: number, problems: Problems, number: number): void {
  const dates = child(node, 'dates');
  const yearText = plain(textAt(dates, 'year'));
  const dayText = plain(textOf(childrenOf(child(dates, 'pub-dates'), 'date')[0]));
  const year = parseDate(yearText);
  const day = parseDate(dayText) ?? (year ? parseDate(`${dayText} ${year.year}`) : null);
  const date = year ?? day;
  if (date) {
    reference.year = date.year;
    reference.date = day && day.year === date.year && day.date.length > date.date.length ? day.date : date.date;
  } else if (yearText !== '') problems.add('year_unreadable.text', { text: yearText }, line, number);
  if (dayText !== '') addExtra(reference, 'pub-date', dayText);
  if (yearText !== '' && !year) addExtra(reference, 'year', yearText);
}

function takeIdentifiers(reference: ParsedReference, node: XmlNode, one: (...path: string[]) => string | null): void {
  const electronic = one('electronic-resource-num');
  if (electronic !== null) {
    reference.doi = doiIn(electronic);
    if (reference.doi === null) addExtra(reference, 'electronic-resource-num', electronic);
  }
  for (const url of reference.urls) {
    reference.doi ??= statedDoi(url);
    reference.pmid ??= statedPmid(url);
  }
  const isbn = textAt(node, 'isbn').replace(/[\r\n]+/g, ' ');
  reference.issn = issnIn(isbn);
  if (isbn.trim() !== '' && plain(isbn) !== reference.issn) addExtra(reference, 'isbn', plain(isbn));
  reference.accession = one('accession-num');
  const source = `${one('remote-database-name') ?? ''} ${one('remote-database-provider') ?? ''}`;
  if (reference.accession !== null) {
    reference.pmid ??= statedPmid(reference.accession);
    if (/^\d{4,8}$/.test(reference.accession) && /pubmed|medline|\bNLM\b/i.test(source))
      reference.pmid ??= reference.accession;
  }
  for (const note of reference.notes) if (note.includes('PMID')) reference.pmid ??= statedPmid(ofItself(note));
  const name = one('remote-database-name');
  if (name !== null) addExtra(reference, 'remote-database-name', name);
  const custom = one('custom2');
  if (custom !== null) {
    reference.pmcid = statedPmcid(custom);
    if (reference.pmcid !== custom) addExtra(reference, 'custom2', custom);
  }
}
