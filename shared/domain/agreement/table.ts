/**
 * Two raters, one set of categories: `table[i][j]` is the number of records that the first rater put into category i
 * and the second into category j.
 */
import { Refusal } from '../refusal';
import { notEstimable } from './estimate';
import type { NotEstimable } from './estimate';

export type AgreementTable = readonly (readonly number[])[];

export interface Margins {
  n: number;
  categories: number;
  rows: number[];
  columns: number[];
  /** Records on the diagonal. */
  agreed: number;
}

/** Margins of a table of counts; a table that is not square or holds something else than counts is a mistake of ours. */
export function marginsOf(table: AgreementTable): Margins {
  const categories = table.length;
  if (table.some((row) => row.length !== categories || row.some((count) => !Number.isSafeInteger(count) || count < 0)))
    throw new Refusal('not_an_agreement_table', 'Agreement needs a square table of whole numbers of 0 or more.', 422);
  const rows = table.map((row) => row.reduce((sum, count) => sum + count, 0));
  const columns = table.map((_, at) => table.reduce((sum, row) => sum + cell(row, at), 0));
  return {
    n: rows.reduce((sum, count) => sum + count, 0),
    categories,
    rows,
    columns,
    agreed: table.reduce((sum, row, at) => sum + cell(row, at), 0),
  };
}

export function cell(row: readonly number[] | undefined, at: number): number {
  return row?.[at] ?? 0;
}

/** Why no chance-corrected coefficient exists for a table, or `null` where one may. */
export function tooLittle({ n, categories }: Margins): NotEstimable | null {
  if (n < 2) return notEstimable(n === 0 ? 'no record was rated by both' : 'only one record was rated by both');
  if (categories < 2) return notEstimable('there is only one category');
  return null;
}

export const ONE_CATEGORY = 'both raters used one and the same category only, so chance alone explains full agreement';
