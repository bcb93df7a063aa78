import type { MigrationInterface, QueryRunner } from 'typeorm';

const ADDED = [
  ['lease', 'handed'],
  ['decision', 'handed'],
  ['stage', 'confirmation'],
];

/** How the queue handed a record out, with the slot and then the decision; and the confirmation sample of a step. */
export class HandedOut1700000000070 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const [table, column] of ADDED) await runner.query(`ALTER TABLE ${table} ADD COLUMN ${column} text`);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const [table, column] of ADDED) await runner.query(`ALTER TABLE ${table} DROP COLUMN ${column}`);
  }
}
