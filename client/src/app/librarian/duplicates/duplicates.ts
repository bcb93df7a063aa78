import { httpResource } from '@angular/common/http';
import { ChangeDetectionStrategy, Component, computed, inject, input, linkedSignal, signal } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { RouterLink } from '@angular/router';
import { TranslocoPipe } from '@jsverse/transloco';
import type { DuplicateSummary } from '@shared/contracts/duplicates';
import { newId } from '../../data/api';
import { ProblemText } from '../../data/problem-text';
import { ReviewState } from '../../data/review-state';
import { Texts } from '../../data/texts';
import { PageHeader } from '../../ui/page-header';
import { ProgressMeter } from '../../ui/progress-meter';
import { Toasts } from '../../ui/toasts';
import { JobWatch } from '../job-watch';
import { LibrarianApi } from '../librarian-api';
import { LinkedRecords } from './linked-records';
import { QuestionQueue } from './question-queue';
import { SetList } from './set-list';
import { ToldApart } from './told-apart';

const PARTS = ['questions', 'sets', 'linked', 'apart'] as const;
type Part = (typeof PARTS)[number];

/** Duplicates: what people are asked, what was joined and why, and what was told apart. */
@Component({
  selector: 'eh-duplicates',
  imports: [
    LinkedRecords,
    MatButton,
    PageHeader,
    ProgressMeter,
    QuestionQueue,
    RouterLink,
    SetList,
    ToldApart,
    TranslocoPipe,
  ],
  providers: [JobWatch],
  changeDetection: ChangeDetectionStrategy.OnPush,
  templateUrl: './duplicates.html',
  styleUrl: './duplicates.scss',
})
export class DuplicatesScreen {
  private readonly api = inject(LibrarianApi);
  private readonly texts = inject(Texts);
  private readonly toasts = inject(Toasts);
  private readonly problemText = inject(ProblemText);
  private readonly state = inject(ReviewState);
  private readonly jobs = inject(JobWatch);
  readonly reviewId = input.required<string>();
  /** Which part is shown, from the address. */
  readonly show = input<string>();

  private readonly resource = httpResource<DuplicateSummary>(() => `/api/reviews/${this.reviewId()}/duplicates`);
  protected readonly summary = linkedSignal<DuplicateSummary | null, DuplicateSummary | null>({
    source: () => (this.resource.hasValue() ? this.resource.value() : null),
    computation: (now, before) => now ?? before?.value ?? null,
  });
  protected readonly problem = computed(() => {
    const error = this.resource.error();
    return error ? this.problemText.of(error, 'librarian') : '';
  });
  protected readonly parts = PARTS;
  protected readonly part = computed<Part>(() => PARTS.find((part) => part === this.show()) ?? 'questions');
  protected readonly mayEdit = computed(() => this.state.may('duplicates.edit'));
  protected readonly version = signal(0);
  protected readonly job = computed(() => this.jobs.of({ kind: 'duplicates' }));
  protected readonly isComparing = computed(() => this.job() !== null || this.summary()?.jobId != null);
  protected readonly lead = computed(() => {
    const summary = this.summary();
    if (!summary) return '';
    return this.texts.of('librarian.duplicates.lead', { duplicates: summary.duplicates, sets: summary.sets });
  });

  constructor() {
    this.jobs.onChange(() => this.reload());
  }

  protected countOf(part: Part): number | null {
    const summary = this.summary();
    if (!summary) return null;
    return { questions: summary.open, sets: summary.sets, linked: summary.linked, apart: summary.different }[part];
  }

  protected reload(): void {
    this.resource.reload();
    this.version.update((version) => version + 1);
  }

  protected async compare(): Promise<void> {
    await this.act(() => this.api.compareAnew(this.reviewId(), newId()));
  }

  protected async setCertain(certain: 'merge' | 'ask'): Promise<void> {
    await this.act(() => this.api.setDuplicates(this.reviewId(), { id: newId(), certain }));
  }

  protected async setCochrane(cochrane: 'merge' | 'link'): Promise<void> {
    await this.act(() => this.api.setDuplicates(this.reviewId(), { id: newId(), cochrane }));
  }

  protected async setCorrections(corrections: 'merge' | 'link'): Promise<void> {
    await this.act(() => this.api.setDuplicates(this.reviewId(), { id: newId(), corrections }));
  }

  private async act(work: () => Promise<unknown>): Promise<void> {
    try {
      await work();
    } catch (error) {
      this.toasts.problem(this.problemText.of(error, 'librarian'));
    }
    this.resource.reload();
  }
}
