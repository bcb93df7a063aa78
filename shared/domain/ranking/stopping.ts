import { hypergeometricAtMost } from './hypergeometric';

/**
 * When enough has been read: the hypergeometric test of Callaghan and Müller-Hansen ("Statistical stopping criteria
 * for automated screening in systematic reviews", Syst Rev 2020;9:273, doi:10.1186/s13643-020-01521-4).
 *
 * Everything counts unique records whose standing is final. Reading by relevance finds more than drawing at random, so
 * the test errs on the side of reading on; the smallest p over many windows, asked again and again, is a heuristic all
 * the same. The strict form is `sampleTest` on a random sample of what is unread.
 */
export interface StoppingTarget {
  /** Share of the relevant to be found, 0 to 1 ("0.95"). */
  recall: number;
  /** How sure one must be of it, 0 to 1 ("0.95": a risk of 5 %). */
  confidence: number;
}

/** Screening so far. `positions` are the places (from 1, ascending) at which a relevant record was read. */
export interface Reading {
  /** All records of the stage, read or not. */
  total: number;
  read: number;
  positions: readonly number[];
}

export interface StoppingTest {
  /** Chance of finding so little in the window if recall were below the target; null while nothing is known. */
  p: number | null;
  isMet: boolean;
  /** Read records before the window that speaks most clearly. */
  before: number;
}

/**
 * The smallest number of relevant records that were still unread when a window began, if recall is below `target` now:
 * found / K' < target solved for the whole.
 */
export const leastMissing = (found: number, before: number, target: number): number =>
  // The quotient is rounded first: 57 / 0.95 is 60, not 59.999…
  Math.floor(Number((found / target).toPrecision(14)) - before + 1);

/** The test on a random sample of the unread: `inSample` relevant among `size`, after `before` found elsewhere. */
export function sampleTest(
  unreadBefore: number,
  size: number,
  inSample: number,
  before: number,
  recall: number,
): number {
  const missing = leastMissing(before + inSample, before, recall);
  if (missing > unreadBefore) return 0;
  return hypergeometricAtMost(inSample, unreadBefore, missing, size);
}

/**
 * The heuristic test over every window that ends now. A window that begins right after a relevant record tells more
 * than any later one up to the next, so only those and the whole are asked.
 */
export function stoppingTest({ total, read, positions }: Reading, target: StoppingTarget): StoppingTest {
  const found = positions.length;
  if (read >= total && total > 0) return { p: 0, isMet: true, before: 0 };
  if (found === 0) return { p: null, isMet: false, before: 0 };
  let best = { p: 1, before: 0 };
  for (let index = 0; index <= found; index++) {
    const before = index === 0 ? 0 : positions[index - 1]!;
    if (before >= read) continue;
    const p = sampleTest(total - before, read - before, found - index, index, target.recall);
    if (p < best.p) best = { p, before };
  }
  return { ...best, isMet: best.p < 1 - target.confidence };
}

/**
 * The highest recall, in steps of a tenth of a per cent, that can be claimed now with the confidence wanted; 0 when
 * none can. With everything read it is 1.
 */
export function recallFrontier(reading: Reading, confidence: number): number {
  if (reading.total > 0 && reading.read >= reading.total) return 1;
  let low = 0;
  let high = 1000;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (stoppingTest(reading, { recall: middle / 1000, confidence }).isMet) low = middle;
    else high = middle - 1;
  }
  return low / 1000;
}

/** How many relevant records may still be unread, guidance only. */
export interface RemainingEstimate {
  remaining: number;
  /** 95 % limits. */
  lower: number;
  upper: number;
}

/**
 * What is likely to remain if the unread were as rich as the latest reading: the share of relevant ones since the
 * `latest`-th last relevant record (the local prevalence of SWIFT-Active Screener, Howard et al. 2020, simplified),
 * with Wilson's interval for that share. Null until that many are found or when all is read.
 */
export function remainingEstimate({ total, read, positions }: Reading, latest = 5): RemainingEstimate | null {
  if (positions.length < latest || read >= total) return null;
  // The window begins after the record that opens it: `latest - 1` successes lie within, one is spent on its edge.
  const start = positions[positions.length - latest]!;
  const n = read - start;
  if (n < 1) return null;
  const unread = total - read;
  const share = (latest - 1) / n;
  const z = 1.959963984540054;
  const centre = (share + (z * z) / (2 * n)) / (1 + (z * z) / n);
  const half = (z / (1 + (z * z) / n)) * Math.sqrt((share * (1 - share)) / n + (z * z) / (4 * n * n));
  return {
    remaining: share * unread,
    lower: Math.max(0, centre - half) * unread,
    upper: Math.min(1, centre + half) * unread,
  };
}

/** Irrelevant records read since the last relevant one: a hint, never a criterion. */
export const sinceLastRelevant = ({ read, positions }: Reading): number => read - (positions.at(-1) ?? 0);
