import { type MigrationInterface, type QueryRunner, Table } from 'typeorm';
import { id, instant, integer, text } from '../platform/database/columns';

/** How each review's diagram is drawn, and what the version before it had included. */
export class Flow1700000000030 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.createTable(
      new Table({ name: 'flow_setting', columns: [id('review_id', { isPrimary: true }), text('options')] }),
    );
    await runner.createTable(
      new Table({
        name: 'previous_version',
        columns: [
          id('review_id', { isPrimary: true }),
          integer('studies'),
          integer('reports'),
          text('note', true),
          instant('at'),
        ],
      }),
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable('previous_version');
    await runner.dropTable('flow_setting');
  }
}
