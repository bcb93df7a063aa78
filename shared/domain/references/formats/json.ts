import { parseDate } from '../dates';
import { finishReference } from '../finish';
import { doiIn, issnIn, statedDoi, statedPmcid, urlsIn } from '../identifiers';
import { tidyAuthor } from '../names';
import { addExtra, decodeLabels, setOwn } from '../own-notes';
import { expandPages } from '../pages';
import { Problems } from '../problems';
import { refuseDamaged, refuseEndless } from '../record-limit';
import { emptyReference, ParsedReference } from '../reference';
import { plain, plainLines, pushNew, splitList, storable } from '../text-clean';
import { TextWindow } from '../text-window';
import { wordedType } from '../types';
import { readHeader } from './columns';
import { eppiCodes, takeEppiCodes } from './eppi-codes';
import { answerReference, takeCrossref } from './json-answers';
import { isObject, JsonObject, scalar } from './json-values';
import { lineCounter } from './line-counter';
import { rowReference } from './row';

/** Members that lists of references stand under in the files of various tools. */
const LIST_NAMES = [
  'items',
  'references',
  'records',
  'results',
  'data',
  'entries',
  'citations',
  'works',
  'articles',
  'result',
  'docs',
  'References',
];

interface Slice {
  start: number;
  end: number;
}

/** Longest text: the list may stand behind anything else in the outer object, so the whole is looked at together. */
const MAX_CHARACTERS = 200_000_000;

/**
 * JSON lists of references: CSL-JSON by its own meaning, everything else by the meaning of its keys, as if each object
 * were a row of a table. The list may be the whole text, a member of one object, or objects one after another.
 */
export function* readJson(
  window: TextWindow,
  problems: Problems,
): Generator<ParsedReference, { vendor: string | null; expected: number | null }> {
  const text = window.rest(MAX_CHARACTERS);
  const { slices, cut } = objectsIn(text);
  const lineOf = lineCounter(text);
  const codes = eppiCodes(text);
  let count = 0;
  let damaged = 0;
  let vendor: string | null = codes ? 'EPPI-Reviewer' : null;
  for (const { start, end } of slices) {
    const raw = text.slice(start, end);
    const number = count + 1;
    const line = lineOf(start);
    const item = withoutEnvelope(parsed(raw));
    if (!isObject(item)) {
      refuseDamaged(++damaged);
      problems.add('unreadable_record', {}, line, number);
      continue;
    }
    const answer = answerReference(item, raw);
    const reference =
      answer?.reference ?? (isCsl(item) ? cslReference(item, raw) : plainReference(item, raw, problems, line, number));
    if (codes) takeEppiCodes(reference, item, codes);
    vendor ??= answer?.vendor ?? (isCsl(item) ? crossref(item) : readHeader(Object.keys(item)).vendor);
    count++;
    yield finishReference(reference, problems, line, number);
  }
  if (cut !== null) problems.add('record_cut.left_out', { line: lineOf(cut) }, lineOf(cut), count + 1);
  return { vendor, expected: slices.length + (cut === null ? 0 : 1) };
}

const isCsl = (item: JsonObject): boolean =>
  Array.isArray(item.author) ||
  isObject(item.issued) ||
  typeof item['container-title'] === 'string' ||
  (isObject(item.custom) && 'keywords' in item.custom);

/** Crossref's works are CSL with a member number of the publisher. */
const crossref = (item: JsonObject): string | null => ('member' in item && 'prefix' in item ? 'Crossref' : null);

function withoutEnvelope(item: unknown): unknown {
  return isObject(item) && item['message-type'] === 'work' && isObject(item.message) ? item.message : item;
}

function parsed(raw: string): unknown {
  try {
    return JSON.parse(raw) as unknown;
  } catch {
    return null;
  }
}

/**
 * The objects of the list, by counting brackets outside strings: at the top level, or one level inside the first array
 * that the outer object holds under a name for lists.
 */
function objectsIn(text: string): { slices: Slice[]; cut: number | null } {
  const first = /[[{]/.exec(text)?.index ?? text.length;
  if (text[first] === '[') return scan(text, first + 1);
  const whole = scan(text, first);
  if (whole.slices.length > 1) return whole;
  // one work by Crossref in its envelope: lists inside are of what it cites
  if (/"message-type"\s{0,20}:\s{0,20}"work"/.test(text)) return whole;
  for (const name of LIST_NAMES) {
    const member = new RegExp(`"${name}"\\s{0,20}:\\s{0,20}\\[\\s{0,200}(?=[{\\]])`, 'g').exec(text);
    if (member) return scan(text, member.index + member[0].length);
  }
  return whole;
}

/** Objects from `from` on until the bracket closes that holds them. */
function scan(text: string, from: number): { slices: Slice[]; cut: number | null } {
  const slices: Slice[] = [];
  let depth = 0;
  let start = 0;
  let keys = 0;
  for (let at = from; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === 34) {
      at = stringEnd(text, at);
    } else if (code === 123 || code === 91) {
      if (depth++ === 0) {
        start = at;
        keys = 0;
      }
    } else if (code === 44 && depth === 1) {
      refuseEndless(++keys, null);
    } else if (code === 125 || code === 93) {
      if (depth === 0) return { slices, cut: null };
      if (--depth === 0 && text.charCodeAt(start) === 123) slices.push({ start, end: at + 1 });
    }
  }
  return { slices, cut: depth > 0 && text.charCodeAt(start) === 123 ? start : null };
}

function stringEnd(text: string, open: number): number {
  for (let at = open + 1; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === 92) at++;
    else if (code === 34) return at;
  }
  return text.length;
}

/** A value of any shape as the text a table cell would hold; lists of people become "Family, Given; ...". */
function cellOf(value: unknown): string {
  if (Array.isArray(value))
    return value
      .map((item: unknown) => (isObject(item) ? personOf(item) : scalar(item)))
      .filter((part) => part !== '')
      .join('; ');
  if (isObject(value)) return safeStringify(value);
  return scalar(value);
}

function safeStringify(value: unknown): string {
  try {
    return storable(JSON.stringify(value));
  } catch {
    return '';
  }
}

function personOf(person: JsonObject): string {
  const family = scalar(person.family ?? person.lastName ?? person.last_name ?? person.last);
  const given = scalar(person.given ?? person.firstName ?? person.first_name ?? person.first);
  const suffix = scalar(person.suffix);
  const particle = scalar(person['non-dropping-particle'] ?? person['dropping-particle']);
  const whole = scalar(person.literal ?? person.name ?? person.display_name ?? person.fullName);
  if (family === '') return whole !== '' ? tidyAuthor(whole) : given !== '' ? tidyAuthor(given) : safeStringify(person);
  const name = particle === '' ? family : `${particle} ${family}`;
  return tidyAuthor([name, given, suffix].filter((part) => part !== '').join(', '));
}

function plainReference(
  item: JsonObject,
  raw: string,
  problems: Problems,
  line: number,
  number: number,
): ParsedReference {
  const keys = Object.keys(item);
  const cells = keys.map((key) => cellOf(item[key]));
  return rowReference(cells, readHeader(keys), raw, problems, line, number);
}

const CSL_KNOWN = new Set(
  (
    'type title author issued container-title volume issue page abstract DOI PMID PMCID URL ISSN language publisher note keyword ' +
    'id genre number custom'
  ).split(' '),
);

function cslReference(item: JsonObject, raw: string): ParsedReference {
  const reference = emptyReference(raw);
  const text = (name: string): string | null => {
    const value = item[name];
    return plain(Array.isArray(value) ? scalar(value[0]) : scalar(value)) || null;
  };
  reference.title = text('title');
  if (Array.isArray(item.author))
    reference.authors = item.author
      .map((person: unknown) => (isObject(person) ? plain(personOf(person)) : tidyAuthor(plain(scalar(person)))))
      .filter((name) => name !== '');
  reference.journal = text('container-title');
  reference.volume = text('volume');
  reference.issue = text('issue');
  reference.pages = expandPages(text('page') ?? text('number') ?? '');
  reference.abstract = plainLines(scalar(item.abstract)) || null;
  reference.language = text('language');
  reference.publisher = text('publisher');
  reference.accession = text('id');
  cslDate(reference, item.issued);
  const doi = text('DOI');
  reference.doi = doi === null ? null : doiIn(doi);
  const address = cellOf(item.URL);
  for (const url of urlsIn(address)) pushNew(reference.urls, url);
  if (reference.urls.length === 0 && address !== '') addExtra(reference, 'URL', plain(address));
  if (reference.doi === null) for (const url of reference.urls) reference.doi ??= statedDoi(url);
  reference.pmid = /^\d{1,9}$/.exec(text('PMID') ?? '')?.[0] ?? null;
  reference.pmcid = statedPmcid(text('PMCID') ?? '');
  const issn = text('ISSN');
  reference.issn = issn === null ? null : issnIn(issn);
  if (issn !== null && issn !== reference.issn) addExtra(reference, 'ISSN', issn);
  for (const keyword of splitList(plain(scalar(item.keyword)), /;|,(?![^(]{0,200}\))/))
    pushNew(reference.keywords, keyword);
  for (const note of scalar(item.note).split(/\n\n/)) pushNew(reference.notes, plainLines(note));
  takeCustom(reference, item.custom);
  const genre = text('genre');
  const type = text('type') ?? '';
  reference.type = type === 'article' ? 'preprint' : wordedType(type);
  if (reference.type === 'other' && genre !== null) reference.type = wordedType(genre);
  if (type !== '') addExtra(reference, 'type', type);
  if (genre !== null) addExtra(reference, 'genre', genre);
  if (crossref(item) !== null) takeCrossref(reference, item);
  for (const key of Object.keys(item)) if (!CSL_KNOWN.has(key)) addExtraCell(reference, key, item[key]);
  return reference;
}

function addExtraCell(reference: ParsedReference, key: string, value: unknown): void {
  const cell = plainLines(cellOf(value));
  if (cell !== '') addExtra(reference, key, cell);
}

/** Our own exports keep lists whole under `custom`, where keyword and note are one text each. */
function takeCustom(reference: ParsedReference, custom: unknown): void {
  if (!isObject(custom)) return;
  if ('accession' in custom) reference.accession = plain(scalar(custom.accession)) || null;
  if (Array.isArray(custom.keywords))
    reference.keywords = [...new Set(custom.keywords.map((keyword: unknown) => plain(scalar(keyword))))];
  if (Array.isArray(custom.urls))
    for (const url of custom.urls.flatMap((one: unknown) => urlsIn(scalar(one)))) pushNew(reference.urls, url);
  if (typeof custom.labels === 'string')
    for (const [name, values] of Object.entries(decodeLabels(storable(custom.labels))))
      setOwn(reference.extra, `label:${name}`, values);
}

function cslDate(reference: ParsedReference, issued: unknown): void {
  if (!isObject(issued)) {
    const date = parseDate(scalar(issued));
    if (date) [reference.year, reference.date] = [date.year, date.date];
    return;
  }
  const parts: unknown = Array.isArray(issued['date-parts']) ? (issued['date-parts'] as unknown[])[0] : null;
  const text = Array.isArray(parts)
    ? parts.map((part: unknown) => scalar(part)).join('/')
    : scalar(issued.raw) || scalar(issued.literal);
  const date = parseDate(text) ?? parseDate(scalar(issued.raw));
  if (date) [reference.year, reference.date] = [date.year, date.date];
}
