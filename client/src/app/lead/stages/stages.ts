import { ChangeDetectionStrategy, Component, computed, inject, Injector, resource, signal } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { RouterLink } from '@angular/router';
import { TranslocoPipe } from '@jsverse/transloco';
import type { Stage } from '@shared/contracts/stages';
import { newId } from '../../data/api';
import { ProblemText } from '../../data/problem-text';
import { ReviewState } from '../../data/review-state';
import { Texts } from '../../data/texts';
import { EmptyState } from '../../ui/empty-state';
import { Icon } from '../../ui/icon';
import { Moment } from '../../ui/moment';
import { PageHeader } from '../../ui/page-header';
import { ProgressMeter } from '../../ui/progress-meter';
import { Skeleton } from '../../ui/skeleton';
import { Toasts } from '../../ui/toasts';
import { ruleSentences } from './rule-sentences';
import { StagesApi } from '../../data/stages-api';

/** The screening steps: what each asks for, in sentences, how far it is, and what can be done about it. */
@Component({
  selector: 'eh-stages',
  imports: [EmptyState, Icon, MatButton, Moment, PageHeader, ProgressMeter, RouterLink, Skeleton, TranslocoPipe],
  changeDetection: ChangeDetectionStrategy.OnPush,
  templateUrl: './stages.html',
  styleUrl: './stages.scss',
})
export class StagesScreen {
  private readonly api = inject(StagesApi);
  private readonly review = inject(ReviewState);
  private readonly injector = inject(Injector);
  private readonly toasts = inject(Toasts);
  private readonly texts = inject(Texts);
  private readonly problemText = inject(ProblemText);

  protected readonly base = computed(() => `/reviews/${this.review.id()}`);
  protected readonly mayEdit = computed(() => this.review.may('stages.edit'));
  private readonly stages = resource({
    params: () => this.review.id(),
    loader: ({ params }) => this.api.list(params),
  });
  private readonly volumes = resource({
    params: () => (this.review.may('progress.read') ? this.review.id() : undefined),
    loader: ({ params }) => this.api.volumes(params),
  });
  protected readonly rows = computed(() => {
    if (!this.stages.hasValue()) return null;
    const { stages, people } = this.stages.value();
    const names = new Map(people.map(({ memberId, name }) => [memberId, name]));
    const volumes = this.volumes.hasValue() ? this.volumes.value() : [];
    return stages.map((stage) => ({
      ...stage,
      sentences: ruleSentences(stage.rule, (memberId) => names.get(memberId) ?? '?'),
      volume: volumes.find(({ stageId }) => stageId === stage.id) ?? null,
    }));
  });
  private readonly failed = signal('');
  protected readonly problem = computed(() => {
    const error = this.stages.error();
    return this.failed() || (error ? this.problemText.of(error, 'stages') : '');
  });

  protected async addPilot(): Promise<void> {
    const { openPilot } = await import('./pilot-dialog');
    if (!(await openPilot(this.injector, this.review.id()))) return;
    this.toasts.done(this.texts.of('stages.pilot.done'));
    this.reload();
  }

  protected async turn(stage: Stage): Promise<void> {
    const to = stage.closedAt ? 'open' : 'close';
    const { askReason } = await import('./reason-dialog');
    const reason = await askReason(this.injector, {
      title: this.texts.of(`stages.turn.${to}.title`, { name: stage.name }),
      text: this.texts.of(`stages.turn.${to}.text`),
      act: this.texts.of(`stages.turn.${to}.act`),
      isNeeded: true,
    });
    if (reason === null) return;
    this.failed.set('');
    try {
      await this.api.turn(this.review.id(), stage.id, to, { id: newId(), reason });
      this.toasts.done(this.texts.of(`stages.turn.${to}.done`, { name: stage.name }));
    } catch (error) {
      this.failed.set(this.problemText.of(error, 'stages'));
    }
    this.reload();
  }

  private reload(): void {
    this.stages.reload();
    this.volumes.reload();
  }
}
