import { ChangeDetectionStrategy, Component, computed, inject, resource, signal } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { RouterLink } from '@angular/router';
import { TranslocoPipe } from '@jsverse/transloco';
import { ProblemText } from '../../data/problem-text';
import { ReviewState } from '../../data/review-state';
import { EmptyState } from '../../ui/empty-state';
import { Moment } from '../../ui/moment';
import { PageHeader } from '../../ui/page-header';
import { Skeleton } from '../../ui/skeleton';
import { DifferenceView } from './difference-view';
import { ImpactSummary } from './impact-summary';
import { ProtocolApi } from '../../data/protocol-api';

/** All versions, newest first, and two of them side by side. */
@Component({
  selector: 'eh-versions',
  imports: [
    DifferenceView,
    EmptyState,
    ImpactSummary,
    MatButton,
    Moment,
    PageHeader,
    RouterLink,
    Skeleton,
    TranslocoPipe,
  ],
  changeDetection: ChangeDetectionStrategy.OnPush,
  templateUrl: './versions.html',
  styleUrl: './versions.scss',
})
export class Versions {
  private readonly api = inject(ProtocolApi);
  private readonly review = inject(ReviewState);
  private readonly problemText = inject(ProblemText);

  protected readonly base = computed(() => `/reviews/${this.review.id()}/protocol`);
  protected readonly mayEdit = computed(() => this.review.may('protocol.edit'));
  protected readonly versions = resource({
    params: () => this.review.id(),
    loader: ({ params }) => this.api.versions(params),
  });
  protected readonly rows = computed(() => (this.versions.hasValue() ? this.versions.value() : []));
  private readonly chosen = signal<{ from: number; to: number | 'draft' } | null>(null);
  /** The two compared: those chosen, or the newest with the one before it, or with the draft. */
  protected readonly pair = computed(() => {
    const chosen = this.chosen();
    const newest = this.rows()[0]?.version;
    if (chosen || newest === undefined) return chosen;
    if (newest > 1) return { from: newest - 1, to: newest };
    return this.mayEdit() ? { from: 1, to: 'draft' as const } : null;
  });
  protected readonly difference = resource({
    params: () => this.pair() ?? undefined,
    loader: ({ params: { from, to } }) => this.api.difference(this.review.id(), from, to),
  });
  /** What the step between the two touched: read by those who see outcomes. */
  protected readonly impact = resource({
    params: () => (this.mayEdit() ? (this.pair() ?? undefined) : undefined),
    loader: ({ params: { from, to } }) => this.api.impact(this.review.id(), from, to),
  });
  protected readonly ledger = computed(() => ['/reviews', this.review.id(), 'ledger']);
  protected readonly records = computed(() => ['/reviews', this.review.id(), 'records']);
  protected readonly problem = computed(() => {
    const error = this.versions.error() ?? this.difference.error() ?? this.impact.error();
    return error ? this.problemText.of(error, 'protocol') : '';
  });

  protected chooseFrom(from: string): void {
    this.chosen.set({ from: Number(from), to: this.pair()?.to ?? Number(from) });
  }

  protected chooseTo(to: string): void {
    this.chosen.set({ from: this.pair()?.from ?? 1, to: to === 'draft' ? 'draft' : Number(to) });
  }

  protected file(version: number, format: 'md' | 'docx'): string {
    return this.api.fileAddress(this.review.id(), version, format);
  }
}
