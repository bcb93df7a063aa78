import { httpResource } from '@angular/common/http';
import {
  ChangeDetectionStrategy,
  Component,
  computed,
  inject,
  Injector,
  input,
  linkedSignal,
  signal,
} from '@angular/core';
import { MatButton } from '@angular/material/button';
import { RouterLink } from '@angular/router';
import { TranslocoPipe } from '@jsverse/transloco';
import type { Recall } from '@shared/contracts/ranking';
import type { Stages } from '@shared/contracts/stages';
import { STOPPING_RANGE, type StoppingTarget } from '@shared/domain/protocol/protocol';
import { newId } from '../../data/api';
import { ProblemText } from '../../data/problem-text';
import { RankingApi } from '../../data/ranking-api';
import { ReviewState } from '../../data/review-state';
import { Texts } from '../../data/texts';
import { EmptyState } from '../../ui/empty-state';
import { FormFieldBox, InputControl } from '../../ui/field';
import { NumberLink } from '../../ui/number-link';
import { PageHeader } from '../../ui/page-header';
import { Skeleton } from '../../ui/skeleton';
import { Toasts } from '../../ui/toasts';
import { percentOf, shareOf } from '../percent';
import { RecallCurve } from './recall-curve';

/** How much of what is relevant has been found at a step, and whether enough was read to stop. */
@Component({
  selector: 'eh-recall',
  imports: [
    EmptyState,
    FormFieldBox,
    InputControl,
    MatButton,
    NumberLink,
    PageHeader,
    RecallCurve,
    RouterLink,
    Skeleton,
    TranslocoPipe,
  ],
  changeDetection: ChangeDetectionStrategy.OnPush,
  templateUrl: './recall.html',
  styleUrl: './recall.scss',
})
export class RecallScreen {
  private readonly api = inject(RankingApi);
  private readonly injector = inject(Injector);
  private readonly problemText = inject(ProblemText);
  private readonly texts = inject(Texts);
  private readonly toasts = inject(Toasts);
  private readonly review = inject(ReviewState);
  readonly reviewId = input.required<string>();

  private readonly list = httpResource<Stages>(() => `/api/reviews/${this.reviewId()}/stages`);
  protected readonly stages = computed(() => (this.list.hasValue() ? this.list.value().stages : null));
  protected readonly stageId = linkedSignal(() => this.stages()?.[0]?.id ?? '');
  protected readonly stage = computed(() => this.stages()?.find(({ id }) => id === this.stageId()) ?? null);
  /** Another target than the protocol's, to see what would change; null: the protocol's, else the usual one. */
  protected readonly asked = linkedSignal<string, StoppingTarget | null>({
    source: this.stageId,
    computation: () => null,
  });
  private readonly found = httpResource<Recall>(() =>
    this.stageId()
      ? {
          url: `/api/reviews/${this.reviewId()}/stages/${this.stageId()}/recall`,
          params: { ...this.asked() },
        }
      : undefined,
  );
  protected readonly figures = linkedSignal<Recall | null, Recall | null>({
    source: () => (this.found.hasValue() ? this.found.value() : null),
    // While another target is looked up, the last figures stay in place.
    computation: (now, before) => now ?? (before?.value && this.found.isLoading() ? before.value : null),
  });
  protected readonly target = computed(() => this.asked() ?? this.figures()?.target ?? null);
  protected readonly recall = computed(() => percentOf(this.target()?.recall));
  protected readonly confidence = computed(() => percentOf(this.target()?.confidence));
  protected readonly fixed = computed(() => this.figures()?.protocolTarget ?? null);
  /** Figures of another target than the protocol's are only to look at. */
  protected readonly isOther = computed(() => {
    const [fixed, target] = [this.fixed(), this.target()];
    return !!fixed && !!target && (fixed.recall !== target.recall || fixed.confidence !== target.confidence);
  });
  private readonly failed = signal('');
  protected readonly problem = computed(() => {
    const error = this.list.error() ?? this.found.error();
    return this.failed() || (error ? this.problemText.of(error, 'recall') : '');
  });
  protected readonly base = computed(() => `/reviews/${this.reviewId()}`);
  protected readonly mayStop = computed(
    () => this.review.may('stages.edit') && this.stage()?.kind === 'title-abstract' && !this.stage()?.closedAt,
  );
  protected readonly spoken = computed(() => {
    const { read = 0, total = 0, positions = [] } = this.figures() ?? {};
    return this.texts.of('recall.curve.spoken', { read, total, found: positions.length });
  });
  /** The curve as a table: how many were found after each tenth of the records. */
  protected readonly tenths = computed(() => {
    const { read = 0, total = 0, positions = [] } = this.figures() ?? {};
    return Array.from({ length: 10 }, (_, at) => Math.round(((at + 1) / 10) * total))
      .filter((upTo, at, all) => upTo > 0 && (at === 0 || (all[at - 1] as number) < read))
      .map((upTo) => ({ read: Math.min(upTo, read), found: positions.filter((position) => position <= upTo).length }));
  });

  protected readonly percentOf = percentOf;

  protected percent(share: number): string {
    return (share * 100).toLocaleString(undefined, { maximumFractionDigits: 1 });
  }

  protected p(value: number): string {
    return value < 0.001 ? '< 0.001' : value.toFixed(3);
  }

  protected setTarget(which: 'recall' | 'confidence', text: string): void {
    const [share, before] = [shareOf(text), this.target()];
    const { least, most } = STOPPING_RANGE;
    if (before && share !== null && share >= least && share <= most) this.asked.set({ ...before, [which]: share });
  }

  protected async stop(): Promise<void> {
    const { askReason } = await import('../stages/reason-dialog');
    const [figures, target] = [this.figures(), this.target()];
    if (!target) return;
    const reason = await askReason(this.injector, {
      title: this.texts.of('recall.stop.title'),
      text: this.texts.of('recall.stop.text', { unread: figures ? figures.total - figures.read : 0 }),
      act: this.texts.of('recall.stop.act'),
      isNeeded: true,
    });
    if (reason === null) return;
    this.failed.set('');
    try {
      await this.api.stop(this.reviewId(), this.stageId(), {
        id: newId(),
        recall: target.recall,
        confidence: target.confidence,
        reason,
      });
      this.toasts.done(this.texts.of('recall.stop.done'));
    } catch (error) {
      this.failed.set(this.problemText.of(error, 'recall'));
    }
    this.list.reload();
    this.found.reload();
  }
}
