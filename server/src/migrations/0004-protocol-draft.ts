import { type MigrationInterface, type QueryRunner, Table } from 'typeorm';
import { id, instant, integer, key, text } from '../platform/database/columns';

/** The protocol as it is being written. */
export class ProtocolDraft1700000000004 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.createTable(
      new Table({
        name: 'protocol_draft',
        columns: [
          key('review_id'),
          integer('revision'),
          text('document'),
          id('member_id'),
          instant('saved_at'),
          id('save_id'),
        ],
      }),
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable('protocol_draft');
  }
}
