/**
 * Step 4 of 5: one score, one tier and the reasons, from a comparison.
 *
 * Each field adds or takes points; the sum through a logistic curve is the score. The points are a librarian's weights,
 * not fitted ones: the wording of the title counts most, then who wrote it, then where it stands; a DOI or a PubMed
 * number counts as much as a title; volume and issue are small print. `certain` needs a score of at least
 * {@link CERTAIN} and no reservation. With a reservation the score stays below it: such a pair is put to people.
 */
import type { Comparison, Reservation } from './comparison';
import { isOwnTitle, type Fingerprint } from './normalise';

export type Tier = 'certain' | 'asked' | 'different';

export interface Reason {
  /** Field of the record, or `kind` and `source` for what the record is and where it came from. */
  field: string;
  verdict: 'same' | 'similar' | 'differs' | 'missing';
  note: string;
}

/** How two items that are not one item belong together. */
export type Relation =
  'comment-or-correction' | 'preprint' | 'meeting-abstract' | 'registration' | 'part' | 'version' | 'other-publication';

export interface Decision {
  /** 0 to 1; comparable between pairs, not a probability. */
  score: number;
  tier: Tier;
  /** Whether something says outright that these are two items, so that no chain of copies may join them. */
  contradicted: boolean;
  relation: Relation | null;
}

/** Least score of a pair joined without asking. */
export const CERTAIN = 0.95;
/** Least score of a pair worth a person's look. */
export const ASKED = 0.25;
/** Least score of a pair shown where questions are few. */
export const LEAST_ASKED = 0.02;

/** Points at which the score is one half. */
const MIDDLE = 6.5;

const POINTS = {
  title: { same: 5, shortened: 3.5, reworded: 2.5, related: 0, translated: 0, differs: -4, numbered: -1, missing: 0 },
  plainTitle: {
    same: 1,
    shortened: 0.5,
    reworded: 0,
    related: 0,
    translated: 0,
    differs: -4,
    numbered: -2,
    missing: 0,
  },
  authors: { same: 2.5, cut: 1.5, overlapping: 1, differs: -5, missing: 0 },
  year: { same: 1, next: 0.5, near: -1.5, far: -3, missing: 0 },
  journal: { same: 1.5, similar: 0.75, differs: -1.5, missing: 0 },
  volume: { same: 1, differs: -2, missing: 0 },
  issue: { same: 0.5, differs: -1.5, missing: 0 },
  pages: { range: 4, start: 3, near: 1.5, unclear: 0, mistaken: 0, differs: -4, missing: 0 },
  abstract: { copied: 4.5, same: 2, similar: 1, differs: -1, missing: 0 },
  doi: { same: 6, shared: 0.5, differs: -3, missing: 0 },
  pmid: { same: 6, differs: -4, missing: 0 },
  registration: { same: 6, differs: -4, missing: 0 },
  /** The number of the review, or its title in the one journal that reprints what it has revised. */
  version: 5,
  /** What a title says it corrects, or the heading of an article over a later page of its journal. */
  correction: 3,
  copy: 3,
} as const;

/** A title without its subtitle or lead-in counts nearly as the whole where as much as this is left of it. */
const MOST_OF_A_TITLE = { words: 7, points: 4.5 } as const;

/** Reservations that say "two items" and not only "look first". */
const CONTRADICTIONS: ReadonlySet<Reservation> = new Set<Reservation>([
  'kind',
  'preprint',
  'meeting',
  'registration',
  'part',
  'version',
  'elsewhere',
  'authors',
  'told-apart',
  'pmid',
]);

/** @param certain least score of a pair joined without asking */
export function decide(a: Fingerprint, b: Fingerprint, c: Comparison, certain: number = CERTAIN): Decision {
  const plain = a.title.plain || b.title.plain;
  const left = Math.min(...[a, b].map((print) => print.title.forms[0]?.bag.length ?? 0));
  const isLong = c.title === 'shortened' && !plain && left >= MOST_OF_A_TITLE.words;
  // Printed again, versions and corrections stand elsewhere, and later.
  const moved = c.reprint || c.versions === 'joined' || c.correction === 'joined';
  const against = (points: number) => (c.correction === 'joined' ? Math.max(0, points) : points);
  const place = POINTS.volume[c.volume] + POINTS.issue[c.issue] + POINTS.pages[c.pages] + POINTS.doi[c.doi];
  const points =
    (isLong ? MOST_OF_A_TITLE.points : (plain ? POINTS.plainTitle : POINTS.title)[c.title]) +
    POINTS.authors[c.authors] +
    (c.versions === 'joined' ? POINTS.version : against(POINTS.year[c.year])) +
    POINTS.journal[c.journal] +
    (moved ? Math.max(0, place) : place) +
    // Where nobody is named, a text alike word for word stands for who wrote it.
    against(POINTS.abstract[c.abstract === 'copied' && c.authors !== 'missing' ? 'same' : c.abstract]) +
    against(POINTS.pmid[c.pmid]) +
    (c.correction === 'joined' ? POINTS.correction : 0) +
    POINTS.registration[c.registration] +
    (c.copy ? POINTS.copy : 0);
  const isOther = c.reservations.some((reservation) => CONTRADICTIONS.has(reservation));
  const raw = 1 / (1 + Math.exp(MIDDLE - points));
  // A title half the same, with nothing to single the item out, is a long shot whatever else agrees; a page of abstracts
  // or letters holds several of them.
  const short = a.brief || b.brief || a.document === 'meeting-abstract' || b.document === 'meeting-abstract';
  const spotted = c.pages === 'range' || (c.pages === 'start' && !short) || c.doi === 'same' || c.pmid === 'same';
  const most = c.title === 'related' && !spotted ? ASKED - 0.01 : certain - 0.01;
  const reserved = c.reservations.length > 0 ? Math.min(raw, most) : raw;
  const score = isPresentedTwice(a, b, c) ? Math.max(reserved, ASKED) : reserved;
  const relation = isOther ? relationOf(c.reservations) : null;
  const contradicted = isOther && c.correction === null;
  const tier = score >= certain ? 'certain' : score >= ASKED ? 'asked' : 'different';
  return { score: Math.round(score * 1000) / 1000, tier: tierOf(tier, relation, c), contradicted, relation };
}

/**
 * Whether two meetings, each in the supplement of its own journal, took one abstract in one year: some count it as one
 * item and some as two, so people decide.
 */
function isPresentedTwice(a: Fingerprint, b: Fingerprint, c: Comparison): boolean {
  if (a.document !== 'meeting-abstract' || b.document !== 'meeting-abstract') return false;
  const text = c.title === 'same' && isOwnTitle(a) && isOwnTitle(b) && c.abstract !== 'differs';
  return text && c.authors === 'same' && c.year === 'same' && c.journal === 'differs' && c.pmid !== 'differs';
}

/** A pair whose relation is plain to see is linked without a question: the answer is known. */
function tierOf(tier: Tier, relation: Relation | null, c: Comparison): Tier {
  // DOIs count the versions of a Cochrane review; a year alone may be a slip.
  const counted = relation === 'version' && c.doi === 'differs';
  const evident = relation === 'comment-or-correction' || relation === 'preprint' || relation === 'part' || counted;
  return tier === 'asked' && evident ? 'different' : tier;
}

function relationOf(reservations: readonly Reservation[]): Relation | null {
  const has = (reservation: Reservation) => reservations.includes(reservation);
  if (has('kind')) return 'comment-or-correction';
  if (has('preprint')) return 'preprint';
  if (has('registration')) return 'registration';
  if (has('version')) return 'version';
  if (has('part')) return 'part';
  if (has('meeting')) return 'meeting-abstract';
  if (has('elsewhere')) return 'other-publication';
  return null;
}
