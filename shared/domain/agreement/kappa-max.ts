import { notEstimable, value } from './estimate';
import type { Value } from './estimate';
import { ONE_CATEGORY, marginsOf, tooLittle } from './table';
import type { AgreementTable } from './table';

/** The largest kappa these margins allow: raters who include at different rates cannot reach 1 (Cohen 1960). */
export function kappaMax(table: AgreementTable): Value {
  const margins = marginsOf(table);
  const none = tooLittle(margins);
  if (none) return none;
  const { n, rows, columns } = margins;
  const most = rows.reduce((sum, row, at) => sum + Math.min(row, columns[at] ?? 0), 0);
  const chance = rows.reduce((sum, row, at) => sum + row * (columns[at] ?? 0), 0);
  return n * n === chance ? notEstimable(ONE_CATEGORY) : value((n * most - chance) / (n * n - chance));
}
