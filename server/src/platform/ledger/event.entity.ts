import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import type { EventType } from '@shared/domain/ledger/events';

/** One entry of the ledger. Triggers refuse UPDATE and DELETE. */
@Entity('event')
@Index('uq_event_id', ['reviewId', 'id'], { unique: true })
export class EventEntity {
  @PrimaryColumn({ name: 'review_id', type: 'varchar', length: 64 })
  reviewId: string;

  @PrimaryColumn({ type: 'integer' })
  seq: number;

  @Column({ type: 'varchar', length: 64 })
  id: string;

  @Column({ type: 'varchar', length: 64 })
  type: EventType;

  /** Canonical JSON of the actor. */
  @Column({ type: 'text' })
  actor: string;

  @Column({ type: 'varchar', length: 24 })
  at: string;

  @Column({ name: 'protocol_version', type: 'integer' })
  protocolVersion: number;

  /** Canonical JSON of the payload. */
  @Column({ type: 'text' })
  payload: string;

  @Column({ name: 'previous_hash', type: 'varchar', length: 64 })
  previousHash: string;

  @Column({ type: 'varchar', length: 64 })
  hash: string;
}

/** The first answer to a request, given again when the request is repeated. */
@Entity('receipt')
export class ReceiptEntity {
  @PrimaryColumn({ name: 'review_id', type: 'varchar', length: 64 })
  reviewId: string;

  @PrimaryColumn({ type: 'varchar', length: 64 })
  id: string;

  @Column({ name: 'member_id', type: 'varchar', length: 64 })
  memberId: string;

  @Column({ name: 'request_hash', type: 'varchar', length: 64 })
  requestHash: string;

  @Column({ type: 'text' })
  answer: string;
}
