import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Words of the full text that a reader kept with a decision. Added in place: a decision table may hold millions of rows. */
export class Quotations1700000000052 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE decision ADD COLUMN quotations text');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE decision DROP COLUMN quotations');
  }
}
