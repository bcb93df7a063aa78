import { type MigrationInterface, type QueryRunner, Table, TableIndex } from 'typeorm';
import { flag, id, instant, integer, key, short, text } from '../platform/database/columns';

/** Work that outlives a request. */
export class Jobs1700000000010 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.createTable(
      new Table({
        name: 'job',
        columns: [
          key(),
          id('review_id'),
          id('member_id'),
          short('kind', false, 32),
          short('slot', false, 32),
          short('subject', true, 80),
          short('state', false, 16),
          text('payload'),
          integer('done'),
          integer('total'),
          short('step', false, 64),
          integer('attempts'),
          short('holder', true, 64),
          instant('lease_until', true),
          flag('cancel_asked'),
          text('result', true),
          text('error', true),
          instant('created_at'),
          instant('started_at', true),
          instant('finished_at', true),
        ],
        indices: [
          new TableIndex({ name: 'ix_job_state', columnNames: ['state', 'created_at'] }),
          new TableIndex({ name: 'ix_job_review', columnNames: ['review_id', 'created_at'] }),
        ],
      }),
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable('job');
  }
}
