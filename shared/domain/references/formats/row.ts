import { monthOf, parseDate } from '../dates';
import { collectRegistryIds, doiIn, issnIn, statedDoi, statedPmcid, statedPmid, urlsIn } from '../identifiers';
import { linkWritten, ofItself } from '../link-words';
import { addExtra, decodeLabels, setOwn } from '../own-notes';
import { expandPages, joinPages } from '../pages';
import { Problems } from '../problems';
import { emptyReference, ParsedReference, REFERENCE_TYPES, ReferenceType } from '../reference';
import { KEYWORD_BREAK, plain, plainLines, pushNew } from '../text-clean';
import { risType, wordedType } from '../types';
import { authorsIn, listLiteral } from './author-list';
import { Columns, Field, GATHERING } from './columns';
import { FORMULA_START } from './table-writer';

/** One row of a table, or one object of a JSON list, as a reference. */
export function rowReference(
  cells: readonly string[],
  { columns, vendor, guarded }: Columns,
  raw: string,
  problems: Problems,
  line: number | null,
  number: number,
): ParsedReference {
  const reference = emptyReference(raw);
  const own = vendor === 'Evenhand';
  const who = vendor === 'DistillerSR' ? answerer(cells, columns) : null;
  const best = new Map<Field, { rank: number; value: string; header: string }>();
  cells.forEach((cell, i) => {
    const value = guarded ? withoutGuard(cell) : cell;
    if (value.trim() === '') return;
    const column = columns[i];
    if (!column) addExtra(reference, `column ${i + 1}`, plainLines(value));
    else if (column.label !== null) {
      for (const label of value.split(own ? '; ' : ';')) addExtra(reference, `label:${column.label}`, label.trim());
    } else if (column.field === null) addExtra(reference, column.header, plainLines(value));
    else if (column.field === 'decision')
      addExtra(reference, 'label:decision', `${who ?? column.header}: ${plain(value)}`);
    else if (GATHERING.has(column.field)) gather(reference, column.field, value, column.header, vendor);
    else {
      const held = best.get(column.field);
      const [keep, aside] =
        !held || column.rank < held.rank
          ? [{ rank: column.rank, value, header: column.header }, held]
          : [held, { value, header: column.header }];
      best.set(column.field, keep);
      if (aside) addExtra(reference, aside.header, plainLines(aside.value));
    }
  });
  fill(reference, (field) => best.get(field)?.value ?? null, vendor, { problems, line, number });
  return reference;
}

/** Who answered the questions of a row, and at which level. */
function answerer(cells: readonly string[], columns: Columns['columns']): string | null {
  const cellUnder = (name: string): string =>
    plain(cells[columns.findIndex((column) => column.header.toLowerCase() === name)] ?? '');
  const user = cellUnder('user');
  const level = /\d{1,2}/.exec(cellUnder('level'))?.[0];
  return user === '' ? null : level === undefined ? user : `${user} (level ${level})`;
}

/** Our own tables put an apostrophe before text that a spreadsheet would take for a formula. */
function withoutGuard(cell: string): string {
  return cell.charCodeAt(0) === 39 && FORMULA_START.test(cell) ? cell.slice(1) : cell;
}

function gather(reference: ParsedReference, field: Field, value: string, header: string, vendor: string | null): void {
  if (field === 'keywords') {
    for (const keyword of keywordsIn(plainLines(value), vendor)) pushNew(reference.keywords, keyword);
  } else if (field === 'urls') {
    const urls = urlsIn(value);
    for (const url of urls) pushNew(reference.urls, url);
    if (urls.length === 0) addExtra(reference, header, plain(value));
  } else if (field === 'notes') {
    for (const note of value.split(/\r?\n[ \t]*\r?\n/)) pushNew(reference.notes, plainLines(note));
  } else if (field === 'registryIds') {
    if (vendor === 'Evenhand') for (const id of value.split('; ')) pushNew(reference.registryIds, id);
    else {
      collectRegistryIds(value, reference.registryIds);
      addExtra(reference, header, plain(value));
    }
  } else if (field === 'links') {
    for (const line of value.split('\n')) {
      const link = linkWritten(line) ?? { kind: 'other', text: line };
      reference.links.push({ ...link, text: plain(link.text) });
    }
  } else if (vendor === 'Evenhand') {
    for (const [name, values] of Object.entries(decodeLabels(value))) setOwn(reference.extra, `label:${name}`, values);
  } else for (const label of value.split(/[;,]/)) addExtra(reference, `label:${header.toLowerCase()}`, plain(label));
}

/** Keywords by `;`, `|` or line breaks, else by commas outside brackets ("cyst (diagnosis, surgery)" is one). */
function keywordsIn(value: string, vendor: string | null): string[] {
  const list = listLiteral(value);
  if (list) return list;
  const separator =
    vendor === 'Evenhand' || /;/.test(value) ? KEYWORD_BREAK : /\n/.test(value) ? /\n/ : /\|/.test(value) ? /\|/ : null;
  const parts = separator ? value.split(separator) : splitOutsideBrackets(value);
  return parts.map(plain).filter((part) => part !== '');
}

function splitOutsideBrackets(value: string): string[] {
  const parts: string[] = [];
  let depth = 0;
  let from = 0;
  for (let i = 0; i < value.length; i++) {
    const code = value.charCodeAt(i);
    if (code === 40 || code === 91) depth++;
    else if ((code === 41 || code === 93) && depth > 0) depth--;
    else if (code === 44 && depth === 0) {
      parts.push(value.slice(from, i));
      from = i + 1;
    }
  }
  parts.push(value.slice(from));
  return parts;
}

interface Place {
  problems: Problems;
  line: number | null;
  number: number;
}

function fill(
  reference: ParsedReference,
  get: (field: Field) => string | null,
  vendor: string | null,
  place: Place,
): void {
  const text = (field: Field): string | null => {
    const value = get(field);
    return value === null ? null : plain(value) || null;
  };
  reference.title = text('title');
  reference.authors = authorsIn(plain(get('authors') ?? ''), vendor);
  if (vendor === 'Web of Science')
    for (const name of ['CA', 'Group Authors'])
      for (const group of reference.extra[name] ?? [])
        for (const one of group.split(';')) pushNew(reference.authors, one.trim());
  reference.journal = text('journal');
  reference.volume = noZero(text('volume'), vendor);
  reference.issue = noZero(text('issue'), vendor);
  const abstract = get('abstract');
  reference.abstract = abstract === null ? null : plainLines(abstract) || null;
  reference.language = text('language');
  reference.publisher = text('publisher');
  reference.accession = text('accession');
  reference.pages = pagesOf(get, vendor);
  const article = text('articleNumber');
  if (article !== null && reference.pages === null) reference.pages = article;
  else if (article !== null && reference.pages !== article) addExtra(reference, 'article number', article);
  fillDates(reference, get, place);
  fillIdentifiers(reference, get);
  reference.type = typeOf(text('type'), vendor, reference);
  const source = get('embaseSource');
  if (source !== null) fillFromEmbase(reference, plain(source));
  const citation = get('pubmedCitation');
  if (citation !== null) fillFromPubmed(reference, plain(citation));
}

/** Publish or Perish writes 0 for what it does not know. */
const noZero = (value: string | null, vendor: string | null): string | null =>
  value === '0' && vendor === 'Publish or Perish' ? null : value;

function pagesOf(get: (field: Field) => string | null, vendor: string | null): string | null {
  const pages = get('pages');
  if (pages !== null) return expandPages(pages);
  const start = noZero(get('startPage'), vendor);
  return joinPages(start, noZero(get('endPage'), vendor));
}

function fillDates(reference: ParsedReference, get: (field: Field) => string | null, place: Place): void {
  const yearText = get('year');
  const dateText = get('date');
  const day = dateText === null ? null : parseDate(dateText);
  const year = yearText === null ? null : parseDate(yearText.replace(/\.0+$/, ''));
  const best = year && day && day.year === year.year && day.date.length > year.date.length ? day : (year ?? day);
  if (best) {
    reference.year = best.year;
    reference.date = best.date;
    // Web of Science's "AUG 12", in a column beside the year
    if (day === null && dateText !== null && monthOf(dateText) > 0)
      reference.date = parseDate(`${dateText} ${best.year}`)?.date ?? best.date;
    const month = get('month');
    if (best.date.length === 4 && month !== null && monthOf(month) > 0)
      reference.date = parseDate(
        `${best.year}/${monthOf(month)}/${/^\d{1,2}$/.test(get('day') ?? '') ? get('day') : ''}`,
      )!.date;
  } else if (yearText !== null && !/^\s*(?:0+|n\.?d\.?|-)\s*$/i.test(yearText))
    place.problems.add('year_unreadable.text', { text: yearText }, place.line, place.number);
  if (yearText !== null && !year) addExtra(reference, 'year', plain(yearText));
  if (dateText !== null && !day) addExtra(reference, 'date', plain(dateText));
}

function fillIdentifiers(reference: ParsedReference, get: (field: Field) => string | null): void {
  const doi = get('doi');
  if (doi !== null) {
    reference.doi = doiIn(doi);
    if (reference.doi === null) addExtra(reference, 'doi', plain(doi));
  }
  if (reference.doi === null) for (const url of reference.urls) reference.doi ??= statedDoi(url);
  const pmid = get('pmid');
  if (pmid !== null) {
    reference.pmid = /^\s*(\d{1,9})(?:\.0)?\s*$/.exec(pmid)?.[1] ?? statedPmid(pmid);
    if (reference.pmid === null) addExtra(reference, 'pmid', plain(pmid));
  }
  for (const url of reference.urls) reference.pmid ??= statedPmid(url);
  for (const note of reference.notes) reference.pmid ??= note.includes('PMID') ? statedPmid(ofItself(note)) : null;
  const pmcid = get('pmcid');
  if (pmcid !== null) {
    reference.pmcid = statedPmcid(/^\s*\d+(?:\.0)?\s*$/.test(pmcid) ? `PMC${pmcid.trim()}` : pmcid);
    if (reference.pmcid === null) addExtra(reference, 'pmcid', plain(pmcid));
  }
  if (reference.pmcid === null) reference.pmcid = /^PMC\d{4,9}$/.exec(reference.extra.custom2?.[0] ?? '')?.[0] ?? null;
  const issn = get('issn');
  if (issn !== null) {
    reference.issn = issnIn(issn);
    if (reference.issn !== issn.trim()) addExtra(reference, 'issn', plain(issn));
  }
}

function typeOf(value: string | null, vendor: string | null, reference: ParsedReference): ReferenceType {
  if (vendor === 'ClinicalTrials.gov' || vendor === 'WHO ICTRP' || vendor === 'ISRCTN') {
    if (value !== null) addExtra(reference, 'type', value);
    return 'registration';
  }
  if (vendor === 'Cochrane Library' && value === null) return 'article';
  if (value === null)
    return reference.journal !== null || vendor === 'PubMed' || vendor === 'Embase.com' ? 'article' : 'other';
  if (vendor === 'Evenhand') return REFERENCE_TYPES.find((type) => type === value) ?? 'other';
  addExtra(reference, 'type', value);
  const ris = /^[A-Z]{3,7}$/.test(value) ? risType(value) : 'other';
  if (ris !== 'other') return ris;
  const first = wordedType(value.split(/[;|]/)[0]!);
  if (first !== 'other') return first;
  return reference.journal !== null && vendor !== null && vendor !== 'Zotero' ? 'article' : 'other';
}

/** Embase.com puts all of it into one text: "Cancer (2004) 102:4 (253-258). Date of Publication: 15 Aug 2004". */
function fillFromEmbase(reference: ParsedReference, source: string): void {
  addExtra(reference, 'Source', source);
  const found = /^(.{1,300}?) \((\d{4})\)(?: ([^:(]{0,60}))?(?::([^(]{0,60}))?(?: ?\(([^)]{0,60})\))?/.exec(source);
  if (!found) {
    reference.journal ??= source.split('. Date of Publication')[0]!;
    return;
  }
  reference.journal ??= found[1]!;
  reference.type = 'article';
  if (found[3]?.trim()) reference.volume ??= found[3].trim();
  if (found[4]?.trim()) reference.issue ??= found[4].trim();
  if (found[5]) reference.pages ??= expandPages(found[5]);
  const date = parseDate(/Date of Publication: ([^.]{1,40})/.exec(source)?.[1] ?? '') ?? parseDate(found[2]!);
  if (date && reference.year === null) {
    reference.year = date.year;
    reference.date = date.date;
  }
}

/** PubMed's table has volume, issue and pages only in "Behav Ther. 2022 Mar;53(2):334-347. doi: ...". */
function fillFromPubmed(reference: ParsedReference, citation: string): void {
  addExtra(reference, 'Citation', citation);
  const found = /^(.{1,300}?)\. (\d{4}[^;:.]{0,30})(?:;([^(:;.]{0,40}))?(?:\(([^)]{0,40})\))?(?::([^.]{0,60}))?\./.exec(
    citation,
  );
  if (!found) return;
  reference.journal ??= found[1]!;
  if (found[3]) reference.volume ??= found[3].trim();
  if (found[4]) reference.issue ??= found[4].trim();
  if (found[5]) reference.pages ??= expandPages(found[5]);
  const date = parseDate(found[2]!);
  if (date && (reference.year === null || reference.year === date.year)) {
    reference.year = date.year;
    reference.date = date.date;
  }
}
