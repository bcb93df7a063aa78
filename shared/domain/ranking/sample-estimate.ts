import type { StoppingTarget } from './stopping';
import { sampleTest } from './stopping';
import { hypergeometricAtMost } from './hypergeometric';

/**
 * What a random sample says of all the records it was drawn from. Unlike the order of relevance it supposes nothing
 * about the model: limits are exact (the hypergeometric distribution inverted, as Clopper and Pearson did for the
 * binomial).
 */
export interface SampleEstimate {
  /** Records of the sample that are final, and the relevant among them. */
  size: number;
  relevant: number;
  /** Relevant records in all: the likeliest number, and its limits. */
  all: Estimate;
  /** Share of them found, 0 to 1. */
  recall: Estimate;
}

interface Estimate {
  value: number;
  lower: number;
  upper: number;
}

/**
 * Recall from a simple random sample whose members are all final.
 *
 * @param total      records of the stage
 * @param found      relevant ones found by now, in the sample or outside (at least those in it)
 * @param size       members of the sample; null with none
 * @param relevant   relevant ones among them
 * @param confidence of the two-sided interval, 0 to 1
 *
 * No fewer can be relevant than were found, and that bounds the estimate and its limits.
 */
export function recallFromSample(
  total: number,
  found: number,
  size: number,
  relevant: number,
  confidence = 0.95,
): SampleEstimate | null {
  if (size < 1 || found === 0) return null;
  const tail = (1 - confidence) / 2;
  const most = mostMarked(total, size, relevant, tail);
  const least = leastMarked(total, size, relevant, tail);
  const all = {
    value: Math.max(found, (total * relevant) / size),
    lower: Math.max(found, least),
    upper: Math.max(found, most),
  };
  return {
    size,
    relevant,
    all,
    recall: { value: found / all.value, lower: found / all.upper, upper: found / all.lower },
  };
}

/** The most marked ones a population can hold, if so few in a sample are to be no rarer than `tail` (one-sided limit). */
export function mostMarked(population: number, size: number, inSample: number, tail: number): number {
  let low = inSample;
  let high = population - (size - inSample);
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (hypergeometricAtMost(inSample, population, middle, size) > tail) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** The fewest, if so many in the sample are to be no rarer than `tail`. */
function leastMarked(population: number, size: number, inSample: number, tail: number): number {
  if (inSample === 0) return 0;
  let low = inSample;
  let high = population - (size - inSample);
  while (low < high) {
    const middle = (low + high) >> 1;
    if (1 - hypergeometricAtMost(inSample - 1, population, middle, size) > tail) high = middle;
    else low = middle + 1;
  }
  return low;
}

/**
 * The smallest random sample of the unread that confirms the target if nothing relevant is in it; 0 where all the unread
 * together could not bring recall below the target.
 *
 * @param unread records that are not final
 * @param found  relevant ones found before
 */
export function confirmationSize(unread: number, found: number, { recall, confidence }: StoppingTarget): number {
  const confirms = (size: number): boolean => sampleTest(unread, size, 0, found, recall) < 1 - confidence;
  let low = 0;
  let high = unread;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (confirms(middle)) high = middle;
    else low = middle + 1;
  }
  return low;
}

export interface Confirmation {
  /** Chance of so few in the sample if recall were below the target. */
  p: number;
  isMet: boolean;
  /** The recall that can be claimed, and the most that may remain outside the sample: one-sided limits. */
  recall: number;
  remaining: number;
}

/** What a confirmation sample says once it is read: `found` relevant ones before, `relevant` of `size` drawn from `unread`. */
export function confirmationOf(
  sample: { unread: number; size: number; relevant: number; found: number },
  { recall, confidence }: StoppingTarget,
): Confirmation {
  const { unread, size, relevant, found } = sample;
  const p = sampleTest(unread, size, relevant, found, recall);
  const most = mostMarked(unread, size, relevant, 1 - confidence);
  const all = found + most;
  return {
    p,
    isMet: p < 1 - confidence,
    recall: all === 0 ? 0 : (found + relevant) / all,
    remaining: most - relevant,
  };
}
