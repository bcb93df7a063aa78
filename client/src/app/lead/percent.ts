/** A share (0 to 1) as people type it, in per cent to two digits; empty where there is none. */
export const percentOf = (share: number | null | undefined): string =>
  share === null || share === undefined ? '' : String(Number((share * 100).toFixed(2)));

/** What was typed as a share, free of the dust of division (99.9 is 0.999); null where it is no number. */
export function shareOf(percent: string): number | null {
  const value = Number(percent);
  return percent.trim() === '' || !Number.isFinite(value) ? null : Number((value / 100).toFixed(4));
}
