import { type MigrationInterface, type QueryRunner } from 'typeorm';

/** What the flow diagram tells records apart by. */
const KEYS = ['review_id', 'place', 'search_id', 'source_kind', 'cycle', 'screen_reason', 'assess_reason'];
const BY = KEYS.join(', ');
/** No reason is an empty text here, since NULL is equal to nothing and would make a new row each time. */
const keysOf = (row: string): string =>
  KEYS.map((key) => (key.endsWith('reason') ? `COALESCE(${row}.${key}, '')` : `${row}.${key}`)).join(', ');

/** How many records stand where, counted by the database itself with every change of a citation. */
export class PlaceCounts1700000000051 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`CREATE TABLE place_count (
      review_id varchar(64) NOT NULL, place varchar(32) NOT NULL, search_id varchar(64) NOT NULL,
      source_kind varchar(32) NOT NULL, cycle integer NOT NULL,
      screen_reason varchar(64) NOT NULL, assess_reason varchar(64) NOT NULL,
      n integer NOT NULL, PRIMARY KEY (${BY}))`);
    await runner.query(`INSERT INTO place_count (${BY}, n)
      SELECT ${keysOf('c')}, COUNT(*) FROM citation c GROUP BY ${keysOf('c')}`);
    if (runner.connection.options.type === 'postgres') await countOnPostgres(runner);
    else await countOnSqlite(runner);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const verb of ['insert', 'update', 'delete']) {
      const on = runner.connection.options.type === 'postgres' ? ' ON citation' : '';
      await runner.query(`DROP TRIGGER place_count_${verb}${on}`);
    }
    if (runner.connection.options.type === 'postgres') await runner.query('DROP FUNCTION count_places()');
    await runner.query('DROP TABLE place_count');
  }
}

async function countOnSqlite(runner: QueryRunner): Promise<void> {
  const count = (row: string, n: number): string =>
    `INSERT INTO place_count (${BY}, n) VALUES (${keysOf(row)}, ${n})
      ON CONFLICT (${BY}) DO UPDATE SET n = n + excluded.n;`;
  const isMoved = KEYS.map((key) => `old.${key} IS NOT new.${key}`).join(' OR ');
  await runner.query(`CREATE TRIGGER place_count_insert AFTER INSERT ON citation BEGIN ${count('new', 1)} END`);
  await runner.query(`CREATE TRIGGER place_count_update AFTER UPDATE OF ${BY} ON citation WHEN ${isMoved}
    BEGIN ${count('old', -1)} ${count('new', 1)} END`);
  await runner.query(`CREATE TRIGGER place_count_delete AFTER DELETE ON citation BEGIN ${count('old', -1)} END`);
}

/** Once a statement: a chunk of an import is counted as a whole. */
async function countOnPostgres(runner: QueryRunner): Promise<void> {
  const count = (rows: string, sign: string): string =>
    `INSERT INTO place_count (${BY}, n)
      SELECT ${keysOf('c')}, ${sign}COUNT(*) FROM ${rows} c GROUP BY ${keysOf('c')}
      ON CONFLICT (${BY}) DO UPDATE SET n = place_count.n + excluded.n;`;
  await runner.query(`CREATE FUNCTION count_places() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
    IF TG_OP <> 'INSERT' THEN ${count('old_rows', '-')} END IF;
    IF TG_OP <> 'DELETE' THEN ${count('new_rows', '')} END IF;
    RETURN NULL; END $$`);
  const tables = {
    insert: 'NEW TABLE AS new_rows',
    update: 'OLD TABLE AS old_rows NEW TABLE AS new_rows',
    delete: 'OLD TABLE AS old_rows',
  };
  for (const [verb, referencing] of Object.entries(tables)) {
    await runner.query(`CREATE TRIGGER place_count_${verb} AFTER ${verb.toUpperCase()} ON citation
      REFERENCING ${referencing} FOR EACH STATEMENT EXECUTE FUNCTION count_places()`);
  }
}
