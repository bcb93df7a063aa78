import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { FlowOptions } from '@shared/contracts/flow';

/** How a review wants its diagram drawn. No part of the ledger: it changes no number. */
@Entity('flow_setting')
export class FlowSettingEntity {
  @PrimaryColumn({ name: 'review_id', type: 'varchar', length: 64 })
  reviewId: string;

  @Column({ type: 'simple-json' })
  options: FlowOptions;
}

/** What the version that this review updates had included, as last recorded. */
@Entity('previous_version')
export class PreviousVersionEntity {
  @PrimaryColumn({ name: 'review_id', type: 'varchar', length: 64 })
  reviewId: string;

  @Column({ type: 'integer' })
  studies: number;

  @Column({ type: 'integer' })
  reports: number;

  @Column({ type: 'text', nullable: true })
  note: string | null;

  @Column({ type: 'varchar', length: 24 })
  at: string;
}
