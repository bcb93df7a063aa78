import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DataSource } from 'typeorm';
import { sqliteDriver } from './sqlite-driver';

describe('a connection that keeps its statements', () => {
  let folder: string;
  let source: DataSource;

  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'evenhand-driver-'));
    const database = join(folder, 'x.sqlite');
    source = await new DataSource({ type: 'sqlite', database, driver: sqliteDriver }).initialize();
    await source.query('CREATE TABLE t (id integer PRIMARY KEY, name text)');
  });
  afterEach(async () => {
    if (source.isInitialized) await source.destroy();
    rmSync(folder, { recursive: true, force: true });
  });
  const names = async (): Promise<string[]> =>
    (await source.query<{ name: string }[]>('SELECT * FROM t ORDER BY id')).map(({ name }) => name);

  it('answers each call with its own values, also when they come at once', async () => {
    await Promise.all(
      Array.from({ length: 50 }, (_, i) => source.query('INSERT INTO t (id, name) VALUES (?, ?)', [i, `n${i}`])),
    );
    const found = await Promise.all(
      Array.from({ length: 50 }, (_, i) => source.query<{ name: string }[]>('SELECT name FROM t WHERE id = ?', [i])),
    );
    expect(found.map((rows) => rows[0]?.name)).toEqual(Array.from({ length: 50 }, (_, i) => `n${i}`));
  });

  it('tells an error once, whether in the text or in the values, and works on', async () => {
    const insert = 'INSERT INTO t (id, name) VALUES (?, ?)';
    await source.query(insert, [1, 'a']);
    await expect(source.query(insert, [1, 'b'])).rejects.toThrow('UNIQUE');
    await expect(source.query('SELECT name FROM nowhere')).rejects.toThrow('no such table');
    await expect(source.query('SELECT name FROM nowhere')).rejects.toThrow('no such table');
    await source.query(insert, [2, 'c']);
    expect(await names()).toEqual(['a', 'c']);
  });

  it('sees the columns of a table that was changed meanwhile', async () => {
    await source.query('INSERT INTO t (id, name) VALUES (?, ?)', [1, 'a']);
    expect(await source.query('SELECT * FROM t')).toEqual([{ id: 1, name: 'a' }]);
    await source.query('ALTER TABLE t ADD COLUMN more integer');
    expect(await source.query('SELECT * FROM t')).toEqual([{ id: 1, name: 'a', more: null }]);
  });

  it('commits and rolls back with statements that were used before', async () => {
    for (const [end, id] of [
      ['COMMIT', 1],
      ['ROLLBACK', 2],
      ['COMMIT', 3],
    ] as const) {
      await source.query('BEGIN');
      await source.query('INSERT INTO t (id, name) VALUES (?, ?)', [id, end]);
      await names();
      await source.query(end);
    }
    expect(await names()).toEqual(['COMMIT', 'COMMIT']);
  });

  it('keeps a bounded number of them, and closes', async () => {
    for (let i = 0; i < 450; i++) {
      expect(await source.query(`SELECT ${i} AS n FROM (SELECT 1)`)).toEqual([{ n: i }]);
    }
    expect(await source.query('SELECT 0 AS n FROM (SELECT 1)')).toEqual([{ n: 0 }]);
    await source.destroy();
    expect(source.isInitialized).toBe(false);
  });
});
