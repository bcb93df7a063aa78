// What this machine gives without the product: the limits beside which its figures stand.
import http from 'node:http';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { Caller, times } from './server.mjs';

const sqlite3 = createRequire(import.meta.url)('sqlite3');

function open(file) {
  return new Promise((resolve, reject) => {
    const db = new sqlite3.Database(file, (error) => (error ? reject(error) : resolve(db)));
  });
}
const run = (db, sql, values = []) =>
  new Promise((resolve, reject) => db.run(sql, values, (error) => (error ? reject(error) : resolve())));
const close = (db) => new Promise((resolve) => db.close(resolve));

/** Answers rows of a database that nothing else writes. */
export async function query(file, sql) {
  const db = await open(file);
  const rows = await new Promise((resolve, reject) =>
    db.all(sql, (error, found) => (error ? reject(error) : resolve(found))),
  );
  await close(db);
  return rows;
}

/** Commits of one row each, every one made durable, a second; and rows a second inside one transaction. */
export async function rawSqlite(folder, seconds = 2) {
  const db = await open(join(folder, 'raw.sqlite'));
  await run(db, 'PRAGMA journal_mode = WAL');
  await run(db, 'PRAGMA synchronous = FULL');
  await run(db, 'CREATE TABLE t (id INTEGER PRIMARY KEY, text TEXT)');
  const text = 'x'.repeat(600);
  let commits = 0;
  const started = performance.now();
  while (performance.now() - started < seconds * 1000) {
    await run(db, 'INSERT INTO t (text) VALUES (?)', [text]);
    commits++;
  }
  const commitsPerSecond = (commits / (performance.now() - started)) * 1000;
  const rows = 20_000;
  const values = Array(50).fill('(?)').join(',');
  const texts = Array(50).fill(text);
  const [ms = 1] = await times(1, async () => {
    await run(db, 'BEGIN');
    for (let i = 0; i < rows / 50; i++) await run(db, `INSERT INTO t (text) VALUES ${values}`, texts);
    await run(db, 'COMMIT');
  });
  await close(db);
  return { commitsPerSecond, rowsPerSecond: (rows / ms) * 1000 };
}

/** Requests a second that a bare server and our callers manage in one process. */
export async function rawHttp(clients = 50, seconds = 2) {
  const server = http.createServer((request, response) => {
    request.resume();
    request.on('end', () => response.end('{}'));
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${server.address().port}`;
  const until = performance.now() + seconds * 1000;
  let done = 0;
  await Promise.all(
    Array.from({ length: clients }, async () => {
      const caller = new Caller(url);
      while (performance.now() < until) {
        await caller.call('POST', '/', { id: 'x' });
        done++;
      }
      caller.agent.destroy();
    }),
  );
  await new Promise((resolve) => server.close(resolve));
  return done / seconds;
}

/** Milliseconds (median) that the database alone takes for what the screens ask, beside the running server. */
export async function rawReads(file, reviewId, words, runs = 9) {
  const db = await open(file);
  const ask = (sql, values) =>
    new Promise((resolve, reject) => db.all(sql, values, (error, found) => (error ? reject(error) : resolve(found))));
  const median = async (sql, ...values) => {
    const taken = await times(runs, () => ask(sql, values));
    return taken.sort((a, b) => a - b)[runs >> 1];
  };
  try {
    return {
      scan: await median('SELECT place, COUNT(*) FROM citation WHERE review_id = ? GROUP BY place', reviewId),
      page: await median(
        `SELECT * FROM citation c JOIN reference r ON r.id = c.id
          WHERE c.review_id = ? AND c.ordinal > 500 ORDER BY c.ordinal LIMIT 50`,
        reviewId,
      ),
      search: await median('SELECT rowid FROM reference_text WHERE reference_text MATCH ? LIMIT 50', `"${words}"*`),
    };
  } finally {
    await close(db);
  }
}
