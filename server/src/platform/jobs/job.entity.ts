import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import type { JobState } from '@shared/contracts/jobs';

/** Work that outlives a request. Written only by the runner and those who ask for work. */
@Entity('job')
@Index('ix_job_state', ['state', 'createdAt'])
@Index('ix_job_review', ['reviewId', 'createdAt'])
export class JobEntity {
  @PrimaryColumn({ type: 'varchar', length: 64 })
  id: string;

  @Column({ name: 'review_id', type: 'varchar', length: 64 })
  reviewId: string;

  @Column({ name: 'member_id', type: 'varchar', length: 64 })
  memberId: string;

  @Column({ type: 'varchar', length: 32 })
  kind: string;

  /** Jobs of one review and slot run one after another. */
  @Column({ type: 'varchar', length: 32 })
  slot: string;

  @Column({ type: 'varchar', length: 80, nullable: true })
  subject: string | null;

  @Column({ type: 'varchar', length: 16 })
  state: JobState;

  @Column({ type: 'simple-json' })
  payload: object;

  @Column({ type: 'integer' })
  done: number;

  @Column({ type: 'integer' })
  total: number;

  @Column({ type: 'varchar', length: 64 })
  step: string;

  /** Times it was started. */
  @Column({ type: 'integer' })
  attempts: number;

  /** Which runner holds it, while running. */
  @Column({ type: 'varchar', length: 64, nullable: true })
  holder: string | null;

  /** After this instant another runner may take it over. */
  @Column({ name: 'lease_until', type: 'varchar', length: 24, nullable: true })
  leaseUntil: string | null;

  /** Set by a cancel that another server's runner has to see. */
  @Column({ name: 'cancel_asked', type: 'boolean' })
  cancelAsked: boolean;

  @Column({ type: 'simple-json', nullable: true })
  result: object | null;

  @Column({ type: 'simple-json', nullable: true })
  error: { code: string; detail: string } | null;

  @Column({ name: 'created_at', type: 'varchar', length: 24 })
  createdAt: string;

  @Column({ name: 'started_at', type: 'varchar', length: 24, nullable: true })
  startedAt: string | null;

  @Column({ name: 'finished_at', type: 'varchar', length: 24, nullable: true })
  finishedAt: string | null;
}
