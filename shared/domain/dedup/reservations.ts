/** Reasons for which a librarian would not join two records without looking, however much else agrees. */
import type { Comparison, Reservation } from './comparison';
import type { Fingerprint } from './normalise';

export function reservationsOf(a: Fingerprint, b: Fingerprint, c: Comparison): Reservation[] {
  if (c.correction === 'joined') return [];
  const found = [...kindReservations(a, b, c), ...placeReservations(a, b, c), ...titleReservations(a, b, c)];
  if (c.pmid === 'differs') found.push('pmid');
  if (c.authors === 'differs') found.push('authors');
  if (a.source !== null && a.source === b.source && !isProvenCopy(c)) found.push('one-source');
  return found;
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
