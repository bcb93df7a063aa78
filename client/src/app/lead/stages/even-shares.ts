/** Whole percents that make 100 and differ by one at most, the larger ones first. */
export function evenShares(memberIds: readonly string[]): Record<string, number> {
  const floor = memberIds.length > 0 ? Math.floor(100 / memberIds.length) : 0;
  const extra = 100 - floor * memberIds.length;
  return Object.fromEntries(memberIds.map((memberId, at) => [memberId, floor + (at < extra ? 1 : 0)]));
}
