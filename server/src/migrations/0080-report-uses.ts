import { type MigrationInterface, type QueryRunner, Table, TableIndex } from 'typeorm';
import { id, short } from '../platform/database/columns';

/** Which included reports passed the critical appraisal, and which went into the meta-analysis. */
export class ReportUses1700000000080 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const primary = { isPrimary: true, primaryKeyConstraintName: 'pk_report_use' };
    await runner.createTable(
      new Table({
        name: 'report_use',
        columns: [
          { ...short('citation_id', false, 80), ...primary },
          { ...short('used_in', false, 40), ...primary },
          id('review_id'),
        ],
        indices: [new TableIndex({ name: 'ix_report_use_review', columnNames: ['review_id', 'used_in'] })],
      }),
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable('report_use');
  }
}
