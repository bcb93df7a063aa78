import { httpResource } from '@angular/common/http';
import { ChangeDetectionStrategy, Component, computed, inject, input, signal } from '@angular/core';
import { RouterLink } from '@angular/router';
import { TranslocoPipe } from '@jsverse/transloco';
import { MatButton } from '@angular/material/button';
import type { Flow } from '@shared/contracts/flow';
import type { RecordRow } from '@shared/contracts/screening';
import type { Stages } from '@shared/contracts/stages';
import { ProblemText } from '../../data/problem-text';
import { ReviewState } from '../../data/review-state';
import { Moment } from '../../ui/moment';
import { PageHeader } from '../../ui/page-header';
import { Skeleton } from '../../ui/skeleton';
import { StandingBadge, VerdictBadge } from '../../ui/verdict-badge';
import { CorrectRecord } from './correct-record';
import { ReopenRecord } from './reopen-record';

/** One record: its text, where it stands, and who decided what, when and under which protocol version. */
@Component({
  selector: 'eh-record',
  imports: [
    CorrectRecord,
    MatButton,
    Moment,
    PageHeader,
    ReopenRecord,
    RouterLink,
    Skeleton,
    StandingBadge,
    TranslocoPipe,
    VerdictBadge,
  ],
  changeDetection: ChangeDetectionStrategy.OnPush,
  templateUrl: './record.html',
  styleUrl: './record.scss',
})
export class RecordPage {
  private readonly state = inject(ReviewState);
  private readonly problems = inject(ProblemText);
  readonly reviewId = input.required<string>();
  readonly citationId = input.required<string>();
  private readonly base = computed(() => `/api/reviews/${this.reviewId()}`);
  private readonly resource = httpResource<RecordRow>(() => `${this.base()}/records/${this.citationId()}`);
  private readonly stagesResource = httpResource<Stages>(() => `${this.base()}/stages`);
  private readonly flow = httpResource<Flow>(() => `${this.base()}/flow`);
  protected readonly row = computed(() => (this.resource.hasValue() ? this.resource.value() : null));
  protected readonly problem = computed(() => {
    const error = this.resource.error();
    return error ? this.problems.of(error, 'author') : '';
  });
  protected readonly stageNames = computed(() => {
    const stages = this.stagesResource.hasValue() ? this.stagesResource.value().stages : [];
    return new Map(stages.map(({ id, name }) => [id, name]));
  });
  private readonly reasonNames = computed(() => {
    const reasons = this.flow.hasValue() ? this.flow.value().reasons : [];
    return new Map(reasons.map(({ id, label }) => [id, label]));
  });
  protected readonly isCorrecting = signal(false);
  protected readonly reopening = signal<string | null>(null);
  protected readonly mayEdit = computed(() => this.state.may('records.edit'));
  protected readonly mayReopen = computed(() => this.state.may('standing.reopen'));

  protected named(reasons: readonly string[]): string {
    return reasons.map((id) => this.reasonNames().get(id) ?? id).join('; ');
  }

  protected reload(): void {
    this.isCorrecting.set(false);
    this.reopening.set(null);
    this.resource.reload();
  }
}
