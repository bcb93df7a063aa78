import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import type { Role } from '@shared/domain/access/roles';

/** A link that lets one person join a review, once. Who joined stands in the ledger; this is only the way in. */
@Entity('invitation')
@Index('uq_invitation_hash', ['tokenHash'], { unique: true })
@Index('ix_invitation_review', ['reviewId'])
export class InvitationEntity {
  @PrimaryColumn({ type: 'varchar', length: 80 })
  id: string;

  @Column({ name: 'review_id', type: 'varchar', length: 64 })
  reviewId: string;

  /** SHA-256 of the secret in the link; the secret itself is stored nowhere. */
  @Column({ name: 'token_hash', type: 'varchar', length: 64 })
  tokenHash: string;

  /** The address it is for, as typed; null for a link that is handed over. */
  @Column({ type: 'varchar', length: 320, nullable: true })
  email: string | null;

  @Column({ type: 'simple-json' })
  roles: Role[];

  /** The member who invited. */
  @Column({ name: 'invited_by', type: 'varchar', length: 64 })
  invitedBy: string;

  @Column({ name: 'created_at', type: 'varchar', length: 24 })
  createdAt: string;

  @Column({ name: 'expires_at', type: 'varchar', length: 24 })
  expiresAt: string;

  @Column({ name: 'used_at', type: 'varchar', length: 24, nullable: true })
  usedAt: string | null;

  @Column({ name: 'withdrawn_at', type: 'varchar', length: 24, nullable: true })
  withdrawnAt: string | null;
}
