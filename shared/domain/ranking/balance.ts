/**
 * A weight for each label so that the included together weigh `ratio` times as much as the excluded together, scaled
 * to mean 1 (the balancer of ASReview's ELAS models). Both sides must be there.
 */
export function balancedWeights(included: readonly boolean[], ratio: number): Float64Array {
  const n1 = included.filter(Boolean).length;
  const n0 = included.length - n1;
  const ofExcluded = n1 / (ratio * n0);
  const mean = (n1 + n0 * ofExcluded) / included.length;
  return Float64Array.from(included, (isIncluded) => (isIncluded ? 1 : ofExcluded) / mean);
}
