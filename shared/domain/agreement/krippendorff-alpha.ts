/**
 * Krippendorff's alpha (Computing Krippendorff's Alpha-Reliability, 2011): any number of raters, missing ratings, four
 * levels of measurement. Alpha = 1 - Do/De from the coincidence matrix; each unit's pairs weigh 1/(m_u - 1), units with
 * fewer than two values are dropped.
 */
import { notEstimable } from './estimate';
import type { Estimable } from './estimate';
import { ratedBy, subjectCounts } from './several-raters';
import type { Rating, Ratings } from './several-raters';

export type Level = 'nominal' | 'ordinal' | 'interval' | 'ratio';

export type Alpha = Estimable<{
  value: number;
  observedDisagreement: number;
  expectedDisagreement: number;
  /** Units with two values or more. */
  units: number;
  /** Values in those units. */
  values: number;
}>;

/** Ordinal words need `categories` in their order; interval and ratio need numbers. */
export function krippendorffAlpha(ratings: Ratings, level: Level, categories?: readonly Rating[]): Alpha {
  const { categories: names, counts } = subjectCounts(ratings, categories);
  const units = counts.filter((row) => ratedBy(row) >= 2);
  if (units.length === 0) return notEstimable('no unit was rated by two raters');
  const numbers = names.map((name) => (typeof name === 'number' ? name : Number.NaN));
  if ((level === 'interval' || level === 'ratio') && numbers.some((number) => !Number.isFinite(number)))
    return notEstimable(`the ${level} level needs numbers`);
  if (level === 'ratio' && numbers.some((number) => number < 0))
    return notEstimable('the ratio level needs numbers of 0 or more');

  const totals = names.map((_, at) => units.reduce((sum, row) => sum + (row[at] ?? 0), 0));
  const n = totals.reduce((sum, total) => sum + total, 0);
  const distance = squaredDistance(level, numbers, totals);
  let observed = 0;
  let expected = 0;
  for (const c of names.keys())
    for (const k of names.keys()) {
      if (c === k) continue;
      const far = distance(c, k);
      for (const row of units) observed += ((row[c] ?? 0) * (row[k] ?? 0) * far) / (ratedBy(row) - 1);
      expected += (totals[c] ?? 0) * (totals[k] ?? 0) * far;
    }
  observed /= n;
  expected /= n * (n - 1);
  if (expected === 0) return notEstimable('all ratings are in one category');
  return {
    estimable: true,
    value: 1 - observed / expected,
    observedDisagreement: observed,
    expectedDisagreement: expected,
    units: units.length,
    values: n,
  };
}

function squaredDistance(
  level: Level,
  numbers: readonly number[],
  totals: readonly number[],
): (c: number, k: number) => number {
  const at = (list: readonly number[], index: number): number => list[index] ?? 0;
  switch (level) {
    case 'nominal':
      return () => 1;
    case 'ordinal':
      return (c, k) => {
        const [low, high] = [Math.min(c, k), Math.max(c, k)];
        let between = -(at(totals, low) + at(totals, high)) / 2;
        for (let g = low; g <= high; g++) between += at(totals, g);
        return between * between;
      };
    case 'interval':
      return (c, k) => (at(numbers, c) - at(numbers, k)) ** 2;
    case 'ratio':
      return (c, k) => ((at(numbers, c) - at(numbers, k)) / (at(numbers, c) + at(numbers, k))) ** 2;
  }
}
