import { notEstimable, withInterval } from './estimate';
import type { ValueWithInterval } from './estimate';
import { ONE_CATEGORY, cell, marginsOf, tooLittle } from './table';
import type { AgreementTable } from './table';

/** Scott's pi (1955): chance agreement from the mean of both margins. Variance: Gwet, Br J Math Stat Psychol 2008;61:29. */
export function scottPi(table: AgreementTable): ValueWithInterval {
  const margins = marginsOf(table);
  const none = tooLittle(margins);
  if (none) return none;
  const { n, rows, columns, agreed } = margins;
  const share = rows.map((row, at) => (row + (columns[at] ?? 0)) / (2 * n));
  if (share.some((one) => one === 1)) return notEstimable(ONE_CATEGORY);
  const po = agreed / n;
  const pe = share.reduce((sum, one) => sum + one * one, 0);
  const pi = (po - pe) / (1 - pe);
  let spread = 0;
  for (const [i, mine] of share.entries())
    for (const [j, yours] of share.entries()) {
      const term = (i === j ? 1 : 0) - (1 - pi) * (mine + yours);
      spread += (cell(table[i], j) / n) * term * term;
    }
  const variance = (spread - (po - 2 * (1 - pi) * pe) ** 2) / (n * (1 - pe) ** 2);
  return withInterval(pi, Math.sqrt(Math.max(0, variance)), n);
}
