import { type MigrationInterface, type QueryRunner, TableColumn } from 'typeorm';
import { text } from '../platform/database/columns';

/** What a step that was stopped before everything was read rested on. */
export class StageStop1700000000060 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.addColumn('stage', new TableColumn(text('stop', true)));
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropColumn('stage', 'stop');
  }
}
