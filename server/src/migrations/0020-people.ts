import { type MigrationInterface, type QueryRunner, Table, TableIndex } from 'typeorm';
import { id, instant, key, short, text } from '../platform/database/columns';

/** Keys for scripts, links that choose a new password, and invitations. */
export class People1700000000020 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.createTable(
      new Table({
        name: 'api_token',
        columns: [
          key(),
          id('account_id'),
          short('name', false, 100),
          id('token_hash'),
          text('scopes'),
          instant('created_at'),
          instant('expires_at'),
          instant('used_at', true),
          instant('revoked_at', true),
        ],
        indices: [
          new TableIndex({ name: 'uq_api_token_hash', columnNames: ['token_hash'], isUnique: true }),
          new TableIndex({ name: 'ix_api_token_account', columnNames: ['account_id'] }),
        ],
      }),
    );
    await runner.createTable(
      new Table({
        name: 'password_reset',
        columns: [key('token_hash'), id('account_id'), instant('expires_at'), instant('used_at', true)],
        indices: [new TableIndex({ name: 'ix_password_reset_account', columnNames: ['account_id'] })],
      }),
    );
    await runner.createTable(
      new Table({
        name: 'invitation',
        columns: [
          { ...short('id', false, 80), isPrimary: true },
          id('review_id'),
          id('token_hash'),
          short('email', true, 320),
          text('roles'),
          id('invited_by'),
          instant('created_at'),
          instant('expires_at'),
          instant('used_at', true),
          instant('withdrawn_at', true),
        ],
        indices: [
          new TableIndex({ name: 'uq_invitation_hash', columnNames: ['token_hash'], isUnique: true }),
          new TableIndex({ name: 'ix_invitation_review', columnNames: ['review_id'] }),
        ],
      }),
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of ['invitation', 'password_reset', 'api_token']) await runner.dropTable(table);
  }
}
