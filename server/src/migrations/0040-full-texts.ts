import { type MigrationInterface, type QueryRunner, Table, TableIndex } from 'typeorm';
import { id, instant, integer, key, short, text } from '../platform/database/columns';

/** Files of reports, those that await their report, and the library's link resolver. */
export class FullTexts1700000000040 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.createTable(
      new Table({
        name: 'full_text',
        columns: [
          key(),
          id('review_id'),
          short('citation_id', false, 80),
          id('sha256'),
          short('name'),
          integer('bytes'),
          instant('attached_at'),
        ],
        indices: [
          new TableIndex({ name: 'ix_full_text_citation', columnNames: ['citation_id'] }),
          new TableIndex({ name: 'ix_full_text_review', columnNames: ['review_id', 'sha256'] }),
        ],
      }),
    );
    await runner.createTable(
      new Table({
        name: 'full_text_upload',
        columns: [
          key(),
          id('review_id'),
          id('member_id'),
          id('sha256'),
          short('name'),
          integer('bytes'),
          text('facts'),
          instant('created_at'),
        ],
        indices: [new TableIndex({ name: 'ix_full_text_upload_review', columnNames: ['review_id', 'created_at'] })],
      }),
    );
    await runner.createTable(
      new Table({
        name: 'retrieval_setting',
        columns: [id('review_id', { isPrimary: true }), short('open_url_base', true, 500)],
      }),
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable('retrieval_setting');
    await runner.dropTable('full_text_upload');
    await runner.dropTable('full_text');
  }
}
