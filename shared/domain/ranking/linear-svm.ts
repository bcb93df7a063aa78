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
  readonly weights: Float64Array;
  bias = 0;
  /** What each row adds to the weights: 0 for rows beyond the margin and rows without a label. */
  private readonly shares: Float64Array;
  private trained: number[] = [];

  constructor(private readonly matrix: TermMatrix) {
    this.weights = new Float64Array(matrix.terms);
    this.shares = new Float64Array(matrix.rows);
  }

  /** Fits `rows` with `sides` (1 or -1) and a cost (C, above 0) for each. Rows of the last fit that are missing are forgotten. */
  fit(rows: ArrayLike<number>, sides: ArrayLike<number>, costs: ArrayLike<number>): void {
    const wanted = Array.from(rows);
    const before = this.trained.map((row) => [row, this.shares[row]!] as const);
    this.shares.fill(0);
    const isWanted = new Set(wanted);
    for (const [row, share] of before) if (isWanted.has(row)) this.shares[row] = share;
    this.trained = wanted;
    let inside = '';
    for (let round = 0; round < MOST_ROUNDS; round++) {
      this.gather(wanted);
      const active: number[] = [];
      for (let i = 0; i < wanted.length; i++) {
        if (sides[i]! * this.score(wanted[i]!) < 1) active.push(i);
        else this.shares[wanted[i]!] = 0;
      }
      const key = active.join();
      if (key === inside) return;
      inside = key;
      this.solve(
        active.map((i) => wanted[i]!),
        active.map((i) => sides[i]!),
        active.map((i) => costs[i]!),
      );
    }
    this.gather(wanted);
  }

  /** How far on the including side a row lies; 1 and -1 are the margins. */
  score(row: number): number {
    return this.bias + this.shares[row]! * this.matrix.own[row]! + this.along(row);
  }

  /** The scores of the first `rows` rows: the weights are multiplied out once for all of them. */
  scores(rows: number): Float64Array {
    const { starts, columns, counts, idf, scale, own } = this.matrix;
    const weighted = this.weights.map((weight, column) => weight * idf[column]!);
    const scores = new Float64Array(rows);
    for (let row = 0; row < rows; row++) {
      let sum = 0;
      for (let at = starts[row]!, end = starts[row + 1]!; at < end; at++)
        sum += SUBLINEAR[counts[at]!]! * weighted[columns[at]!]!;
      scores[row] = this.bias + this.shares[row]! * own[row]! + sum * scale[row]!;
    }
    return scores;
  }

  /** The weights that the rows' shares make. */
  private gather(rows: readonly number[]): void {
    this.weights.fill(0);
    this.bias = 0;
    for (const row of rows) {
      const share = this.shares[row]!;
      if (share === 0) continue;
      this.bias += share;
      this.spread(row, share);
    }
  }

  /** The row's product with the weights. */
  private along(row: number): number {
    const { starts, columns, counts, idf, scale } = this.matrix;
    const { weights } = this;
    let sum = 0;
    for (let at = starts[row]!, end = starts[row + 1]!; at < end; at++) {
      const column = columns[at]!;
      sum += SUBLINEAR[counts[at]!]! * idf[column]! * weights[column]!;
    }
    return sum * scale[row]!;
  }

  /** Adds so much of the row to the weights. */
  private spread(row: number, much: number): void {
    const { starts, columns, counts, idf, scale } = this.matrix;
    const { weights } = this;
    const scaled = much * scale[row]!;
    for (let at = starts[row]!, end = starts[row + 1]!; at < end; at++) {
      const column = columns[at]!;
      weights[column]! += scaled * SUBLINEAR[counts[at]!]! * idf[column]!;
    }
  }

  /** Solves for the shares of `rows`, all others being 0. */
  private solve(rows: readonly number[], sides: readonly number[], costs: readonly number[]): void {
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
    const image = this.product(rows, solution, ridge);
    const residual = Float64Array.from(sides, (side, i) => side - image[i]!);
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

  /** (XXᵀ + 1) v + ridge·v over `rows`; leaves its way through the terms in `weights`. */
  private product(rows: readonly number[], vector: Float64Array, ridge: Float64Array): Float64Array {
    this.weights.fill(0);
    let sum = 0;
    for (let i = 0; i < rows.length; i++) {
      sum += vector[i]!;
      this.spread(rows[i]!, vector[i]!);
    }
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
