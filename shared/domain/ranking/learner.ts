import { balancedWeights } from './balance';
import type { RankerConfig } from './config';
import { LinearSvm } from './linear-svm';
import type { Pool } from './pool';
import { valueAt } from './term-matrix';

/** A term of a record and how much it speaks for (above 0) or against the record. */
export interface TermWeight {
  term: string;
  weight: number;
}

/**
 * One learner over a pool: what it was told decides its scores, in any order of telling, to the precision of training.
 * Each reader has their own, so that nobody's order can depend on somebody else's pending decision.
 */
export class Learner {
  private readonly labels = new Map<number, boolean>();
  private svm: LinearSvm | null = null;
  private isStale = false;

  constructor(
    private readonly pool: Pool,
    private readonly config: RankerConfig,
  ) {}

  /** Records a row as included or excluded; null takes back what was said of it. */
  tell(row: number, isIncluded: boolean | null): void {
    if (isIncluded === null ? !this.labels.has(row) : this.labels.get(row) === isIncluded) return;
    if (isIncluded === null) this.labels.delete(row);
    else this.labels.set(row, isIncluded);
    this.isStale = true;
  }

  /** Makes these the only labels. */
  tellAll(labels: ReadonlyMap<number, boolean>): void {
    for (const row of [...this.labels.keys()]) if (!labels.has(row)) this.tell(row, null);
    for (const [row, isIncluded] of labels) this.tell(row, isIncluded);
  }

  get told(): { included: number; excluded: number } {
    let included = 0;
    for (const isIncluded of this.labels.values()) if (isIncluded) included++;
    return { included, excluded: this.labels.size - included };
  }

  /** Whether both kinds of label are there to learn from; until then the protocol orders, or nothing does. */
  get isTrained(): boolean {
    this.train();
    return this.svm !== null;
  }

  /** A score for every record, larger is more relevant; null when there is nothing to go by. Labelled rows have one too. */
  scores(): Float64Array | null {
    this.train();
    const { svm } = this;
    if (!svm) return this.pool.cold;
    return Float64Array.from({ length: this.pool.matrix.records }, (_, row) => svm.score(row));
  }

  /** The terms that weigh most in a record's score, largest first; empty before the first training. */
  explain(row: number, count = 6): TermWeight[] {
    this.train();
    const { svm, pool } = this;
    if (!svm) return [];
    const { starts, columns } = pool.matrix;
    const terms: TermWeight[] = [];
    for (let at = starts[row]!; at < starts[row + 1]!; at++)
      terms.push({
        term: pool.textOf(columns[at]!),
        weight: valueAt(pool.matrix, row, at) * svm.weightOf(columns[at]!),
      });
    return terms.sort((a, b) => Math.abs(b.weight) - Math.abs(a.weight) || (a.term < b.term ? -1 : 1)).slice(0, count);
  }

  private train(): void {
    if (!this.isStale) return;
    this.isStale = false;
    const { included, excluded } = this.told;
    if (included === 0 || excluded === 0) {
      this.svm = null;
      return;
    }
    this.svm ??= new LinearSvm(this.pool.matrix);
    // Ascending rows: the same labels give the same sums, however they came.
    const rows = [...this.labels.keys()].sort((a, b) => a - b);
    const kinds = rows.map((row) => this.labels.get(row) === true);
    const weights = balancedWeights(kinds, this.config.balancer.ratio);
    const sides = kinds.map((isIncluded) => (isIncluded ? 1 : -1));
    this.svm.fit(
      rows,
      sides,
      weights.map((weight) => weight * this.config.classifier.cost),
    );
  }
}
