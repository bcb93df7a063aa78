import type { RankerConfig } from './config';
import { randomFrom } from './random';

/** The numbers 0 to n - 1 in an order that the seed fixes (Fisher and Yates). */
export function shuffled(n: number, seed: number): Int32Array {
  const order = Int32Array.from({ length: n }, (_, i) => i);
  const random = randomFrom(seed);
  for (let i = n - 1; i > 0; i--) {
    const j = Math.floor(random() * (i + 1));
    [order[i], order[j]] = [order[j]!, order[i]!];
  }
  return order;
}

/**
 * The next `count` open rows. By relevance the highest scores come first, by uncertainty those nearest to the margin;
 * rows of equal score stand in their own order. Without scores, and for the random share, `byChance` decides: every
 * k-th record read is the next of that one fixed shuffle, so that the share is a random sample of all records whatever
 * the model thinks. `read` is how many came before.
 */
export function queryOrder(
  scores: Float64Array | null,
  byChance: Int32Array,
  { kind, randomShare }: RankerConfig['querier'],
  read: number,
  isOpen: (row: number) => boolean,
  count: number,
): number[] {
  const taken = new Set<number>();
  let shuffledAt = 0;
  const nextByChance = (): number | undefined => {
    while (shuffledAt < byChance.length) {
      const row = byChance[shuffledAt++]!;
      if (isOpen(row) && !taken.has(row)) return row;
    }
    return undefined;
  };
  const isByChance = (at: number): boolean =>
    !scores || kind === 'random' || Math.floor((at + 1) * randomShare) > Math.floor(at * randomShare);
  const ranked = scores && kind !== 'random' ? best(scores, kind, isOpen, count * 2) : [];
  let rankedAt = 0;
  const nextRanked = (): number | undefined => {
    while (rankedAt < ranked.length && taken.has(ranked[rankedAt]!)) rankedAt++;
    return ranked[rankedAt++];
  };
  while (taken.size < count) {
    const row = isByChance(read + taken.size) ? nextByChance() : nextRanked();
    if (row === undefined) break;
    taken.add(row);
  }
  return [...taken];
}

/** The `count` open rows that come first, without sorting all. */
function best(
  scores: Float64Array,
  kind: 'relevance' | 'uncertain',
  isOpen: (row: number) => boolean,
  count: number,
): number[] {
  const worth = (row: number): number => (kind === 'relevance' ? scores[row]! : -Math.abs(scores[row]!));
  const isBefore = (a: number, b: number): boolean => worth(a) > worth(b) || (worth(a) === worth(b) && a < b);
  const first: number[] = [];
  for (let row = 0; row < scores.length; row++) {
    if (!isOpen(row) || (first.length === count && !isBefore(row, first[count - 1]!))) continue;
    let low = 0;
    let high = first.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (isBefore(row, first[middle]!)) high = middle;
      else low = middle + 1;
    }
    first.splice(low, 0, row);
    if (first.length > count) first.pop();
  }
  return first;
}
