/** The few distribution functions that agreement needs: normal tail, Student and F quantiles, the fair coin. */

/** Two-sided p of a standard normal z, with relative precision far into the tail. */
export function normalTwoSidedP(z: number): number {
  return upperGammaHalf((z * z) / 2);
}

/** Q(1/2, x), the upper regularised incomplete gamma function: a series near 0, a continued fraction beyond. */
function upperGammaHalf(x: number): number {
  if (x === 0) return 1;
  const a = 0.5;
  const front = Math.exp(-x + a * Math.log(x) - 0.5 * Math.log(Math.PI));
  if (x < a + 1) {
    let term = 1 / a;
    let sum = term;
    for (let k = 1; k < 500 && term > sum * 1e-17; k++) {
      term *= x / (a + k);
      sum += term;
    }
    return 1 - front * sum;
  }
  const tiny = 1e-300;
  let b = x + 1 - a;
  let c = 1 / tiny;
  let d = 1 / b;
  let h = d;
  for (let k = 1; k < 1000; k++) {
    const step = -k * (k - a);
    b += 2;
    d = 1 / notZero(step * d + b, tiny);
    c = notZero(b + step / c, tiny);
    const change = d * c;
    h *= change;
    if (Math.abs(change - 1) < 1e-16) break;
  }
  return front * h;
}

/** log Gamma for positive x: recurrence up to 15, then Stirling's series. */
export function logGamma(x: number): number {
  let shift = 0;
  let at = x;
  while (at < 15) {
    shift += Math.log(at);
    at += 1;
  }
  const inverse = 1 / (at * at);
  const series =
    (1 / 12 - inverse * (1 / 360 - inverse * (1 / 1260 - inverse * (1 / 1680 - inverse * (1 / 1188))))) / at;
  return (at - 0.5) * Math.log(at) - at + 0.5 * Math.log(2 * Math.PI) + series - shift;
}

/** I_x(a, b), the regularised incomplete beta function, by Lentz's continued fraction. */
export function incompleteBeta(x: number, a: number, b: number): number {
  if (x <= 0) return 0;
  if (x >= 1) return 1;
  if (x > (a + 1) / (a + b + 2)) return 1 - incompleteBeta(1 - x, b, a);
  const front = Math.exp(logGamma(a + b) - logGamma(a) - logGamma(b) + a * Math.log(x) + b * Math.log1p(-x)) / a;
  const tiny = 1e-300;
  let c = 1;
  let d = 1 / notZero(1 - ((a + b) * x) / (a + 1), tiny);
  let h = d;
  for (let m = 1; m < 2000; m++) {
    for (const step of [
      (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m)),
      (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1)),
    ]) {
      d = 1 / notZero(1 + step * d, tiny);
      c = notZero(1 + step / c, tiny);
      h *= d * c;
    }
    if (Math.abs(d * c - 1) < 1e-16) break;
  }
  return front * h;
}

/** P(F > f) with df1 and df2 degrees of freedom, which need not be whole. */
export function fUpperTail(f: number, df1: number, df2: number): number {
  return f <= 0 ? 1 : incompleteBeta(df2 / (df2 + df1 * f), df2 / 2, df1 / 2);
}

/** The f with P(F <= f) = probability. Bisection on the beta scale, to the last digit a double holds. */
export function fQuantile(probability: number, df1: number, df2: number): number {
  let low = 0;
  let high = 1;
  // x = df2/(df2 + df1 f) falls as f grows, and small x keeps its digits.
  for (let step = 0; step < 1100 && high - low > Number.EPSILON * high * 0.5; step++) {
    const middle = (low + high) / 2;
    if (middle === low || middle === high) break;
    if (incompleteBeta(middle, df2 / 2, df1 / 2) < 1 - probability) low = middle;
    else high = middle;
  }
  const x = (low + high) / 2;
  return ((1 - x) * df2) / (x * df1);
}

/** The 97.5% point of Student's t. */
export function studentQuantile975(df: number): number {
  return Math.sqrt(fQuantile(0.95, 1, df));
}

/** Two-sided exact p for `fewer` of `trials` tosses of a fair coin, `fewer` being the rarer side. */
export function binomialTwoSidedHalf(fewer: number, trials: number): number {
  if (fewer * 2 >= trials) return 1;
  // Summed from the largest term downwards, in logs so that thousands of trials do not underflow.
  const logTerm = (k: number): number =>
    logGamma(trials + 1) - logGamma(k + 1) - logGamma(trials - k + 1) - trials * Math.LN2;
  let sum = 0;
  for (let k = fewer; k >= 0; k--) {
    const term = Math.exp(logTerm(k));
    sum += term;
    if (term < sum * 1e-18) break;
  }
  return Math.min(1, 2 * sum);
}

function notZero(one: number, tiny: number): number {
  return Math.abs(one) < tiny ? tiny : one;
}
