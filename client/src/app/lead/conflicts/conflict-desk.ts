import { computed, inject, Injectable, signal } from '@angular/core';
import type { Conflict, NewComment, NewDecision } from '@shared/contracts/screening';
import type { Stage } from '@shared/contracts/stages';
import { underReasons } from '@shared/domain/screening/quotation';
import { newId } from '../../data/api';
import { Outbox } from '../../data/outbox';
import { type Problem, problemFrom } from '../../data/problem';
import { ScreeningApi } from '../../data/screening-api';
import type { OutboxAct } from '../../data/screening-outbox-entry';

export type Verdict = 'include' | 'maybe' | 'exclude';
export type Answer = 'kept' | 'reason-needed' | 'same' | 'nothing';

/** Conflicts read at a time; what is settled leaves the server's list, so the next read starts at its top again. */
const PAGE = 50;
const SETTLE_MS = 4_000;

interface Step {
  conflict: Conflict;
  actId: string;
}

/** The conflicts that await this person: those they may settle, and where the readers settle, those they are part of. */
@Injectable()
export class ConflictDesk {
  private readonly api = inject(ScreeningApi);
  private readonly outbox = inject(Outbox);
  private reviewId = '';
  private stageId: string | undefined;
  private asked = 0;
  private readonly steps = signal<readonly Step[]>([]);

  readonly stages = signal<readonly Stage[]>([]);
  readonly rows = signal<readonly Conflict[]>([]);
  readonly at = signal(0);
  readonly total = signal(0);
  readonly own = signal(0);
  readonly isLoading = signal(true);
  readonly problem = signal<Problem | null>(null);
  readonly ticked = signal<readonly string[]>([]);
  readonly note = signal('');

  readonly conflict = computed(() => this.rows()[this.at()] ?? null);
  readonly stage = computed(() => this.stages().find(({ id }) => id === this.conflict()?.stageId) ?? null);
  readonly ownSide = computed(() => this.conflict()?.sides.find(({ isMe }) => isMe) ?? null);
  readonly mayUndo = computed(() => this.steps().length > 0);

  async open(reviewId: string, stageId?: string): Promise<void> {
    this.reviewId = reviewId;
    this.stageId = stageId;
    this.isLoading.set(true);
    await this.outbox.settled(reviewId, SETTLE_MS);
    await this.read();
  }

  async read(): Promise<void> {
    const asked = ++this.asked;
    try {
      const [{ stages }, page] = await Promise.all([
        this.stages().length ? { stages: this.stages() } : this.api.stages(this.reviewId),
        this.api.conflicts(this.reviewId, { limit: PAGE, ...(this.stageId ? { stageId: this.stageId } : {}) }),
      ]);
      if (asked !== this.asked) return;
      const shown = this.conflict();
      this.stages.set(stages);
      this.rows.set(page.rows.filter((row) => !this.isAnswered(row)));
      this.total.set(this.rows().length + Math.max(0, page.total - page.rows.length));
      this.own.set(page.own);
      this.problem.set(null);
      const again = shown ? this.rows().findIndex((row) => keyOf(row) === keyOf(shown)) : -1;
      this.at.set(again >= 0 ? again : 0);
    } catch (error) {
      if (asked === this.asked) this.problem.set(problemFrom(error));
    } finally {
      if (asked === this.asked) this.isLoading.set(false);
    }
  }

  /** Settles the conflict, or where the person is one of its readers changes their own vote; then the next one is there. */
  answer(verdict: Verdict): Answer {
    const conflict = this.conflict();
    const stage = this.stage();
    if (!conflict || !stage || (!conflict.mayResolve && verdict === 'maybe' && !conflict.mayConcede)) return 'nothing';
    if (conflict.mayResolve && verdict === 'maybe') return 'nothing';
    if (!conflict.mayResolve && this.ownSide()?.verdict === verdict) return 'same';
    const reasons = verdict === 'exclude' ? [...this.ticked()] : [];
    if (stage.rule.required[verdict].reason && reasons.length === 0) return 'reason-needed';
    const at = {
      id: newId(),
      citationId: conflict.citation.id,
      stageId: conflict.stageId,
      reasons,
      note: this.note().trim() || null,
    };
    const act: OutboxAct =
      conflict.mayResolve && verdict !== 'maybe'
        ? { kind: 'resolve', body: { ...at, verdict } }
        : {
            kind: 'decide',
            body: {
              ...at,
              verdict,
              tags: this.ownSide()?.tags ?? [],
              clientAt: new Date().toISOString(),
              ...quoted(this.ownSide(), reasons),
            },
          };
    this.send(act, conflict);
    this.steps.update((steps) => [...steps, { conflict, actId: at.id }]);
    this.drop(conflict);
    return 'kept';
  }

  /** The last answer, if it has not left yet: its conflict; false where it is too late, null where there was none. */
  async undo(): Promise<Conflict | false | null> {
    const step = this.steps().at(-1);
    if (!step) return null;
    this.steps.update((steps) => steps.slice(0, -1));
    if (!(await this.outbox.takeBack(step.actId))) {
      const side = step.conflict.sides.find(({ isMe }) => isMe);
      if (step.conflict.mayResolve || !side) return false;
      const { verdict, reasons, tags, note } = side;
      const body = {
        id: newId(),
        citationId: step.conflict.citation.id,
        stageId: step.conflict.stageId,
        verdict,
        reasons,
        tags,
        note,
        clientAt: new Date().toISOString(),
        ...quoted(side, reasons),
      };
      this.send({ kind: 'decide', body }, step.conflict);
    }
    this.rows.update((rows) => [...rows.slice(0, this.at()), step.conflict, ...rows.slice(this.at())]);
    this.total.update((total) => total + 1);
    this.begin();
    return step.conflict;
  }

  move(by: 1 | -1): boolean {
    const to = this.at() + by;
    if (to < 0 || to >= this.rows().length) return false;
    this.at.set(to);
    this.begin();
    return true;
  }

  toggleReason(id: string, order: readonly string[]): void {
    const ticked = new Set(this.ticked());
    if (!ticked.delete(id)) ticked.add(id);
    this.ticked.set(order.filter((reason) => ticked.has(reason)));
  }

  async say(text: string): Promise<void> {
    const conflict = this.conflict();
    if (!conflict) return;
    const comment: NewComment = { id: newId(), citationId: conflict.citation.id, stageId: conflict.stageId, text };
    await this.api.comment(this.reviewId, comment);
    await this.read();
  }

  private send(act: OutboxAct, { citation }: Conflict): void {
    this.outbox.add(this.reviewId, act, citation).catch((error: unknown) => this.problem.set(problemFrom(error)));
  }

  private drop(conflict: Conflict): void {
    this.rows.update((rows) => rows.filter((row) => row !== conflict));
    this.total.update((total) => Math.max(0, total - 1));
    if (this.at() >= this.rows().length) this.at.set(0);
    this.begin();
    // More may lie behind the first page; they are read once the answers have left.
    if (this.rows().length === 0 && this.total() > 0) void this.open(this.reviewId, this.stageId);
  }

  private begin(): void {
    this.ticked.set([]);
    this.note.set('');
  }

  private isAnswered(row: Conflict): boolean {
    return this.outbox
      .waiting()
      .some(({ act }) => act.body.citationId === row.citation.id && act.body.stageId === row.stageId);
  }
}

/** What a reader quoted stays with their vote when they change it. */
function quoted(side: Conflict['sides'][number] | null, reasons: readonly string[]): Pick<NewDecision, 'quotations'> {
  const quotations = underReasons(side?.quotations ?? [], reasons);
  return quotations.length > 0 ? { quotations } : {};
}

function keyOf({ citation, stageId }: Conflict): string {
  return `${citation.id} ${stageId}`;
}
