/**
 * Round values for an axis that begins at 0: steps of 1, 2, 2.5 or 5 times a power of ten (2.5 from 25 on, so that counts
 * stay whole), about as many as wanted. The last one does not pass `most`.
 */
export function roundTicks(most: number, wanted: number): number[] {
  if (most <= 0) return [0];
  const rough = most / Math.max(1, wanted);
  const power = 10 ** Math.max(0, Math.floor(Math.log10(rough)));
  const factor = [1, 2, 2.5, 5, 10].find((one) => one * power >= rough && Number.isInteger(one * power)) ?? 10;
  const step = factor * power;
  return Array.from({ length: Math.floor(most / step) + 1 }, (_, at) => at * step);
}
