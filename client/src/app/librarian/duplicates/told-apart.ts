import { ChangeDetectionStrategy, Component, effect, inject, input, output, signal, untracked } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { TranslocoPipe } from '@jsverse/transloco';
import type { QuestionRow } from '@shared/contracts/duplicates';
import { newId } from '../../data/api';
import { ProblemText } from '../../data/problem-text';
import { Texts } from '../../data/texts';
import { EmptyState } from '../../ui/empty-state';
import { Skeleton } from '../../ui/skeleton';
import { Toasts } from '../../ui/toasts';
import { LibrarianApi } from '../librarian-api';
import { QuestionView } from './question-view';

const PAGE = 20;

/** Pairs that people said are two records; each can still be joined. */
@Component({
  selector: 'eh-told-apart',
  imports: [EmptyState, MatButton, QuestionView, Skeleton, TranslocoPipe],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    @for (row of rows(); track row.id) {
      <details class="pair">
        <summary>
          <span class="title">{{ row.a.title ?? ('librarian.noTitle' | transloco) }}</span>
          <span class="eh-quiet eh-small">{{ row.a.source }} · {{ row.b.source }}</span>
        </summary>
        <eh-question [question]="row" />
        @if (mayEdit()) {
          <button matButton="outlined" type="button" (click)="join(row)">
            {{ 'librarian.question.same' | transloco }}
          </button>
        }
      </details>
    } @empty {
      @if (isLoading()) {
        <eh-skeleton shape="row" [lines]="4" />
      } @else {
        <eh-empty [title]="'librarian.apart.none' | transloco" [text]="'librarian.apart.noneText' | transloco" />
      }
    }
    @if (rows().length < total()) {
      <button matButton="text" type="button" [disabled]="isLoading()" (click)="load()">
        {{ 'librarian.more' | transloco }}
      </button>
    }
  `,
  styles: `
    .pair {
      padding-block: var(--eh-3);
      border-bottom: var(--eh-hair);
    }
    summary {
      cursor: pointer;
    }
    .title {
      margin-inline-end: var(--eh-3);
      font-family: var(--eh-serif);
    }
    eh-question {
      margin-block: var(--eh-3);
    }
  `,
})
export class ToldApart {
  private readonly api = inject(LibrarianApi);
  private readonly texts = inject(Texts);
  private readonly toasts = inject(Toasts);
  private readonly problems = inject(ProblemText);
  readonly reviewId = input.required<string>();
  readonly mayEdit = input(false);
  readonly changed = output();
  protected readonly rows = signal<readonly QuestionRow[]>([]);
  protected readonly total = signal(0);
  protected readonly isLoading = signal(true);

  constructor() {
    effect(() => {
      this.reviewId();
      untracked(() => void this.load());
    });
  }

  protected async load(): Promise<void> {
    this.isLoading.set(true);
    try {
      const page = await this.api.questions(this.reviewId(), 'different', this.rows().length, PAGE);
      this.rows.update((rows) => [...rows, ...page.rows]);
      this.total.set(page.total);
    } catch (error) {
      this.toasts.problem(this.problems.of(error, 'librarian'));
    } finally {
      this.isLoading.set(false);
    }
  }

  protected async join({ id: questionId }: QuestionRow): Promise<void> {
    try {
      await this.api.answer(this.reviewId(), { id: newId(), questionId, verdict: 'same' });
      this.rows.update((rows) => rows.filter((row) => row.id !== questionId));
      this.total.update((total) => total - 1);
      this.toasts.done(this.texts.of('librarian.apart.joined'));
      this.changed.emit();
    } catch (error) {
      this.toasts.problem(this.problems.of(error, 'librarian'));
    }
  }
}
