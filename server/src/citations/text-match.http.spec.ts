import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { importRecords } from '../../testing/records';
import { type Actor, TestApp } from '../../testing/app';
import { newDataSource } from '../platform/database/open';
import { enterTexts, TextIndex, textsWait } from './text-index';

describe('searching the records of a review', () => {
  let app: TestApp;
  let ada: Actor;
  let reviewId: string;
  let url: string;
  // They look at the table of words that SQLite keeps and write into its file; PostgreSQL has an index of its own.
  const onSqlite = process.env['DB'] === 'postgres' ? it.skip : it;

  interface Page {
    rows: { citation: { title: string; ordinal: number } }[];
    next: number | null;
    isIncomplete: boolean;
  }
  const page = async (query: Record<string, string | number>): Promise<Page> =>
    (await ada.agent.get(url).query(query).expect(200)).body as Page;
  const ordinals = ({ rows }: Page): number[] => rows.map(({ citation }) => citation.ordinal);

  beforeEach(async () => {
    app = await TestApp.start();
    ada = await app.person('Ada');
    reviewId = await app.review(ada);
    url = `/api/reviews/${reviewId}/records`;
  });
  afterEach(() => app.stop());

  it('gives page after page of what holds all the words, in the order of the list and of this review alone', async () => {
    const other = await app.review(ada, 'Another review');
    const titles = (from: number): string[] => Array.from({ length: 6 }, (_, i) => `Sleep in town ${from + i}`);
    await importRecords(app, other, ada, titles(0));
    await importRecords(app, reviewId, ada, titles(10));
    await importRecords(app, other, ada, titles(20));
    await importRecords(app, reviewId, ada, ['Diet in town', ...titles(30)]);

    const first = await page({ q: 'TOWN sle', limit: 5 });
    expect(ordinals(first)).toEqual([1, 2, 3, 4, 5]);
    const second = await page({ q: 'TOWN sle', limit: 5, after: first.next as number });
    expect(ordinals(second)).toEqual([6, 8, 9, 10, 11]);
    const third = await page({ q: 'TOWN sle', limit: 5, after: second.next as number });
    expect(ordinals(third)).toEqual([12, 13]);
    expect(third.next).toBeNull();
    expect(ordinals(await page({ q: 'diet', place: 'screening' }))).toEqual([7]);
    expect(ordinals(await page({ q: 'diet', place: 'included' }))).toEqual([]);
    expect(ordinals(await page({ q: '" * ( -', limit: 3 }))).toEqual([1, 2, 3]);
  });

  onSqlite('says when records that came in are not found yet, and finds them once the index caught up', async () => {
    await importRecords(app, reviewId, ada, ['Sleep one', 'Sleep two']);
    await app.database.transaction(({ manager }) =>
      manager.query(`INSERT INTO reference_text (reference_text, rowid, title, abstract)
        SELECT 'delete', rowid, title, abstract FROM reference WHERE title = 'Sleep two'`),
    );
    expect(await page({ q: 'sleep' })).toMatchObject({ isIncomplete: true, rows: [{}] });
    expect(await page({})).toMatchObject({ isIncomplete: false, rows: [{}, {}] });
    await app.app.get(TextIndex).catchUp();
    expect(await page({ q: 'sleep' })).toMatchObject({ isIncomplete: false, rows: [{}, {}] });
    expect(await app.database.transaction(({ manager }) => enterTexts(manager))).toBe(false);
    expect(await app.database.read((manager) => textsWait(manager))).toBe(false);
  });

  onSqlite('a server killed before its records were searchable makes them so at its next start', async () => {
    // More than one turn of the index takes: the rest is kept, and not entered yet.
    await importRecords(
      app,
      reviewId,
      ada,
      Array.from({ length: 1100 }, (_, i) => `Sleep in town ${i}`),
    );
    expect(await app.database.read((manager) => textsWait(manager, reviewId))).toBe(true);

    // What is on the disk at that moment is what another server finds after the kill.
    const copy = mkdtempSync(join(tmpdir(), 'evenhand-killed-'));
    const disk = await newDataSource({ DATA: app.folder, DATABASE_URL: null }).initialize();
    await disk.query(`VACUUM INTO '${join(copy, 'evenhand.sqlite')}'`);
    await disk.destroy();
    const next = await TestApp.start(undefined, { EVENHAND_DATA: copy });
    try {
      const search = () => next.anybody().get(url).set('Cookie', ada.cookie).query({ q: 'sleep 1099' }).expect(200);
      let found = (await search()).body as Page;
      while (found.isIncomplete) found = (await search()).body as Page;
      expect(ordinals(found)).toEqual([1100]);
    } finally {
      await next.stop();
      rmSync(copy, { recursive: true, force: true });
    }
  });
});
