import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { reviewArchived } from '@shared/domain/access/archived';
import { canonical } from '@shared/domain/ledger/canonical';
import { GENESIS, hashOf } from '@shared/domain/ledger/chain';
import type { Actor, EventPayloads, EventType, LedgerEvent } from '@shared/domain/ledger/events';
import { Refusal } from '@shared/domain/refusal';
import { Clock } from '../clock';
import { Database, type Tx } from '../database/database';
import { putRows } from '../database/rows';
import type { EventEntity, ReceiptEntity } from './event.entity';
import type { Known, Projector } from './projector';

export const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

/** A request to write in a review: who asks, under which client-made id, and with what. */
export interface Command {
  reviewId: string;
  /** Client-made; the same id with the same request gives the first answer, with another request it is refused. */
  id: string;
  memberId: string;
  /** What the request says, so that a repetition is told from a reuse of the id. */
  request: unknown;
  /** Set when the machine acts on the member's behalf. */
  machine?: string;
}

/** An open act: rules are checked on `manager`, then `append` writes the event and the rows that follow from it. */
export interface Act {
  readonly manager: EntityManager;
  readonly reviewId: string;
  readonly memberId: string;
  append<T extends EventType>(type: T, payload: EventPayloads[T], known?: Known): Promise<LedgerEvent<T>>;
}

type Receipt = Pick<ReceiptEntity, 'memberId' | 'requestHash' | 'answer'>;

export type AppendListener = (event: LedgerEvent) => void;

/**
 * The one way to write in a review. An act checks its rule, appends its events and updates the read tables in one
 * transaction; the answer is stored beside the event, so that a replayed request is answered as the first time.
 */
@Injectable()
export class Ledger {
  private readonly projectors: Projector[] = [];
  private readonly listeners = new Set<AppendListener>();

  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /** Features register their projectors when they start; `order` says whose rows others read. */
  register(projector: Projector): void {
    this.projectors.push(projector);
    this.projectors.sort((a, b) => (a.order ?? 10) - (b.order ?? 10));
  }

  allProjectors(): readonly Projector[] {
    return this.projectors;
  }

  /** Called for each event once it is durable. Answers the function that stops listening. */
  onAppended(listener: AppendListener): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  async act<T>(command: Command, work: (act: Act) => Promise<T>): Promise<T> {
    const requestHash = sha256(canonical({ request: command.request, machine: command.machine ?? null }));
    return this.database.transaction(async (tx) => {
      await this.database.lockReview(tx, command.reviewId);
      const [receipt] = await tx.manager.sql<Receipt[]>`
        SELECT member_id AS "memberId", request_hash AS "requestHash", answer
        FROM receipt WHERE review_id = ${command.reviewId} AND id = ${command.id}`;
      if (receipt) return this.repeated<T>(receipt, command, requestHash);
      let appended = 0;
      const act: Act = {
        manager: tx.manager,
        reviewId: command.reviewId,
        memberId: command.memberId,
        append: async (type, payload, known) => {
          const id = appended === 0 ? command.id : `${command.id.slice(0, 50)}.${appended}`;
          appended++;
          const actor: Actor = command.machine
            ? { member: command.memberId, machine: command.machine }
            : { member: command.memberId };
          return this.append(tx, { reviewId: command.reviewId, id, type, actor, payload }, known);
        },
      };
      const answer = await work(act);
      const given = {
        review_id: command.reviewId,
        id: command.id,
        member_id: command.memberId,
        request_hash: requestHash,
        answer: JSON.stringify(answer ?? null),
      };
      await putRows(tx.manager, 'receipt', [given]);
      return answer;
    });
  }

  /** Feeds one stored event to the projectors, as at first. */
  async project(event: LedgerEvent, manager: EntityManager, known?: Known): Promise<void> {
    for (const projector of this.projectors) {
      if (projector.handles.includes(event.type)) await projector.apply(event, manager, known);
    }
  }

  private repeated<T>(receipt: Receipt, command: Command, requestHash: string): T {
    if (receipt.memberId !== command.memberId || receipt.requestHash !== requestHash) {
      throw new Refusal(
        'idempotency_mismatch',
        'This id was used for another request. Nothing was changed; send the request under a new id.',
        422,
      );
    }
    return JSON.parse(receipt.answer) as T;
  }

  private async append<T extends EventType>(
    tx: Tx,
    draft: { reviewId: string; id: string; type: T; actor: Actor; payload: EventPayloads[T] },
    known?: Known,
  ): Promise<LedgerEvent<T>> {
    const head = await headOf(tx.manager, draft.reviewId);
    // Whatever way an act came, a job or an invitation's link too: an archived review's ledger stands still.
    if (head.archivedAt && draft.type !== 'review.restored') throw reviewArchived();
    const published =
      draft.type === 'protocol.published' ? (draft.payload as EventPayloads['protocol.published']) : null;
    const unhashed = {
      ...draft,
      seq: head.seq + 1,
      at: this.clock.now(),
      protocolVersion: published?.version ?? head.protocolVersion,
      previousHash: head.hash,
    };
    const event: LedgerEvent<T> = { ...unhashed, hash: hashOf(unhashed, sha256) };
    await insertEvent(tx.manager, event);
    await this.project(event, tx.manager, known);
    tx.afterCommit(() => {
      for (const listener of this.listeners) listener(event);
    });
    return event;
  }
}

/** The last entry of a review's ledger, the protocol version in force and since when it is archived; the first entry finds none. */
async function headOf(
  manager: EntityManager,
  reviewId: string,
): Promise<{ seq: number; hash: string; protocolVersion: number; archivedAt: string | null }> {
  const rows = await manager.sql<
    { seq: number; hash: string; protocolVersion: number | null; archivedAt: string | null }[]
  >`
    SELECT seq, hash, (SELECT protocol_version FROM review WHERE id = ${reviewId}) AS "protocolVersion",
      (SELECT archived_at FROM review WHERE id = ${reviewId}) AS "archivedAt"
    FROM event WHERE review_id = ${reviewId} ORDER BY seq DESC LIMIT 1`;
  const { seq = 0, hash = GENESIS, protocolVersion, archivedAt } = rows[0] ?? {};
  return { seq, hash, protocolVersion: protocolVersion ?? 0, archivedAt: archivedAt ?? null };
}

async function insertEvent(manager: EntityManager, event: LedgerEvent): Promise<void> {
  const { reviewId, seq, id, type, actor, at, protocolVersion, payload, previousHash, hash } = toRow(event);
  const row = { review_id: reviewId, seq, id, type, actor, at, payload, hash };
  await putRows(manager, 'event', [{ ...row, protocol_version: protocolVersion, previous_hash: previousHash }]);
}

export function toRow(event: LedgerEvent): EventEntity {
  return { ...event, actor: canonical(event.actor), payload: canonical(event.payload) };
}

export function fromRow(row: EventEntity): LedgerEvent {
  return {
    ...row,
    actor: JSON.parse(row.actor) as Actor,
    payload: JSON.parse(row.payload) as LedgerEvent['payload'],
  };
}
