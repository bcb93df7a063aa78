import { PROBLEM_SENTENCES, type ProblemParams, sentence, shortened, type Wording } from './problem-sentences';
import { ReadProblem } from './reference';

/** At most this many entries of one code are kept one by one; the rest is told as a sum, so a report stays readable. */
const PER_CODE = 200;

/** What a reader met, in order, with floods of one kind folded into a closing sum. */
export class Problems {
  private readonly list: ReadProblem[] = [];
  private readonly counts = new Map<string, { count: number; severity: ReadProblem['severity'] }>();

  add(wording: Wording, params: ProblemParams = {}, line: number | null = null, record: number | null = null): void {
    const { severity } = PROBLEM_SENTENCES[wording];
    const code = codeOf(wording);
    const seen = this.counts.get(code);
    if (seen) seen.count++;
    else this.counts.set(code, { count: 1, severity });
    if ((seen?.count ?? 1) > PER_CODE) return;
    const quoted = shortened(params);
    this.list.push({ line, record, severity, code, wording, params: quoted, message: sentence(wording, quoted) });
  }

  has(code: string): boolean {
    return this.counts.has(code);
  }

  toList(): ReadProblem[] {
    const sums: ReadProblem[] = [];
    for (const [code, { count, severity }] of this.counts) {
      if (count <= PER_CODE) continue;
      const wording = 'more_of_kind';
      const params = { count: count - PER_CODE };
      sums.push({ line: null, record: null, severity, code, wording, params, message: sentence(wording, params) });
    }
    return [...this.list, ...sums];
  }
}

/** What is wrong, without how it showed. */
const codeOf = (wording: Wording): string => wording.split('.', 1)[0]!;
