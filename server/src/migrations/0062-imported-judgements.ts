import { type MigrationInterface, type QueryRunner, Table, TableIndex } from 'typeorm';
import { id, short } from '../platform/database/columns';

const WORK = ['stage_id', 'member_id', 'is_current', 'at'];

/** Decisions and labels that come with a file. Columns are added in place: a decision table may hold millions of rows. */
export class ImportedJudgements1700000000062 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE decision ADD COLUMN import_id varchar(64)');
    await runner.query('ALTER TABLE import ADD COLUMN judged boolean');
    await this.indexWork(runner, [...WORK, 'import_id']);
    await runner.createIndex('decision', new TableIndex({ name: 'ix_decision_import', columnNames: ['import_id'] }));
    const primary = { isPrimary: true, primaryKeyConstraintName: 'pk_citation_tag' };
    await runner.createTable(
      new Table({
        name: 'citation_tag',
        columns: [
          { ...short('citation_id', false, 80), ...primary },
          id('import_id', primary),
          { ...short('tag', false, 200), ...primary },
          id('review_id'),
        ],
        indices: [new TableIndex({ name: 'ix_citation_tag', columnNames: ['review_id', 'tag'] })],
      }),
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable('citation_tag');
    await runner.dropIndex('decision', 'ix_decision_import');
    await this.indexWork(runner, WORK);
    await runner.query('ALTER TABLE import DROP COLUMN judged');
    await runner.query('ALTER TABLE decision DROP COLUMN import_id');
  }

  /** All that the overview counts of decisions, so that it reads the index alone. */
  private async indexWork(runner: QueryRunner, columnNames: string[]): Promise<void> {
    await runner.dropIndex('decision', 'ix_decision_work');
    await runner.createIndex('decision', new TableIndex({ name: 'ix_decision_work', columnNames }));
  }
}
