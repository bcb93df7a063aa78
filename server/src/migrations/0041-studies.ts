import { type MigrationInterface, type QueryRunner, Table, TableIndex } from 'typeorm';
import { id, key, short } from '../platform/database/columns';

/** Studies and the reports they are described in. */
export class Studies1700000000041 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.createTable(
      new Table({
        name: 'study',
        columns: [key(), id('review_id'), short('label')],
        indices: [new TableIndex({ name: 'ix_study_review', columnNames: ['review_id'] })],
      }),
    );
    const primary = { isPrimary: true, primaryKeyConstraintName: 'pk_study_report' };
    await runner.createTable(
      new Table({
        name: 'study_report',
        columns: [id('study_id', primary), { ...short('citation_id', false, 80), ...primary }, id('review_id')],
        indices: [new TableIndex({ name: 'ix_study_report_citation', columnNames: ['citation_id'] })],
      }),
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable('study_report');
    await runner.dropTable('study');
  }
}
