/**
 * A statistic is a number or the reason why there is none; never NaN, and never a 0 or 1 that nothing supports.
 */
export interface NotEstimable {
  estimable: false;
  /** A phrase that fits after "not estimable:". */
  reason: string;
}

export type Estimable<T> = ({ estimable: true } & T) | NotEstimable;

/** A coefficient alone. */
export type Value = Estimable<{ value: number }>;

/** A coefficient with its large-sample standard error and 95% interval (value -/+ 1.96 se, not cut at the scale's ends). */
export type ValueWithInterval = Estimable<{ value: number; se: number; lower: number; upper: number; n: number }>;

export function notEstimable(reason: string): NotEstimable {
  return { estimable: false, reason };
}

export function value(number: number): Value {
  return { estimable: true, value: number };
}

/** 97.5% point of the standard normal distribution. */
export const Z_975 = 1.959963984540054;

export function withInterval(number: number, se: number, n: number): ValueWithInterval {
  return { estimable: true, value: number, se, lower: number - Z_975 * se, upper: number + Z_975 * se, n };
}
