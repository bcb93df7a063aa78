/**
 * How well an order finds the included records, defined as ASReview defines them (asreview-insights; de Bruin et al.).
 * `order` holds, for each record in the order read, whether it is included; priors are left out.
 */
export interface RankingMetrics {
  records: number;
  includes: number;
  /** 0 perfect, 0.5 random, 1 worst; null where nothing, or everything, is included. */
  loss: number | null;
  ndcg: number | null;
  /** Mean share of the list read when an included record is found. */
  atd: number | null;
  /** Share of the included found within the first tenth of the list. */
  recallAt10: number | null;
  /** Reading saved at 95 % (100 %) recall over a random order; it may be negative. */
  wss95: number | null;
  wss100: number | null;
  /** Records read until 95 % (100 %) of the included are found. */
  readFor95: number | null;
  readFor100: number | null;
}

export function rankingMetrics(order: readonly boolean[]): RankingMetrics {
  const n = order.length;
  const positions = order.flatMap((isIncluded, at) => (isIncluded ? [at + 1] : []));
  const r = positions.length;
  if (r === 0) {
    const none = { loss: null, ndcg: null, atd: null, recallAt10: null, wss95: null, wss100: null };
    return { records: n, includes: 0, ...none, readFor95: null, readFor100: null };
  }
  const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
  // An include at position p counts in every cumulative sum from p on.
  const found = sum(positions.map((position) => n - position + 1));
  const readFor = (share: number): number => positions[Math.ceil(share * r - 1e-9) - 1]!;
  const wss = (share: number): number => share - readFor(share) / n;
  const gain = (at: number): number => 1 / Math.log2(at + 1);
  return {
    records: n,
    includes: r,
    loss: r === n ? null : (r * (n - (r - 1) / 2) - found) / (r * (n - r)),
    ndcg: sum(positions.map(gain)) / sum(positions.map((_, at) => gain(at + 1))),
    atd: sum(positions) / r / n,
    recallAt10: positions.filter((position) => position <= Math.floor(n / 10)).length / r,
    wss95: wss(0.95),
    wss100: wss(1),
    readFor95: readFor(0.95),
    readFor100: readFor(1),
  };
}
