import { ChangeDetectionStrategy, Component, computed, effect, inject, signal, untracked } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { RouterLink } from '@angular/router';
import { TranslocoPipe } from '@jsverse/transloco';
import type { OwnDecisions } from '@shared/contracts/screening';
import type { Stage } from '@shared/contracts/stages';
import { newId } from '../../data/api';
import { Outbox } from '../../data/outbox';
import { problemFrom, type Problem } from '../../data/problem';
import { ProblemText } from '../../data/problem-text';
import { ReviewState } from '../../data/review-state';
import { ScreeningApi } from '../../data/screening-api';
import type { OutboxAct } from '../../data/screening-outbox-entry';
import { RefusedActs } from '../../data/screening-refused';
import { Texts } from '../../data/texts';
import { EmptyState } from '../../ui/empty-state';
import { Icon } from '../../ui/icon';
import { Moment } from '../../ui/moment';
import { PageHeader } from '../../ui/page-header';
import { SyncState } from '../../ui/record/sync-state';
import { Skeleton } from '../../ui/skeleton';
import { Toasts } from '../../ui/toasts';
import { VerdictBadge } from '../../ui/verdict-badge';
import { sentQuotations, type Verdict } from '../screening/desk-rows';
import { keyOf, unseenVotes } from './unseen-votes';
import { type EditedVote, VoteDetails } from './vote-details';

type Row = OwnDecisions['rows'][number];

/** A vote as it stands after what still waits on this device. */
export interface Vote extends Row {
  isUnsent: boolean;
  /** Whether the server has no vote of this reader on the record yet, so that only its title is at hand. */
  isUnseen: boolean;
  isTakenBack: boolean;
  lockedWhy: string | null;
}

const SEARCH_PAUSE_MS = 250;

/** The reader's own votes: to find, change or take back while they are open, and why they are locked when they are not. */
@Component({
  selector: 'eh-my-votes',
  imports: [
    EmptyState,
    Icon,
    MatButton,
    Moment,
    PageHeader,
    RouterLink,
    Skeleton,
    SyncState,
    TranslocoPipe,
    VerdictBadge,
    VoteDetails,
  ],
  changeDetection: ChangeDetectionStrategy.OnPush,
  templateUrl: './my-votes.html',
  styleUrl: './my-votes.scss',
  host: { class: 'eh-page' },
})
export class MyVotes {
  private readonly api = inject(ScreeningApi);
  private readonly texts = inject(Texts);
  private readonly toasts = inject(Toasts);
  private readonly problemText = inject(ProblemText);
  protected readonly outbox = inject(Outbox);
  protected readonly refusedActs = inject(RefusedActs);
  protected readonly state = inject(ReviewState);

  protected readonly query = signal('');
  protected readonly verdict = signal<Verdict | ''>('');
  protected readonly stageId = signal('');
  protected readonly stages = signal<readonly Stage[]>([]);
  protected readonly openId = signal<string | null>(null);
  protected readonly next = signal<number | null>(null);
  protected readonly problem = signal<Problem | null>(null);
  protected readonly isLoading = signal(true);
  private readonly rows = signal<readonly Row[]>([]);
  private asked = 0;
  private timer: ReturnType<typeof setTimeout> | undefined;

  protected readonly verdicts: readonly Verdict[] = ['include', 'maybe', 'exclude'];
  protected readonly isFiltered = computed(
    () => this.query().trim() !== '' || this.verdict() !== '' || this.stageId() !== '',
  );
  /** What the server has not seen yet stands first: it was done last. */
  protected readonly votes = computed<Vote[]>(() => [
    ...this.unseen().map((row) => ({ ...this.voteOf(row), isUnseen: true })),
    ...this.rows().map((row) => this.voteOf(row)),
  ]);
  protected readonly problemWords = computed(() => {
    const problem = this.problem();
    return problem ? this.problemText.of(problem, 'screening') : '';
  });

  constructor() {
    effect(() => {
      const reviewId = this.state.id();
      untracked(() => void this.start(reviewId));
    });
    // What was just sent is in the list the next time it is read.
    effect(() => {
      if (this.outbox.delivered()) untracked(() => this.reload());
    });
  }

  protected search(words: string): void {
    this.query.set(words);
    this.reload(SEARCH_PAUSE_MS);
  }

  protected filter(verdict: string, stageId: string): void {
    this.verdict.set(verdict as Verdict | '');
    this.stageId.set(stageId);
    this.reload();
  }

  protected clear(): void {
    this.query.set('');
    this.filter('', '');
  }

  protected reload(pauseMs = 0): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.read(), pauseMs);
  }

  protected async more(): Promise<void> {
    await this.read(this.next() ?? undefined);
  }

  protected change(vote: Vote, edited: EditedVote): void {
    const { citation, stageId } = vote;
    const { quotations, reasons, tags, ...rest } = edited;
    const body = {
      id: newId(),
      citationId: citation.id,
      stageId,
      ...rest,
      reasons: [...reasons],
      tags: [...tags],
      clientAt: new Date().toISOString(),
      ...sentQuotations(quotations),
    };
    this.openId.set(null);
    this.act(vote, { kind: 'decide', body }, 'screening.mine.changed');
  }

  protected withdraw(vote: Vote): void {
    const body = { id: newId(), citationId: vote.citation.id, stageId: vote.stageId };
    this.openId.set(null);
    this.act(vote, { kind: 'withdraw', body }, 'screening.mine.withdrawn');
  }

  protected stageOf(id: string): Stage | null {
    return this.stages().find((stage) => stage.id === id) ?? null;
  }

  private act(vote: Vote, act: OutboxAct, told: string): void {
    const { citation } = vote;
    void this.outbox
      .add(this.state.id(), act, citation)
      .catch((error: unknown) => this.problem.set(problemFrom(error)));
    this.toasts.done(this.texts.of(told, { title: citation.title ?? '' }), {
      label: this.texts.of('screening.mine.undo'),
      run: () => void this.restore(vote, act.body.id),
    });
  }

  /** Back to the vote as it was: the unsent act vanishes, a sent one is followed by the earlier vote. */
  private async restore(vote: Vote, actId: string): Promise<void> {
    if (await this.outbox.takeBack(actId)) return;
    const { citation, stageId, verdict, reasons, tags, note, quotations } = vote;
    const body = {
      id: newId(),
      citationId: citation.id,
      stageId,
      verdict,
      reasons,
      tags,
      note,
      clientAt: new Date().toISOString(),
      ...sentQuotations(quotations),
    };
    await this.outbox.add(this.state.id(), { kind: 'decide', body }, citation);
  }

  private unseen(): Row[] {
    const known = new Set(this.rows().map(keyOf));
    const wanted = { stageId: this.stageId(), verdict: this.verdict(), q: this.query() };
    return unseenVotes(this.outbox.waiting(), this.state.id(), wanted).filter((row) => !known.has(keyOf(row)));
  }

  private voteOf(row: Row): Vote {
    const unsent = this.outbox
      .waiting()
      .filter(({ act }) => keyOf(act.body) === keyOf(row))
      .at(-1)?.act;
    const isClosed = this.stages().find((stage) => stage.id === row.stageId)?.closedAt != null;
    const isArchived = this.state.isArchived();
    const settled = isClosed ? 'closedWhy' : 'lockedWhy';
    const why = `screening.mine.${isArchived ? 'archivedWhy' : settled}`;
    const shown =
      unsent?.kind === 'decide'
        ? {
            verdict: unsent.body.verdict,
            reasons: unsent.body.reasons,
            tags: unsent.body.tags,
            note: unsent.body.note,
            quotations: unsent.body.quotations ?? [],
          }
        : {};
    return {
      ...row,
      ...shown,
      isUnsent: unsent !== undefined,
      isUnseen: false,
      isTakenBack: unsent?.kind === 'withdraw',
      lockedWhy: row.isOpen && !isArchived ? null : this.texts.of(why),
    };
  }

  private async start(reviewId: string): Promise<void> {
    this.rows.set([]);
    this.isLoading.set(true);
    await Promise.allSettled([this.api.stages(reviewId).then(({ stages }) => this.stages.set(stages)), this.read()]);
  }

  private async read(before?: number): Promise<void> {
    const asked = ++this.asked;
    const [stageId, verdict, q] = [this.stageId(), this.verdict(), this.query().trim()];
    const query = {
      ...(stageId && { stageId }),
      ...(verdict && { verdict }),
      ...(q && { q }),
      ...(before && { before }),
    };
    try {
      const page = await this.api.mine(this.state.id(), query);
      if (asked !== this.asked) return;
      this.rows.update((rows) => (before ? [...rows, ...page.rows] : page.rows));
      this.next.set(page.next);
      this.problem.set(null);
    } catch (error) {
      if (asked === this.asked) this.problem.set(problemFrom(error));
    } finally {
      if (asked === this.asked) this.isLoading.set(false);
    }
  }
}
