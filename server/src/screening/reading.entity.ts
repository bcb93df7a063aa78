import type { HandedOut } from '@shared/domain/screening/handed-out';
import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** A citation handed to a reader for the next minutes, so that its last slot is not handed out twice. */
@Entity('lease')
@Index('ix_lease_until', ['until'])
export class LeaseEntity {
  @PrimaryColumn({ name: 'stage_id', type: 'varchar', length: 64 })
  stageId: string;

  @PrimaryColumn({ name: 'citation_id', type: 'varchar', length: 80 })
  citationId: string;

  @PrimaryColumn({ name: 'member_id', type: 'varchar', length: 64 })
  memberId: string;

  @Column({ type: 'varchar', length: 24 })
  until: string;

  /** How the queue chose it, for the decision that may follow; null at a stage in a fixed order. */
  @Column({ type: 'simple-json', nullable: true })
  handed: HandedOut | null;
}

/** A member's own settings in a review. */
@Entity('preference')
export class PreferenceEntity {
  @PrimaryColumn({ name: 'member_id', type: 'varchar', length: 64 })
  memberId: string;

  @Column({ type: 'simple-json' })
  value: Record<string, unknown>;
}
