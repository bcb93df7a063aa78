/**
 * Step 3 of 5: two fingerprints side by side, field by field: what speaks for one item and what against.
 *
 * A missing value speaks neither for nor against. What speaks against falls into points (a field differs) and
 * reservations: reasons for which a librarian would not join the two without looking, however much else agrees.
 */
import { compareAbstracts, isOneText } from './abstracts';
import { compareAuthors } from './authors';
import type { Comparison, Surroundings } from './comparison';
import { correctionOf, isBoundIn } from './corrections';
import { isOwnTitle, type Fingerprint } from './normalise';
import { comparePages, isRemnant, lengthOf, type PagesVerdict } from './pages';
import { compareJournals, compareNumbers } from './place';
import { reservationsOf } from './reservations';
import { compareTitles } from './title';

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
    correction: null,
    reservations: [],
  };
  if (isMistakenPages(a, b, comparison)) comparison.pages = 'mistaken';
  comparison.reprint = isReprint(a, b, comparison, around);
  if (areVersions(a, b, comparison)) comparison.versions = around.joinsVersions ? 'joined' : 'apart';
  if (isBoundIn(a, b, comparison)) comparison.correction = 'joined';
  else if (around.joinsCorrections) comparison.correction = correctionOf(a, b, comparison);
  comparison.reservations = reservationsOf(a, b, comparison);
  return comparison;
}

function compareDois(a: Fingerprint, b: Fingerprint, around: Surroundings): Comparison['doi'] {
  if (!a.doi || !b.doi) return 'missing';
  if (a.doi === b.doi) return around.sharedDois.has(a.doi) ? 'shared' : 'same';
  const [short, long] = a.doi.length < b.doi.length ? [a.doi, b.doi] : [b.doi, a.doi];
  // A publisher numbers parts and companions of an item behind its DOI: "….2", "….e".
  if (long.startsWith(short) && /^\.(?:[a-z]|\d{1,2})$/.test(long.slice(short.length))) return 'differs';
  // Cut off at the end of a field.
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
  return isOneText(a, b, around);
}

/** Whether both are versions of one Cochrane review; a protocol is none. */
function areVersions(a: Fingerprint, b: Fingerprint, c: Comparison): boolean {
  if (a.cochrane === null || b.cochrane === null || a.title.kind !== b.title.kind) return false;
  const later = c.year === 'next' || c.year === 'near' || c.year === 'far' || c.issue === 'differs';
  if (c.doi !== 'differs' && !(later && c.doi !== 'same')) return false;
  const numbered = a.cochrane !== '' && b.cochrane !== '';
  return numbered ? a.cochrane === b.cochrane : c.title === 'same' || c.title === 'shortened';
}
