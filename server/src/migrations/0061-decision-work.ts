import { type MigrationInterface, type QueryRunner, TableIndex } from 'typeorm';

/** Holds all that the overview counts of decisions, so that it reads the index alone. */
export class DecisionWork1700000000061 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.createIndex(
      'decision',
      new TableIndex({
        name: 'ix_decision_work',
        columnNames: ['stage_id', 'member_id', 'is_current', 'at'],
      }),
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropIndex('decision', 'ix_decision_work');
  }
}
