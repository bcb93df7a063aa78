// npm run bench [-- --records 100000 --clients 50 --built]: how fast the built server is on this machine; writes BENCH.md.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { browserPath, measureBrowser } from '../bench/browser.mjs';
import { duplicateRows } from '../bench/duplicates.mjs';
import { measureRanking } from '../bench/ranking.mjs';
import { query, rawHttp, rawReads, rawSqlite } from '../bench/raw.mjs';
import { readerRows } from '../bench/readers.mjs';
import { number, report } from '../bench/report.mjs';
import { quantile, startServer, times } from '../bench/server.mjs';
import { ensureBuilt, ensurePackages, requireNode, root, say } from './lib.mjs';

const { values } = parseArgs({
  options: {
    records: { type: 'string', default: '100000' },
    clients: { type: 'string', default: '50' },
    built: { type: 'boolean', default: false },
  },
});
const records = Number(values.records);
const clients = Number(values.clients);
/** One account may write 250 times at once. */
const EACH = Math.min(200, Math.max(20, Math.floor(records / clients)));
/** Readers that go on deciding while the import runs. */
const DURING = 10;
/** Records of the import in the midst of which the server is killed. */
const KILLED = Math.min(10_000, records);

requireNode();
// With --built nothing is installed or built: what is there is measured.
if (!values.built) {
  ensurePackages();
  ensureBuilt();
}
const { addReviewers, beginImport, citationIds, decideAll, importRecords, makeReview, quiet, recordsIn, stageOf } =
  await import('../bench/world.mjs');

const started = performance.now();
const notes = { load: os.loadavg()[0].toFixed(1), lines: [] };
const data = mkdtempSync(join(os.tmpdir(), 'evenhand-bench-'));
const rows = [];
const add = (what, value, unit, mark = null, limit = null, note = null) => {
  rows.push({ what, value, unit, mark, limit, note });
  process.stdout.write(`  ${what}: ${number(value)} ${unit}\n`);
};

/** Two readings of every citation, spread over the people. */
function lists(ids, people) {
  const each = Array.from({ length: people }, () => []);
  ids.forEach((id, k) => {
    each[k % people].push(id);
    each[(k + 1) % people].push(id);
  });
  return each;
}

let server = null;
try {
  say('Raw limits of this machine');
  const sqlite = await rawSqlite(data);
  const http = await rawHttp(clients);
  notes.lines.push(
    `Raw: ${number(sqlite.commitsPerSecond)} durable commits/s, ${number(sqlite.rowsPerSecond)} rows/s, ${number(http)} requests/s.`,
  );

  say('Readers of references');
  for (const { what, value, unit, mark, limit } of readerRows()) add(what, value, unit, mark, limit);

  say('A review with its people');
  server = await startServer(data);
  const review = await makeReview(server.url);
  const people = await addReviewers(review, server.url, clients + DURING + 1);
  const toDecide = (clients * EACH) / 2;
  const toDecideLater = DURING * 40;
  await importRecords(review, 0, toDecide + toDecideLater, 'First');
  await quiet(review);
  const ids = await citationIds(review, toDecide + toDecideLater);
  const stageId = await stageOf(review);

  say('Decisions');
  const decided = await decideAll(review, stageId, people.slice(0, clients), lists(ids.slice(0, toDecide), clients));
  add(
    `Durable decisions, ${clients} clients at once`,
    decided.acknowledged.length / decided.seconds,
    'a second',
    { least: 300 },
    { what: 'durable commits/s', value: sqlite.commitsPerSecond },
  );
  add('The same, 95th percentile of one', quantile(decided.ms, 0.95), 'ms');

  say(`Import of ${records.toLocaleString('en')} records`);
  let isImporting = true;
  const later = decideAll(
    review,
    stageId,
    people.slice(clients, clients + DURING),
    lists(ids.slice(toDecide), DURING),
    250,
    () => isImporting,
  );
  const processorBefore = server.processorSeconds();
  const imported = await importRecords(review, toDecide + toDecideLater, records, 'Second');
  isImporting = false;
  const processorAfter = server.processorSeconds();
  notes.lines.push(`Load when the import ended: ${os.loadavg()[0].toFixed(1)} on ${os.cpus().length} processors.`);
  const during = await later;
  add(
    'Import, from the first byte to the last record',
    (records / imported.ms) * 1000,
    'records a second',
    { least: 5000 },
    { what: 'rows/s in one transaction', value: sqlite.rowsPerSecond },
  );
  add('Upload and first reading', imported.uploadMs / 1000, 's');
  add('Taking the records in', imported.jobMs / 1000, 's');
  add(
    'Processor time of the server for it and the decisions meanwhile',
    processorAfter === null ? null : processorAfter - processorBefore,
    's',
  );
  notes.lines.push(`A record is ${number(imported.bytes / records)} bytes of RIS on average.`);
  add('Until all of them are found by their words', imported.searchableMs / 1000, 's');
  add(
    `Decisions while it runs, 95th percentile of ${during.ms.length}`,
    quantile(during.ms, 0.95),
    'ms',
    { most: 300 },
    { what: 'one durable commit, ms', value: 1000 / sqlite.commitsPerSecond },
  );
  add('Memory of the server by then, at most', server.memory()?.most ?? null, 'MB', { most: 700 });
  add('Finding duplicates afterwards', (await quiet(review)) / 1000, 's');
  add('Memory of the server by then, at most', server.memory()?.most ?? null, 'MB');

  say('Reading');
  const { lead, at } = review;
  const file = join(
    data,
    readdirSync(data).find((name) => /\.(sqlite|db)$/.test(name) && name !== 'raw.sqlite'),
  );
  const raw = await rawReads(file, review.reviewId, 'housing');
  const scan = { what: 'counting by one index, ms', value: raw.scan };
  const bare = { what: 'reading 50 rows, ms', value: raw.page };
  const found = { what: 'finding 50 rows, ms', value: raw.search };
  const p95 = async (path, runs = 20) => quantile(await times(runs, (i) => lead.call('GET', at(path(i)))), 0.95);
  const numbers = quantile(await times(15, () => lead.call('GET', at('flow'))), 0.5);
  add('Numbers of the flow diagram, median', numbers, 'ms', { most: 50 }, scan);
  const most = { most: 200 };
  const far = (i) => records - 1000 + i;
  add('A page of the list, 95th percentile', await p95((i) => `records?limit=50&after=${i * 50}`), 'ms', most, bare);
  add(
    'A page far down the list, 95th percentile',
    await p95((i) => `records?limit=50&after=${far(i)}`),
    'ms',
    most,
    bare,
  );
  const search = (words, after) => (i) =>
    `records?limit=50&after=${after(i)}&q=${encodeURIComponent(words[i % words.length])}`;
  const words = ['asthma', 'housing Leeds', 'loneliness', 'trial clusters', 'vaccination Porto'];
  const common = ['in', 'followed beside', 'and', 'a', 'was housing'];
  add('A search in the list, 95th percentile', await p95(search(words, () => 0)), 'ms', most, found);
  add('The same for words that most records hold', await p95(search(common, () => 0)), 'ms', most, found);
  add('The same, a page far down', await p95(search(common, far)), 'ms', most, found);
  const reader = people.at(-1);
  add(
    'The next 20 citations of a reader, 95th percentile',
    quantile(await times(20, () => reader.call('GET', at(`stages/${stageId}/queue?limit=20`))), 0.95),
    'ms',
    { most: 200 },
  );
  add('The overview, median', quantile(await times(9, () => lead.call('GET', at('overview'))), 0.5), 'ms');

  say('In a browser');
  const chromium = browserPath();
  let seen = null;
  let why = chromium ? null : 'no browser: set CHROMIUM_PATH or install chromium';
  if (chromium) {
    try {
      seen = await measureBrowser(chromium, server.url, review.reviewId, reader.email, 40);
    } catch (error) {
      why = String(error.message).split('\n')[0];
    }
  }
  const paint = seen?.presses ? seen.p95 : null;
  if (seen && paint === null) why = 'the screening desk timed no key';
  add(
    `From key to next record painted, 95th percentile of ${seen?.presses ?? 0}`,
    paint,
    'ms',
    { most: 100 },
    null,
    why,
  );
  add(
    'First load from sign-in to Home, compressed',
    seen ? seen.firstLoadBytes / 1000 : null,
    'kB',
    { most: 200 },
    null,
    why,
  );

  const memory = server.memory();
  add('Memory of the server at the end', memory?.now ?? null, 'MB');
  add('Memory of the server at most', memory?.most ?? null, 'MB');

  say(`What is left after the server is killed amid an import of ${KILLED.toLocaleString('en')}`);
  const third = await beginImport(review, toDecide + toDecideLater + records, KILLED, 'Third');
  const whenKilled = await recordsIn(review, third, Math.min(500, KILLED / 2));
  await server.kill();
  server = await startServer(data);
  lead.url = server.url;
  const again = performance.now();
  await recordsIn(review, third);
  add(`Finishing the import that was killed at ${number(whenKilled)}`, (performance.now() - again) / 1000, 's');
  await quiet(review);
  await server.kill();
  server = null;
  const [{ wrong }] = await query(
    file,
    `SELECT ABS(COUNT(*) - ${KILLED}) + COUNT(*) - COUNT(DISTINCT position) AS wrong
      FROM reference r JOIN citation c ON c.id = r.id WHERE r.import_id = '${third.importId}'`,
  );
  add('Records of it that are missing or there twice', wrong, '', { most: 0 });
  const kept = new Set((await query(file, 'SELECT id FROM event')).map(({ id }) => id));
  const acknowledged = [...decided.acknowledged, ...during.acknowledged];
  add(`Acknowledged decisions lost, of ${acknowledged.length}`, acknowledged.filter((id) => !kept.has(id)).length, '', {
    most: 0,
  });
  const verify = spawnSync(process.execPath, [join(root, 'bin/evenhand.mjs'), 'verify'], {
    env: { ...process.env, EVENHAND_DATA: data },
    encoding: 'utf8',
  });
  add('Faults that `evenhand verify` finds (0: none)', verify.status ?? 1, '', { most: 0 });
  if (verify.status !== 0)
    notes.lines.push(
      `verify: ${(verify.stdout + verify.stderr).replaceAll(root, '.').replaceAll(data, 'DATA').trim().slice(0, 400)}`,
    );
  for (const [what, n] of [...decided.refused, ...during.refused]) notes.lines.push(`Refused ${n} times: ${what}`);

  say('Order of relevance, in a process of its own');
  const ranking = measureRanking(records);
  add('Building a cold model of as many abstracts, processor time', ranking?.buildSeconds, 's', { most: 15 });
  add('Ordering them anew after one decision, the slowest of 20, processor time', ranking?.againSeconds, 's', {
    most: 1,
  });
  add('Memory of the process that does it, at most', ranking?.megabytes, 'MB', { most: 600 });

  say('Duplicates, in processes of their own');
  for (const { what, value, unit, mark, limit, note } of duplicateRows(records))
    add(what, value, unit, mark, limit, note);

  const text = report(rows, { records, clients, seconds: (performance.now() - started) / 1000, notes });
  writeFileSync(join(root, 'BENCH.md'), text);
  say('Written: BENCH.md');
} finally {
  if (server) await server.kill();
  rmSync(data, { recursive: true, force: true });
}
