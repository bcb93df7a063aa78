import { type MigrationInterface, type QueryRunner, Table, TableIndex } from 'typeorm';
import { flag, id, instant, integer, key, short, text } from '../platform/database/columns';

const citation = (name: string) => short(name, false, 80);
const score = { name: 'score', type: 'double precision', isNullable: false };

/** Pairs that may be one record, why sets were joined, and how a review wants it done. */
export class Duplicates1700000000012 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.createTable(
      new Table({
        name: 'question',
        columns: [
          key(),
          id('review_id'),
          citation('a'),
          citation('b'),
          score,
          text('why'),
          short('state', false, 16),
          flag('is_asked'),
          instant('answered_at', true),
          id('answered_by', { isNullable: true }),
        ],
        indices: [
          new TableIndex({ name: 'ix_question_state', columnNames: ['review_id', 'state', 'score'] }),
          new TableIndex({ name: 'ix_question_a', columnNames: ['a'] }),
          new TableIndex({ name: 'ix_question_b', columnNames: ['b'] }),
        ],
      }),
    );
    await runner.createTable(
      new Table({
        name: 'match',
        columns: [
          { ...citation('member_id'), isPrimary: true },
          id('review_id'),
          citation('citation_id'),
          short('by', false, 16),
          id('actor_id', { isNullable: true }),
          score,
          text('why'),
          integer('seq'),
          instant('at'),
        ],
        indices: [new TableIndex({ name: 'ix_match_review', columnNames: ['review_id', 'seq'] })],
      }),
    );
    await runner.createTable(
      new Table({
        name: 'duplicate_setting',
        columns: [id('review_id', { isPrimary: true }), short('certain', false, 16), integer('compared_to')],
      }),
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of ['duplicate_setting', 'match', 'question']) await runner.dropTable(table);
  }
}
