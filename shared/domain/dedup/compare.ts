/**
 * Step 3 of 5: two fingerprints side by side, field by field: what speaks for one item and what against.
 *
 * A missing value speaks neither for nor against. What speaks against falls into points (a field differs) and
 * reservations: reasons for which a librarian would not join the two without looking, however much else agrees.
 */
import { compareAuthors, type AuthorVerdict } from './authors';
import { abstractWords, type Fingerprint } from './normalise';
import { compareJournals, compareNumbers, comparePages, type JournalVerdict, type PagesVerdict } from './place';
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
    reservations: [],
  };
  comparison.reservations = reservationsOf(a, b, comparison);
  return comparison;
}

function compareDois(a: Fingerprint, b: Fingerprint, around: Surroundings): Comparison['doi'] {
  if (!a.doi || !b.doi) return 'missing';
  if (a.doi === b.doi) return around.sharedDois.has(a.doi) ? 'shared' : 'same';
  return 'differs';
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
  const found: Reservation[] = [];
  const identified = c.doi === 'same' || c.pmid === 'same';
  const samePages = c.pages === 'range' || c.pages === 'start';
  const place = [c.journal, c.volume, c.pages];
  const against = place.filter((verdict) => verdict === 'differs').length;
  const sameSpot = samePages && c.volume !== 'differs' && c.journal !== 'differs';

  if (a.title.kind !== b.title.kind && !(sameSpot && identified)) found.push('kind');
  if (c.title === 'numbered') found.push('part');
  else if (a.title.part !== b.title.part && c.title !== 'same' && !samePages) found.push('part');

  const documents = [a.document, b.document];
  if (a.document !== b.document) {
    if (documents.includes('preprint')) found.push('preprint');
    else if (documents.includes('registration')) found.push('registration');
    else if (documents.includes('meeting-abstract') && !samePages && !(c.pages === 'near' && against === 0))
      found.push('meeting');
    else if (documents.includes('thesis') && !samePages && !identified) found.push('elsewhere');
  }
  if (
    a.document === 'registration' &&
    b.document === 'registration' &&
    a.registryIds.length > 0 &&
    b.registryIds.length > 0
  ) {
    if (!a.registryIds.some((id) => b.registryIds.includes(id))) found.push('registration');
  }
  if (
    isCochrane(a) &&
    isCochrane(b) &&
    (c.year === 'near' || c.year === 'far' || c.year === 'next' || c.issue === 'differs' || c.doi === 'differs')
  ) {
    found.push('version');
  }
  if (against >= 2 && !(identified && c.pages !== 'differs')) found.push('elsewhere');
  if (c.pages === 'differs' && !identified) found.push('pages');
  if (c.pages === 'differs' && identified && c.journal !== 'same') found.push('pages');
  if (c.doi === 'differs' && !(c.title === 'same' && sameSpot && c.journal === 'same' && c.volume === 'same'))
    found.push('doi');
  if (c.pmid === 'differs') found.push('pmid');
  if (c.authors === 'differs') found.push('authors');
  if ((c.year === 'near' || c.year === 'far') && !identified && !(sameSpot && c.volume === 'same')) found.push('year');
  if (c.title === 'missing') found.push('untitled');
  else if (c.title === 'reworded' || c.title === 'related' || c.title === 'translated' || c.title === 'differs') {
    // Two articles cannot fill the same pages of a volume; two abstracts can stand on one page.
    if (!(c.pages === 'range' && (c.journal === 'same' || identified)) && !(identified && samePages))
      found.push('title');
    else if (c.title === 'differs' && !identified) found.push('title');
  } else if (c.title === 'shortened' && !samePages && !identified && c.pages !== 'near') found.push('title');
  else if (c.title === 'shortened' && c.pages === 'start' && a.document === 'meeting-abstract' && !identified)
    found.push('title');
  if ((a.title.plain || b.title.plain) && !(samePages && c.volume !== 'differs') && !identified) found.push('plain');
  if (c.issue === 'differs' && !samePages && !identified) found.push('elsewhere');
  if (a.source !== null && a.source === b.source && !c.pmid.startsWith('same') && !(sameSpot && c.title === 'same'))
    found.push('one-source');
  return found;
}

function isCochrane(print: Fingerprint): boolean {
  const name = print.journal.words;
  return name[0] === 'cochrane' && (name[1] ?? '').startsWith('d') && name.length <= 5;
}
