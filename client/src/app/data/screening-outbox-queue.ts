import { laneOf, type NewOutboxEntry, type OutboxEntry, type OutboxRefusal } from './screening-outbox-entry';

/** Where entries are kept. Each call is one atomic step, also against other tabs. */
export interface OutboxStore {
  append(entry: NewOutboxEntry): Promise<OutboxEntry>;
  /** The first entry of a lane that is neither sent nor refused, and whether another one follows it. */
  head(lane: string): Promise<{ first: OutboxEntry; isLast: boolean } | null>;
  /** Marks an entry as under way; null where it was taken back meanwhile. */
  begin(seq: number): Promise<OutboxEntry | null>;
  remove(seq: number): Promise<void>;
  change(seq: number, patch: Partial<Pick<OutboxEntry, 'refusal' | 'failures' | 'sendAfter'>>): Promise<void>;
  /** Removes the entry of this act unless it is under way; whether it did. */
  takeBack(actId: string): Promise<boolean>;
  ofAccount(accountId: string): Promise<OutboxEntry[]>;
}

export type SendOutcome =
  | { kind: 'done' }
  | { kind: 'refused'; refusal: OutboxRefusal }
  /** No answer, or one that is not the server's own word: it is tried again. */
  | { kind: 'later'; isServerFault?: boolean };

export type DrainEnd = { kind: 'empty' } | { kind: 'held'; waitMs: number } | { kind: 'later' };

/** How long the newest act is held back. */
export const HOLD_MS = 3_000;
/** An act on which the server itself fails this often is set aside, so that those behind it get through. */
const FAILURES_BEFORE_PARKING = 5;

/**
 * Sends what people did in the order they did it. An entry leaves the store only once the server's answer is here, and
 * the next is sent only after that, so a crash, a lost reply or a second tab can repeat a request but never skip or
 * reorder one; the server knows a repeated id. A refusal sets its entry aside and the queue goes on.
 */
export class OutboxQueue {
  constructor(
    private readonly store: OutboxStore,
    private readonly send: (entry: OutboxEntry) => Promise<SendOutcome>,
    private readonly now: () => number,
    private readonly changed: () => void = () => undefined,
  ) {}

  async add(entry: NewOutboxEntry): Promise<OutboxEntry> {
    const kept = await this.store.append(entry);
    this.changed();
    return kept;
  }

  /** Undoes an act that has not left yet; false where the server may know of it. */
  async takeBack(actId: string): Promise<boolean> {
    const isGone = await this.store.takeBack(actId);
    this.changed();
    return isGone;
  }

  /** Lets a refused act try again, as it was. */
  async again(entry: OutboxEntry): Promise<void> {
    const { seq, hasBegun: _begun, failures: _failures, refusal: _refusal, ...act } = entry;
    await this.store.append({ ...act, sendAfter: 0 });
    await this.store.remove(seq);
    this.changed();
  }

  async drain(lane: string): Promise<DrainEnd> {
    for (;;) {
      const head = await this.store.head(lane);
      if (!head) return { kind: 'empty' };
      const waitMs = head.isLast ? this.heldMs(head.first) : 0;
      if (waitMs > 0) return { kind: 'held', waitMs };
      const entry = await this.store.begin(head.first.seq);
      if (!entry) continue;
      const outcome = await this.send(entry);
      if (outcome.kind === 'later' && !(await this.isParked(entry, outcome.isServerFault ?? false))) {
        this.changed();
        return { kind: 'later' };
      }
      if (outcome.kind === 'done') await this.store.remove(entry.seq);
      if (outcome.kind === 'refused') await this.store.change(entry.seq, { refusal: outcome.refusal });
      this.changed();
    }
  }

  /** A clock that was set back must not hold an act for longer than it would ever be held. */
  private heldMs({ sendAfter }: OutboxEntry): number {
    const ms = sendAfter - this.now();
    return ms > 2 * HOLD_MS ? 0 : Math.max(0, ms);
  }

  private async isParked(entry: OutboxEntry, isServerFault: boolean): Promise<boolean> {
    if (!isServerFault) return false;
    const failures = entry.failures + 1;
    const isParked = failures >= FAILURES_BEFORE_PARKING;
    const refusal = isParked ? { code: 'server_failed', detail: '' } : null;
    await this.store.change(entry.seq, { failures, refusal });
    return isParked;
  }
}

/** Whether a later act of the same person on the same citation and stage is already there, so that retrying would undo it. */
export function isSuperseded(entry: OutboxEntry, all: readonly OutboxEntry[]): boolean {
  return all.some(
    (other) =>
      other.seq > entry.seq &&
      laneOf(other) === laneOf(entry) &&
      other.act.body.citationId === entry.act.body.citationId &&
      other.act.body.stageId === entry.act.body.stageId,
  );
}
