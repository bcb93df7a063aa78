import { computed, inject, Injectable, signal } from '@angular/core';
import type { Citation, NewDecision, OwnProgress } from '@shared/contracts/screening';
import type { Stage } from '@shared/contracts/stages';
import { newId } from '../../data/api';
import { Outbox } from '../../data/outbox';
import type { OutboxAct } from '../../data/screening-outbox-entry';
import { Problem, problemFrom } from '../../data/problem';
import { ScreeningApi } from '../../data/screening-api';
import {
  type Choice,
  choiceOf,
  type Draft,
  EMPTY_DRAFT,
  type Missing,
  missingFor,
  nextUndecided,
  type Row,
  type Verdict,
} from './desk-rows';
import { DraftShelf } from './desk-drafts';

/** Citations asked for at a time, and how few undecided ones are left when the next are asked for. */
const PAGE = 25;
const REFILL_AT = 12;
/** How long the opening of a stage waits for votes of an earlier sitting to be sent. */
const SETTLE_MS = 2_500;

/** One vote of this sitting, to undo and redo. */
interface Step {
  citationId: string;
  before: Choice | null;
  after: Choice;
  /** The act that carried it, while that may still be taken back unsent. */
  actId: string;
}

export type Voting = { kind: 'kept' } | { kind: 'missing'; missing: Missing[] } | { kind: 'nothing' };

/**
 * One reader's desk at one stage: the citations handed to them in order, those they decided in this sitting behind them,
 * the next ones already here. Voting changes only this state and the outbox, so the next citation never waits.
 */
@Injectable()
export class ScreeningDesk {
  private readonly api = inject(ScreeningApi);
  private readonly outbox = inject(Outbox);
  private reviewId = '';
  private shelf: DraftShelf | null = null;
  private sitting = 0;
  private isAsking = false;

  readonly stage = signal<Stage | null>(null);
  readonly rows = signal<readonly Row[]>([]);
  readonly at = signal(-1);
  readonly isLoading = signal(true);
  readonly isExhausted = signal(false);
  readonly problem = signal<Problem | null>(null);
  readonly protocolVersion = signal(0);
  private readonly counted = signal<OwnProgress>({ decided: 0, remaining: 0 });
  private readonly drafts = signal<Readonly<Record<string, Draft>>>({});
  private readonly undoable = signal<readonly Step[]>([]);
  private readonly redoable = signal<readonly Step[]>([]);

  readonly row = computed<Row | null>(() => this.rows()[this.at()] ?? null);
  readonly citation = computed(() => this.row()?.citation ?? null);
  readonly draft = computed<Draft>(() => {
    const row = this.row();
    return row ? (this.drafts()[row.citation.id] ?? row.choice ?? EMPTY_DRAFT) : EMPTY_DRAFT;
  });
  readonly mayUndo = computed(() => this.undoable().length > 0);
  readonly mayRedo = computed(() => this.redoable().length > 0);
  readonly ahead = computed(() => this.rows().filter(({ choice }) => choice === null).length);
  readonly progress = computed(() => {
    const { decided, remaining } = this.counted();
    const here = this.rows().length - this.ahead();
    return { decided: decided + here, all: decided + Math.max(remaining, this.rows().length) };
  });

  async open(accountId: string, reviewId: string, stage: Stage): Promise<void> {
    const sitting = ++this.sitting;
    this.reviewId = reviewId;
    this.shelf = new DraftShelf(accountId, reviewId, stage.id);
    this.stage.set(stage);
    this.rows.set([]);
    this.at.set(-1);
    this.undoable.set([]);
    this.redoable.set([]);
    this.drafts.set(this.shelf.read());
    this.isExhausted.set(false);
    this.isLoading.set(true);
    await this.outbox.settled(reviewId, SETTLE_MS);
    if (sitting === this.sitting) await this.ask(true);
  }

  /** Asks for more, also after the list had ended. */
  async lookAgain(): Promise<void> {
    this.isExhausted.set(false);
    this.isLoading.set(true);
    await this.ask(this.rows().length === 0);
  }

  vote(verdict: Verdict): Voting {
    const row = this.row();
    const stage = this.stage();
    if (!row || !stage) return { kind: 'nothing' };
    const draft = this.draft();
    const missing = missingFor(verdict, draft, stage.rule.required);
    if (missing.length > 0) return { kind: 'missing', missing };
    const after = choiceOf(verdict, draft, stage.rule.required);
    const step = { citationId: row.citation.id, before: row.choice, after, actId: newId() };
    this.apply(step.citationId, after);
    this.undoable.update((steps) => [...steps, step]);
    this.redoable.set([]);
    this.forget(step.citationId);
    this.decide(row.citation, after, step.actId);
    this.goOn();
    return { kind: 'kept' };
  }

  /** Takes the last vote of this sitting back and shows its citation; null where there is none. */
  undo(): Citation | null {
    const step = this.undoable().at(-1);
    const citation = step && this.rows().find((row) => row.citation.id === step.citationId)?.citation;
    if (!step || !citation) return null;
    this.undoable.update((steps) => steps.slice(0, -1));
    this.redoable.update((steps) => [...steps, step]);
    this.apply(step.citationId, step.before);
    this.write(step.citationId, step.after);
    this.show(step.citationId);
    void this.reverse(citation, step);
    return citation;
  }

  redo(): Citation | null {
    const step = this.redoable().at(-1);
    const citation = step && this.rows().find((row) => row.citation.id === step.citationId)?.citation;
    if (!step || !citation) return null;
    const again = { ...step, actId: newId() };
    this.redoable.update((steps) => steps.slice(0, -1));
    this.undoable.update((steps) => [...steps, again]);
    this.apply(step.citationId, step.after);
    this.forget(step.citationId);
    this.decide(citation, step.after, again.actId);
    this.show(step.citationId);
    this.goOn();
    return citation;
  }

  /** Moves through the list without voting; whether there was somewhere to go. */
  move(by: 1 | -1): boolean {
    const to = this.at() + by;
    if (to < 0 || to >= this.rows().length) return false;
    this.at.set(to);
    this.refill();
    return true;
  }

  /** Back to the first citation without a vote. */
  resume(): void {
    this.at.set(nextUndecided(this.rows(), -1));
  }

  edit(patch: Partial<Draft>): void {
    const row = this.row();
    if (row) this.write(row.citation.id, { ...this.draft(), ...patch });
  }

  toggleReason(id: string, order: readonly string[]): void {
    const ticked = new Set(this.draft().reasons);
    if (!ticked.delete(id)) ticked.add(id);
    this.edit({ reasons: order.filter((reason) => ticked.has(reason)) });
  }

  private goOn(): void {
    this.at.set(nextUndecided(this.rows(), this.at()));
    this.refill();
  }

  private show(citationId: string): void {
    this.at.set(this.rows().findIndex((row) => row.citation.id === citationId));
  }

  private apply(citationId: string, choice: Choice | null): void {
    this.rows.update((rows) => rows.map((row) => (row.citation.id === citationId ? { ...row, choice } : row)));
  }

  private write(citationId: string, { reasons, tags, note }: Draft): void {
    this.drafts.update((drafts) => ({ ...drafts, [citationId]: { reasons, tags, note } }));
    this.shelf?.keep(this.drafts());
  }

  private forget(citationId: string): void {
    if (!this.drafts()[citationId]) return;
    this.drafts.update(({ [citationId]: _gone, ...drafts }) => drafts);
    this.shelf?.keep(this.drafts());
  }

  private decide(citation: Citation, choice: Choice, id: string): void {
    const body: NewDecision = {
      id,
      citationId: citation.id,
      stageId: this.stage()!.id,
      verdict: choice.verdict,
      reasons: [...choice.reasons],
      tags: [...choice.tags],
      note: choice.note || null,
      clientAt: new Date().toISOString(),
    };
    this.send({ kind: 'decide', body }, citation);
  }

  /** Unsent votes vanish; sent ones are followed by what undoes them. */
  private async reverse(citation: Citation, step: Step): Promise<void> {
    if (await this.outbox.takeBack(step.actId)) return;
    if (step.before) return this.decide(citation, step.before, newId());
    const body = { id: newId(), citationId: citation.id, stageId: this.stage()!.id };
    this.send({ kind: 'withdraw', body }, citation);
  }

  private send(act: OutboxAct, { title, ordinal }: Citation): void {
    this.outbox
      .add(this.reviewId, act, { title, ordinal })
      .catch((error: unknown) => this.problem.set(problemFrom(error)));
  }

  private refill(): void {
    if (this.ahead() <= REFILL_AT && !this.isExhausted()) void this.ask(false);
  }

  private async ask(isFirst: boolean): Promise<void> {
    const stage = this.stage();
    if (this.isAsking || !stage) return;
    this.isAsking = true;
    const sitting = this.sitting;
    try {
      const after = this.rows().at(-1)?.citation.id;
      const queue = await this.api.queue(this.reviewId, stage.id, { limit: PAGE, ...(after ? { after } : {}) });
      if (sitting !== this.sitting) return;
      this.receive(queue.citations, isFirst ? queue.progress : null);
      this.protocolVersion.set(queue.protocolVersion);
      this.problem.set(null);
    } catch (error) {
      if (sitting === this.sitting) this.problem.set(problemFrom(error));
    } finally {
      this.isAsking = false;
      if (sitting === this.sitting) this.isLoading.set(false);
      else void this.ask(true);
    }
  }

  private receive(citations: readonly Citation[], progress: OwnProgress | null): void {
    const unsent = new Set(
      this.outbox
        .waiting()
        .flatMap(({ act }) => (act.kind === 'decide' ? [`${act.body.stageId} ${act.body.citationId}`] : [])),
    );
    const known = new Set(this.rows().map((row) => row.citation.id));
    const stageId = this.stage()?.id ?? '';
    const fresh = citations.filter(({ id }) => !known.has(id) && !unsent.has(`${stageId} ${id}`));
    if (progress) this.counted.set(progress);
    this.isExhausted.set(fresh.length === 0);
    this.rows.update((rows) => [...rows, ...fresh.map((citation) => ({ citation, choice: null }))]);
    if (!this.row()) this.resume();
  }
}
