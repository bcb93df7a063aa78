import { httpResource } from '@angular/common/http';
import { DecimalPipe } from '@angular/common';
import { ChangeDetectionStrategy, Component, computed, input, output, signal } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { TranslocoPipe } from '@jsverse/transloco';
import type { ImportProblems } from '@shared/contracts/imports';
import type { ImportRow } from '@shared/contracts/searches';
import type * as z from 'zod';
import { Icon } from '../../ui/icon';
import { Moment } from '../../ui/moment';
import { NumberLink } from '../../ui/number-link';
import { ProgressMeter } from '../../ui/progress-meter';
import type { JobProgress } from '../job-watch';
import { ProblemList } from './problem-list';

/** One import of a search: what was expected, read and taken in, and what can be done about it. */
@Component({
  selector: 'eh-import-line',
  imports: [DecimalPipe, Icon, MatButton, Moment, NumberLink, ProblemList, ProgressMeter, TranslocoPipe],
  changeDetection: ChangeDetectionStrategy.OnPush,
  templateUrl: './import-line.html',
  styleUrl: './import-line.scss',
})
export class ImportLine {
  readonly reviewId = input.required<string>();
  readonly row = input.required<ImportRow>();
  readonly progress = input<JobProgress | null>(null);
  readonly mayEdit = input(false);
  readonly withdrawn = output();
  readonly restored = output();
  readonly cancelled = output();
  readonly retried = output();
  readonly judgementsAsked = output();

  protected readonly areProblemsOpen = signal(false);
  private readonly problemsResource = httpResource<z.infer<typeof ImportProblems>>(() =>
    this.areProblemsOpen() ? `/api/reviews/${this.reviewId()}/imports/${this.row().id}/problems` : undefined,
  );
  protected readonly problems = computed(() =>
    this.problemsResource.hasValue() ? this.problemsResource.value().rows : [],
  );
  protected readonly records = computed(() => ['/reviews', this.reviewId(), 'records']);
  protected readonly isTyped = computed(() => this.row().format === 'typed');
  /** Whether it was cancelled before all was taken in: what had come in is out of every count until it goes on. */
  protected readonly isCancelled = computed(
    () => this.row().state === 'withdrawn' && this.row().taken < this.row().count,
  );
  protected readonly file = computed(() => `/api/reviews/${this.reviewId()}/imports/${this.row().id}/file`);
  protected readonly differs = computed(() => {
    const { expected, count } = this.row();
    return expected !== null && expected !== count;
  });
  protected readonly taken = computed(() => this.progress()?.done || this.row().taken);
}
