/**
 * Fleiss' kappa (Psychol Bull 1971;76:378) for several raters, who need not be the same for each subject.
 *
 * The null standard errors are those of Fleiss, Nee and Landis (1979) and exist only where every subject has the same
 * number of ratings; with missing ratings the estimate generalises (Gwet 2014) and stands alone.
 */
import { notEstimable, value } from './estimate';
import type { Estimable, Value } from './estimate';
import { normalTwoSidedP } from './distributions';
import { categoryShares, pairAgreement, ratedBy, subjectCounts } from './several-raters';
import type { Rating, Ratings } from './several-raters';

export type FleissKappa = Estimable<{
  value: number;
  observed: number;
  expected: number;
  seNull: number | null;
  z: number | null;
  p: number | null;
  subjects: number;
  perCategory: { category: Rating; kappa: Value; seNull: number | null }[];
}>;

export function fleissKappa(ratings: Ratings, categories?: readonly Rating[]): FleissKappa {
  const { categories: names, counts } = subjectCounts(ratings, categories);
  const pairs = pairAgreement(counts);
  if (pairs.subjects < 2) return notEstimable('fewer than two subjects were rated by two raters');
  const shares = categoryShares(counts);
  if (counts.flatMap((row) => row.filter((count) => count > 0)).length === 0 || usedOnce(counts))
    return notEstimable('all ratings are in one category');
  const expected = shares.reduce((sum, share) => sum + share * share, 0);
  const kappa = (pairs.mean - expected) / (1 - expected);
  const raters = ratedBy(counts[0] ?? []);
  const even = counts.every((row) => ratedBy(row) === raters);
  const all = counts.length * raters * (raters - 1);
  const inner = shares.reduce((sum, p) => sum + p * (1 - p), 0);
  const skew = shares.reduce((sum, p) => sum + p * (1 - p) * (1 - 2 * p), 0);
  const seNull = even ? (Math.SQRT2 / (inner * Math.sqrt(all))) * Math.sqrt(inner * inner - skew) : null;
  const z = seNull !== null && seNull > 0 ? kappa / seNull : null;
  return {
    estimable: true,
    value: kappa,
    observed: pairs.mean,
    expected,
    seNull,
    z,
    p: z === null ? null : normalTwoSidedP(z),
    subjects: counts.length,
    perCategory: names.map((category, at) => ({
      category,
      kappa: ofCategory(counts, at, shares[at] ?? 0, raters, even),
      seNull: even ? Math.sqrt(2 / all) : null,
    })),
  };
}

function usedOnce(counts: readonly (readonly number[])[]): boolean {
  const width = counts[0]?.length ?? 0;
  return Array.from({ length: width }).filter((_, at) => counts.some((row) => (row[at] ?? 0) > 0)).length < 2;
}

/** This category against all others. */
function ofCategory(
  counts: readonly (readonly number[])[],
  at: number,
  share: number,
  raters: number,
  even: boolean,
): Value {
  if (!even) return notEstimable('the number of ratings differs between subjects');
  if (share === 0 || share === 1)
    return notEstimable(share === 0 ? 'nobody used this category' : 'all ratings are here');
  const split = counts.reduce((sum, row) => sum + (row[at] ?? 0) * (raters - (row[at] ?? 0)), 0);
  return value(1 - split / (counts.length * raters * (raters - 1) * share * (1 - share)));
}
