/**
 * Gwet's AC1 (Br J Math Stat Psychol 2008;61:29) and its weighted form AC2: chance agreement is the probability that a
 * rating made at random meets another, so the coefficient stays steady where one category is rare, as in screening.
 */
import { notEstimable, withInterval } from './estimate';
import type { Estimable, ValueWithInterval } from './estimate';
import { scaledWeight, weightScale } from './cohen-kappa';
import type { Weighting } from './cohen-kappa';
import { studentQuantile975 } from './distributions';
import { ONE_CATEGORY, cell, marginsOf, tooLittle } from './table';
import type { AgreementTable } from './table';

/** `lower`, `upper` use the normal distribution; `lowerT`, `upperT` Student's with n - 1 degrees of freedom, cut at 1. */
export type Ac1 = Estimable<{
  value: number;
  se: number;
  lower: number;
  upper: number;
  lowerT: number;
  upperT: number;
  n: number;
}>;

export function gwetAc1(table: AgreementTable): Ac1 {
  return gwetAc2(table, 'identity');
}

export function gwetAc2(table: AgreementTable, weighting: Weighting): Ac1 {
  const margins = marginsOf(table);
  const none = tooLittle(margins);
  if (none) return none;
  const { n, categories, rows, columns } = margins;
  const share = rows.map((row, at) => (row + (columns[at] ?? 0)) / (2 * n));
  if (share.some((one) => one === 1)) return notEstimable(ONE_CATEGORY);
  const weight = (i: number, j: number): number =>
    scaledWeight(weighting, categories, i, j) / weightScale(weighting, categories);
  let weights = 0;
  let po = 0;
  for (const i of share.keys())
    for (const j of share.keys()) {
      weights += weight(i, j);
      po += (weight(i, j) * cell(table[i], j)) / n;
    }
  const perPair = weights / (categories * (categories - 1));
  const pe = perPair * share.reduce((sum, one) => sum + one * (1 - one), 0);
  const ac = (po - pe) / (1 - pe);
  let spread = 0;
  for (const [i, mine] of share.entries())
    for (const [j, yours] of share.entries()) {
      const term = weight(i, j) - 2 * (1 - ac) * perPair * (1 - (mine + yours) / 2);
      spread += (cell(table[i], j) / n) * term * term;
    }
  const variance = (spread - (po - 2 * (1 - ac) * pe) ** 2) / (n * (1 - pe) ** 2);
  return withStudent(withInterval(ac, Math.sqrt(Math.max(0, variance)), n));
}

function withStudent(normal: ValueWithInterval): Ac1 {
  if (!normal.estimable) return normal;
  const half = studentQuantile975(normal.n - 1) * normal.se;
  return { ...normal, lowerT: normal.value - half, upperT: Math.min(1, normal.value + half) };
}
