/**
 * Corrections beside the article they correct, which some reviews count as copies of it.
 *
 * Most libraries keep an erratum under its article, and many databases give it the article's own title and authors. What
 * answers an article (a comment, a letter, a reply) or takes it back (a retraction, an expression of concern) is never a
 * copy of it, and an abstract that came before the paper is no correction of it.
 */
import type { Comparison } from './comparison';
import { isOwnTitle, type Fingerprint } from './normalise';
import { lengthOf, type PagesPrint } from './pages';

/** Years after its article in which a correction appears, unless it names volume and page of what it corrects. */
const MOST_YEARS = 2;
/** Fewest pages of an article whose title and authors a later page of its journal repeats to correct it. */
const LEAST_ARTICLE = 4;

/** Which of two records can be a correction of the other by its kind or by its place; null where neither can. */
export function correctionAmong(a: Fingerprint, b: Fingerprint): Fingerprint | null {
  if (a.document !== b.document || (a.document !== 'paper' && a.document !== 'supplement-paper')) return null;
  if (a.title.kind === 'erratum' && b.title.kind === null) return a;
  if (b.title.kind === 'erratum' && a.title.kind === null) return b;
  if (a.title.kind !== null || b.title.kind !== null || a.document !== 'paper') return null;
  return isLaterPage(a, b) ? a : isLaterPage(b, a) ? b : null;
}

/**
 * Whether a correction came out in the very issue of its article and shows the article's abstract, word for word.
 *
 * An issue at press is not corrected on its own last page: what such a note corrects is the version ahead of print, and
 * the article beside it is the final one. A reader would be given one text twice, so they are one item everywhere.
 */
export function isBoundIn(a: Fingerprint, b: Fingerprint, c: Comparison): boolean {
  const isNoted = correctionAmong(a, b)?.title.kind === 'erratum' && isOwnTitle(a) && isOwnTitle(b);
  const text = c.title === 'same' && c.abstract === 'copied' && c.authors === 'same' && c.pmid !== 'differs';
  return isNoted && text && c.journal === 'same' && c.volume === 'same' && c.issue === 'same' && c.year === 'same';
}

/**
 * Whether two records are one item where corrections are counted with their articles.
 *
 * `joined`: the reasons suffice. `beside`: they do not, but both can stand in the set of one article: two corrections of
 * it, or a correction and a copy of the article that says too little.
 */
export function correctionOf(a: Fingerprint, b: Fingerprint, c: Comparison): Comparison['correction'] {
  if (c.journal === 'differs' || (c.title !== 'same' && c.title !== 'shortened')) return null;
  if (a.title.plain || b.title.plain || c.authors === 'differs') return null;
  const correction = correctionAmong(a, b);
  if (correction === null) return areCorrections(a, b, c) ? 'beside' : null;
  const article = correction === a ? b : a;
  const named = namesPlace(correction, article);
  if (named === 'differs' || isEarlier(correction, article, named === 'same')) return null;
  if (c.journal !== 'same') return 'beside';
  if (correction.title.kind === null) return repeatsHeading(a, b, c) ? 'joined' : null;
  const people = c.authors === 'same' || c.authors === 'cut';
  const telling = c.title === 'same' || (isOwnTitle(a) && isOwnTitle(b));
  return telling && (people || named === 'same') ? 'joined' : 'beside';
}

/** Whether the title says what it corrects ("vol 85, pg 553, 2010") and the article stands there. */
function namesPlace({ title: { corrects } }: Fingerprint, article: Fingerprint): 'same' | 'differs' | 'missing' {
  if (corrects === null) return 'missing';
  const [volume] = article.volume.numbers;
  const page = article.pages.form === 'none' || article.pages.form === 'lost' ? undefined : article.pages.start;
  if (volume !== undefined && volume !== corrects.volume) return 'differs';
  if (page !== undefined && page !== corrects.page) return 'differs';
  return volume === undefined || page === undefined ? 'missing' : 'same';
}

/** Whether what should be a correction came before its article, or too long after it. */
function isEarlier(correction: Fingerprint, article: Fingerprint, isNamed: boolean): boolean {
  const [later, volume] = [correction, article].map((print) => Number(print.volume.numbers[0])) as [number, number];
  if (later < volume) return true;
  if (correction.year === null || article.year === null) return false;
  const years = correction.year - article.year;
  return years < 0 || (years > MOST_YEARS && !isNamed);
}

/** Whether one is a single page of a later issue, behind an article of some length. */
function isLaterPage(note: Fingerprint, article: Fingerprint): boolean {
  const { pages } = article;
  if (!isOnePage(note.pages) || (lengthOf(pages) ?? 0) < LEAST_ARTICLE || pages.end === null) return false;
  // Some databases file a correction under the first page of its article.
  const isBehind = note.pages.start > pages.end || note.pages.start === pages.start;
  const [volume, after] = [article.volume, note.volume].map((part) => Number(part.numbers[0])) as [number, number];
  const [issue, next] = [article.issue, note.issue].map((part) => Number(part.numbers[0])) as [number, number];
  return after === volume + 1 || (after === volume && next > issue && isBehind);
}

/** Whether one page is all that is given: "2205-2205", or "2205" as many databases write it. */
function isOnePage({ form, start, end }: PagesPrint): boolean {
  return form === 'range' && (end === null || end === start);
}

/** The same long title, word for word, by the same people: a heading that no reply and no other article bears. */
function repeatsHeading(a: Fingerprint, b: Fingerprint, c: Comparison): boolean {
  const [left, right] = [a, b].map((print) => print.authors.people.length) as [number, number];
  const people = c.authors === 'same' && Math.min(left, right) >= 2 && Math.abs(left - right) <= 1;
  const time = c.year === 'same' || c.year === 'next';
  return c.title === 'same' && isOwnTitle(a) && isOwnTitle(b) && people && time && c.abstract !== 'differs';
}

/** Whether both are corrections, so that two of them may stand beside one article. */
function areCorrections(a: Fingerprint, b: Fingerprint, c: Comparison): boolean {
  if (a.document !== b.document) return false;
  if (a.title.kind === 'erratum' && b.title.kind === 'erratum') return true;
  if (a.title.kind !== null || b.title.kind !== null || a.document !== 'paper') return false;
  return isOnePage(a.pages) && isOnePage(b.pages) && c.issue === 'differs' && repeatsHeading(a, b, c);
}
