import { parseDate } from '../dates';
import { finishReference } from '../finish';
import { doiIn, issnIn, statedPmcid } from '../identifiers';
import { linkMeaning } from '../link-words';
import { tidyAuthor } from '../names';
import { addExtra } from '../own-notes';
import { expandPages } from '../pages';
import { Problems } from '../problems';
import { emptyReference, ParsedReference } from '../reference';
import { collapse, plain, pushNew } from '../text-clean';
import { PlainCount, tagsOf } from '../plain-count';
import { TextWindow } from '../text-window';
import { readXmlRecords, XmlRecord } from './xml';
import { XmlShape } from './xml-names';
import { attribute, child, childrenOf, textAt, textOf, XmlNode } from './xml-nodes';

const SHAPE: XmlShape = {
  records: new Set(['PubmedArticle', 'PubmedBookArticle']),
  inline: new Set(['i', 'b', 'u', 'sup', 'sub']),
  // what the article cites: often half of the record, and other works' identifiers
  skipped: new Set(['ReferenceList']),
};

export const countPubmedXml = (): PlainCount => new PlainCount([tagsOf('PubmedArticle', 'PubmedBookArticle')], 'tag');

/** PubMed's XML: sets, a single article, and articles of books. Titles and abstracts keep the text of inner mark-up. */
export function* readPubmedXml(window: TextWindow, problems: Problems): Generator<ParsedReference> {
  let number = 0;
  for (const record of readXmlRecords(window, SHAPE, problems)) {
    number++;
    const reference = record.node.name === 'PubmedArticle' ? article(record) : bookArticle(record);
    if (reference.year === null) problems.add('year_unreadable.none', {}, record.line, number);
    yield finishReference(reference, problems, record.line, number);
  }
}

function article({ node, raw }: XmlRecord): ParsedReference {
  const reference = emptyReference(raw);
  const citation = child(node, 'MedlineCitation');
  const body = child(citation, 'Article');
  const journal = child(body, 'Journal');
  const issue = child(journal, 'JournalIssue');
  reference.type = 'article';
  reference.title = plain(textAt(body, 'ArticleTitle')) || plain(textAt(body, 'VernacularTitle')) || null;
  const vernacular = plain(textAt(body, 'VernacularTitle'));
  if (vernacular !== '' && vernacular !== reference.title) addExtra(reference, 'VernacularTitle', vernacular);
  takeAuthors(reference, child(body, 'AuthorList'));
  reference.journal =
    plain(textAt(journal, 'Title')) || plain(textAt(citation, 'MedlineJournalInfo', 'MedlineTA')) || null;
  const short = plain(textAt(journal, 'ISOAbbreviation'));
  if (short !== '' && short !== reference.journal) addExtra(reference, 'ISOAbbreviation', short);
  reference.volume = plain(textAt(issue, 'Volume')) || null;
  reference.issue = plain(textAt(issue, 'Issue')) || null;
  reference.pages = pagesOf(body);
  reference.abstract = abstractOf(child(body, 'Abstract'));
  for (const other of childrenOf(citation, 'OtherAbstract')) {
    const text = abstractOf(other);
    if (text === null) continue;
    if (reference.abstract === null) reference.abstract = text;
    else addExtra(reference, 'OtherAbstract', text);
  }
  setDate(reference, child(issue, 'PubDate'), child(body, 'ArticleDate'));
  reference.pmid = textAt(citation, 'PMID').trim() || null;
  takeIds(reference, body, node, 'PubmedData');
  const issns = [...childrenOf(journal, 'ISSN').map(textOf), textAt(citation, 'MedlineJournalInfo', 'ISSNLinking')];
  takeIssns(reference, issns);
  takeLanguages(reference, body);
  takeKeywords(reference, citation);
  for (const kind of childrenOf(child(body, 'PublicationTypeList'), 'PublicationType')) {
    addExtra(reference, 'PublicationType', plain(textOf(kind)));
    if (textOf(kind).trim() === 'Preprint') reference.type = 'preprint';
    if (textOf(kind).trim() === 'Dataset') reference.type = 'dataset';
  }
  takeLinks(reference, citation);
  for (const bank of childrenOf(child(body, 'DataBankList'), 'DataBank')) takeDataBank(reference, bank);
  for (const note of childrenOf(citation, 'GeneralNote')) pushNew(reference.notes, plain(textOf(note)));
  reference.accession = reference.pmid;
  return reference;
}

function bookArticle({ node, raw }: XmlRecord): ParsedReference {
  const reference = emptyReference(raw);
  const document = child(node, 'BookDocument');
  const book = child(document, 'Book');
  const chapter = plain(textAt(document, 'ArticleTitle'));
  const bookTitle = plain(textAt(book, 'BookTitle'));
  reference.type = chapter === '' || chapter === bookTitle ? 'book' : 'chapter';
  reference.title = chapter || bookTitle || null;
  reference.journal = chapter === '' || chapter === bookTitle ? null : bookTitle || null;
  for (const list of childrenOf(document, 'AuthorList')) takeAuthors(reference, list);
  if (reference.authors.length === 0) for (const list of childrenOf(book, 'AuthorList')) takeAuthors(reference, list);
  reference.publisher = plain(textAt(book, 'Publisher', 'PublisherName')) || null;
  reference.abstract = abstractOf(child(document, 'Abstract'));
  reference.pages = pagesOf(document);
  setDate(reference, child(book, 'PubDate'), child(document, 'ContributionDate'));
  reference.pmid = textAt(document, 'PMID').trim() || null;
  takeIds(reference, document, node, 'PubmedBookData');
  takeLanguages(reference, document);
  takeKeywords(reference, document);
  for (const isbn of childrenOf(book, 'Isbn')) addExtra(reference, 'ISBN', plain(textOf(isbn)));
  reference.accession = textAtIds(document, 'bookaccession') ?? reference.pmid;
  return reference;
}

function takeAuthors(reference: ParsedReference, list: XmlNode | undefined): void {
  const target = attribute(list, 'Type') === 'editors' ? 'Editor' : null;
  for (const author of childrenOf(list, 'Author')) {
    const family = plain(textAt(author, 'LastName'));
    const given = plain(textAt(author, 'ForeName')) || plain(textAt(author, 'Initials'));
    const suffix = plain(textAt(author, 'Suffix'));
    const group = plain(textAt(author, 'CollectiveName'));
    const name = group || [family, given, suffix].filter((part) => part !== '').join(', ');
    if (name !== '') {
      if (target) addExtra(reference, target, tidyAuthor(name));
      else reference.authors.push(tidyAuthor(name));
    }
    for (const place of childrenOf(author, 'AffiliationInfo'))
      addExtra(reference, 'Affiliations', plain(textAt(place, 'Affiliation')));
  }
}

/** Labelled parts become paragraphs "LABEL: text". */
function abstractOf(node: XmlNode | undefined): string | null {
  const parts = childrenOf(node, 'AbstractText')
    .map((part) => {
      const label = collapse(attribute(part, 'Label'));
      const text = plain(textOf(part));
      return label !== '' && text !== '' && label.toUpperCase() !== 'UNLABELLED' ? `${label}: ${text}` : text;
    })
    .filter((part) => part !== '');
  return parts.length === 0 ? null : parts.join('\n');
}

function pagesOf(body: XmlNode | undefined): string | null {
  const pagination = child(body, 'Pagination');
  const medline = textAt(pagination, 'MedlinePgn');
  if (medline.trim() !== '') return expandPages(medline);
  const start = textAt(pagination, 'StartPage').trim();
  const end = textAt(pagination, 'EndPage').trim();
  const range = expandPages(end === '' || end === start ? start : `${start}-${end}`);
  if (range !== null) return range;
  const pii = childrenOf(body, 'ELocationID').find((id) => attribute(id, 'EIdType') === 'pii');
  return pii && /^e?\d{1,8}$/i.test(textOf(pii).trim()) ? textOf(pii).trim() : null;
}

function setDate(reference: ParsedReference, print: XmlNode | undefined, electronic: XmlNode | undefined): void {
  const read = (node: XmlNode | undefined): ReturnType<typeof parseDate> => {
    const parts = ['Year', 'Month', 'Day', 'Season'].map((name) => textAt(node, name).trim());
    const text = parts[0] !== '' ? parts.join(' ') : textAt(node, 'MedlineDate');
    return parseDate(/^\d{1,2}$/.test(parts[1]!) ? `${parts[0]}/${parts[1]}/${parts[2]}` : collapse(text));
  };
  const printed = read(print);
  const early = read(electronic);
  const best =
    printed &&
    early &&
    early.year === printed.year &&
    early.date.length > printed.date.length &&
    printed.date.length === 4
      ? early
      : (printed ?? early);
  if (!best) return;
  reference.year = best.year;
  reference.date = best.date;
}

function takeIds(reference: ParsedReference, body: XmlNode | undefined, record: XmlNode, data: string): void {
  for (const id of childrenOf(body, 'ELocationID'))
    if (attribute(id, 'EIdType') === 'doi' && attribute(id, 'ValidYN') !== 'N') reference.doi ??= doiIn(textOf(id));
  const lists = [child(child(record, data), 'ArticleIdList'), child(body, 'ArticleIdList')];
  for (const id of lists.flatMap((list) => childrenOf(list, 'ArticleId'))) {
    const kind = attribute(id, 'IdType');
    const value = plain(textOf(id));
    if (kind === 'doi') reference.doi ??= doiIn(value);
    else if (kind === 'pmc') reference.pmcid ??= statedPmcid(value);
    else if (kind === 'pubmed') reference.pmid ??= value;
    else if (value !== '') addExtra(reference, kind || 'ArticleId', value);
  }
}

function textAtIds(body: XmlNode | undefined, kind: string): string | null {
  const id = childrenOf(child(body, 'ArticleIdList'), 'ArticleId').find((entry) => attribute(entry, 'IdType') === kind);
  return id ? plain(textOf(id)) || null : null;
}

function takeIssns(reference: ParsedReference, values: readonly string[]): void {
  const found: string[] = [];
  for (const value of values) pushNew(found, issnIn(value) ?? '');
  const [first = null, ...others] = found;
  reference.issn = first;
  for (const issn of others) addExtra(reference, 'ISSN', issn);
}

/** Longer than the name of any bank. */
const MAX_BANK = 200;

/** Every number with the name of its bank before it; what is too long for a name stands once, by itself. */
function takeDataBank(reference: ParsedReference, bank: XmlNode): void {
  const name = plain(textAt(bank, 'DataBankName'));
  const isName = name.length <= MAX_BANK;
  if (!isName) addExtra(reference, 'DataBank', name);
  for (const number of childrenOf(child(bank, 'AccessionNumberList'), 'AccessionNumber')) {
    const text = plain(textOf(number));
    addExtra(reference, 'DataBank', (isName ? `${name} ${text}` : text).trim());
  }
}

function takeLanguages(reference: ParsedReference, body: XmlNode | undefined): void {
  const [first, ...others] = childrenOf(body, 'Language').map((node) => plain(textOf(node)));
  reference.language = first || null;
  for (const other of others) addExtra(reference, 'Language', other);
}

function takeKeywords(reference: ParsedReference, citation: XmlNode | undefined): void {
  for (const heading of childrenOf(child(citation, 'MeshHeadingList'), 'MeshHeading')) {
    const descriptor = plain(textAt(heading, 'DescriptorName'));
    const qualifiers = childrenOf(heading, 'QualifierName').map((node) => plain(textOf(node)));
    pushNew(reference.keywords, qualifiers.length > 0 ? `${descriptor}/${qualifiers.join('/')}` : descriptor);
  }
  for (const list of childrenOf(citation, 'KeywordList'))
    for (const keyword of childrenOf(list, 'Keyword')) pushNew(reference.keywords, plain(textOf(keyword)));
}

function takeLinks(reference: ParsedReference, citation: XmlNode | undefined): void {
  for (const link of childrenOf(child(citation, 'CommentsCorrectionsList'), 'CommentsCorrections')) {
    const kind = attribute(link, 'RefType');
    if (kind === 'Cites') continue;
    const pmid = textAt(link, 'PMID').trim();
    const text = `${plain(textAt(link, 'RefSource'))}${pmid === '' ? '' : ` PMID: ${pmid}`}`.trim();
    reference.links.push({ ...linkMeaning(kind), text });
  }
}
