/**
 * Cohen's kappa (1960) and weighted kappa (1968), with the large-sample variances of Fleiss, Cohen and Everitt
 * (Psychol Bull 1969;72:323).
 *
 * All terms are kept as whole numbers until the last division, so a standard error that is 0 comes out as 0 and not as
 * the square root of a rounding error.
 */
import { Z_975, notEstimable } from './estimate';
import type { Estimable } from './estimate';
import { normalTwoSidedP } from './distributions';
import { ONE_CATEGORY, cell, marginsOf, tooLittle } from './table';
import type { AgreementTable } from './table';

/** Credit for a disagreement of d categories among C: none; 1 - d/(C-1); 1 - (d/(C-1))^2. */
export type Weighting = 'identity' | 'linear' | 'quadratic';

export type Kappa = Estimable<{
  value: number;
  /** For the interval: no assumption that agreement is by chance. */
  se: number;
  lower: number;
  upper: number;
  /** For the test of "no agreement beyond chance". */
  seNull: number;
  /** `null` where the null standard error is 0. */
  z: number | null;
  p: number | null;
  observed: number;
  expected: number;
  n: number;
}>;

export function cohenKappa(table: AgreementTable): Kappa {
  return weightedKappa(table, 'identity');
}

export function weightedKappa(table: AgreementTable, weighting: Weighting): Kappa {
  const margins = marginsOf(table);
  const none = tooLittle(margins);
  if (none) return none;
  const { categories } = margins;
  const scale = BigInt(weightScale(weighting, categories));
  const weight = (i: number, j: number): bigint => BigInt(scaledWeight(weighting, categories, i, j));
  const n = BigInt(margins.n);
  const rows = margins.rows.map(BigInt);
  const columns = margins.columns.map(BigInt);
  const indices = rows.map((_, at) => at);
  const f = (i: number, j: number): bigint => BigInt(cell(table[i], j));

  // With weights scaled to whole numbers: po = observed / (scale n), pe = expected / (scale n^2).
  let observed = 0n;
  let expected = 0n;
  const rowMean = rows.map(() => 0n);
  const columnMean = rows.map(() => 0n);
  for (const i of indices)
    for (const j of indices) {
      const w = weight(i, j);
      observed += w * f(i, j);
      expected += w * (rows[i] ?? 0n) * (columns[j] ?? 0n);
      rowMean[i] = (rowMean[i] ?? 0n) + w * (columns[j] ?? 0n);
      columnMean[j] = (columnMean[j] ?? 0n) + w * (rows[i] ?? 0n);
    }
  const room = scale * n * n - expected;
  if (room === 0n) return notEstimable(ONE_CATEGORY);

  const disagreement = n * (scale * n - observed);
  const centre = scale * n * (n * observed - expected) - expected * (scale * n - observed);
  let spread = 0n;
  let spreadNull = 0n;
  for (const i of indices)
    for (const j of indices) {
      const both = (rowMean[i] ?? 0n) + (columnMean[j] ?? 0n);
      const term = weight(i, j) * room * n - disagreement * both;
      spread += f(i, j) * term * term;
      const termNull = n * weight(i, j) - both;
      spreadNull += (rows[i] ?? 0n) * (columns[j] ?? 0n) * termNull * termNull;
    }
  const kappa = ratio(n * observed - expected, room);
  const se = Math.sqrt(Math.max(0, ratio(spread - n * centre * centre, room ** 4n)));
  const seNull = Math.sqrt(Math.max(0, ratio(spreadNull - expected * expected, n * room * room)));
  const z = seNull > 0 ? kappa / seNull : null;
  return {
    estimable: true,
    value: kappa,
    se,
    lower: kappa - Z_975 * se,
    upper: kappa + Z_975 * se,
    seNull,
    z,
    p: z === null ? null : normalTwoSidedP(z),
    observed: ratio(observed, scale * n),
    expected: ratio(expected, scale * n * n),
    n: margins.n,
  };
}

/** What weights are multiplied with to become whole numbers. */
export function weightScale(weighting: Weighting, categories: number): number {
  const steps = categories - 1;
  return weighting === 'identity' ? 1 : weighting === 'linear' ? steps : steps * steps;
}

export function scaledWeight(weighting: Weighting, categories: number, i: number, j: number): number {
  const distance = Math.abs(i - j);
  const steps = categories - 1;
  if (weighting === 'identity') return distance === 0 ? 1 : 0;
  return weighting === 'linear' ? steps - distance : steps * steps - distance * distance;
}

/** Quotient of two whole numbers of any size, to double precision. */
function ratio(numerator: bigint, denominator: bigint): number {
  if (numerator === 0n) return 0;
  const negative = numerator < 0n !== denominator < 0n;
  const [a, b] = [abs(numerator), abs(denominator)];
  // 64 binary digits of the quotient are more than a double holds.
  const shift = BigInt(Math.max(0, b.toString(2).length - a.toString(2).length + 64));
  const quotient = (a << shift) / b;
  const digits = BigInt(Math.max(0, quotient.toString(2).length - 64));
  const magnitude = Number(quotient >> digits) * 2 ** (Number(digits) - Number(shift));
  return negative ? -magnitude : magnitude;
}

function abs(one: bigint): bigint {
  return one < 0n ? -one : one;
}
