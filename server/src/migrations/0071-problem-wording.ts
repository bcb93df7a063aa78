import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What an import met is kept as the name of its sentence and what stands in it, so that screens can say it in any language. */
export class ProblemWording1700000000071 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE import_problem ADD COLUMN wording varchar(64)');
    await runner.query('ALTER TABLE import_problem ADD COLUMN params text');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE import_problem DROP COLUMN params');
    await runner.query('ALTER TABLE import_problem DROP COLUMN wording');
  }
}
