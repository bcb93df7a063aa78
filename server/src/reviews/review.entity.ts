import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import type { Role } from '@shared/domain/access/roles';
import type { ReviewKind } from '@shared/domain/protocol/review-kind';

@Entity('review')
export class ReviewEntity {
  @PrimaryColumn({ type: 'varchar', length: 64 })
  id: string;

  @Column({ type: 'varchar', length: 500 })
  title: string;

  @Column({ type: 'varchar', length: 32 })
  kind: ReviewKind;

  /** A practice review of invented records. */
  @Column({ type: 'boolean' })
  invented: boolean;

  /** Version of the protocol in force, 0 before the first. */
  @Column({ name: 'protocol_version', type: 'integer' })
  protocolVersion: number;

  @Column({ name: 'created_at', type: 'varchar', length: 24 })
  createdAt: string;

  @Column({ name: 'archived_at', type: 'varchar', length: 24, nullable: true })
  archivedAt: string | null;
}

@Entity('member')
@Index('uq_member', ['reviewId', 'accountId'], { unique: true })
@Index('ix_member_account', ['accountId'])
export class MemberEntity {
  @PrimaryColumn({ type: 'varchar', length: 64 })
  id: string;

  @Column({ name: 'review_id', type: 'varchar', length: 64 })
  reviewId: string;

  @Column({ name: 'account_id', type: 'varchar', length: 64 })
  accountId: string;

  @Column({ type: 'simple-json' })
  roles: Role[];

  @Column({ name: 'joined_at', type: 'varchar', length: 24 })
  joinedAt: string;

  @Column({ name: 'left_at', type: 'varchar', length: 24, nullable: true })
  leftAt: string | null;
}
