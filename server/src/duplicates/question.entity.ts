import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import type { MatchReason, RecordRelation } from '@shared/domain/ledger/events';

export type QuestionState = 'open' | 'same' | 'different';

/** A pair of citations that may be one, and what people said of it. */
@Entity('question')
@Index('ix_question_state', ['reviewId', 'state', 'score'])
@Index('ix_question_a', ['a'])
@Index('ix_question_b', ['b'])
export class QuestionEntity {
  /** Derived from the pair (`questionId`), so that a pair is one question for ever. */
  @PrimaryColumn({ type: 'varchar', length: 64 })
  id: string;

  @Column({ name: 'review_id', type: 'varchar', length: 64 })
  reviewId: string;

  /** The lesser id by code units. */
  @Column({ type: 'varchar', length: 80 })
  a: string;

  @Column({ type: 'varchar', length: 80 })
  b: string;

  /** 0 to 1; the likeliest first. */
  @Column({ type: 'double precision' })
  score: number;

  @Column({ type: 'simple-json' })
  why: MatchReason[];

  @Column({ type: 'varchar', length: 16 })
  state: QuestionState;

  /** Whether a search for duplicates put it, and not a split that told two records apart. */
  @Column({ name: 'is_asked', type: 'boolean' })
  isAsked: boolean;

  @Column({ name: 'answered_at', type: 'varchar', length: 24, nullable: true })
  answeredAt: string | null;

  @Column({ name: 'answered_by', type: 'varchar', length: 64, nullable: true })
  answeredBy: string | null;
}

/** A pair of records that belong together without being one citation. */
@Entity('record_link')
@Index('ix_record_link_review', ['reviewId', 'relation', 'seq'])
@Index('ix_record_link_a', ['a'])
@Index('ix_record_link_b', ['b'])
export class RecordLinkEntity {
  /** Derived from the pair, as a question's. */
  @PrimaryColumn({ type: 'varchar', length: 64 })
  id: string;

  @Column({ name: 'review_id', type: 'varchar', length: 64 })
  reviewId: string;

  /** The lesser id by code units. */
  @Column({ type: 'varchar', length: 80 })
  a: string;

  @Column({ type: 'varchar', length: 80 })
  b: string;

  @Column({ type: 'varchar', length: 32 })
  relation: RecordRelation;

  /** Which of the two retracts, corrects, comments on or updates the other, where a record says so. */
  @Column({ type: 'varchar', length: 80, nullable: true })
  notice: string | null;

  @Column({ type: 'simple-json' })
  why: MatchReason[];

  @Column({ type: 'integer' })
  seq: number;

  @Column({ type: 'varchar', length: 24 })
  at: string;
}

/** Why a record was joined to its set: one row a joined record, gone again when it is split off. */
@Entity('match')
@Index('ix_match_review', ['reviewId', 'seq'])
export class MatchEntity {
  @PrimaryColumn({ name: 'member_id', type: 'varchar', length: 80 })
  memberId: string;

  @Column({ name: 'review_id', type: 'varchar', length: 64 })
  reviewId: string;

  @Column({ name: 'citation_id', type: 'varchar', length: 80 })
  citationId: string;

  @Column({ type: 'varchar', length: 16 })
  by: 'machine' | 'person';

  /** Who answered, when a person did. */
  @Column({ name: 'actor_id', type: 'varchar', length: 64, nullable: true })
  actorId: string | null;

  @Column({ type: 'double precision' })
  score: number;

  @Column({ type: 'simple-json' })
  why: MatchReason[];

  @Column({ type: 'integer' })
  seq: number;

  @Column({ type: 'varchar', length: 24 })
  at: string;
}

/**
 * How a review goes about duplicates, and how far it has come; no row means merge certain ones. The ledger says who
 * ruled what; the row is no read table, since half of it is the machine's own account.
 */
@Entity('duplicate_setting')
export class DuplicateSettingEntity {
  @PrimaryColumn({ name: 'review_id', type: 'varchar', length: 64 })
  reviewId: string;

  @Column({ type: 'varchar', length: 16 })
  certain: 'merge' | 'ask';

  /** Whether versions of a Cochrane review are one citation. */
  @Column({ type: 'varchar', length: 16, default: 'link' })
  cochrane: 'merge' | 'link';

  /** Whether a correction is a copy of its article. */
  @Column({ type: 'varchar', length: 16, default: 'link' })
  corrections: 'merge' | 'link';

  /** Ordinal of the last citation that was compared with all before it. */
  @Column({ name: 'compared_to', type: 'integer' })
  comparedTo: number;

  /** Likely pairs that wait until the open questions are answered. */
  @Column({ type: 'integer', default: 0 })
  unasked: number;
}
