import { ChangeDetectionStrategy, Component, effect, inject, input, signal, untracked } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { TranslocoPipe } from '@jsverse/transloco';
import type { LinkRow } from '@shared/contracts/duplicates';
import { ProblemText } from '../../data/problem-text';
import { EmptyState } from '../../ui/empty-state';
import { Icon } from '../../ui/icon';
import { Skeleton } from '../../ui/skeleton';
import { Toasts } from '../../ui/toasts';
import { LibrarianApi } from '../librarian-api';
import { QuestionView } from './question-view';

const PAGE = 20;

/** Records that belong together and are not one: what they are to each other, and why they were not joined. */
@Component({
  selector: 'eh-linked-records',
  imports: [EmptyState, Icon, MatButton, QuestionView, Skeleton, TranslocoPipe],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    @for (row of rows(); track row.id) {
      <details class="pair">
        <summary>
          <eh-icon name="right" />
          <span class="what">
            <span class="eh-label">{{ 'relations.' + row.relation | transloco }}</span>
            @for (record of noticeFirst(row); track record.id; let isLast = $last) {
              <span class="record">
                @if (isLast && row.notice) {
                  <span class="eh-quiet eh-small does">{{ 'relations.does.' + row.relation | transloco }}</span>
                }
                <span class="title">{{ record.title ?? ('librarian.noTitle' | transloco) }}</span>
                <span class="eh-quiet eh-small eh-figure">{{
                  'librarian.question.side' | transloco: { source: record.source, ordinal: record.ordinal }
                }}</span>
              </span>
            }
          </span>
        </summary>
        <eh-question [question]="row" />
      </details>
    } @empty {
      @if (isLoading()) {
        <eh-skeleton shape="row" [lines]="4" />
      } @else {
        <eh-empty [title]="'librarian.linked.none' | transloco" [text]="'librarian.linked.noneText' | transloco" />
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
      display: flex;
      gap: var(--eh-2);
      cursor: pointer;
      list-style: none;
    }
    summary::-webkit-details-marker {
      display: none;
    }
    eh-icon {
      flex: none;
      margin-top: 0.15em;
      color: var(--eh-ink-2);
    }
    details[open] > summary eh-icon {
      transform: rotate(90deg);
    }
    .what {
      display: grid;
      gap: var(--eh-1);
      min-width: 0;
      overflow-wrap: anywhere;
    }
    .does {
      margin-inline-end: var(--eh-2);
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
export class LinkedRecords {
  private readonly api = inject(LibrarianApi);
  private readonly toasts = inject(Toasts);
  private readonly problems = inject(ProblemText);
  readonly reviewId = input.required<string>();
  /** Changes when the list may have. */
  readonly version = input(0);
  protected readonly rows = signal<readonly LinkRow[]>([]);
  protected readonly total = signal(0);
  protected readonly isLoading = signal(true);

  constructor() {
    effect(() => {
      this.reviewId();
      this.version();
      untracked(() => {
        this.rows.set([]);
        void this.load();
      });
    });
  }

  /** The notice before what it is about; the order of the pair where nobody says which is which. */
  protected noticeFirst({ a, b, notice }: LinkRow): LinkRow['a'][] {
    return notice === 'b' ? [b, a] : [a, b];
  }

  protected async load(): Promise<void> {
    this.isLoading.set(true);
    try {
      const from = this.rows().length;
      const page = await this.api.links(this.reviewId(), from, PAGE);
      this.rows.update((rows) => [...rows.slice(0, from), ...page.rows]);
      this.total.set(page.total);
    } catch (error) {
      this.toasts.problem(this.problems.of(error, 'librarian'));
    } finally {
      this.isLoading.set(false);
    }
  }
}
