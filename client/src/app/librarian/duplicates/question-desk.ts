import { computed, inject, Injectable, signal } from '@angular/core';
import type { QuestionRow } from '@shared/contracts/duplicates';
import { newId } from '../../data/api';
import { ProblemText } from '../../data/problem-text';
import { Toasts } from '../../ui/toasts';
import { LibrarianApi } from '../librarian-api';

export type Verdict = 'same' | 'different';

const PAGE = 20;
/** Questions ahead of the hand, so that nobody waits. */
const AHEAD = 8;

/**
 * The questions of a review as a stack to go through. An answer shows at once and is sent behind; one that fails comes
 * back as a notice. Answered questions stay in the stack until the screen is left, so that one can go back and change.
 */
@Injectable()
export class QuestionDesk {
  private readonly api = inject(LibrarianApi);
  private readonly toasts = inject(Toasts);
  private readonly problems = inject(ProblemText);
  private readonly rows = signal<readonly QuestionRow[]>([]);
  private readonly answers = signal<ReadonlyMap<string, Verdict>>(new Map());
  private readonly at = signal(0);
  private readonly isEnd = signal(false);
  private readonly sent = new Map<string, Promise<unknown>>();
  private reviewId = '';
  private loading: Promise<void> | null = null;

  readonly isLoaded = signal(false);
  readonly total = signal(0);
  readonly current = computed(() => this.rows()[this.at()] ?? null);
  readonly place = computed(() => this.at() + 1);
  readonly count = computed(() => this.total() + this.answers().size);
  readonly answer = computed(() => {
    const current = this.current();
    return current ? (this.answers().get(current.id) ?? null) : null;
  });
  readonly hasPrevious = computed(() => this.at() > 0);
  readonly hasNext = computed(() => this.at() < this.rows().length - 1);

  async open(reviewId: string): Promise<void> {
    if (reviewId !== this.reviewId) this.clear(reviewId);
    await this.load();
  }

  /** Starts anew from what the server holds. */
  async restart(): Promise<void> {
    this.clear(this.reviewId);
    await this.load();
  }

  move(step: 1 | -1): void {
    const to = this.at() + step;
    if (to >= 0 && to < this.rows().length) this.at.set(to);
    this.fill();
  }

  /** Gives the answer and goes on to the next question without one. */
  give(verdict: Verdict): void {
    const question = this.current();
    if (!question) return;
    const before = this.answers().get(question.id) ?? null;
    if (before !== verdict) {
      this.set(question.id, verdict);
      if (before === null) this.total.update((total) => Math.max(0, total - 1));
      this.send(question.id, verdict, before);
    }
    const rows = this.rows();
    const next = rows.findIndex((row, i) => i > this.at() && !this.answers().has(row.id));
    if (next >= 0) this.at.set(next);
    else if (this.at() < rows.length) this.at.set(rows.length);
    this.fill();
  }

  /** Answers to one question reach the server in the order they were given. */
  private send(questionId: string, verdict: Verdict, before: Verdict | null): void {
    const earlier = this.sent.get(questionId) ?? Promise.resolve();
    const id = newId();
    const sending = earlier
      .catch(() => undefined)
      .then(() => this.api.answer(this.reviewId, { id, questionId, verdict }))
      .catch((error: unknown) => {
        if (this.answers().get(questionId) === verdict) this.set(questionId, before);
        this.toasts.problem(this.problems.of(error, 'librarian'));
      });
    this.sent.set(questionId, sending);
  }

  private set(questionId: string, verdict: Verdict | null): void {
    this.answers.update((answers) => {
      const changed = new Map(answers);
      if (verdict) changed.set(questionId, verdict);
      else changed.delete(questionId);
      return changed;
    });
  }

  private fill(): void {
    if (!this.isEnd() && this.rows().length - this.at() <= AHEAD) void this.load();
  }

  private load(): Promise<void> {
    return (this.loading ??= this.loadPage().finally(() => {
      this.loading = null;
    }));
  }

  /** Answered questions have left the server's list, those still open are passed over. */
  private async loadPage(): Promise<void> {
    const reviewId = this.reviewId;
    await Promise.allSettled(this.sent.values());
    const open = this.rows().filter((row) => !this.answers().has(row.id)).length;
    try {
      const page = await this.api.questions(reviewId, 'open', open, PAGE);
      if (reviewId !== this.reviewId) return;
      const known = new Set(this.rows().map((row) => row.id));
      const added = page.rows.filter((row) => !known.has(row.id));
      this.rows.update((rows) => [...rows, ...added]);
      this.total.set(page.total);
      this.isEnd.set(page.rows.length < PAGE);
    } catch (error) {
      this.toasts.problem(this.problems.of(error, 'librarian'));
      this.isEnd.set(true);
    }
    this.isLoaded.set(true);
  }

  private clear(reviewId: string): void {
    this.reviewId = reviewId;
    this.rows.set([]);
    this.answers.set(new Map());
    this.at.set(0);
    this.isEnd.set(false);
    this.isLoaded.set(false);
  }
}
