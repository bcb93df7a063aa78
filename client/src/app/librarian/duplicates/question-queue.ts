import { DecimalPipe } from '@angular/common';
import {
  ChangeDetectionStrategy,
  Component,
  computed,
  effect,
  inject,
  input,
  output,
  signal,
  untracked,
} from '@angular/core';
import { MatButton } from '@angular/material/button';
import { TranslocoPipe } from '@jsverse/transloco';
import { newId } from '../../data/api';
import { ProblemText } from '../../data/problem-text';
import { Texts } from '../../data/texts';
import { Confirm } from '../../ui/confirm';
import { EmptyState } from '../../ui/empty-state';
import { Icon } from '../../ui/icon';
import { KeyHint } from '../../ui/key-hint';
import { Keys } from '../../ui/keys';
import { Skeleton } from '../../ui/skeleton';
import { Toasts } from '../../ui/toasts';
import { LibrarianApi } from '../librarian-api';
import { QuestionDesk, type Verdict } from './question-desk';
import { QuestionView } from './question-view';

/** From these scores on, questions can be answered "the same" all at once. */
const SCORES = [0.95, 0.9, 0.8, 0.7] as const;

/** Questions one after another, answered on one key. */
@Component({
  selector: 'eh-question-queue',
  imports: [DecimalPipe, EmptyState, Icon, KeyHint, MatButton, QuestionView, Skeleton, TranslocoPipe],
  providers: [QuestionDesk],
  changeDetection: ChangeDetectionStrategy.OnPush,
  templateUrl: './question-queue.html',
  styleUrl: './question-queue.scss',
})
export class QuestionQueue {
  private readonly api = inject(LibrarianApi);
  private readonly texts = inject(Texts);
  private readonly toasts = inject(Toasts);
  private readonly confirm = inject(Confirm);
  private readonly problems = inject(ProblemText);
  protected readonly desk = inject(QuestionDesk);
  readonly reviewId = input.required<string>();
  readonly mayEdit = input(false);
  /** Says that counts changed. */
  readonly changed = output();
  /** Grows whenever the server may hold other questions than those loaded. */
  readonly version = input(0);

  protected readonly scores = SCORES;
  protected readonly minScore = signal<number>(SCORES[0]);
  protected readonly said = signal('');
  protected readonly isAccepting = signal(false);
  protected readonly isDone = computed(() => this.desk.isLoaded() && this.desk.current() === null);

  constructor() {
    effect(() => {
      const reviewId = this.reviewId();
      this.version();
      // While questions are before the person, the stack is not changed under their hands.
      untracked(() => this.desk.current() === null && void this.desk.open(reviewId));
    });
    const when = (): boolean => this.mayEdit() && this.desk.current() !== null;
    inject(Keys).bind([
      { id: 'duplicates.same', key: 's', labelKey: 'librarian.question.same', when, run: () => this.give('same') },
      {
        id: 'duplicates.different',
        key: 'd',
        labelKey: 'librarian.question.different',
        when,
        run: () => this.give('different'),
      },
      {
        id: 'duplicates.next',
        key: 'ArrowRight',
        also: ['j'],
        labelKey: 'librarian.question.next',
        repeats: true,
        run: () => this.desk.move(1),
      },
      {
        id: 'duplicates.previous',
        key: 'ArrowLeft',
        also: ['k'],
        labelKey: 'librarian.question.previous',
        repeats: true,
        run: () => this.desk.move(-1),
      },
    ]);
  }

  protected give(verdict: Verdict): void {
    const title = this.desk.current()?.a.title ?? '';
    this.desk.give(verdict);
    this.said.set(this.texts.of(`librarian.question.said.${verdict}`, { title }));
    this.changed.emit();
  }

  /** Asks first, with the number that it will be; the server refuses when that has changed meanwhile. */
  protected async acceptAll(): Promise<void> {
    const minScore = this.minScore();
    const reviewId = this.reviewId();
    this.isAccepting.set(true);
    try {
      const { count } = await this.api.acceptable(reviewId, minScore);
      if (count === 0) return this.toasts.done(this.texts.of('librarian.bulk.none'));
      const expected = Math.min(count, 5000);
      const isSure = await this.confirm.ask({
        title: this.texts.of('librarian.bulk.title', { count }),
        text: this.texts.of('librarian.bulk.text', { score: minScore }),
        act: this.texts.of('librarian.bulk.act', { count }),
      });
      if (!isSure) return;
      const { answered } = await this.api.acceptAll(reviewId, { id: newId(), minScore, expected });
      this.toasts.done(this.texts.of('librarian.bulk.done', { count: answered }));
      await this.desk.restart();
      this.changed.emit();
    } catch (error) {
      this.toasts.problem(this.problems.of(error, 'librarian'));
    } finally {
      this.isAccepting.set(false);
    }
  }
}
