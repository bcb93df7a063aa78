import type { RankerConfig } from './config';
import { Learner, type TermWeight } from './learner';
import type { Pool } from './pool';

/**
 * Decided records that look the other way to a model that never saw how they were decided: excluded ones that look
 * included, and included ones that look excluded.
 *
 * The records are dealt into parts; each part is scored by a model that learnt from all the others (cross-validation). A
 * model that had learnt from a record would repeat what it was told about it. Odd is an excluded record that scores
 * above the lower quartile of the included, and an included one below the upper quartile of the excluded: the margin itself
 * means little, since the few included weigh so much more in learning. The model advises a second look and says nothing of
 * who is right.
 */
export interface Odd {
  row: number;
  isIncluded: boolean;
  score: number;
  /** Terms that weigh most in the score. */
  terms: TermWeight[];
}

/** Parts into which records are dealt. */
export const PARTS = 5;

/** What one part comes to: the furthest of each kind, and all scores by kind. */
export interface Part {
  furthest: Odd[];
  included: Float64Array;
  excluded: Float64Array;
}

/**
 * The scores of one part's records, by a model that learnt from the others; null where those are of one kind alone.
 *
 * @param labels row and whether it is included, of final records
 * @param part   0 to PARTS - 1; records of each kind are dealt in turn, by row, so that a part holds its share of both
 * @param most   how many of each kind are explained
 */
export function scoredPart(
  pool: Pool,
  config: RankerConfig,
  labels: ReadonlyMap<number, boolean>,
  part: number,
  most: number,
): Part | null {
  const dealt = { included: 0, excluded: 0 };
  const own: { row: number; isIncluded: boolean }[] = [];
  const others = new Map<number, boolean>();
  for (const row of [...labels.keys()].sort((a, b) => a - b)) {
    const isIncluded = labels.get(row) === true;
    if (dealt[isIncluded ? 'included' : 'excluded']++ % PARTS === part) own.push({ row, isIncluded });
    else others.set(row, isIncluded);
  }
  const learner = new Learner(pool, config);
  learner.tellAll(others);
  if (!learner.isTrained) return null;
  const scores = learner.scores() as Float64Array;
  const scored = own.map((one) => ({ ...one, score: scores[one.row] as number }));
  const ofKind = (isIncluded: boolean): Float64Array =>
    Float64Array.from(scored.filter((one) => one.isIncluded === isIncluded).map(({ score }) => score));
  return {
    furthest: furthestOf(scored, most).map((one) => ({ ...one, terms: learner.explain(one.row) })),
    included: ofKind(true),
    excluded: ofKind(false),
  };
}

/** The odd records of all parts, at most `most` of each kind: excluded ones first, the oddest of a kind before the others. */
export function oddest(parts: readonly Part[], most: number): Odd[] {
  const least = quantile(joined(parts.map(({ included }) => included)), 0.25);
  const top = quantile(joined(parts.map(({ excluded }) => excluded)), 0.75);
  const odd = parts
    .flatMap(({ furthest }) => furthest)
    .filter(({ isIncluded, score }) => (isIncluded ? score < top : score > least));
  return furthestOf(odd, most);
}

function furthestOf<T extends Omit<Odd, 'terms'>>(all: readonly T[], most: number): T[] {
  const excluded = all.filter(({ isIncluded }) => !isIncluded).sort((a, b) => b.score - a.score || a.row - b.row);
  const included = all.filter(({ isIncluded }) => isIncluded).sort((a, b) => a.score - b.score || a.row - b.row);
  return [...excluded.slice(0, most), ...included.slice(0, most)];
}

const joined = (arrays: readonly Float64Array[]): Float64Array => Float64Array.from(arrays.flatMap((one) => [...one]));

/** The value with the given share (0 to 1) below or at it; NaN of nothing, which nothing is above or below. */
function quantile(values: Float64Array, share: number): number {
  const sorted = values.slice().sort();
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? NaN;
}
