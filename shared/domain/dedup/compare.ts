/**
 * Step 3 of 5: two fingerprints side by side, field by field: what speaks for one item and what against.
 *
 * A missing value speaks neither for nor against. What speaks against falls into points (a field differs) and
 * reservations: reasons for which a librarian would not join the two without looking, however much else agrees.
 */
import { compareAuthors, type AuthorVerdict } from './authors';
import { abstractWords, type Fingerprint } from './normalise';
import { comparePages, type PagesVerdict } from './pages';
import { compareJournals, compareNumbers, type JournalVerdict } from './place';
import { sharedCount } from './similarity';
import { compareTitles, type TitleVerdict } from './title';

export type Reservation =
  | 'kind' // erratum, reply, comment or retraction against the item itself
  | 'preprint' // preprint against published paper
  | 'meeting' // meeting abstract against paper
  | 'registration' // register entry against report
  | 'part' // parts or years of a series
  | 'version' // versions of a Cochrane review
  | 'elsewhere' // another place of publication
  | 'pages' // other pages of the same volume
  | 'doi' // other DOI
  | 'pmid' // other PubMed number
  | 'authors' // other people
  | 'year' // years too far apart
  | 'title' // wording differs and no identifier or page range outweighs it
  | 'plain' // a title that many items bear, and nothing to tell them apart
  | 'untitled' // a record without title
  | 'one-source' // the same database lists both
  | 'chain' // joining them would join two items that contradict each other
  | 'told-apart'; // people said that they differ

export interface Comparison {
  title: TitleVerdict;
  authors: AuthorVerdict;
  year: 'same' | 'next' | 'near' | 'far' | 'missing';
  journal: JournalVerdict;
  volume: 'same' | 'differs' | 'missing';
  issue: 'same' | 'differs' | 'missing';
  pages: PagesVerdict;
  abstract: 'same' | 'similar' | 'differs' | 'missing';
  doi: 'same' | 'shared' | 'differs' | 'missing';
  pmid: 'same' | 'differs' | 'missing';
  /** Whether the records agree to the letter in every field. */
  copy: boolean;
  reservations: Reservation[];
}

/** What can only be seen on all records together. */
export interface Surroundings {
  /** DOIs that stand on records of different titles, such as a supplement's on each of its abstracts. */
  sharedDois: ReadonlySet<string>;
  /** Words of abstracts read so far, by record. */
  abstracts: Map<string, string[]>;
}

/** Null where title and identifiers have so little in common that the rest need not be looked at. */
export function compare(a: Fingerprint, b: Fingerprint, around: Surroundings): Comparison | null {
  const title = compareTitles(a.title, b.title);
  const pages = comparePages(a.pages, b.pages);
  const doi = compareDois(a, b, around);
  const pmid = !a.pmid || !b.pmid ? 'missing' : a.pmid === b.pmid ? 'same' : 'differs';
  const hopeless = title === 'differs' || title === 'related' || title === 'missing' || title === 'translated';
  if (hopeless && pages !== 'range' && pages !== 'start' && doi !== 'same' && pmid !== 'same') return null;
  const authors = compareAuthors(a.authors, b.authors);
  const comparison: Comparison = {
    title,
    authors,
    year: compareYears(a.year, b.year),
    journal: compareJournals(a.journal, b.journal),
    volume: compareNumbers(a.volume, b.volume),
    issue: compareNumbers(a.issue, b.issue),
    pages,
    abstract: title === 'differs' || authors === 'differs' ? 'missing' : compareAbstracts(a, b, around),
    doi,
    pmid,
    copy: a.whole === b.whole,
    reservations: [],
  };
  comparison.reservations = reservationsOf(a, b, comparison);
  return comparison;
}

function compareDois(a: Fingerprint, b: Fingerprint, around: Surroundings): Comparison['doi'] {
  if (!a.doi || !b.doi) return 'missing';
  if (a.doi === b.doi) return around.sharedDois.has(a.doi) ? 'shared' : 'same';
  // Cut off at the end of a field.
  const [short, long] = a.doi.length < b.doi.length ? [a.doi, b.doi] : [b.doi, a.doi];
  return short.length >= 12 && long.startsWith(short) ? 'missing' : 'differs';
}

function compareYears(a: number | null, b: number | null): Comparison['year'] {
  if (a === null || b === null) return 'missing';
  const gap = Math.abs(a - b);
  return gap === 0 ? 'same' : gap === 1 ? 'next' : gap === 2 ? 'near' : 'far';
}

function compareAbstracts(a: Fingerprint, b: Fingerprint, around: Surroundings): Comparison['abstract'] {
  if (!a.abstract || !b.abstract) return 'missing';
  const left = wordsOf(a, around);
  const right = wordsOf(b, around);
  const length = Math.min(left.length, right.length);
  if (length < 15) return 'missing';
  const shared = sharedCount([...left.slice(0, length)].sort(), [...right.slice(0, length)].sort()) / length;
  return shared >= 0.85 ? 'same' : shared >= 0.6 ? 'similar' : 'differs';
}

function wordsOf(print: Fingerprint, around: Surroundings): string[] {
  let list = around.abstracts.get(print.id);
  if (!list) {
    list = abstractWords(print.abstract ?? '');
    around.abstracts.set(print.id, list);
  }
  return list;
}

function reservationsOf(a: Fingerprint, b: Fingerprint, c: Comparison): Reservation[] {
  const found = [...kindReservations(a, b, c), ...placeReservations(a, b, c), ...titleReservations(a, b, c)];
  if (c.pmid === 'differs') found.push('pmid');
  if (c.authors === 'differs') found.push('authors');
  const proven = c.pmid === 'same' || (standsAlike(c) && c.title === 'same') || c.copy;
  if (a.source !== null && a.source === b.source && !proven) found.push('one-source');
  return found;
}

/** Whether DOI or PubMed number, the item's own, agree. */
function identified(c: Comparison): boolean {
  return c.doi === 'same' || c.pmid === 'same';
}

function samePages(c: Comparison): boolean {
  return c.pages === 'range' || c.pages === 'start';
}

/** Whether both stand on the same page of what can be the same volume of the same journal. */
function standsAlike(c: Comparison): boolean {
  return samePages(c) && c.volume !== 'differs' && c.journal !== 'differs';
}

function kindReservations(a: Fingerprint, b: Fingerprint, c: Comparison): Reservation[] {
  const found: Reservation[] = [];
  const documents = [a.document, b.document];
  const other = a.document === 'meeting-abstract' ? b : a;
  if (a.title.kind !== b.title.kind && !(standsAlike(c) && identified(c))) found.push('kind');
  // The editorial of another issue is another editorial.
  const column = (a.title.plain || b.title.plain) && (c.volume === 'differs' || c.issue === 'differs');
  const proven = identified(c) && samePages(c);
  if ((c.title === 'numbered' && !proven) || (column && !identified(c))) found.push('part');
  else if (a.title.part !== b.title.part && c.title !== 'same' && !samePages(c)) found.push('part');
  if (a.document !== b.document) {
    if (documents.includes('preprint')) found.push('preprint');
    else if (documents.includes('registration')) found.push('registration');
    else if (documents.includes('meeting-abstract')) {
      // Meetings are printed in supplements, a page an abstract, so the other may be the abstract itself.
      const may = (other.document === 'supplement-paper' || other.brief) && c.pages !== 'differs';
      if (!may && !samePages(c) && c.pages !== 'near') found.push('meeting');
    } else if (documents.includes('thesis') && !samePages(c) && !identified(c)) found.push('elsewhere');
  }
  if (
    a.document === 'registration' &&
    b.document === 'registration' &&
    a.registryIds.length > 0 &&
    b.registryIds.length > 0
  ) {
    if (!a.registryIds.some((id) => b.registryIds.includes(id))) found.push('registration');
  }
  const moved =
    c.year === 'next' || c.year === 'near' || c.year === 'far' || c.issue === 'differs' || c.doi === 'differs';
  if (isCochrane(a) && isCochrane(b) && moved) found.push('version');
  return found;
}

function isCochrane(print: Fingerprint): boolean {
  const name = print.journal.words;
  return name[0] === 'cochrane' && (name[1] ?? '').startsWith('d') && name.length <= 5;
}

function placeReservations(a: Fingerprint, b: Fingerprint, c: Comparison): Reservation[] {
  const found: Reservation[] = [];
  const against = [c.journal, c.volume, c.pages].filter((verdict) => verdict === 'differs').length;
  const sameIssue = standsAlike(c) && c.journal === 'same' && c.volume === 'same';
  if (against >= 2 && !(identified(c) && c.pages !== 'differs')) found.push('elsewhere');
  else if (c.issue === 'differs' && !samePages(c) && !identified(c)) found.push('elsewhere');
  if (c.pages === 'unclear' && !identified(c)) found.push('pages');
  if (c.pages === 'differs' && !(identified(c) && c.journal === 'same')) found.push('pages');
  // One paper can have two DOIs (publisher's and archive's), but then all the rest agrees.
  if (c.doi === 'differs' && !(c.title === 'same' && sameIssue)) found.push('doi');
  if ((c.year === 'near' || c.year === 'far') && !identified(c) && !(standsAlike(c) && c.volume === 'same'))
    found.push('year');
  return found;
}

function titleReservations(a: Fingerprint, b: Fingerprint, c: Comparison): Reservation[] {
  if (c.title === 'missing') return ['untitled'];
  const abstracts = a.document === 'meeting-abstract' || b.document === 'meeting-abstract';
  const found: Reservation[] = [];
  // Two articles cannot fill the same pages of a volume; two abstracts can stand on one page and share a DOI.
  const singled =
    (c.pages === 'range' && (c.journal === 'same' || identified(c))) || (identified(c) && samePages(c) && !abstracts);
  if (c.title === 'reworded') {
    const sameDoi =
      identified(c) && (c.authors === 'same' || c.authors === 'cut') && c.pages !== 'differs' && !abstracts;
    if (!singled && !sameDoi) found.push('title');
  } else if (c.title === 'related' || c.title === 'translated') {
    if (!singled) found.push('title');
  } else if (c.title === 'differs') {
    if (!(singled && identified(c))) found.push('title');
  } else if (c.title === 'shortened') {
    const spot = samePages(c) || c.pages === 'near' || identified(c);
    if (!spot || (abstracts && c.pages !== 'range')) found.push('title');
  }
  const plain = a.title.plain || b.title.plain;
  if (plain && !(samePages(c) && c.volume !== 'differs') && !identified(c)) found.push('plain');
  return found;
}
