import { type MigrationInterface, type QueryRunner } from 'typeorm';

/**
 * Records enter the text index after they came in (`citations/text-index.ts`), no longer row by row with them. The index
 * was complete until now, so nothing is lost. PostgreSQL keeps its own index and has nothing to change.
 */
export class TextIndex1700000000050 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    if (runner.connection.options.type === 'postgres') return;
    await runner.query('DROP TRIGGER reference_text_add');
    await runner.query('DROP TRIGGER reference_text_remove');
    // What the index does not hold yet must not be taken out of it: it would be damaged.
    await runner.query(`CREATE TRIGGER reference_text_remove AFTER DELETE ON reference
      WHEN EXISTS (SELECT 1 FROM reference_text_docsize WHERE id = old.rowid)
      BEGIN INSERT INTO reference_text(reference_text, rowid, title, abstract)
      VALUES ('delete', old.rowid, old.title, old.abstract); END`);
  }

  async down(runner: QueryRunner): Promise<void> {
    if (runner.connection.options.type === 'postgres') return;
    await runner.query("INSERT INTO reference_text(reference_text) VALUES ('rebuild')");
    await runner.query('DROP TRIGGER reference_text_remove');
    await runner.query(`CREATE TRIGGER reference_text_remove AFTER DELETE ON reference
      BEGIN INSERT INTO reference_text(reference_text, rowid, title, abstract)
      VALUES ('delete', old.rowid, old.title, old.abstract); END`);
    await runner.query(`CREATE TRIGGER reference_text_add AFTER INSERT ON reference
      BEGIN INSERT INTO reference_text(rowid, title, abstract) VALUES (new.rowid, new.title, new.abstract); END`);
  }
}
