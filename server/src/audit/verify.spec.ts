import { DataSource } from 'typeorm';
import { type Actor, newId, TestApp } from '../../testing/app';
import { importRecords, openStages } from '../../testing/records';
import { Verifier } from './verify';

describe('evenhand verify', () => {
  let app: TestApp;
  let lead: Actor;
  let reviewId: string;
  const verify = () => app.app.get(Verifier).verify(reviewId);
  /** Somebody with a database editor: the triggers are taken off first. */
  const tamper = async (sql: string): Promise<void> => {
    const writer = app.app.get(DataSource);
    const isPostgres = app.database.dialect === 'postgres';
    const drop = isPostgres ? ['event_append_only ON event'] : ['event_no_update', 'event_no_delete'];
    for (const trigger of drop) await writer.query(`DROP TRIGGER IF EXISTS ${trigger}`);
    await writer.query(sql);
  };

  beforeEach(async () => {
    app = await TestApp.start();
    lead = await app.person('Lead');
    reviewId = await app.review(lead);
    const { titleAbstract } = await openStages(app, reviewId, lead);
    const [a, b, c] = await importRecords(app, reviewId, lead, ['One', 'Two', 'Three']);
    const decide = (citationId: string | undefined, verdict: string) =>
      lead.agent
        .post(`/api/reviews/${reviewId}/decisions`)
        .send({
          id: newId(),
          citationId,
          stageId: titleAbstract,
          verdict,
          reasons: [],
          tags: [],
          note: null,
          clientAt: null,
        })
        .expect(200);
    await decide(a, 'include');
    await decide(b, 'exclude');
    await app.ledger.act({ reviewId, id: newId(), memberId: lead.memberId, request: 1 }, (act) =>
      act.append('duplicates.merged', {
        by: 'person',
        sets: [{ citationId: a as string, memberIds: [a as string, c as string], score: 1, why: [] }],
      }),
    );
  });
  afterEach(() => app.stop({ isTampered: true }));

  it('finds nothing in an untouched review, and looks at every row', async () => {
    expect(await verify()).toMatchObject({ faults: [], events: 11, rows: expect.any(Number) });
    expect((await verify()).rows).toBeGreaterThan(10);
  });

  it('the database itself refuses to change or remove an event', async () => {
    const writer = app.app.get(DataSource);
    await expect(writer.query("UPDATE event SET payload = '{}' WHERE seq = 2")).rejects.toThrow('append-only');
    await expect(writer.query('DELETE FROM event WHERE seq = 2')).rejects.toThrow('append-only');
  });

  it.each([
    [
      'a flipped letter in an event',
      `UPDATE event SET payload = replace(payload, 'include', 'exclude')`,
      'chain',
      /event \d+ .*altered/,
    ],
    ['a removed event', 'DELETE FROM event WHERE seq = 5', 'chain', /event 5 is missing/],
    [
      'two events changing places',
      'UPDATE event SET seq = CASE seq WHEN 4 THEN 500 WHEN 5 THEN 4 ELSE seq END',
      'chain',
      /event 4/,
    ],
    [
      'a changed record',
      `UPDATE reference SET title = 'Forged' WHERE title = 'Two'`,
      'content',
      /records 1 to 3 .*altered/,
    ],
    ['a changed read table', `UPDATE citation SET place = 'included' WHERE place = 'screening'`, 'table', /citation/],
    [
      'a decision put into the read table',
      `UPDATE decision SET verdict = 'maybe' WHERE verdict = 'include'`,
      'table',
      /decision/,
    ],
    ['a decision taken out of the read table', `DELETE FROM decision WHERE verdict = 'include'`, 'table', /missing/],
  ])('%s is found and named', async (_what, sql, kind, message) => {
    await tamper(sql);
    const { faults } = await verify();
    expect(faults[0]).toMatchObject({ kind, message: expect.stringMatching(message) });
  });
});
