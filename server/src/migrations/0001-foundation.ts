import { type MigrationInterface, type QueryRunner, Table, TableIndex } from 'typeorm';
import { flag, id, instant, integer, key, short, text } from '../platform/database/columns';

/** The ledger, people and reviews. */
export class Foundation1700000000001 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.createTable(
      new Table({
        name: 'event',
        columns: [
          id('review_id', { isPrimary: true, primaryKeyConstraintName: 'pk_event' }),
          { ...integer('seq'), isPrimary: true, primaryKeyConstraintName: 'pk_event' },
          id('id'),
          short('type', false, 64),
          text('actor'),
          instant('at'),
          integer('protocol_version'),
          text('payload'),
          id('previous_hash'),
          id('hash'),
        ],
      }),
    );
    await runner.createIndex(
      'event',
      new TableIndex({ name: 'uq_event_id', columnNames: ['review_id', 'id'], isUnique: true }),
    );
    await runner.createTable(
      new Table({
        name: 'receipt',
        columns: [
          id('review_id', { isPrimary: true, primaryKeyConstraintName: 'pk_receipt' }),
          id('id', { isPrimary: true, primaryKeyConstraintName: 'pk_receipt' }),
          id('member_id'),
          id('request_hash'),
          text('answer'),
        ],
      }),
    );
    await refuseChanges(runner, 'event');
    await runner.createTable(
      new Table({
        name: 'account',
        columns: [
          key(),
          short('name', false, 200),
          short('email', false, 320),
          short('email_key', false, 320),
          short('password_hash'),
          flag('is_site_admin'),
          instant('created_at'),
          instant('deactivated_at', true),
        ],
      }),
    );
    await runner.createIndex(
      'account',
      new TableIndex({ name: 'uq_account_email', columnNames: ['email_key'], isUnique: true }),
    );
    await runner.createTable(
      new Table({
        name: 'session',
        columns: [key(), id('account_id'), instant('created_at'), instant('used_at'), short('device', false, 200)],
      }),
    );
    await runner.createIndex('session', new TableIndex({ name: 'ix_session_account', columnNames: ['account_id'] }));
    await runner.createTable(
      new Table({
        name: 'review',
        columns: [
          key(),
          short('title', false, 500),
          short('kind', false, 32),
          flag('invented'),
          integer('protocol_version'),
          instant('created_at'),
          instant('archived_at', true),
        ],
      }),
    );
    await runner.createTable(
      new Table({
        name: 'member',
        columns: [
          key(),
          id('review_id'),
          id('account_id'),
          text('roles'),
          instant('joined_at'),
          instant('left_at', true),
        ],
      }),
    );
    await runner.createIndex(
      'member',
      new TableIndex({ name: 'uq_member', columnNames: ['review_id', 'account_id'], isUnique: true }),
    );
    await runner.createIndex('member', new TableIndex({ name: 'ix_member_account', columnNames: ['account_id'] }));
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of ['member', 'review', 'session', 'account', 'receipt', 'event']) await runner.dropTable(table);
  }
}

/** The table can only grow: the database itself refuses UPDATE and DELETE. */
async function refuseChanges(runner: QueryRunner, table: string): Promise<void> {
  if (runner.connection.options.type === 'postgres') {
    await runner.query(`CREATE FUNCTION ${table}_is_append_only() RETURNS trigger LANGUAGE plpgsql AS
      $$ BEGIN RAISE EXCEPTION '${table} is append-only'; END $$`);
    await runner.query(`CREATE TRIGGER ${table}_append_only BEFORE UPDATE OR DELETE ON ${table}
      FOR EACH ROW EXECUTE FUNCTION ${table}_is_append_only()`);
    return;
  }
  for (const verb of ['UPDATE', 'DELETE']) {
    await runner.query(`CREATE TRIGGER ${table}_no_${verb.toLowerCase()} BEFORE ${verb} ON ${table}
      BEGIN SELECT RAISE(ABORT, '${table} is append-only'); END`);
  }
}
