/**
 * Step 1 of 5: a record's fingerprint, every field in the form in which it is compared.
 *
 * Nothing here is shown to anyone and nothing of the record is changed; the fingerprint is thrown away after the run.
 */
import type { ReferenceType } from '../references/reference';
import { readAuthors, type AuthorPrint } from './authors';
import { readPages, type PagesPrint } from './pages';
import { readJournal, readNumber, type JournalPrint, type NumberedPart } from './place';
import { readTitle, type TitlePrint } from './title';
import { fold, head, known, withoutMarkup, words } from './words';

/** What deduplication reads of a record. */
export interface DedupInput {
  id: string;
  /** Search or file the record came from; two records of one source are less often copies. */
  source?: string | null;
  type?: ReferenceType | string | null;
  title: string | null;
  authors: string[];
  year: number | null;
  journal: string | null;
  volume: string | null;
  issue: string | null;
  pages: string | null;
  abstract: string | null;
  doi: string | null;
  pmid: string | null;
  registryIds?: string[];
}

/** Kind of document, as far as it decides what may be merged with what. */
export type DocumentKind =
  'preprint' | 'meeting-abstract' | 'registration' | 'thesis' | 'book' | 'supplement-paper' | 'paper';

export interface Fingerprint {
  id: string;
  source: string | null;
  document: DocumentKind;
  /** Whether the pages say that it fills two pages at most. */
  brief: boolean;
  title: TitlePrint;
  authors: AuthorPrint;
  year: number | null;
  journal: JournalPrint;
  volume: NumberedPart;
  issue: NumberedPart;
  pages: PagesPrint;
  /** Raw text; read into words only for the few pairs that need it. */
  abstract: string | null;
  doi: string | null;
  pmid: string | null;
  registryIds: string[];
  /** Number of a Cochrane review, empty where it is not given; null for all other items. */
  cochrane: string | null;
  /** Digest of everything but id and source: equal for records that are copies to the letter. */
  whole: string;
}

export function fingerprint(ref: DedupInput): Fingerprint {
  const journal = readJournal(ref.journal);
  const pages = readPages(ref.pages, /^(?:bmj|british medical journal)\b/i.test(ref.journal ?? ''));
  const doi = readDoi(ref.doi);
  const year = ref.year !== null && ref.year >= 1500 && ref.year <= 2200 ? ref.year : null;
  return {
    id: ref.id,
    source: ref.source ?? null,
    document: documentKind(ref, doi, pages),
    brief: pages.form === 'range' && pages.end !== null && pages.end - pages.start <= 1,
    title: readTitle(ref.title),
    authors: readAuthors(ref.authors),
    year,
    journal,
    volume: readNumber(ref.volume),
    issue: readNumber(ref.issue),
    pages,
    abstract: known(ref.abstract),
    doi,
    pmid:
      known(ref.pmid)
        ?.match(/\d{1,9}/)?.[0]
        ?.replace(/^0+/, '') ?? null,
    registryIds: [...new Set((ref.registryIds ?? []).map((id) => id.toLowerCase().replace(/[^a-z0-9]/g, '')))].sort(),
    cochrane: cochraneNumber(ref, journal, doi),
    whole: digestOfAll(ref),
  };
}

/** Protocols and reviews of one question bear one number, `CD004217`, and each version a DOI that counts on: `….pub3`. */
function cochraneNumber(ref: DedupInput, { words: name }: JournalPrint, doi: string | null): string | null {
  const numbered = /^10\.1002\/14651858\.(cd|mr|ed)(\d+)/.exec(doi ?? '');
  const isNamed = name[0] === 'cochrane' && (name[1] ?? '').startsWith('d') && name.length <= 5;
  if (!numbered && !isNamed) return null;
  const written = /\b(cd|mr|ed)\.?(\d{6})\b/i.exec(ref.pages ?? '');
  const found = numbered ?? written;
  return found ? `${found[1]}${Number(found[2])}`.toLowerCase() : '';
}

/** Subject words from which on a title, given whole, is one work's own. */
const OWN_TITLE = 8;

export function isOwnTitle({ title }: Fingerprint): boolean {
  return !title.plain && (title.forms[0]?.bag.length ?? 0) >= OWN_TITLE;
}

function digestOfAll(ref: DedupInput): string {
  const { type, title, authors, year, journal, volume, issue, pages, abstract, doi, pmid, registryIds } = ref;
  const place = [year, journal, volume, issue, pages];
  return digest(JSON.stringify([type ?? null, title, authors, ...place, abstract, doi, pmid, registryIds ?? []]));
}

/** Four 32-bit sums and the length: short enough to keep for every record, and no two texts will meet by chance. */
function digest(text: string): string {
  let [a, b, c, d] = [0xdeadbeef, 0x41c6ce57, 0x9e3779b9, 0x85ebca6b];
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    a = Math.imul(a ^ code, 2654435761);
    b = Math.imul(b ^ code, 1597334677);
    c = Math.imul(c ^ code, 2246822519);
    d = Math.imul(d ^ code, 3266489917);
  }
  return [a, b, c, d, text.length].map((part) => (part >>> 0).toString(36)).join('.');
}

/** The DOI without resolver, in lower case; null for anything that is not one. */
export function readDoi(raw: string | null | undefined): string | null {
  const found = /10\.\d{4,9}\/\S+/.exec(
    withoutMarkup(head(raw, 300) ?? '')
      .replace(/%2f/gi, '/')
      .toLowerCase(),
  );
  return found ? found[0].replace(/(?:\/(?:abstract|full|pdf|epdf))?[.,;)\]]*$/, '') : null;
}

const PREPRINT_DOI =
  /^10\.(?:1101\/(?:19|20)?\d|48550\/|2139\/ssrn|21203\/rs|20944\/preprints|31234\/|31235\/|31219\/|26434\/chemrxiv|36227\/|22541\/)/;
const PREPRINT_PLACE =
  /\b(?:ar|bio|med|chem|psy|soc|edu)?xiv\b|\b(?:arxiv|biorxiv|medrxiv|chemrxiv|psyarxiv|socarxiv|preprints?(?:\.org)?|research square|ssrn)\b/i;

function documentKind(ref: DedupInput, doi: string | null, pages: PagesPrint): DocumentKind {
  const type = (ref.type ?? '').toLowerCase();
  const place = ref.journal ?? '';
  const placed = readNumber(ref.volume).numbers.length > 0 || pages.form !== 'none';
  // A paper may carry its preprint's DOI; with volume or pages it is the paper that is described.
  if (type === 'preprint' || PREPRINT_PLACE.test(place) || (doi && PREPRINT_DOI.test(doi) && !placed))
    return 'preprint';
  if (type === 'registration' || /\b(?:clinicaltrials\.gov|trial regist|ictrp)/i.test(place)) return 'registration';
  if (/thesis|dissertation/.test(type) || /\bdissertation abstracts\b/i.test(place)) return 'thesis';
  if (type === 'book') return 'book';
  if (/\b(?:conference\s*(?:start|:)|abstracts? of|annual (?:scientific )?meeting|congress)/i.test(place))
    return 'meeting-abstract';
  const short = pages.form === 'range' && (pages.end === null || pages.end - pages.start <= 1);
  const marked = pages.prefix === 's' || pages.suffix === 'a' || pages.suffix === 's' || inSupplement(ref);
  if (short && marked) return 'meeting-abstract';
  return inSupplement(ref) ? 'supplement-paper' : 'paper';
}

function inSupplement(ref: DedupInput): boolean {
  return readNumber(ref.issue).supplement || readNumber(ref.volume).supplement;
}

/** Words of an abstract's opening, without the headings structured abstracts begin with. */
export function abstractWords(abstract: string): string[] {
  const opening = fold(withoutMarkup(abstract.slice(0, 1600))).replace(
    /^\W*(?:abstract|background|objectives?|purpose|aims?|introduction|context|summary)\b[\s:.-]*/g,
    '',
  );
  return words(opening).slice(0, 160);
}
