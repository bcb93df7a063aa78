import { notEstimable, value } from './estimate';
import type { Value } from './estimate';
import { cell, marginsOf } from './table';
import type { AgreementTable } from './table';

/**
 * Of the ratings in a category, the share that the other rater shares: 2 p_kk / (p_k. + p_.k), per category in table
 * order. For include/exclude these are positive and negative agreement (Cicchetti and Feinstein 1990).
 */
export function specificAgreement(table: AgreementTable): Value[] {
  const { rows, columns } = marginsOf(table);
  return rows.map((row, at) => {
    const used = row + (columns[at] ?? 0);
    return used === 0 ? notEstimable('nobody used this category') : value((2 * cell(table[at], at)) / used);
  });
}
