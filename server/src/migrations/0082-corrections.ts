import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Whether a correction counts as a copy of its article in a review, and questions that wait for answers to others. */
export class Corrections1700000000082 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query("ALTER TABLE duplicate_setting ADD COLUMN corrections varchar(16) NOT NULL DEFAULT 'link'");
    await runner.query('ALTER TABLE duplicate_setting ADD COLUMN unasked integer NOT NULL DEFAULT 0');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE duplicate_setting DROP COLUMN unasked');
    await runner.query('ALTER TABLE duplicate_setting DROP COLUMN corrections');
  }
}
