import { withInterval } from './estimate';
import type { ValueWithInterval } from './estimate';
import { marginsOf, tooLittle } from './table';
import type { AgreementTable } from './table';

/**
 * Prevalence- and bias-adjusted kappa (Byrt, Bishop, Carlin 1993), for C categories the coefficient of Brennan and
 * Prediger: (C po - 1)/(C - 1). A rescaled percent agreement: it says nothing about prevalence, so print it beside kappa.
 */
export function pabak(table: AgreementTable): ValueWithInterval {
  const margins = marginsOf(table);
  const none = tooLittle(margins);
  if (none) return none;
  const { n, categories, agreed } = margins;
  const po = agreed / n;
  const chance = 1 / categories;
  return withInterval((po - chance) / (1 - chance), Math.sqrt((po * (1 - po)) / n) / (1 - chance), n);
}
