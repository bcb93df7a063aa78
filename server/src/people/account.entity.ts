import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

@Entity('account')
@Index('uq_account_email', ['emailKey'], { unique: true })
export class AccountEntity {
  @PrimaryColumn({ type: 'varchar', length: 64 })
  id: string;

  @Column({ type: 'varchar', length: 200 })
  name: string;

  /** As typed; `emailKey` is what must be unique. */
  @Column({ type: 'varchar', length: 320 })
  email: string;

  @Column({ name: 'email_key', type: 'varchar', length: 320 })
  emailKey: string;

  /** argon2id, with its parameters. */
  @Column({ name: 'password_hash', type: 'varchar', length: 255 })
  passwordHash: string;

  @Column({ name: 'is_site_admin', type: 'boolean' })
  isSiteAdmin: boolean;

  @Column({ name: 'created_at', type: 'varchar', length: 24 })
  createdAt: string;

  @Column({ name: 'deactivated_at', type: 'varchar', length: 24, nullable: true })
  deactivatedAt: string | null;
}

@Entity('session')
@Index('ix_session_account', ['accountId'])
export class SessionEntity {
  /** SHA-256 of the secret in the cookie; the secret itself is stored nowhere. */
  @PrimaryColumn({ type: 'varchar', length: 64 })
  id: string;

  @Column({ name: 'account_id', type: 'varchar', length: 64 })
  accountId: string;

  @Column({ name: 'created_at', type: 'varchar', length: 24 })
  createdAt: string;

  @Column({ name: 'used_at', type: 'varchar', length: 24 })
  usedAt: string;

  /** What the browser calls itself, cut to 200 characters, so that a person can tell their sessions apart. */
  @Column({ type: 'varchar', length: 200 })
  device: string;
}
