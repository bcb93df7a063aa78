import { type MigrationInterface, type QueryRunner, Table, TableIndex } from 'typeorm';
import { id, instant, integer, text } from '../platform/database/columns';

/** How each review's diagram is drawn, what the version before it had included, and an index to count by. */
export class Flow1700000000030 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    // Holds all that the diagram counts, so that its query reads the index alone.
    await runner.createIndex(
      'citation',
      new TableIndex({
        name: 'ix_citation_flow',
        columnNames: ['review_id', 'place', 'search_id', 'source_kind', 'cycle', 'screen_reason', 'assess_reason'],
      }),
    );
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
    await runner.dropIndex('citation', 'ix_citation_flow');
  }
}
