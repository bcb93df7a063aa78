/**
 * Dividing citations among readers by share.
 *
 * Each citation goes to `readers` different people, and each person has their percentage of all readings, to within one.
 * Who reads with whom is drawn anew for every citation, so that no two people always meet. The same seed gives the same
 * division. Where the rule wants experts, every citation gets one (and a novice, where it wants one).
 *
 * Feasibility rests on the theorem of Gale and Ryser: quotas that are each at most the number of citations can always be
 * met when the citations' needs differ by one at most. The draw keeps that true at every step: whoever must still read
 * every citation left is taken first, the rest by lot in proportion to what they have left.
 */
export interface ReaderShare {
  memberId: string;
  /** Whole percent of all readings; all shares together are 100. */
  percent: number;
  isExpert: boolean;
}

export type Pairing = 'any' | 'at-least-one-expert' | 'one-expert-one-novice';

export interface DivisionFault {
  code: 'shares_not_whole' | 'too_few_readers' | 'share_too_large' | 'too_few_experts' | 'too_few_novices';
  memberId: string | null;
}

/** What stands against a division, or null. Counted for many citations, so it does not hang on their number. */
export function divisionFault(shares: readonly ReaderShare[], readers: number, pairing: Pairing): DivisionFault | null {
  const sum = (some: readonly ReaderShare[]): number => some.reduce((total, share) => total + share.percent, 0);
  if (sum(shares) !== 100) return { code: 'shares_not_whole', memberId: null };
  if (shares.length < readers) return { code: 'too_few_readers', memberId: null };
  const largest = shares.find((share) => share.percent * readers > 100);
  if (largest) return { code: 'share_too_large', memberId: largest.memberId };
  if (pairing === 'any') return null;
  const experts = shares.filter((share) => share.isExpert);
  if (sum(experts) * readers < 100) return { code: 'too_few_experts', memberId: null };
  const novices = shares.filter((share) => !share.isExpert);
  if (pairing === 'one-expert-one-novice' && sum(novices) * readers < 100) {
    return { code: 'too_few_novices', memberId: null };
  }
  return null;
}

/**
 * @param citationIds in the order they are dealt; the order matters to the draw, not to the shares
 * @param random      uniform on [0, 1), seeded
 * @returns each reader's citations, in the order given; readers whose share rounds to none have an empty list
 * @throws RangeError when the shares cannot be met (see `divisionFault`)
 */
export function divideByShare(
  citationIds: readonly string[],
  shares: readonly ReaderShare[],
  readers: number,
  pairing: Pairing,
  random: () => number,
): Map<string, string[]> {
  const fault = divisionFault(shares, readers, pairing);
  if (fault) throw new RangeError(`shares: ${fault.code}`);
  const count = citationIds.length;
  const quotas = wholeQuotas(shares, count * readers);
  const lists = new Map(shares.map((share) => [share.memberId, [] as string[]]));
  const groups = pairing === 'any' ? [shares] : [shares.filter((s) => s.isExpert), shares.filter((s) => !s.isExpert)];
  if (pairing !== 'any') shiftForPairing(groups, quotas, count, pairing);
  let needs = citationIds.map(() => 0);
  for (const [at, group] of groups.entries()) {
    const total = group.reduce((sum, share) => sum + (quotas.get(share.memberId) ?? 0), 0);
    // The second group takes what the first left of each citation.
    needs = at === 0 ? evenNeeds(total, count, random) : needs.map((taken) => readers - taken);
    deal(citationIds, group, quotas, needs, lists, random);
  }
  return lists;
}

/** Shares of `total` in whole numbers: rounded down, and what is left over given by largest remainder. */
function wholeQuotas(shares: readonly ReaderShare[], total: number): Map<string, number> {
  const exact = shares.map((share) => ({ share, hundredths: share.percent * total }));
  const quotas = new Map(exact.map(({ share, hundredths }) => [share.memberId, Math.floor(hundredths / 100)]));
  let left = total - [...quotas.values()].reduce((sum, quota) => sum + quota, 0);
  const byRemainder = [...exact].sort((a, b) => (b.hundredths % 100) - (a.hundredths % 100));
  for (const { share } of byRemainder) {
    if (left === 0) break;
    quotas.set(share.memberId, (quotas.get(share.memberId) ?? 0) + 1);
    left--;
  }
  return quotas;
}

/** Rounding may leave a group one short of a reader for every citation: one reading then changes hands. */
function shiftForPairing(
  groups: readonly (readonly ReaderShare[])[],
  quotas: Map<string, number>,
  count: number,
  pairing: Pairing,
): void {
  const totalOf = (group: readonly ReaderShare[]): number =>
    group.reduce((sum, share) => sum + (quotas.get(share.memberId) ?? 0), 0);
  const wanting = pairing === 'one-expert-one-novice' ? groups : groups.slice(0, 1);
  for (const group of wanting) {
    const other = groups.find((candidate) => candidate !== group) ?? [];
    while (totalOf(group) < count) {
      const giver = [...other].sort((a, b) => (quotas.get(b.memberId) ?? 0) - (quotas.get(a.memberId) ?? 0))[0];
      const taker = group.find((share) => (quotas.get(share.memberId) ?? 0) < count);
      if (!giver || !taker) throw new RangeError('shares: cannot be paired');
      quotas.set(giver.memberId, (quotas.get(giver.memberId) ?? 0) - 1);
      quotas.set(taker.memberId, (quotas.get(taker.memberId) ?? 0) + 1);
    }
  }
}

/** How many of the group each citation gets: the floor of the mean or one more, the surplus spread by lot. */
function evenNeeds(total: number, count: number, random: () => number): number[] {
  const floor = Math.floor(total / count);
  const needs = Array.from({ length: count }, (_, at) => floor + (at < total - floor * count ? 1 : 0));
  return shuffled(needs, random);
}

function deal(
  citationIds: readonly string[],
  group: readonly ReaderShare[],
  quotas: ReadonlyMap<string, number>,
  needs: readonly number[],
  lists: ReadonlyMap<string, string[]>,
  random: () => number,
): void {
  const left = new Map(group.map((share) => [share.memberId, quotas.get(share.memberId) ?? 0]));
  citationIds.forEach((citationId, at) => {
    const remaining = citationIds.length - at;
    const chosen = new Set([...left].filter(([, quota]) => quota >= remaining).map(([memberId]) => memberId));
    while (chosen.size < (needs[at] ?? 0)) {
      const open = [...left].filter(([memberId, quota]) => quota > 0 && !chosen.has(memberId));
      let point = random() * open.reduce((sum, [, quota]) => sum + quota, 0);
      const drawn = open.find(([, quota]) => (point -= quota) < 0) ?? open.at(-1);
      if (!drawn) throw new RangeError('shares: cannot be met');
      chosen.add(drawn[0]);
    }
    for (const memberId of chosen) {
      lists.get(memberId)?.push(citationId);
      left.set(memberId, (left.get(memberId) ?? 0) - 1);
    }
  });
}

function shuffled<T>(items: readonly T[], random: () => number): T[] {
  const copy = [...items];
  for (let i = copy.length - 1; i > 0; i--) {
    const j = Math.floor(random() * (i + 1));
    [copy[i], copy[j]] = [copy[j] as T, copy[i] as T];
  }
  return copy;
}

/** Uniform numbers on [0, 1) from a seed: mulberry32, which is short, portable and good enough to deal work. */
export function seededRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
