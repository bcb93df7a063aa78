import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import type { HandedOut } from '@shared/domain/screening/handed-out';
import type { Quotation } from '@shared/domain/screening/quotation';
import type { StageKind, StageRule, Verdict } from '@shared/domain/screening/rule';
import type { ConfirmationSample, StageStop } from '@shared/domain/screening/stop';

@Entity('stage')
@Index('ix_stage_review', ['reviewId', 'position'])
export class StageEntity {
  @PrimaryColumn({ type: 'varchar', length: 64 })
  id: string;

  @Column({ name: 'review_id', type: 'varchar', length: 64 })
  reviewId: string;

  @Column({ type: 'varchar', length: 32 })
  kind: StageKind;

  @Column({ type: 'varchar', length: 200 })
  name: string;

  @Column({ type: 'integer' })
  position: number;

  @Column({ type: 'simple-json' })
  rule: StageRule;

  /** Of a pilot: the stage it rehearses, its size and seed. Its citations are in `stage_sample`. */
  @Column({ type: 'simple-json', nullable: true })
  sample: { of: StageKind; size: number; seed: number } | null;

  @Column({ name: 'closed_at', type: 'varchar', length: 24, nullable: true })
  closedAt: string | null;

  /** What its ending rested on, where it was closed before everything was read. */
  @Column({ type: 'simple-json', nullable: true })
  stop: StageStop | null;

  /** The random sample of the unread that is to be read, or was, before it is stopped. Its citations are in `stage_sample`. */
  @Column({ type: 'simple-json', nullable: true })
  confirmation: ConfirmationSample | null;
}

/** The citations of a pilot, or of a step's confirmation sample. */
@Entity('stage_sample')
export class StageSampleEntity {
  @PrimaryColumn({ name: 'stage_id', type: 'varchar', length: 64 })
  stageId: string;

  @PrimaryColumn({ name: 'citation_id', type: 'varchar', length: 80 })
  citationId: string;

  @Column({ name: 'review_id', type: 'varchar', length: 64 })
  reviewId: string;
}

@Entity('batch')
@Index('ix_batch_stage', ['stageId'])
export class BatchEntity {
  @PrimaryColumn({ type: 'varchar', length: 64 })
  id: string;

  @Column({ name: 'review_id', type: 'varchar', length: 64 })
  reviewId: string;

  @Column({ name: 'stage_id', type: 'varchar', length: 64 })
  stageId: string;

  @Column({ type: 'varchar', length: 200 })
  name: string;

  @Column({ name: 'member_ids', type: 'simple-json' })
  memberIds: string[];

  @Column({ name: 'withdrawn_at', type: 'varchar', length: 24, nullable: true })
  withdrawnAt: string | null;
}

/** Who is to read what: one row for each reader of each citation of a standing batch. */
@Entity('assignment')
@Index('ix_assignment_member', ['stageId', 'memberId'])
@Index('ix_assignment_batch', ['batchId'])
export class AssignmentEntity {
  @PrimaryColumn({ name: 'batch_id', type: 'varchar', length: 64 })
  batchId: string;

  @PrimaryColumn({ name: 'citation_id', type: 'varchar', length: 80 })
  citationId: string;

  @PrimaryColumn({ name: 'member_id', type: 'varchar', length: 64 })
  memberId: string;

  @Column({ name: 'stage_id', type: 'varchar', length: 64 })
  stageId: string;

  @Column({ name: 'review_id', type: 'varchar', length: 64 })
  reviewId: string;
}

/** Most decisions quote nothing, and those made before there were quotations have no value here. */
const noneIsNull = {
  to: (quotations: Quotation[] | undefined) => (quotations?.length ? quotations : null),
  from: (stored: Quotation[] | null) => stored ?? [],
};

/** Every decision ever made; `isCurrent` marks the one that counts for its maker. */
@Entity('decision')
@Index('uq_decision_current', ['citationId', 'stageId', 'memberId'], { unique: true, where: '"is_current" = true' })
@Index('ix_decision_citation', ['citationId', 'stageId'])
@Index('ix_decision_work', ['stageId', 'memberId', 'isCurrent', 'at', 'importId'])
@Index('ix_decision_import', ['importId'])
@Index('ix_decision_member', ['reviewId', 'stageId', 'memberId', 'seq'])
export class DecisionEntity {
  /** The id of its event. */
  @PrimaryColumn({ type: 'varchar', length: 64 })
  id: string;

  @Column({ name: 'review_id', type: 'varchar', length: 64 })
  reviewId: string;

  @Column({ name: 'stage_id', type: 'varchar', length: 64 })
  stageId: string;

  @Column({ name: 'citation_id', type: 'varchar', length: 80 })
  citationId: string;

  @Column({ name: 'member_id', type: 'varchar', length: 64 })
  memberId: string;

  @Column({ type: 'varchar', length: 16 })
  verdict: Verdict;

  @Column({ type: 'simple-json' })
  reasons: string[];

  /** First of `reasons` in protocol order. */
  @Column({ name: 'reported_reason', type: 'varchar', length: 64, nullable: true })
  reportedReason: string | null;

  @Column({ type: 'simple-json' })
  tags: string[];

  @Column({ type: 'text', nullable: true })
  note: string | null;

  @Column({ type: 'simple-json', nullable: true, transformer: noneIsNull })
  quotations: Quotation[];

  /** The import whose file it was taken over from, where it was made in another tool. */
  @Column({ name: 'import_id', type: 'varchar', length: 64, nullable: true })
  importId: string | null;

  /** How the queue handed the record out; null where it was not the queue, or the order was fixed. */
  @Column({ type: 'simple-json', nullable: true })
  handed: HandedOut | null;

  @Column({ name: 'protocol_version', type: 'integer' })
  protocolVersion: number;

  @Column({ type: 'varchar', length: 24 })
  at: string;

  @Column({ type: 'integer' })
  seq: number;

  @Column({ name: 'is_current', type: 'boolean' })
  isCurrent: boolean;

  /** Whether it stood when the citation first became complete: what agreement is computed on. */
  @Column({ name: 'is_first_locked', type: 'boolean' })
  isFirstLocked: boolean;
}

@Entity('resolution')
@Index('ix_resolution_citation', ['citationId', 'stageId'])
export class ResolutionEntity {
  @PrimaryColumn({ type: 'varchar', length: 64 })
  id: string;

  @Column({ name: 'review_id', type: 'varchar', length: 64 })
  reviewId: string;

  @Column({ name: 'stage_id', type: 'varchar', length: 64 })
  stageId: string;

  @Column({ name: 'citation_id', type: 'varchar', length: 80 })
  citationId: string;

  @Column({ name: 'member_id', type: 'varchar', length: 64 })
  memberId: string;

  @Column({ type: 'varchar', length: 16 })
  verdict: 'include' | 'exclude';

  @Column({ type: 'simple-json' })
  reasons: string[];

  @Column({ name: 'reported_reason', type: 'varchar', length: 64, nullable: true })
  reportedReason: string | null;

  @Column({ type: 'text', nullable: true })
  note: string | null;

  @Column({ name: 'protocol_version', type: 'integer' })
  protocolVersion: number;

  @Column({ type: 'varchar', length: 24 })
  at: string;

  @Column({ type: 'integer' })
  seq: number;

  @Column({ name: 'is_current', type: 'boolean' })
  isCurrent: boolean;
}

@Entity('comment')
@Index('ix_comment_citation', ['citationId', 'stageId'])
export class CommentEntity {
  @PrimaryColumn({ type: 'varchar', length: 64 })
  id: string;

  @Column({ name: 'review_id', type: 'varchar', length: 64 })
  reviewId: string;

  @Column({ name: 'stage_id', type: 'varchar', length: 64 })
  stageId: string;

  @Column({ name: 'citation_id', type: 'varchar', length: 80 })
  citationId: string;

  @Column({ name: 'member_id', type: 'varchar', length: 64 })
  memberId: string;

  @Column({ type: 'text' })
  text: string;

  @Column({ type: 'varchar', length: 24 })
  at: string;
}
