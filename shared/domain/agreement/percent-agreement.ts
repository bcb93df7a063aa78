import { notEstimable, withInterval } from './estimate';
import type { ValueWithInterval } from './estimate';
import { marginsOf } from './table';
import type { AgreementTable } from './table';

/** Share of records on which both agree (0 to 1), with the binomial standard error. */
export function percentAgreement(table: AgreementTable): ValueWithInterval {
  const { n, agreed } = marginsOf(table);
  if (n === 0) return notEstimable('no record was rated by both');
  const share = agreed / n;
  return withInterval(share, Math.sqrt((share * (1 - share)) / n), n);
}
