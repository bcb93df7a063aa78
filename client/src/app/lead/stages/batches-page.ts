import {
  ChangeDetectionStrategy,
  Component,
  computed,
  inject,
  Injector,
  input,
  linkedSignal,
  resource,
  signal,
} from '@angular/core';
import { MatButton } from '@angular/material/button';
import { RouterLink } from '@angular/router';
import { TranslocoPipe } from '@jsverse/transloco';
import type { Batch, NewBatches } from '@shared/contracts/stages';
import { newId } from '../../data/api';
import { ProblemText } from '../../data/problem-text';
import { ReviewState } from '../../data/review-state';
import { Texts } from '../../data/texts';
import { FormFieldBox, InputControl } from '../../ui/field';
import { Icon } from '../../ui/icon';
import { PageHeader } from '../../ui/page-header';
import { ProgressMeter } from '../../ui/progress-meter';
import { Skeleton } from '../../ui/skeleton';
import { Toasts } from '../../ui/toasts';
import { evenShares } from './even-shares';
import { randomSeed } from './seed';
import { StagesApi } from '../../data/stages-api';
import { staysForEditors } from './stays-for-editors';

/** Dividing a stage's work among its readers, and the batches that stand. */
@Component({
  selector: 'eh-batches-page',
  imports: [
    FormFieldBox,
    Icon,
    InputControl,
    MatButton,
    PageHeader,
    ProgressMeter,
    RouterLink,
    Skeleton,
    TranslocoPipe,
  ],
  changeDetection: ChangeDetectionStrategy.OnPush,
  templateUrl: './batches-page.html',
  styleUrl: './batches-page.scss',
})
export class BatchesPage {
  private readonly api = inject(StagesApi);
  private readonly review = inject(ReviewState);
  private readonly injector = inject(Injector);
  private readonly toasts = inject(Toasts);
  private readonly texts = inject(Texts);
  private readonly problemText = inject(ProblemText);
  readonly stageId = input.required<string>();

  protected readonly base = computed(() => `/reviews/${this.review.id()}/stages`);
  private readonly loaded = resource({
    params: () => ({ reviewId: this.review.id(), stageId: this.stageId() }),
    loader: async ({ params: { reviewId, stageId } }) => {
      const [stages, volumes, batches] = await Promise.all([
        this.api.list(reviewId),
        this.api.volumes(reviewId),
        this.api.batches(reviewId, stageId),
      ]);
      return { stages, batches, volume: volumes.find((volume) => volume.stageId === stageId) ?? null };
    },
  });
  protected readonly all = computed(() => (this.loaded.hasValue() ? this.loaded.value() : null));
  protected readonly stage = computed(() => this.all()?.stages.stages.find(({ id }) => id === this.stageId()) ?? null);
  protected readonly readers = computed(() => (this.all()?.stages.people ?? []).filter((person) => person.isReader));
  protected readonly undivided = computed(() => this.all()?.volume?.undivided ?? 0);
  protected readonly batches = computed(() => {
    const people = this.all()?.stages.people ?? [];
    const names = new Map(people.map(({ memberId, name }) => [memberId, name]));
    const gone = new Set(people.filter(({ hasLeft }) => hasLeft).map(({ memberId }) => memberId));
    return (this.all()?.batches ?? []).map((batch) => ({
      ...batch,
      hasLeft: batch.memberIds.some((memberId) => gone.has(memberId)),
      readers: batch.memberIds.map((memberId) => names.get(memberId) ?? '?').join(', '),
    }));
  });

  protected readonly how = linkedSignal<NewBatches['how']>(() =>
    this.stage()?.rule.readers === 'everyone' ? 'fixed' : 'shares',
  );
  protected readonly name = linkedSignal(() => this.texts.of('stages.batches.name', { round: this.round() }));
  private readonly round = computed(() => new Set((this.all()?.batches ?? []).map((batch) => batch.name)).size + 1);
  protected readonly limit = signal<number | null>(null);
  protected readonly seed = signal(randomSeed());
  /** Percent by member; 0 leaves them out. */
  protected readonly shares = linkedSignal<Record<string, number>>(() =>
    evenShares(this.readers().map(({ memberId }) => memberId)),
  );
  protected readonly sum = computed(() => Object.values(this.shares()).reduce((sum, percent) => sum + percent, 0));
  protected readonly named = signal<readonly string[]>([]);
  protected readonly amount = computed(() => Math.min(this.limit() ?? this.undivided(), this.undivided()));
  protected readonly isSending = signal(false);
  private readonly failed = signal('');
  protected readonly problem = computed(() => {
    const error = this.loaded.error();
    return this.failed() || (error ? this.problemText.of(error, 'stages') : '');
  });
  protected readonly isWhole = computed(() => {
    if (this.name().trim() === '' || this.amount() < 1 || !Number.isInteger(this.seed())) return false;
    return this.how() === 'fixed' ? this.named().length > 0 : this.sum() === 100;
  });

  constructor() {
    staysForEditors();
  }

  protected readings(memberId: string): number {
    const readers = this.stage()?.rule.readers;
    const each = typeof readers === 'number' ? readers : 1;
    return Math.round(((this.shares()[memberId] ?? 0) * this.amount() * each) / 100);
  }

  protected setShare(memberId: string, percent: number): void {
    const whole = Number.isFinite(percent) ? Math.min(100, Math.max(0, Math.round(percent))) : 0;
    this.shares.update((shares) => ({ ...shares, [memberId]: whole }));
  }

  /** Equal parts for all who have one now, or for everyone when nobody has. */
  protected even(): void {
    const taking = this.readers().filter(({ memberId }) => (this.shares()[memberId] ?? 0) > 0);
    const who = taking.length > 0 ? taking : this.readers();
    this.shares.set(evenShares(who.map(({ memberId }) => memberId)));
  }

  protected toggle(memberId: string): void {
    this.named.update((named) =>
      named.includes(memberId) ? named.filter((id) => id !== memberId) : [...named, memberId],
    );
  }

  protected setLimit(text: string): void {
    const number = Number(text);
    this.limit.set(text.trim() !== '' && Number.isInteger(number) && number > 0 ? number : null);
  }

  protected async divide(): Promise<void> {
    const common = { id: newId(), name: this.name().trim(), seed: this.seed(), citations: this.limit() };
    const request: NewBatches =
      this.how() === 'fixed'
        ? { ...common, how: 'fixed', memberIds: [...this.named()] }
        : {
            ...common,
            how: 'shares',
            shares: Object.entries(this.shares())
              .filter(([, percent]) => percent > 0)
              .map(([memberId, percent]) => ({ memberId, percent })),
          };
    await this.attempt(async () => {
      const { batches } = await this.api.divide(this.review.id(), this.stageId(), request);
      this.toasts.done(this.texts.of('stages.batches.done', { count: batches.length }));
      this.seed.set(randomSeed());
      this.limit.set(null);
    });
  }

  protected async withdraw(batch: Batch & { readers: string }): Promise<void> {
    const { askReason } = await import('./reason-dialog');
    const reason = await askReason(this.injector, {
      title: this.texts.of('stages.batches.withdrawTitle', { name: batch.name, readers: batch.readers }),
      text: this.texts.of('stages.batches.withdrawText'),
      act: this.texts.of('stages.batches.withdraw'),
      isNeeded: false,
    });
    if (reason === null) return;
    await this.attempt(async () => {
      await this.api.withdraw(this.review.id(), this.stageId(), batch.id, { id: newId(), reason: reason || null });
      this.toasts.done(this.texts.of('stages.batches.withdrawn'));
    });
  }

  private async attempt(act: () => Promise<void>): Promise<void> {
    this.isSending.set(true);
    this.failed.set('');
    try {
      await act();
    } catch (error) {
      this.failed.set(this.problemText.of(error, 'stages'));
    } finally {
      this.isSending.set(false);
      this.loaded.reload();
    }
  }
}
