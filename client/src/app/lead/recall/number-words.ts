/** A share (0 to 1) in per cent with at most one digit, in the reader's own notation. */
export const inPercent = (share: number): string =>
  (share * 100).toLocaleString(undefined, { maximumFractionDigits: 1 });

/** A chance as journals print it. */
export const chance = (p: number): string => (p < 0.001 ? '< 0.001' : p.toFixed(3));
