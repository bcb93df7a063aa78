import { type MigrationInterface, type QueryRunner, Table, TableIndex } from 'typeorm';
import { id, instant, integer, key, short, text } from '../platform/database/columns';

/** Files sent in for importing, and what reading them met. */
export class Imports1700000000011 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.createTable(
      new Table({
        name: 'upload',
        columns: [
          key(),
          id('review_id'),
          id('member_id'),
          short('file_name'),
          id('sha256'),
          integer('bytes'),
          text('preview'),
          instant('created_at'),
        ],
        indices: [new TableIndex({ name: 'ix_upload_review', columnNames: ['review_id', 'sha256'] })],
      }),
    );
    const primary = { isPrimary: true, primaryKeyConstraintName: 'pk_import_problem' };
    await runner.createTable(
      new Table({
        name: 'import_problem',
        columns: [
          id('import_id', primary),
          { ...integer('number'), ...primary },
          integer('line', true),
          integer('record', true),
          short('severity', false, 16),
          short('code', false, 64),
          text('message'),
        ],
      }),
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable('import_problem');
    await runner.dropTable('upload');
  }
}
