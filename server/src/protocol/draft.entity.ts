import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { ProtocolDocument } from '@shared/domain/protocol/protocol';

/**
 * The protocol as it is being written: one for each review, outside the ledger, because half sentences are no facts. It
 * stays when a version is published, so that `revision` never runs backwards and a save typed on an old one is noticed.
 */
@Entity('protocol_draft')
export class ProtocolDraftEntity {
  @PrimaryColumn({ name: 'review_id', type: 'varchar', length: 64 })
  reviewId: string;

  /** Counts saves, from 1. */
  @Column({ type: 'integer' })
  revision: number;

  @Column({ type: 'simple-json' })
  document: ProtocolDocument;

  @Column({ name: 'member_id', type: 'varchar', length: 64 })
  memberId: string;

  @Column({ name: 'saved_at', type: 'varchar', length: 24 })
  savedAt: string;

  /** Id of the request that made this revision, so that its repetition is answered and not refused. */
  @Column({ name: 'save_id', type: 'varchar', length: 64 })
  saveId: string;
}
