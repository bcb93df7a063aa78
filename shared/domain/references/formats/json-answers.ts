import { parseDate } from '../dates';
import { collectRegistryIds, doiIn, issnIn, statedPmcid, statedPmid } from '../identifiers';
import { linkMeaning } from '../link-words';
import { familyFirst, tidyAuthor } from '../names';
import { addExtra } from '../own-notes';
import { expandPages, joinPages } from '../pages';
import { emptyReference, ParsedReference } from '../reference';
import { plain, plainLines, pushNew } from '../text-clean';
import { wordedType } from '../types';
import { isObject, JsonObject, scalar } from './json-values';

/**
 * What the interfaces of OpenAlex, Crossref and Europe PMC answer, saved to a file. Each has fields that a reader of
 * plain keys would lose: names in parts, abstracts as an index of words, journals inside objects.
 */
export interface Answer {
  vendor: string;
  reference: ParsedReference;
}

/** The reference of an item that one of the known interfaces answers; null for any other object. */
export function answerReference(item: JsonObject, raw: string): Answer | null {
  if (Array.isArray(item.authorships) && 'primary_location' in item)
    return { vendor: 'OpenAlex', reference: openAlexWork(item, raw) };
  if ('authorString' in item && ('pubTypeList' in item || 'source' in item))
    return { vendor: 'Europe PMC', reference: europePmcResult(item, raw) };
  return null;
}

const at = (value: unknown, ...path: (string | number)[]): unknown =>
  path.reduce<unknown>((inner, key) => (inner as Record<string | number, unknown> | null | undefined)?.[key], value);

const listOf = (value: unknown): unknown[] => (Array.isArray(value) ? (value as unknown[]) : []);

function textOf(value: unknown): string | null {
  return plain(scalar(value)) || null;
}

/** Everything that was not understood, under its own name. */
function keepRest(reference: ParsedReference, item: JsonObject, known: ReadonlySet<string>): void {
  for (const [key, value] of Object.entries(item)) {
    if (known.has(key) || value === null || value === '') continue;
    const text = typeof value === 'object' ? JSON.stringify(value) : scalar(value);
    if (text !== '' && text !== '[]' && text !== '{}') addExtra(reference, key, plainLines(text));
  }
}

function setDate(reference: ParsedReference, ...values: unknown[]): void {
  for (const value of values) {
    const date = parseDate(scalar(value));
    if (!date) continue;
    reference.year = date.year;
    reference.date = date.date;
    return;
  }
}

const OPENALEX = new Set(
  (
    'id doi title display_name publication_year publication_date ids language primary_location authorships biblio type ' +
    'keywords mesh abstract_inverted_index is_retracted concepts topics locations referenced_works related_works ' +
    'counts_by_year institutions_distinct_count corresponding_author_ids corresponding_institution_ids'
  ).split(' '),
);

function openAlexWork(item: JsonObject, raw: string): ParsedReference {
  const reference = emptyReference(raw);
  reference.title = textOf(item.title ?? item.display_name);
  for (const authorship of listOf(item.authorships)) {
    const name = tidyAuthor(
      plain(scalar(at(authorship, 'author', 'display_name') ?? at(authorship, 'raw_author_name'))),
    );
    if (name !== '') reference.authors.push(name);
  }
  reference.year = null;
  setDate(reference, item.publication_date, item.publication_year);
  const place = item.primary_location;
  reference.journal = textOf(at(place, 'source', 'display_name'));
  reference.issn = issnIn(scalar(at(place, 'source', 'issn_l')));
  reference.publisher = textOf(at(place, 'source', 'host_organization_name'));
  reference.volume = textOf(at(item.biblio, 'volume'));
  reference.issue = textOf(at(item.biblio, 'issue'));
  reference.pages = joinPages(textOf(at(item.biblio, 'first_page')), textOf(at(item.biblio, 'last_page')));
  reference.abstract = abstractOfIndex(item.abstract_inverted_index);
  reference.doi = doiIn(scalar(item.doi));
  reference.pmid = statedPmid(scalar(at(item.ids, 'pmid')));
  const central = scalar(at(item.ids, 'pmcid'));
  reference.pmcid = statedPmcid(central) ?? statedPmcid(`PMC${/articles\/(\d+)$/.exec(central)?.[1] ?? ''}`);
  reference.accession = textOf(item.id);
  reference.language = textOf(item.language);
  for (const keyword of listOf(item.keywords)) pushNew(reference.keywords, textOf(at(keyword, 'display_name')) ?? '');
  for (const heading of listOf(item.mesh)) {
    const qualifier = textOf(at(heading, 'qualifier_name'));
    const name = textOf(at(heading, 'descriptor_name')) ?? '';
    pushNew(reference.keywords, qualifier === null ? name : `${name}/${qualifier}`);
  }
  for (const url of [at(place, 'landing_page_url'), at(place, 'pdf_url')]) pushNew(reference.urls, scalar(url));
  reference.type = wordedType(scalar(item.type));
  addExtra(reference, 'type', scalar(item.type));
  if (item.is_retracted === true)
    reference.links.push({ kind: 'retraction', direction: 'in', text: 'Retracted, says OpenAlex' });
  keepRest(reference, item, OPENALEX);
  return reference;
}

/** More words than any abstract; places beyond it are damage. */
const MOST_WORDS = 20_000;

/** OpenAlex gives an abstract as the places of each of its words. */
function abstractOfIndex(index: unknown): string | null {
  if (!isObject(index)) return null;
  const words: string[] = [];
  for (const [word, places] of Object.entries(index))
    for (const place of Array.isArray(places) ? (places as unknown[]) : [places])
      if (typeof place === 'number' && place >= 0 && place < MOST_WORDS) words[place] = word;
  return plainLines(words.filter((word) => word !== undefined).join(' ')) || null;
}

const EUROPE_PMC = new Set(
  (
    'id source pmid pmcid doi title authorString authorList journalInfo journalTitle issue journalVolume pageInfo ' +
    'journalIssn pubYear firstPublicationDate abstractText language pubTypeList pubType keywordList meshHeadingList ' +
    'fullTextUrlList commentCorrectionList bookOrReportDetails'
  ).split(' '),
);

function europePmcResult(item: JsonObject, raw: string): ParsedReference {
  const reference = emptyReference(raw);
  const info = item.journalInfo;
  reference.title = textOf(item.title)?.replace(/\.$/, '') ?? null;
  for (const author of listOf(at(item.authorList, 'author'))) {
    const family = textOf(at(author, 'lastName'));
    const given = textOf(at(author, 'firstName')) ?? textOf(at(author, 'initials'));
    const name = textOf(at(author, 'collectiveName')) ?? (family && given ? `${family}, ${given}` : family);
    const other = name ?? textOf(at(author, 'fullName'));
    if (other !== null) reference.authors.push(tidyAuthor(other));
  }
  if (reference.authors.length === 0)
    for (const name of scalar(item.authorString).replace(/\.$/, '').split(','))
      if (name.trim() !== '') reference.authors.push(familyFirst(tidyAuthor(plain(name))));
  reference.journal = textOf(at(info, 'journal', 'title') ?? item.journalTitle);
  reference.issn = issnIn(scalar(at(info, 'journal', 'issn') ?? at(info, 'journal', 'essn') ?? item.journalIssn));
  reference.volume = textOf(at(info, 'volume') ?? item.journalVolume);
  reference.issue = textOf(at(info, 'issue') ?? item.issue);
  reference.pages = expandPages(scalar(item.pageInfo));
  setDate(reference, item.pubYear, at(info, 'yearOfPublication'), item.firstPublicationDate);
  const day = parseDate(scalar(item.firstPublicationDate));
  if (day && day.year === reference.year) reference.date = day.date;
  reference.abstract = plainLines(scalar(item.abstractText)) || null;
  reference.doi = doiIn(scalar(item.doi));
  reference.pmid = /^\d{1,9}$/.exec(scalar(item.pmid))?.[0] ?? null;
  reference.pmcid = statedPmcid(scalar(item.pmcid));
  reference.accession = [scalar(item.source), scalar(item.id)].filter((part) => part !== '').join(':') || null;
  reference.language = textOf(item.language);
  for (const keyword of listOf(at(item.keywordList, 'keyword'))) pushNew(reference.keywords, textOf(keyword) ?? '');
  for (const heading of listOf(at(item.meshHeadingList, 'meshHeading')))
    pushNew(reference.keywords, textOf(at(heading, 'descriptorName')) ?? '');
  for (const link of listOf(at(item.fullTextUrlList, 'fullTextUrl'))) pushNew(reference.urls, scalar(at(link, 'url')));
  for (const link of listOf(at(item.commentCorrectionList, 'commentCorrection'))) {
    const [source, id] = [scalar(at(link, 'source')), textOf(at(link, 'id'))];
    const named = id === null ? null : source === 'MED' || source === '' ? `PMID: ${id}` : `${source}: ${id}`;
    const text = [textOf(at(link, 'reference')), named].filter(Boolean).join(' ');
    reference.links.push({ ...linkMeaning(scalar(at(link, 'type'))), text });
  }
  const kinds = listOf(at(item.pubTypeList, 'pubType')).map(scalar);
  if (item.pubType !== undefined)
    kinds.push(
      ...scalar(item.pubType)
        .split(';')
        .map((kind) => kind.trim()),
    );
  for (const kind of kinds) if (kind !== '') addExtra(reference, 'type', kind);
  if (item.source === 'PPR' || kinds.some((kind) => /^preprint$/i.test(kind))) reference.type = 'preprint';
  else
    reference.type =
      kinds.map(wordedType).find((type) => type !== 'other') ?? (reference.journal ? 'article' : 'other');
  keepRest(reference, item, EUROPE_PMC);
  return reference;
}

/**
 * What Crossref adds to the CSL of a work: what it corrects or retracts (`update-to`) and what does so to it (`updated-by`), relations of preprints, numbers
 * of trials, and the kind of posted content.
 */
export function takeCrossref(reference: ParsedReference, item: JsonObject): void {
  if (item.type === 'posted-content') reference.type = 'preprint';
  for (const [member, direction] of [
    ['update-to', 'of'],
    ['updated-by', 'in'],
  ] as const)
    for (const update of listOf(item[member])) {
      const { kind } = linkMeaning(scalar(at(update, 'type')));
      const text = [textOf(at(update, 'label')), doiIn(scalar(at(update, 'DOI')))].filter(Boolean).join(': ');
      if (text !== '') reference.links.push(kind === 'other' ? { kind, text } : { kind, direction, text });
    }
  if (isObject(item.relation))
    for (const [kind, targets] of Object.entries(item.relation))
      for (const target of listOf(targets)) {
        const id = textOf(at(target, 'id'));
        if (id !== null) reference.links.push({ kind: 'other', text: `${kind}: ${id}` });
      }
  for (const trial of listOf(item['clinical-trial-number']))
    collectRegistryIds(scalar(at(trial, 'clinical-trial-number')).toUpperCase(), reference.registryIds);
  for (const subject of listOf(item.subject)) pushNew(reference.keywords, textOf(subject) ?? '');
  if (reference.pages === null) reference.pages = textOf(item['article-number']);
}
