import { notEstimable, withInterval } from './estimate';
import type { ValueWithInterval } from './estimate';
import { categoryShares, pairAgreement, ratedBy, subjectCounts } from './several-raters';
import type { Rating, Ratings } from './several-raters';

/**
 * Gwet's AC1 for several raters with missing ratings, with his linearised variance over subjects (Gwet, Handbook of
 * Inter-Rater Reliability, 4th ed. 2014, ch. 5): subjects are the sample, raters are fixed.
 */
export function gwetAc1OfRaters(ratings: Ratings, categories?: readonly Rating[]): ValueWithInterval {
  const { categories: names, counts } = subjectCounts(ratings, categories);
  const pairs = pairAgreement(counts);
  if (pairs.subjects < 2) return notEstimable('fewer than two subjects were rated by two raters');
  const shares = categoryShares(counts);
  if (names.length < 2 || shares.some((share) => share === 1)) return notEstimable('all ratings are in one category');
  const n = counts.length;
  const pe = shares.reduce((sum, share) => sum + share * (1 - share), 0) / (names.length - 1);
  const ac = (pairs.mean - pe) / (1 - pe);
  let spread = 0;
  for (const row of counts) {
    const raters = ratedBy(row);
    const agreed =
      raters < 2 ? 0 : row.reduce((sum, count) => sum + count * (count - 1), 0) / (raters * (raters - 1)) - pe;
    const own = ((n / pairs.subjects) * agreed) / (1 - pe);
    const chance =
      row.reduce((sum, count, at) => sum + count * (1 - (shares[at] ?? 0)), 0) / raters / (names.length - 1);
    spread += (own - (2 * (1 - ac) * (chance - pe)) / (1 - pe) - ac) ** 2;
  }
  return withInterval(ac, Math.sqrt(spread / (n * (n - 1))), n);
}
