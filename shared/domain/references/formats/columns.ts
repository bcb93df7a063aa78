import type { Field } from './column-fields';

export type { Field } from './column-fields';

/**
 * What the columns of tables and the keys of JSON lists mean.
 *
 * Names are compared in lower case without punctuation, so "Author(s)", "authors" and "AUTHORS " are one. For each
 * field the names stand in order of preference: the first column that has a value gives it, the others are kept aside.
 */

/** What a person says the columns mean, by header; null for a column that is kept aside under its own name. */
export type ColumnChoice = ReadonlyMap<string, Field | null>;

/** Fields that gather every column that means them; the others take the first with a value. */
export const GATHERING: ReadonlySet<Field> = new Set([
  'keywords',
  'urls',
  'notes',
  'registryIds',
  'links',
  'labels',
  'decision',
]);

const GENERAL: Readonly<Partial<Record<Field, string>>> = {
  title:
    'title articletitle documenttitle itemtitle studytitle scientifictitle publictitle primarytitle ti t1 papertitle ' +
    'titleoriginal displayname briefttitle brieftitle officialtitle name',
  authors:
    'authorfullnames authors author authornames firstauthors authorlist creators creator au authorsnames authorname ' +
    'authorshipsauthordisplayname a1 firstauthor',
  year: 'year publicationyear publishedyear py pubyear yearpublished yearofpublication publishedyears y1',
  month: 'month publishedmonth publicationmonth',
  day: 'day publicationday',
  date:
    'date publicationdate coverdate datepublished publisheddate pubdate da studyfirstsubmitted firstposted ' +
    'dateregistration dateofregistration studyfirstposted issued conferencedate dateapplied dateassigned',
  journal:
    'journal journalbook publicationtitle sourcetitle journaltitle containertitle source publication secondarytitle ' +
    'journalname sourcename publicationname periodical booktitle hostvenue primarylocationsourcedisplayname jf t2 jo ' +
    'conferencename meetingname journalfull parenttitle',
  volume: 'volume journalvolume volumenumber vol vl biblovolume bibliovolume',
  issue: 'issue journalissue number issuenumber biblioissue',
  pages: 'pages page pagerange pagination pg',
  startPage: 'startpage pagestart firstpage sp bp beginningpage bibliofirstpage',
  endPage: 'endpage pageend lastpage ep endingpage bibliolastpage',
  articleNumber: 'artno articlenumber articleno',
  abstract: 'abstract abstracttext ab abstractnote notesabstract n2 abstracts briefsummary summary description',
  doi: 'doi itemdoi doiurl doilink digitalobjectidentifier do',
  pmid: 'pmid pubmedid pubmed medlinepmid idspmid medlineid',
  pmcid: 'pmcid pmcidentifier pmc idspmcid pubmedcentralid',
  keywords:
    'keywords keyword authorkeywords indexkeywords kw keywordsplus manualtags automatictags ieeeterms meshterms mesh ' +
    'subjects subject emtreedrugindextermsmajorfocus emtreedrugindexterms emtreemedicalindextermsmajorfocus ' +
    'emtreemedicalindexterms conditions condition inspeccontrolledterms inspecnoncontrolledterms subjectterms descriptors',
  urls:
    'url urls link links articleurl fulltexturl studyurl webaddress itemurl onlineurl pdflink pdfurl sourceurl ' +
    'externalurl sourceurls landingpageurl uri primarylocationlandingpageurl dimensionsurl',
  issn: 'issn issns eissn printissn electronicissn sn issnisbn isbn standardnumber',
  language: 'language languages la languageoforiginaldocument originallanguage',
  publisher: 'publisher publishername pb pu primarysponsor sponsor institution',
  notes: 'notes note extra comments comment annote usernotes researchnotes',
  accession:
    'accessionnumber nctnumber isrctn trialid eid utuniquewosid cochranereviewid lensid pui covidence covidenceid ' +
    'covidencenumber publicationid ' +
    'uid rayyanid recnumber key recordid accession openalexid citekey citationkey itemid id an ref',
  type:
    'type documenttype itemtype publicationtype typeofreference contenttype referencetype articletype typecrossref ' +
    'category publicationtypes itemtypes typename',
  registryIds: 'registryids clinicaltrialnumbers trialregistration otherids registrationnumber secondaryid',
  labels: 'labels',
};

/** Web of Science's tab and table exports head their columns with its two-letter tags. */
const WOS: Readonly<Partial<Record<Field, string>>> = {
  title: 'ti',
  authors: 'af au ca',
  year: 'py',
  date: 'pd ea',
  journal: 'so ji j9',
  volume: 'vl',
  issue: 'is',
  startPage: 'bp',
  endPage: 'ep',
  articleNumber: 'ar',
  abstract: 'ab',
  doi: 'di',
  pmid: 'pm',
  keywords: 'de id',
  issn: 'sn ei',
  language: 'la',
  publisher: 'pu',
  accession: 'ut',
  type: 'dt pt',
};

type Lookup = ReadonlyMap<string, { field: Field; rank: number }>;

function lookup(names: Readonly<Partial<Record<Field, string>>>): Lookup {
  const map = new Map<string, { field: Field; rank: number }>();
  for (const [field, words] of Object.entries(names))
    words.split(' ').forEach((word, rank) => {
      if (!map.has(word)) map.set(word, { field: field as Field, rank });
    });
  return map;
}

const GENERAL_LOOKUP = lookup(GENERAL);
const WOS_LOOKUP = lookup(WOS);

export function normalHeader(header: string): string {
  return header.toLowerCase().replace(/[^a-z0-9]+/g, '');
}

/** Headers of labels that screening tools add: ours, ASReview's, and the plain words. */
const LABELS =
  /^(?:label[_: -]?.+|asreview_.+|included|include|screening|decision|final_included|exclusion.?reasons?|relevant)$/i;

export function isKnownHeader(header: string): boolean {
  const name = normalHeader(header);
  return GENERAL_LOOKUP.has(name) || WOS_LOOKUP.has(name);
}

/** Which tool wrote a table with these (normalised) headers; null where the names are anybody's. */
export function tableVendor(names: ReadonlySet<string>): string | null {
  const has = (...wanted: string[]): boolean => wanted.every((name) => names.has(name));
  if (has('registryids', 'links', 'labels', 'accession')) return 'Evenhand';
  if (has('refid', 'user')) return 'DistillerSR';
  if (has('covidence', 'publishedyear') || has('covidenceid')) return 'Covidence';
  if (has('emtreedrugindexterms', 'source') || has('authornames', 'embaseaccessionid')) return 'Embase.com';
  if (has('eid', 'sourcetitle') || has('documenttitle', 'authorfullnames')) return 'Scopus';
  if (has('itemtype', 'publicationtitle', 'dateadded')) return 'Zotero';
  if (has('journalbook', 'citation', 'pmid')) return 'PubMed';
  if (has('itemtitle', 'itemdoi')) return 'SpringerLink';
  if (has('documenttitle', 'ieeeterms') || has('title', 'publication', 'category', 'affiliations'))
    return 'IEEE Xplore';
  if (has('nctnumber', 'studytitle')) return 'ClinicalTrials.gov';
  if (has('cochranereviewid')) return 'Cochrane Library';
  if (has('lensid')) return 'Lens';
  if (has('key', 'title', 'location', 'notes') && has('pubmedid')) return 'Rayyan';
  if (has('key', 'month', 'day', 'location', 'notes')) return 'Rayyan';
  if (has('trialid', 'scientifictitle')) return 'WHO ICTRP';
  if (has('typeofreference', 'labelincluded') || has('asreviewlabel') || has('asreviewranking')) return 'ASReview';
  if (has('pt', 'ti', 'so', 'ut')) return 'Web of Science';
  if (has('cites', 'articleurl', 'gsrank') || has('uid', 'cites', 'articleurl')) return 'Publish or Perish';
  if (has('dimensionsurl') || has('publicationid', 'pubyear')) return 'Dimensions';
  if (has('descriptors', 'publicationcountry', 'fulltexturl')) return 'BVS';
  if (has('isrctn', 'title')) return 'ISRCTN';
  return null;
}

export interface Column {
  header: string;
  /** Field it means, or null where it goes to `extra` under its own header. */
  field: Field | null;
  rank: number;
  /** Name of the label it holds, where it is one. */
  label: string | null;
}

export interface Columns {
  columns: Column[];
  vendor: string | null;
  /** Whether cells may carry the apostrophe that keeps spreadsheets from running them (our own CSV). */
  guarded: boolean;
}

/** Reads a header row; what a person chose comes before what its names seem to mean. */
export function readHeader(headers: readonly string[], chosen?: ColumnChoice): Columns {
  const names = headers.map(normalHeader);
  const vendor = tableVendor(new Set(names));
  const table = vendor === 'Web of Science' && !names.includes('articletitle') ? WOS_LOOKUP : GENERAL_LOOKUP;
  const columns = headers.map((header, i): Column => {
    const tidy = header.trim() === '' ? `column ${i + 1}` : header.trim();
    const choice = chosen?.get(tidy);
    if (choice !== undefined) return { header: tidy, field: choice, rank: choice === null ? 0 : -2, label: null };
    if (/^label:./.test(tidy)) return { header: tidy, field: null, rank: 0, label: tidy.slice(6) };
    const special = specialField(vendor, names[i]!);
    if (special) return { header: tidy, field: special, rank: -1, label: null };
    const known = table.get(names[i]!);
    if (known) return { header: tidy, field: known.field, rank: known.rank, label: null };
    const label = LABELS.test(tidy) ? tidy.replace(/^label[_: -]/i, '') : null;
    return { header: tidy, field: null, rank: 0, label };
  });
  return { columns, vendor, guarded: false };
}

/** DistillerSR: a row for each person who answered; of the questions those that ask whether to include are decisions. */
function distillerField(name: string): Field | null {
  if (name === 'refid') return 'accession';
  if (name === 'tags' || name === 'labels') return 'labels';
  return /include|exclude|eligib|relevan/.test(name) && !/reason|comment|why/.test(name) ? 'decision' : null;
}

function specialField(vendor: string | null, name: string): Field | null {
  if (vendor === 'Embase.com' && name === 'source') return 'embaseSource';
  if (vendor === 'PubMed' && name === 'citation') return 'pubmedCitation';
  if (vendor === 'Evenhand' && name === 'links') return 'links';
  if (vendor === 'Covidence' && name === 'tags') return 'labels';
  if (vendor === 'DistillerSR') return distillerField(name);
  return null;
}
