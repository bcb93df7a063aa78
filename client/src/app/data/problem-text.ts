import { inject, Injectable } from '@angular/core';
import { problemFrom } from './problem';
import { Texts } from './texts';

/**
 * One place that says what went wrong in words. Sentences are `problems.<code>` in the root text file, or, for a code of
 * one feature, `<scope>.problems.<code>` when that scope is named. Where neither has it, the server's own detail.
 */
@Injectable({ providedIn: 'root' })
export class ProblemText {
  private readonly texts = inject(Texts);

  of(error: unknown, scope?: string): string {
    const problem = problemFrom(error);
    const values = { ...problem.more, detail: problem.detail, requestId: problem.requestId ?? '' };
    const keys = [...(scope ? [`${scope}.problems.${problem.code}`] : []), `problems.${problem.code}`];
    const key = keys.find((candidate) => this.texts.has(candidate));
    if (key) return this.texts.of(key, values);
    return problem.detail || this.texts.of('problems.unexpected', values);
  }
}
