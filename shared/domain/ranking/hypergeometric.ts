/**
 * ln(n!) for whole n, exact to rounding: summed up to 255, then Stirling's series, whose error there is below 1e-20.
 */
const SMALL = ((): Float64Array => {
  const table = new Float64Array(256);
  for (let n = 2; n < table.length; n++) table[n] = table[n - 1]! + Math.log(n);
  return table;
})();

function logFactorial(n: number): number {
  if (n < SMALL.length) return SMALL[n]!;
  const x = n + 1;
  const inverse = 1 / (x * x);
  const series = (1 / 12 - inverse * (1 / 360 - inverse * (1 / 1260 - inverse / 1680))) / x;
  return (x - 0.5) * Math.log(x) - x + 0.5 * Math.log(2 * Math.PI) + series;
}

const logChoose = (n: number, k: number): number => logFactorial(n) - logFactorial(k) - logFactorial(n - k);

/**
 * The chance of at most `most` marked ones among `draws` drawn without replacement from `population`, of which `marked`
 * are marked. All whole numbers; `marked` and `draws` at most `population`.
 */
export function hypergeometricAtMost(most: number, population: number, marked: number, draws: number): number {
  const least = Math.max(0, draws - (population - marked));
  const top = Math.min(most, marked, draws);
  if (top < least) return 0;
  if (top === Math.min(marked, draws)) return 1;
  const total = logChoose(population, draws);
  let sum = 0;
  for (let k = least; k <= top; k++)
    sum += Math.exp(logChoose(marked, k) + logChoose(population - marked, draws - k) - total);
  return Math.min(sum, 1);
}
