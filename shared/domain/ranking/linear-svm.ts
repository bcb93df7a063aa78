import { SUBLINEAR, type TermMatrix } from './term-matrix';

/** Training ends when what is left of the equations is this small, relative to their right side. */
const TOLERANCE = 1e-5;
const MOST_STEPS = 500;
const MOST_ROUNDS = 50;

/**
 * A linear support vector machine with squared hinge loss, its bias regularised as one more feature of value 1: the
 * model of liblinear's solvers 1 and 2 (Fan et al., JMLR 2008;9:1871).
 *
 * The loss is made of squares, so among the rows inside the margin the optimum solves one linear system,
 * (XXᵀ + 1 + 1/(2C)) β = y (finite Newton; Keerthi & DeCoste, JMLR 2005;6:341). It is solved by preconditioned
 * conjugate gradients from the last solution: after one more decision a few steps are enough, where coordinate
 * descent needs hundreds of passes, because all rows share the bias.
 */
export class LinearSvm {
  bias = 0;
  /** Each term's weight times its idf: what the term adds to a score, but for how often it stands in the row and the row's length. */
  private readonly pulls: Float64Array;
  /** What each row adds to the weights: 0 for rows beyond the margin and rows without a label. */
  private readonly shares: Float64Array;
  private trained: number[] = [];

  constructor(private readonly matrix: TermMatrix) {
    this.pulls = new Float64Array(matrix.terms);
    this.shares = new Float64Array(matrix.rows);
  }

  /** Fits `rows` with `sides` (1 or -1) and a cost (C, above 0) for each. Rows of the last fit that are missing are forgotten. */
  fit(rows: ArrayLike<number>, sides: ArrayLike<number>, costs: ArrayLike<number>): void {
    const wanted = Array.from(rows);
    const isWanted = new Set(wanted);
    if (this.clear(this.trained.filter((row) => !isWanted.has(row)))) this.gather(wanted);
    this.trained = wanted;
    let inside: string | null = null;
    for (let round = 0; round < MOST_ROUNDS; round++) {
      let leanings = wanted.map((row) => this.leaning(row));
      const isActive = wanted.map((row, i) => sides[i]! * (leanings[i]! + this.ownPart(row)) < 1);
      const key = isActive.join();
      if (key === inside) return;
      inside = key;
      if (this.clear(wanted.filter((_, i) => !isActive[i]))) {
        this.gather(wanted);
        leanings = wanted.map((row) => this.leaning(row));
      }
      const active = wanted.map((_, i) => i).filter((i) => isActive[i]);
      this.solve(
        active.map((i) => wanted[i]!),
        active.map((i) => sides[i]!),
        active.map((i) => costs[i]!),
        active.map((i) => leanings[i]!),
      );
      this.gather(wanted);
    }
  }

  /** How far on the including side a row lies; 1 and -1 are the margins. */
  score(row: number): number {
    return this.leaning(row) + this.ownPart(row);
  }

  /** The weight of a term: times its value in a row, it is the term's part of the row's score. */
  weightOf(column: number): number {
    return this.pulls[column]! / this.matrix.idf[column]!;
  }

  /** Takes the shares from these rows; whether any had one. */
  private clear(rows: readonly number[]): boolean {
    let hadShare = false;
    for (const row of rows) {
      hadShare ||= this.shares[row] !== 0;
      this.shares[row] = 0;
    }
    return hadShare;
  }

  /** Makes the weights and the bias those of the rows' shares, as they are between one fit and the next. */
  private gather(rows: readonly number[]): void {
    this.bias = this.combine(
      rows,
      rows.map((row) => this.shares[row]!),
    );
  }

  /** Sets the pulls to those of so much of each row; returns the sum. */
  private combine(rows: readonly number[], much: ArrayLike<number>): number {
    const { starts, columns, counts, idf, scale } = this.matrix;
    const { pulls } = this;
    const sublinear = SUBLINEAR;
    pulls.fill(0);
    let sum = 0;
    for (let i = 0; i < rows.length; i++) {
      if (much[i] === 0) continue;
      const row = rows[i]!;
      sum += much[i]!;
      const scaled = much[i]! * scale[row]!;
      for (let at = starts[row]!, end = starts[row + 1]!; at < end; at++)
        pulls[columns[at]!]! += scaled * sublinear[counts[at]!]!;
    }
    // Once as part of the rows that were added, once for the rows that will be multiplied with them.
    for (let column = 0; column < pulls.length; column++) pulls[column]! *= idf[column]! * idf[column]!;
    return sum;
  }

  /** A row's score but for what it has alone. */
  private leaning(row: number): number {
    return this.bias + this.along(row);
  }

  private ownPart(row: number): number {
    return this.shares[row]! * this.matrix.own[row]!;
  }

  /** The row's product with the weights. */
  private along(row: number): number {
    const { starts, columns, counts, scale } = this.matrix;
    const { pulls } = this;
    const sublinear = SUBLINEAR;
    const end = starts[row + 1]!;
    let at = starts[row]!;
    // Two sums, so that an addition need not wait for the one before.
    let even = 0;
    let odd = 0;
    for (; at + 1 < end; at += 2) {
      even += sublinear[counts[at]!]! * pulls[columns[at]!]!;
      odd += sublinear[counts[at + 1]!]! * pulls[columns[at + 1]!]!;
    }
    if (at < end) even += sublinear[counts[at]!]! * pulls[columns[at]!]!;
    return (even + odd) * scale[row]!;
  }

  /** Solves for the shares of `rows`, all others being 0; `leanings` are what the shares they have now make of them. */
  private solve(
    rows: readonly number[],
    sides: readonly number[],
    costs: readonly number[],
    leanings: readonly number[],
  ): void {
    const { shares, matrix } = this;
    const { starts, own } = matrix;
    const n = rows.length;
    const ridge = Float64Array.from(rows, (row, i) => own[row]! + 0.5 / costs[i]!);
    // A row's product with itself: its length, 1, and the bias, 1; a row without words has the bias alone.
    const diagonal = ridge.map((value, i) => {
      const row = rows[i]!;
      return value + 1 + (starts[row] === starts[row + 1] ? 0 : 1 - own[row]!);
    });
    const solution = Float64Array.from(rows, (row) => shares[row]!);
    const residual = Float64Array.from(sides, (side, i) => side - leanings[i]! - ridge[i]! * solution[i]!);
    const scaled = residual.map((value, i) => value / diagonal[i]!);
    const direction = scaled.slice();
    let slope = dot(residual, scaled);
    const enough = TOLERANCE * TOLERANCE * sides.reduce((sum, _, i) => sum + 1 / diagonal[i]!, 0);
    for (let step = 0; step < MOST_STEPS && slope > enough; step++) {
      const turned = this.product(rows, direction, ridge);
      const length = slope / dot(direction, turned);
      for (let i = 0; i < n; i++) {
        solution[i]! += length * direction[i]!;
        residual[i]! -= length * turned[i]!;
        scaled[i] = residual[i]! / diagonal[i]!;
      }
      const next = dot(residual, scaled);
      const turn = next / slope;
      slope = next;
      for (let i = 0; i < n; i++) direction[i] = scaled[i]! + turn * direction[i]!;
    }
    rows.forEach((row, i) => (shares[row] = solution[i]!));
  }

  /** (XXᵀ + 1) v + ridge·v over `rows`; leaves its way through the terms in `pulls`. */
  private product(rows: readonly number[], vector: Float64Array, ridge: Float64Array): Float64Array {
    const sum = this.combine(rows, vector);
    const image = new Float64Array(rows.length);
    for (let i = 0; i < rows.length; i++) image[i] = sum + ridge[i]! * vector[i]! + this.along(rows[i]!);
    return image;
  }
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!;
  return sum;
}
