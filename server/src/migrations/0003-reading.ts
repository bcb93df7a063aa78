import { type MigrationInterface, type QueryRunner, Table, TableIndex } from 'typeorm';
import { id, instant, short, text } from '../platform/database/columns';

/** Text search over records, who is reading what at the moment, and members' own settings. */
export class Reading1700000000003 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    if (runner.connection.options.type === 'postgres') {
      await runner.query(`CREATE INDEX ix_reference_text ON reference
        USING gin (to_tsvector('simple', coalesce(title, '') || ' ' || coalesce(abstract, '')))`);
    } else {
      await runner.query(`CREATE VIRTUAL TABLE reference_text
        USING fts5(title, abstract, content = 'reference', tokenize = "unicode61 remove_diacritics 2")`);
      await runner.query(`CREATE TRIGGER reference_text_add AFTER INSERT ON reference
        BEGIN INSERT INTO reference_text(rowid, title, abstract) VALUES (new.rowid, new.title, new.abstract); END`);
      await runner.query(`CREATE TRIGGER reference_text_remove AFTER DELETE ON reference
        BEGIN INSERT INTO reference_text(reference_text, rowid, title, abstract)
        VALUES ('delete', old.rowid, old.title, old.abstract); END`);
    }
    const primary = { isPrimary: true, primaryKeyConstraintName: 'pk_lease' };
    await runner.createTable(
      new Table({
        name: 'lease',
        columns: [
          id('stage_id', primary),
          { ...short('citation_id', false, 80), ...primary },
          id('member_id', primary),
          instant('until'),
        ],
        indices: [new TableIndex({ name: 'ix_lease_until', columnNames: ['until'] })],
      }),
    );
    await runner.createTable(
      new Table({ name: 'preference', columns: [id('member_id', { isPrimary: true }), text('value')] }),
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable('preference');
    await runner.dropTable('lease');
    if (runner.connection.options.type === 'postgres') {
      await runner.query('DROP INDEX ix_reference_text');
    } else {
      await runner.query('DROP TRIGGER reference_text_remove');
      await runner.query('DROP TRIGGER reference_text_add');
      await runner.query('DROP TABLE reference_text');
    }
  }
}
