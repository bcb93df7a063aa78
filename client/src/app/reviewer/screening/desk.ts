import { computed, DestroyRef, inject, Injectable, signal } from '@angular/core';
import type { Citation, OwnProgress } from '@shared/contracts/screening';
import type { Stage } from '@shared/contracts/stages';
import { newId } from '../../data/api';
import { isUnreachable } from '../../data/kept-answers';
import { Outbox } from '../../data/outbox';
import { Problem, problemFrom } from '../../data/problem';
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
import { DeskActs, type Step } from './desk-acts';
import { DraftShelf } from './desk-drafts';
import { DeskSupply } from './desk-supply';

/** Citations with which the desk opens, and by how many fewer may lie ready before more are asked for. */
const PAGE = 25;
/** Between two questions for more, so that they never stand in a vote's way. */
const BETWEEN_MS = 200;
/** Held citations are asked for again before the server lets others have them, which it does after ten minutes. */
const AGAIN_MS = 4 * 60_000;
/** How long the opening of a stage waits for votes of an earlier sitting to be sent. */
const SETTLE_MS = 2_500;

export type Voting = { kind: 'kept' } | { kind: 'missing'; missing: Missing[] } | { kind: 'nothing' };

/**
 * One reader's desk at one stage: the citations handed to them in order, those they decided in this sitting behind them,
 * the next ones already here. Voting changes only this state and the outbox, so the next citation never waits.
 */
@Injectable()
export class ScreeningDesk {
  private readonly supply = inject(DeskSupply);
  private readonly acts = inject(DeskActs);
  private readonly outbox = inject(Outbox);
  private shelf: DraftShelf | null = null;
  private sitting = 0;
  private isAsking = false;
  private isFromDevice = false;
  private readonly timers = new Set<ReturnType<typeof setTimeout>>();

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

  /** How many were taken along, and until when they are held; null: none. */
  readonly held = this.supply.wanted.asReadonly();
  readonly heldUntil = this.supply.heldUntil.asReadonly();

  constructor() {
    const again = setInterval(() => this.holdOn(), AGAIN_MS);
    inject(DestroyRef).onDestroy(() => {
      this.sitting = -1;
      clearInterval(again);
      this.timers.forEach((timer) => clearTimeout(timer));
    });
  }

  async open(accountId: string, reviewId: string, stage: Stage): Promise<void> {
    const sitting = ++this.sitting;
    this.acts.open(reviewId, stage.id);
    this.shelf = new DraftShelf(accountId, reviewId, stage.id);
    this.stage.set(stage);
    this.rows.set([]);
    this.at.set(-1);
    this.undoable.set([]);
    this.redoable.set([]);
    this.drafts.set(this.shelf.read());
    this.isExhausted.set(false);
    this.isLoading.set(true);
    this.isFromDevice = false;
    await this.supply.open(reviewId, stage.id);
    await this.outbox.settled(reviewId, SETTLE_MS);
    if (sitting === this.sitting) await this.ask('first');
  }

  /** Asks for more, also after the list had ended. */
  async lookAgain(): Promise<void> {
    this.isExhausted.set(false);
    this.isLoading.set(true);
    await this.ask(this.rows().length === 0 ? 'first' : this.isFromDevice ? 'again' : 'more');
  }

  /** Takes the next ones along: the server holds them for a day, and they come here at once. */
  async take(count: number): Promise<void> {
    await this.supply.take(count);
    this.rememberProgress();
    this.isExhausted.set(false);
    this.refill(this.supply.wanted());
  }

  async giveBack(): Promise<void> {
    await this.supply.giveBack();
    this.rememberProgress();
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
    this.kept(this.acts.decide(row.citation, after, step.actId));
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
    this.kept(this.acts.reverse(citation, step));
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
    this.kept(this.acts.decide(citation, step.after, again.actId));
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

  private holdOn(): void {
    const isIdle = this.rows().length === 0 || this.heldUntil() !== null || !this.outbox.isOnline();
    if (!isIdle) void this.ask('again');
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
    if (choice) this.supply.drop(citationId);
    else this.supply.keep(this.placed().filter(({ citation }) => citation.id === citationId));
    this.rememberProgress();
  }

  private write(citationId: string, { reasons, tags, note, quotations }: Draft): void {
    this.drafts.update((drafts) => ({ ...drafts, [citationId]: { reasons, tags, note, quotations } }));
    this.shelf?.keep(this.drafts());
  }

  private forget(citationId: string): void {
    if (!this.drafts()[citationId]) return;
    this.drafts.update(({ [citationId]: _gone, ...drafts }) => drafts);
    this.shelf?.keep(this.drafts());
  }

  private kept(done: Promise<void>): void {
    done.catch((error: unknown) => this.problem.set(problemFrom(error)));
  }

  private goOnFilling(): void {
    this.timers.add(setTimeout(() => this.refill(this.supply.wanted()), BETWEEN_MS));
  }

  /** Asks for more where fewer than this lie ready. */
  private refill(least = this.supply.wanted() - PAGE): void {
    if (this.ahead() < least && !this.isExhausted() && this.outbox.isOnline()) void this.ask('more');
  }

  /**
   * First: the page that opens the desk. More: what comes after the last one here. Again: all that should lie ready, so
   * that the server goes on holding it for this reader, and what was settled meanwhile leaves the desk.
   */
  private async ask(what: 'first' | 'more' | 'again'): Promise<void> {
    const stage = this.stage();
    if (this.isAsking || !stage) return;
    this.isAsking = true;
    const sitting = this.sitting;
    try {
      const last = what === 'more' ? this.rows().at(-1)?.citation.id : undefined;
      const count = what === 'first' ? PAGE : what === 'more' ? 2 * PAGE : this.supply.wanted();
      const queue = await this.supply.next(count, last);
      if (sitting !== this.sitting) return;
      this.protocolVersion.set(queue.protocolVersion);
      if (what === 'more') this.isExhausted.set(this.receive(queue.citations) === 0);
      else await this.restock(queue.citations, this.rows().length === 0 ? queue.progress : null);
      this.problem.set(null);
    } catch (error) {
      if (sitting === this.sitting) await this.doWithout(problemFrom(error));
    } finally {
      this.isAsking = false;
      if (sitting === this.sitting) this.isLoading.set(false);
      else void this.ask('first');
    }
    if (sitting === this.sitting && !this.problem()) this.goOnFilling();
  }

  /** Without an answer an empty desk is laid with what this device kept. */
  private async doWithout(problem: Problem): Promise<void> {
    if (this.rows().length === 0 && isUnreachable(problem)) {
      const { citations, desk } = await this.supply.kept();
      if (desk) {
        this.counted.set(desk.progress);
        this.protocolVersion.set(desk.protocolVersion);
      }
      this.receive(citations);
      this.isFromDevice = this.rows().length > 0;
    }
    this.problem.set(problem);
  }

  /** Puts what the server hands out now in place of what lies ready unread; the citation before the reader stays. */
  private async restock(citations: readonly Citation[], progress: OwnProgress | null): Promise<void> {
    const fresh = new Set(citations.map(({ id }) => id));
    const shown = this.citation()?.id;
    const stays = ({ citation, choice }: Row): boolean =>
      choice !== null || citation.id === shown || fresh.has(citation.id);
    this.rows.update((rows) => rows.filter(stays));
    if (shown) this.show(shown);
    if (progress) this.counted.set(progress);
    this.isFromDevice = false;
    this.isExhausted.set(citations.length === 0);
    this.receive(citations, false);
    await this.supply.replace(this.placed().filter(({ choice }) => choice === null));
    this.rememberProgress();
  }

  /** Lays those that are new here behind the others; answers how many they were. */
  private receive(citations: readonly Citation[], isKept = true): number {
    const unsent = new Set(
      this.outbox
        .waiting()
        .flatMap(({ act }) => (act.kind === 'decide' ? [`${act.body.stageId} ${act.body.citationId}`] : [])),
    );
    const known = new Set(this.rows().map((row) => row.citation.id));
    const stageId = this.stage()?.id ?? '';
    const fresh = citations.filter(({ id }) => !known.has(id) && !unsent.has(`${stageId} ${id}`));
    this.rows.update((rows) => [...rows, ...fresh.map((citation) => ({ citation, choice: null }))]);
    if (isKept) this.supply.keep(this.placed().slice(known.size));
    if (!this.row()) this.resume();
    return fresh.length;
  }

  private placed(): (Row & { place: number })[] {
    return this.rows().map((row, place) => ({ ...row, place }));
  }

  private rememberProgress(): void {
    const { decided, all } = this.progress();
    this.supply.remember({ decided, remaining: all - decided }, this.protocolVersion());
  }
}
