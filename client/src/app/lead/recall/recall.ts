import { httpResource } from '@angular/common/http';
import {
  ChangeDetectionStrategy,
  Component,
  computed,
  effect,
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
import { Moment } from '../../ui/moment';
import { NumberLink } from '../../ui/number-link';
import { PageHeader } from '../../ui/page-header';
import { ProgressMeter } from '../../ui/progress-meter';
import { Skeleton } from '../../ui/skeleton';
import { Toasts } from '../../ui/toasts';
import { percentOf, shareOf } from '../percent';
import { randomSeed } from '../stages/seed';
import { AuditEstimate } from './audit-estimate';
import { ConfirmationPanel } from './confirmation-panel';
import { chance, inPercent } from './number-words';
import { OtherTargets } from './other-targets';
import { RecallCurve } from './recall-curve';
import { RecallFigures } from './recall-figures';

/** How often one looks while records are read in. */
const POLL_MS = 1500;

/** How much of what is relevant has been found at a step, and whether enough was read to stop. */
@Component({
  selector: 'eh-recall',
  imports: [
    AuditEstimate,
    ConfirmationPanel,
    EmptyState,
    FormFieldBox,
    InputControl,
    MatButton,
    Moment,
    NumberLink,
    OtherTargets,
    PageHeader,
    ProgressMeter,
    RecallCurve,
    RecallFigures,
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
  /** Whether the viewer may draw a sample and stop, on the figures that are shown. */
  protected readonly mayAct = computed(
    () =>
      this.review.may('stages.edit') &&
      this.stage()?.kind === 'title-abstract' &&
      !this.stage()?.closedAt &&
      !this.isOther(),
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
  protected readonly inPercent = inPercent;
  protected readonly chance = chance;

  constructor() {
    // While records are read in, how far that is.
    effect((onCleanup) => {
      if (!this.figures()?.model.reading) return;
      const timer = setTimeout(() => this.found.reload(), POLL_MS);
      onCleanup(() => clearTimeout(timer));
    });
  }

  protected setTarget(which: 'recall' | 'confidence', text: string): void {
    const [share, before] = [shareOf(text), this.target()];
    const { least, most } = STOPPING_RANGE;
    if (before && share !== null && share >= least && share <= most) this.asked.set({ ...before, [which]: share });
  }

  protected async draw(size: number): Promise<void> {
    const target = this.target();
    if (!target) return;
    const { recall, confidence } = target;
    await this.act(async () => {
      const drawing = { id: newId(), recall, confidence, size, seed: randomSeed() };
      const drawn = await this.api.draw(this.reviewId(), this.stageId(), drawing);
      return this.texts.of('recall.sample.done', { count: drawn.size });
    });
  }

  protected async withdraw(): Promise<void> {
    const reason = await this.ask(
      'recall.sample.withdrawTitle',
      'recall.sample.withdrawText',
      'recall.sample.withdraw',
    );
    if (reason === null) return;
    await this.act(async () => {
      await this.api.withdrawSample(this.reviewId(), this.stageId(), { id: newId(), reason });
      return this.texts.of('recall.sample.withdrawn');
    });
  }

  protected async stop(method: 'hypergeometric' | 'random-sample'): Promise<void> {
    const [figures, target] = [this.figures(), this.target()];
    if (!target) return;
    const unread = figures ? figures.total - figures.read : 0;
    const reason = await this.ask('recall.stop.title', 'recall.stop.text', 'recall.stop.act', { unread });
    if (reason === null) return;
    const { recall, confidence } = target;
    await this.act(async () => {
      await this.api.stop(this.reviewId(), this.stageId(), { id: newId(), recall, confidence, method, reason });
      return this.texts.of('recall.stop.done');
    });
  }

  private async ask(title: string, text: string, act: string, values: object = {}): Promise<string | null> {
    const { askReason } = await import('../stages/reason-dialog');
    return askReason(this.injector, {
      title: this.texts.of(title),
      text: this.texts.of(text, { ...values }),
      act: this.texts.of(act),
      isNeeded: true,
    });
  }

  /** Does what was asked for and says so, or why not; then looks how things are. */
  private async act(work: () => Promise<string>): Promise<void> {
    this.failed.set('');
    try {
      this.toasts.done(await work());
    } catch (error) {
      this.failed.set(this.problemText.of(error, 'recall'));
    }
    this.list.reload();
    this.found.reload();
  }
}
