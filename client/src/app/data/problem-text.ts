import { inject, Injectable } from '@angular/core';
import { problemFrom } from './problem';
import { Texts } from './texts';

/** One fault of a document or request: its code, what a sentence about it names, and the server's own words. */
export interface Fault {
  code: string;
  detail: string;
  values?: Readonly<Record<string, unknown>>;
}

/**
 * One place that says what went wrong in words. Sentences are `problems.<code>` in the root text file, or, for a code of
 * one feature, `<scope>.problems.<code>` when that scope is named. Where neither has it, the sentences of the faults that
 * the problem lists, or the server's own detail.
 */
@Injectable({ providedIn: 'root' })
export class ProblemText {
  private readonly texts = inject(Texts);

  of(error: unknown, scope?: string): string {
    const problem = problemFrom(error);
    const values = { ...problem.more, detail: problem.detail, requestId: problem.requestId ?? '' };
    const key = this.keyOf('problems', problem.code, scope);
    if (key) return this.texts.of(key, values);
    const faults = faultsIn(problem.more['faults'] ?? problem.more['problems']);
    if (faults.length > 0 && faults.every(({ code }) => this.keyOf('faults', code, scope))) {
      return faults.map((fault) => this.ofFault(fault, scope)).join(' ');
    }
    return problem.detail || this.texts.of('problems.unexpected', values);
  }

  /** One fault in words: `<scope>.faults.<code>`, `faults.<code>`, or as the server says it. */
  ofFault({ code, detail, values = {} }: Fault, scope?: string): string {
    const key = this.keyOf('faults', code, scope);
    return key ? this.texts.of(key, { ...values }) : detail;
  }

  private keyOf(group: string, code: string, scope?: string): string | undefined {
    const keys = [...(scope ? [`${scope}.${group}.${code}`] : []), `${group}.${code}`];
    return keys.find((candidate) => this.texts.has(candidate));
  }
}

/** The faults that a problem lists, whatever else it says of each. */
function faultsIn(list: unknown): Fault[] {
  if (!Array.isArray(list)) return [];
  return list.flatMap((one: Partial<Fault> & { message?: string; cause?: string }) =>
    typeof one.code === 'string'
      ? [{ code: one.code, detail: one.detail ?? one.message ?? one.cause ?? '', values: one.values ?? {} }]
      : [],
  );
}
