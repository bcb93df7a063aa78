import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { ProtocolDocument } from '@shared/domain/protocol/protocol';

@Entity('protocol_version')
export class ProtocolVersionEntity {
  @PrimaryColumn({ name: 'review_id', type: 'varchar', length: 64 })
  reviewId: string;

  @PrimaryColumn({ type: 'integer' })
  version: number;

  /** Why it was amended; null for the first. */
  @Column({ type: 'text', nullable: true })
  reason: string | null;

  @Column({ type: 'simple-json' })
  document: ProtocolDocument;

  @Column({ name: 'member_id', type: 'varchar', length: 64 })
  memberId: string;

  @Column({ type: 'varchar', length: 24 })
  at: string;
}
