import { Refusal } from '../refusal';
import { value, notEstimable } from './estimate';
import type { Estimable, Value } from './estimate';
import { binomialTwoSidedHalf } from './distributions';
import { specificAgreement } from './specific-agreement';
import { cell, marginsOf } from './table';
import type { AgreementTable } from './table';

/** What kappa of a 2x2 table must be read with. The first category is the positive one. */
export interface TwoByTwo {
  positiveAgreement: Value;
  negativeAgreement: Value;
  /** (a - d)/n: how far from equally common the two categories are. */
  prevalenceIndex: Value;
  /** (b - c)/n: how far apart the raters' rates of "positive" are. */
  biasIndex: Value;
  mcNemar: McNemar;
}

/** Do the raters differ in how often they say "positive"? Only the records they disagree on count. */
export type McNemar = Estimable<{
  /** (b - c)^2/(b + c), one degree of freedom, without continuity correction; `null` where they never disagree. */
  chiSquare: number | null;
  /** Exact two-sided binomial p. */
  exactP: number;
}>;

export function twoByTwo(table: AgreementTable): TwoByTwo {
  const [positive, negative] = specificAgreement(table);
  const { n, categories } = marginsOf(table);
  if (categories !== 2 || !positive || !negative)
    throw new Refusal('not_a_two_by_two_table', 'These measures need a table of two categories.', 422);
  const none = notEstimable('no record was rated by both');
  const share = (count: number): Value => (n === 0 ? none : value(count / n));
  return {
    positiveAgreement: positive,
    negativeAgreement: negative,
    prevalenceIndex: share(cell(table[0], 0) - cell(table[1], 1)),
    biasIndex: share(cell(table[0], 1) - cell(table[1], 0)),
    mcNemar: n === 0 ? none : mcNemar(table),
  };
}

export function mcNemar(table: AgreementTable): McNemar {
  const [b, c] = [cell(table[0], 1), cell(table[1], 0)];
  return {
    estimable: true,
    chiSquare: b + c === 0 ? null : (b - c) ** 2 / (b + c),
    exactP: binomialTwoSidedHalf(Math.min(b, c), b + c),
  };
}
