import { httpResource } from '@angular/common/http';
import { DecimalPipe } from '@angular/common';
import { ChangeDetectionStrategy, Component, computed, inject, input } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { RouterLink } from '@angular/router';
import { TranslocoPipe } from '@jsverse/transloco';
import type { Overview as OverviewData } from '@shared/contracts/overview';
import { problemFrom } from '../../data/problem';
import { ProblemText } from '../../data/problem-text';
import { NumberLink } from '../../ui/number-link';
import { PageHeader } from '../../ui/page-header';
import { ProgressMeter } from '../../ui/progress-meter';
import { Skeleton } from '../../ui/skeleton';
import { FirstSteps } from './first-steps';
import { StageProgress } from './stage-progress';

/** The way of a citation through the review, as places to open. */
const WAY = [
  { key: 'screening', places: ['screening'] },
  { key: 'conflicts', places: ['screening-conflict', 'assessing-conflict'] },
  { key: 'retrieval', places: ['retrieval'] },
  { key: 'assessing', places: ['assessing'] },
  { key: 'awaiting', places: ['awaiting', 'ongoing'] },
  { key: 'included', places: ['included'] },
] as const;

/** How far the review is and what awaits whom; every number opens its records. */
@Component({
  selector: 'eh-overview',
  imports: [
    DecimalPipe,
    FirstSteps,
    MatButton,
    NumberLink,
    PageHeader,
    ProgressMeter,
    RouterLink,
    Skeleton,
    StageProgress,
    TranslocoPipe,
  ],
  changeDetection: ChangeDetectionStrategy.OnPush,
  templateUrl: './overview.html',
  styleUrl: './overview.scss',
})
export class Overview {
  readonly reviewId = input.required<string>();
  private readonly problemText = inject(ProblemText);

  protected readonly overview = httpResource<OverviewData>(() => `/api/reviews/${this.reviewId()}/overview`);
  protected readonly data = computed(() => (this.overview.hasValue() ? this.overview.value() : null));
  protected readonly problem = computed(() => {
    const error = this.overview.error();
    return error ? this.problemText.of(error, 'overview') : '';
  });
  /** Asking again helps no one whose roles do not include this. */
  protected readonly isForbidden = computed(() => problemFrom(this.overview.error()).status === 403);
  protected readonly base = computed(() => ['/reviews', this.reviewId()]);
  protected readonly records = computed(() => [...this.base(), 'records']);

  protected readonly total = computed(() => {
    const places = this.data()?.places;
    if (!places) return 0;
    return Object.values(places).reduce((sum, n) => sum + n, 0) - places.withdrawn;
  });
  /** Share of citations that are where they will stay, duplicates and removed ones left out. */
  protected readonly settled = computed(() => {
    const places = this.data()?.places;
    if (!places) return { done: 0, all: 0 };
    const all = this.total() - places.duplicate - places['removed-automation'] - places['removed-other'];
    const open = WAY.slice(0, 4).flatMap(({ places: names }) => names.map((name) => places[name]));
    return { done: all - open.reduce((sum, n) => sum + n, 0), all };
  });
  protected readonly way = computed(() => {
    const places = this.data()?.places;
    if (!places) return [];
    return WAY.map(({ key, places: names }) => ({
      key,
      n: names.reduce((sum, name) => sum + places[name], 0),
      params: { place: names.join(',') },
    }));
  });
}
