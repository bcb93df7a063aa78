import { ReadProblem } from './reference';

/** At most this many entries of one code are kept one by one; the rest is told as a sum, so a report stays readable. */
const PER_CODE = 200;

/** What a reader met, in order, with floods of one kind folded into a closing sum. */
export class Problems {
  private readonly list: ReadProblem[] = [];
  private readonly counts = new Map<string, { count: number; severity: ReadProblem['severity'] }>();

  add(
    severity: ReadProblem['severity'],
    code: string,
    message: string,
    line: number | null = null,
    record: number | null = null,
  ): void {
    const seen = this.counts.get(code);
    if (seen) seen.count++;
    else this.counts.set(code, { count: 1, severity });
    if ((seen?.count ?? 1) > PER_CODE) return;
    this.list.push({ line, record, severity, code, message });
  }

  has(code: string): boolean {
    return this.counts.has(code);
  }

  toList(): ReadProblem[] {
    const sums: ReadProblem[] = [];
    for (const [code, { count, severity }] of this.counts) {
      if (count <= PER_CODE) continue;
      const message = `${count - PER_CODE} more of this kind are not listed one by one.`;
      sums.push({ line: null, record: null, severity, code, message });
    }
    return [...this.list, ...sums];
  }
}
