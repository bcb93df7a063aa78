import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import type { Scope } from '@shared/domain/access/scopes';

/** A key for scripts. What it may do is bounded by its scopes and by what its account may do. */
@Entity('api_token')
@Index('uq_api_token_hash', ['tokenHash'], { unique: true })
@Index('ix_api_token_account', ['accountId'])
export class ApiTokenEntity {
  @PrimaryColumn({ type: 'varchar', length: 64 })
  id: string;

  @Column({ name: 'account_id', type: 'varchar', length: 64 })
  accountId: string;

  @Column({ type: 'varchar', length: 100 })
  name: string;

  /** SHA-256 of the secret, which is stored nowhere. */
  @Column({ name: 'token_hash', type: 'varchar', length: 64 })
  tokenHash: string;

  @Column({ type: 'simple-json' })
  scopes: Scope[];

  @Column({ name: 'created_at', type: 'varchar', length: 24 })
  createdAt: string;

  @Column({ name: 'expires_at', type: 'varchar', length: 24 })
  expiresAt: string;

  @Column({ name: 'used_at', type: 'varchar', length: 24, nullable: true })
  usedAt: string | null;

  @Column({ name: 'revoked_at', type: 'varchar', length: 24, nullable: true })
  revokedAt: string | null;
}

/** A link with which the holder chooses a new password, once. */
@Entity('password_reset')
@Index('ix_password_reset_account', ['accountId'])
export class PasswordResetEntity {
  /** SHA-256 of the secret in the link. */
  @PrimaryColumn({ name: 'token_hash', type: 'varchar', length: 64 })
  tokenHash: string;

  @Column({ name: 'account_id', type: 'varchar', length: 64 })
  accountId: string;

  @Column({ name: 'expires_at', type: 'varchar', length: 24 })
  expiresAt: string;

  @Column({ name: 'used_at', type: 'varchar', length: 24, nullable: true })
  usedAt: string | null;
}
