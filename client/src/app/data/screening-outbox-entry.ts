import type { DecisionWithdrawal, NewDecision, NewResolution } from '@shared/contracts/screening';

/** What the outbox can carry. Each body holds the id under which the server does it once, however often it arrives. */
export type OutboxAct =
  | { kind: 'decide'; body: NewDecision }
  | { kind: 'withdraw'; body: DecisionWithdrawal }
  | { kind: 'resolve'; body: NewResolution };

export interface NewOutboxEntry {
  accountId: string;
  reviewId: string;
  act: OutboxAct;
  /** What the act is about, to name it while it waits. */
  title: string;
  ordinal: number;
  /** Device clock, ms: when it was done, and until when it is held back so that undo needs no server. */
  at: number;
  sendAfter: number;
}

export interface OutboxEntry extends NewOutboxEntry {
  /** Order on this device, over all tabs. */
  seq: number;
  /** Whether it may have reached the server; from then on it can only be undone by a further act. */
  hasBegun: boolean;
  /** How often the server failed on it. */
  failures: number;
  refusal: OutboxRefusal | null;
}

export interface OutboxRefusal {
  code: string;
  detail: string;
}

/** Acts of one account in one review keep their order; nothing orders them across reviews. */
export function laneOf(entry: Pick<NewOutboxEntry, 'accountId' | 'reviewId'>): string {
  return `${entry.accountId}/${entry.reviewId}`;
}
