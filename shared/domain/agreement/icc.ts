/**
 * Intraclass correlations of McGraw and Wong (Psychol Methods 1996;1:30) for numbers that several raters took from the
 * same subjects, with their F-based 95% limits. For extracted numbers, where kappa has nothing to say.
 */
import { notEstimable } from './estimate';
import type { Estimable } from './estimate';
import { fQuantile, fUpperTail } from './distributions';

export interface IccModel {
  /** `oneway`: raters differ from subject to subject; `twoway`: the same raters for all. */
  model: 'oneway' | 'twoway';
  /** `agreement` counts a rater's constant offset as error, `consistency` does not; one-way knows consistency only. */
  type: 'consistency' | 'agreement';
  /** Reliability of one rater's number, or of the mean of all raters. */
  unit: 'single' | 'average';
}

export type Icc = Estimable<{
  value: number;
  lower: number;
  upper: number;
  f: number;
  df1: number;
  df2: number;
  p: number;
  subjects: number;
  raters: number;
}>;

/** `rows[subject][rater]`; subjects with a missing number are left out. */
export function icc(rows: readonly (readonly (number | null)[])[], { model, type, unit }: IccModel): Icc {
  const complete = rows.filter((row) =>
    row.every((number) => number !== null && Number.isFinite(number)),
  ) as number[][];
  const n = complete.length;
  const k = complete[0]?.length ?? 0;
  if (n < 2) return notEstimable('fewer than two subjects have a number from every rater');
  if (k < 2) return notEstimable('there are fewer than two raters');
  if (complete.some((row) => row.length !== k)) return notEstimable('subjects differ in the number of raters');
  if (model === 'oneway' && type === 'agreement') return notEstimable('the one-way model knows consistency only');

  const mean = (list: readonly number[]): number => list.reduce((sum, one) => sum + one, 0) / list.length;
  const grand = mean(complete.map(mean));
  const raterMeans = Array.from({ length: k }, (_, at) => mean(complete.map((row) => row[at] ?? 0)));
  let [within, between, residual] = [0, 0, 0];
  for (const row of complete) {
    const own = mean(row);
    between += k * (own - grand) ** 2;
    row.forEach((number, at) => {
      within += (number - own) ** 2;
      residual += (number - own - (raterMeans[at] ?? 0) + grand) ** 2;
    });
  }
  const msSubjects = between / (n - 1);
  const msWithin = within / (n * (k - 1));
  const msRaters = (n * raterMeans.reduce((sum, one) => sum + (one - grand) ** 2, 0)) / (k - 1);
  const msError = residual / ((n - 1) * (k - 1));
  const error = model === 'oneway' ? msWithin : msError;
  if (msSubjects === 0 && error === 0) return notEstimable('the numbers do not vary');
  if (error === 0) return notEstimable('raters never differ, so the F limits do not exist');

  const f = msSubjects / error;
  const df1 = n - 1;
  const shape = { subjects: n, raters: k };
  if (type === 'consistency') {
    const df2 = model === 'oneway' ? n * (k - 1) : (n - 1) * (k - 1);
    const low = f / fQuantile(0.975, df1, df2);
    const high = f * fQuantile(0.975, df2, df1);
    const of = (ratio: number): number => (unit === 'single' ? (ratio - 1) / (ratio + k - 1) : 1 - 1 / ratio);
    return {
      estimable: true,
      value: of(f),
      lower: of(low),
      upper: of(high),
      f,
      df1,
      df2,
      p: fUpperTail(f, df1, df2),
      ...shape,
    };
  }

  const value =
    unit === 'single'
      ? (msSubjects - msError) / (msSubjects + (k - 1) * msError + (k / n) * (msRaters - msError))
      : (msSubjects - msError) / (msSubjects + (msRaters - msError) / n);
  // Satterthwaite's degrees of freedom for the mixture of rater and residual variance. For the average, McGraw and Wong
  // put the single-rater coefficient here in effect; irr 0.84.1 puts the average one, and its limits are the ones known.
  const a = (k * value) / (n * (1 - value));
  const b = 1 + (k * value * (n - 1)) / (n * (1 - value));
  const df2 =
    (a * msRaters + b * msError) ** 2 / ((a * msRaters) ** 2 / (k - 1) + (b * msError) ** 2 / ((n - 1) * (k - 1)));
  const low = fQuantile(0.975, df1, df2);
  const high = fQuantile(0.975, df2, df1);
  const rest = unit === 'single' ? k * msRaters + (k * n - k - n) * msError : msRaters - msError;
  return {
    estimable: true,
    value,
    lower: (n * (msSubjects - low * msError)) / (low * rest + n * msSubjects),
    upper: (n * (high * msSubjects - msError)) / (rest + n * high * msSubjects),
    f,
    df1,
    df2,
    p: fUpperTail(f, df1, df2),
    ...shape,
  };
}
