import { type MigrationInterface, type QueryRunner, Table, TableIndex } from 'typeorm';
import { id, instant, integer, key, short, text } from '../platform/database/columns';

const citation = (name: string) => short(name, false, 80);

/** Records that belong together without being one, and whether versions of a Cochrane review are one. */
export class LinkedRecords1700000000081 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.createTable(
      new Table({
        name: 'record_link',
        columns: [
          key(),
          id('review_id'),
          citation('a'),
          citation('b'),
          short('relation', false, 32),
          text('why'),
          integer('seq'),
          instant('at'),
        ],
        indices: [
          new TableIndex({ name: 'ix_record_link_review', columnNames: ['review_id', 'relation', 'seq'] }),
          new TableIndex({ name: 'ix_record_link_a', columnNames: ['a'] }),
          new TableIndex({ name: 'ix_record_link_b', columnNames: ['b'] }),
        ],
      }),
    );
    await runner.query("ALTER TABLE duplicate_setting ADD COLUMN cochrane varchar(16) NOT NULL DEFAULT 'link'");
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE duplicate_setting DROP COLUMN cochrane');
    await runner.dropTable('record_link');
  }
}
