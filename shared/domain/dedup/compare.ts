/**
 * Step 3 of 5: two fingerprints side by side, field by field: what speaks for one item and what against.
 *
 * A missing value speaks neither for nor against. What speaks against falls into points (a field differs) and
 * reservations: reasons for which a librarian would not join the two without looking, however much else agrees.
 */
import { digestOf } from './words';
import { compareAuthors, type AuthorVerdict } from './authors';
import { abstractWords, type Fingerprint } from './normalise';
import { comparePages, isRemnant, lengthOf, type PagesVerdict } from './pages';
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
  /** `mistaken`: they differ, and yet the volume can hold the item only once. */
  pages: PagesVerdict | 'mistaken';
  /** `copied`: a long one agrees word for word, but for slips. */
  abstract: 'copied' | 'same' | 'similar' | 'differs' | 'missing';
  doi: 'same' | 'shared' | 'differs' | 'missing';
  pmid: 'same' | 'differs' | 'missing';
  /** Number in a trial register, of two entries of registers. */
  registration: 'same' | 'differs' | 'missing';
  /** Whether the records agree to the letter in every field. */
  copy: boolean;
  /** Whether a journal printed one text twice: then volume, pages and DOI of the two printings do not speak against it. */
  reprint: boolean;
  /** Two versions of a Cochrane review: `apart` are linked, `joined` are one item in this review. */
  versions: 'apart' | 'joined' | null;
  reservations: Reservation[];
}

/** What can only be seen on all records together, and what the review has set. */
export interface Surroundings {
  /** Whether versions of a Cochrane review are one item. */
  joinsVersions: boolean;
  /** DOIs that stand on records of different titles, such as a supplement's on each of its abstracts. */
  sharedDois: ReadonlySet<string>;
  /** Abstracts read lately, by record. */
  abstracts: Map<string, AbstractPrint>;
}

/** Most abstracts kept as read: neighbours are compared one after another, and 100,000 would fill 150 MB. */
const KEPT_ABSTRACTS = 5000;

/** Words of an abstract, each by its digest. */
export interface AbstractPrint {
  inOrder: Uint32Array;
  sorted: Uint32Array;
}

/** Null where title and identifiers have so little in common that the rest need not be looked at. */
export function compare(a: Fingerprint, b: Fingerprint, around: Surroundings): Comparison | null {
  const title = compareTitles(a.title, b.title);
  const { volume, issue, pages } = comparePlaces(a, b);
  const doi = compareDois(a, b, around);
  const pmid = !a.pmid || !b.pmid ? 'missing' : a.pmid === b.pmid ? 'same' : 'differs';
  const hopeless = title === 'differs' || title === 'related' || title === 'missing' || title === 'translated';
  // A paper can change its title on the way to print; abstracts of one group in one supplement only look like that.
  const meetings = a.document === 'meeting-abstract' || b.document === 'meeting-abstract';
  const retitled = title === 'related' && !meetings && a.year === b.year && a.journal.words[0] === b.journal.words[0];
  if (hopeless && !retitled && pages !== 'range' && pages !== 'start' && doi !== 'same' && pmid !== 'same') return null;
  const authors = compareAuthors(a.authors, b.authors);
  const comparison: Comparison = {
    title,
    authors,
    year: compareYears(a.year, b.year),
    journal: compareJournals(a.journal, b.journal),
    volume,
    issue,
    pages,
    abstract: title === 'differs' || authors === 'differs' ? 'missing' : compareAbstracts(a, b, around),
    doi,
    pmid,
    registration: compareRegistrations(a, b),
    copy: a.whole === b.whole,
    reprint: false,
    versions: null,
    reservations: [],
  };
  if (isMistakenPages(a, b, comparison)) comparison.pages = 'mistaken';
  comparison.reprint = isReprint(a, b, comparison, around);
  if (areVersions(a, b, comparison)) comparison.versions = around.joinsVersions ? 'joined' : 'apart';
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

/** Volume, issue and pages, which only together tell a slip of an export from another place. */
function comparePlaces(a: Fingerprint, b: Fingerprint): Pick<Comparison, 'volume' | 'issue' | 'pages'> {
  if (isMovedUp(a, b) || isMovedUp(b, a)) return { volume: 'same', issue: 'same', pages: 'missing' };
  const numbers = compareNumbers(a.volume, b.volume);
  const volume = numbers === 'differs' && (isYearAsVolume(a) || isYearAsVolume(b)) ? 'missing' : numbers;
  const issue = compareNumbers(a.issue, b.issue);
  return {
    volume,
    issue,
    pages: pagesWithin(a, b, comparePages(a.pages, b.pages), volume === 'same' && issue === 'same'),
  };
}

/** Whether the volume stands in the issue's field and the issue in that of the pages, as where an export lost a column. */
function isMovedUp(a: Fingerprint, b: Fingerprint): boolean {
  if (a.volume.numbers.length > 0 || a.issue.numbers.length === 0) return false;
  const [volume] = b.volume.numbers;
  const [issue] = b.issue.numbers;
  if (volume === undefined || issue === undefined) return false;
  if (a.pages.end !== null && a.pages.end !== a.pages.start) return false;
  return a.issue.numbers[0] === volume && String(a.pages.start) === issue;
}

/** Some databases write the year for the volume of a journal that has none, or that they do not know. */
function isYearAsVolume(print: Fingerprint): boolean {
  return print.year !== null && print.volume.numbers[0] === String(print.year);
}

/** In one issue "1-2" is a place and no mere length, as it may be where volumes are not compared. */
function pagesWithin(a: Fingerprint, b: Fingerprint, pages: PagesVerdict, isOneIssue: boolean): PagesVerdict {
  const counted = a.pages.form === 'count' && b.pages.form === 'count' && a.pages.end === b.pages.end;
  return isOneIssue && counted && pages === 'near' ? 'start' : pages;
}

function compareRegistrations(a: Fingerprint, b: Fingerprint): Comparison['registration'] {
  if (a.document !== 'registration' || b.document !== 'registration') return 'missing';
  if (a.registryIds.length === 0 || b.registryIds.length === 0) return 'missing';
  return a.registryIds.some((id) => b.registryIds.includes(id)) ? 'same' : 'differs';
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
  const length = Math.min(left.sorted.length, right.sorted.length);
  if (length < 15) return 'missing';
  const opening = ({ inOrder, sorted }: AbstractPrint) =>
    sorted.length === length ? sorted : inOrder.slice(0, length).sort();
  const shared = sharedCount(opening(left), opening(right)) / length;
  // The abstract of an updated Cochrane review is often that of the last version.
  const telling = length >= TELLING_ABSTRACT && !/\bcochrane\b/i.test(a.abstract);
  if (telling && shared >= COPIED && Math.abs(left.sorted.length - right.sorted.length) <= length * 0.1)
    return 'copied';
  return shared >= 0.85 ? 'same' : shared >= 0.6 ? 'similar' : 'differs';
}

function wordsOf(print: Fingerprint, { abstracts }: Surroundings): AbstractPrint {
  let found = abstracts.get(print.id);
  if (!found) {
    const inOrder = Uint32Array.from(abstractWords(print.abstract ?? ''), digestOf);
    found = { inOrder, sorted: inOrder.slice().sort() };
    if (abstracts.size >= KEPT_ABSTRACTS) abstracts.clear();
    abstracts.set(print.id, found);
  }
  return found;
}

function reservationsOf(a: Fingerprint, b: Fingerprint, c: Comparison): Reservation[] {
  const found = [...kindReservations(a, b, c), ...placeReservations(a, b, c), ...titleReservations(a, b, c)];
  if (c.pmid === 'differs') found.push('pmid');
  if (c.authors === 'differs') found.push('authors');
  if (a.source !== null && a.source === b.source && !isProvenCopy(c)) found.push('one-source');
  return found;
}

/**
 * Whether two page fields that differ must be one misread or two ways of counting.
 *
 * An export loses digits ("2-8" for "125-128"); and a meeting's supplement prints an abstract once, for which databases
 * give now its number, now its page. Both only within one volume and year, under one long title, by the same people; other
 * pages may always be a second part, a correction or a reply, and an issue of its own is another printing.
 */
function isMistakenPages(a: Fingerprint, b: Fingerprint, c: Comparison): boolean {
  if (c.pages !== 'differs' && c.pages !== 'unclear') return false;
  if (c.title !== 'same' || a.title.kind !== b.title.kind || !isOwnTitle(a) || !isOwnTitle(b)) return false;
  const people = c.authors === 'same' && a.authors.people.length === b.authors.people.length;
  if (!people || a.authors.people.length < 2) return false;
  const place = c.journal === 'same' && c.volume === 'same' && c.year === 'same' && c.issue !== 'differs';
  if (!place || c.doi === 'differs' || c.pmid === 'differs' || c.abstract === 'differs') return false;
  const meeting = a.document === 'meeting-abstract' || b.document === 'meeting-abstract';
  return meeting ? [a, b].every((print) => (lengthOf(print.pages) ?? 1) <= 2) : isRemnant(a.pages, b.pages);
}

/** Words of an abstract from which on two that agree are one text. */
const TELLING_ABSTRACT = 60;
/** Share of the words that are alike in two copies of one abstract; the rest are slips, headings and signs. */
const COPIED = 0.95;

/**
 * Whether one journal printed the same text twice, in this year's volume and the next, as happens when an article of the
 * online queue comes out in two issues: same heading and people, an abstract alike word by word, as many pages.
 */
function isReprint(a: Fingerprint, b: Fingerprint, c: Comparison, around: Surroundings): boolean {
  if (c.title !== 'same' || c.authors !== 'same' || c.journal !== 'same' || c.abstract !== 'copied') return false;
  if (c.year !== 'same' && c.year !== 'next') return false;
  if (a.title.plain || a.title.kind !== b.title.kind || a.authors.people.length !== b.authors.people.length)
    return false;
  if (a.document !== 'paper' || b.document !== 'paper' || a.cochrane !== null || c.pmid === 'differs') return false;
  const length = lengthOf(a.pages);
  if (length === null || length < 4 || length !== lengthOf(b.pages)) return false;
  const [left, right] = [wordsOf(a, around).inOrder, wordsOf(b, around).inOrder];
  return (
    left.length >= TELLING_ABSTRACT && left.length === right.length && left.every((word, at) => word === right[at])
  );
}

/** Subject words from which on a title, given whole, is one work's own. */
const OWN_TITLE = 8;

function isOwnTitle(print: Fingerprint): boolean {
  return !print.title.plain && (print.title.forms[0]?.bag.length ?? 0) >= OWN_TITLE;
}

/**
 * Whether two records agree in so much that even one database's listing both does not make them two: versions ahead of
 * print and final are kept side by side, and a file is often a library put together of several databases.
 */
function isProvenCopy(c: Comparison): boolean {
  if (c.copy || c.pmid === 'same') return true;
  if (c.title !== 'same') return false;
  if (standsAlike(c) || c.abstract === 'copied') return true;
  const place = [c.journal, c.volume, c.issue, c.pages, c.doi, c.abstract];
  const people = c.authors === 'same' || c.authors === 'cut';
  const time = c.year === 'same' || c.year === 'next';
  if (!people || !time || place.includes('differs')) return false;
  return c.doi === 'same' || (c.journal === 'same' && (c.volume === 'same' || isSameAbstract(c)));
}

/** Whether DOI, PubMed number or register number, the item's own, agree. */
function identified(c: Comparison): boolean {
  return c.doi === 'same' || c.pmid === 'same' || c.registration === 'same';
}

function samePages(c: Comparison): boolean {
  return c.pages === 'range' || c.pages === 'start';
}

function isSameAbstract(c: Comparison): boolean {
  return c.abstract === 'same' || c.abstract === 'copied';
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
      // Meetings are printed in supplements, a page an abstract, so the other may be the abstract itself; and no issue
      // holds both an abstract and the paper.
      const single =
        other.pages.form === 'range' && other.pages.end === null && c.journal === 'same' && c.year === 'same';
      const oneIssue = c.journal === 'same' && c.volume === 'same' && c.issue === 'same';
      const may = (other.document === 'supplement-paper' || other.brief || single || oneIssue) && c.pages !== 'differs';
      if (!may && !samePages(c) && c.pages !== 'near') found.push('meeting');
    } else if (documents.includes('thesis') && !samePages(c) && !identified(c)) found.push('elsewhere');
  }
  if (c.registration === 'differs') found.push('registration');
  if (c.versions === 'apart') found.push('version');
  return found;
}

/** Whether both are versions of one Cochrane review; a protocol is none. */
function areVersions(a: Fingerprint, b: Fingerprint, c: Comparison): boolean {
  if (a.cochrane === null || b.cochrane === null || a.title.kind !== b.title.kind) return false;
  const later = c.year === 'next' || c.year === 'near' || c.year === 'far' || c.issue === 'differs';
  if (c.doi !== 'differs' && !(later && c.doi !== 'same')) return false;
  const numbered = a.cochrane !== '' && b.cochrane !== '';
  return numbered ? a.cochrane === b.cochrane : c.title === 'same' || c.title === 'shortened';
}

function placeReservations(a: Fingerprint, b: Fingerprint, c: Comparison): Reservation[] {
  if (c.reprint || c.versions === 'joined') return [];
  const found: Reservation[] = [];
  const against = [c.journal, c.volume, c.pages].filter((verdict) => verdict === 'differs').length;
  if (against >= 2 && !(identified(c) && c.pages !== 'differs')) found.push('elsewhere');
  else if (c.issue === 'differs' && !samePages(c) && !identified(c)) found.push('elsewhere');
  if (c.pages === 'unclear' && !identified(c)) found.push('pages');
  if (c.pages === 'differs' && !(identified(c) && c.journal === 'same')) found.push('pages');
  if (c.doi === 'differs' && !isOneItemOfTwoDois(c)) found.push('doi');
  if ((c.year === 'near' || c.year === 'far') && !identified(c) && !(standsAlike(c) && c.volume === 'same'))
    found.push('year');
  return found;
}

/**
 * One paper can have several DOIs: the publisher's and an archive's, the former and the present publisher's, one for the
 * version ahead of print. Then the same people stand with the same title on the same pages of the same volume. Parts,
 * abstracts, columns and replies have DOIs of their own, too, but other pages, so without pages to compare a person is asked.
 */
function isOneItemOfTwoDois(c: Comparison): boolean {
  const people = c.authors === 'same' || c.authors === 'cut' || (c.authors === 'missing' && c.pages === 'range');
  return c.title === 'same' && standsAlike(c) && c.volume === 'same' && c.journal !== 'missing' && people;
}

function titleReservations(a: Fingerprint, b: Fingerprint, c: Comparison): Reservation[] {
  if (c.title === 'missing') return ['untitled'];
  if (c.versions === 'joined') return isProtocol(a) === isProtocol(b) ? [] : ['version'];
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
    const people = c.authors === 'same' || c.authors === 'cut';
    const wherever = c.journal === 'same' && c.volume !== 'differs' && c.pages !== 'differs';
    // Words behind a title may name another half of a study, so the place or the abstract must tell; words before it
    // are a column's name, for which the issue is enough.
    const issued = wherever && people && c.issue === 'same' && c.year === 'same' && longTitles(a, b) && isLeadIn(a, b);
    const spot = samePages(c) || c.pages === 'near' || identified(c) || (wherever && people && isSameAbstract(c));
    const enough = abstracts ? c.pages === 'range' || (samePages(c) && people && longTitles(a, b)) : spot || issued;
    if (!enough) found.push('title');
  }
  const plain = a.title.plain || b.title.plain;
  if (plain && !(samePages(c) && c.volume !== 'differs') && !identified(c)) found.push('plain');
  return found;
}

function isProtocol(print: Fingerprint): boolean {
  return print.title.forms[0]?.bag.includes('protocol') ?? false;
}

/** Subject words that make a title one item's own even where it is not given whole. */
const LONG_TITLE = 6;

/** Whether one title ends with the whole of the other. */
function isLeadIn(a: Fingerprint, b: Fingerprint): boolean {
  const [left = '', right = ''] = [a, b].map((print) => print.title.forms[0]?.compact);
  return left.endsWith(right) || right.endsWith(left);
}

function longTitles(a: Fingerprint, b: Fingerprint): boolean {
  return [a, b].every((print) => (print.title.forms[0]?.bag.length ?? 0) >= LONG_TITLE);
}
