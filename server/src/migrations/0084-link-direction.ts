import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Which of two linked records retracts, corrects or comments on the other. */
export class LinkDirection1700000000084 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE record_link ADD COLUMN notice varchar(80)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE record_link DROP COLUMN notice');
  }
}
