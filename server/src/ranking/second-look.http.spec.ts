import type { SecondLook } from '@shared/contracts/ranking';
import { type Actor, newId, TestApp } from '../../testing/app';
import { importRecords, openStages } from '../../testing/records';

const TITLES = Array.from({ length: 45 }, (_, n) =>
  n % 3 === 0 ? `Childcare centres and school readiness, cohort ${n}` : `Song of birds in city parks, season ${n}`,
);

describe('a second look at final decisions', () => {
  let app: TestApp;
  let lead: Actor;
  let ana: Actor;
  let ben: Actor;
  let reviewId: string;
  let stageId: string;
  let ids: string[];
  const at = (path: string): string => `/api/reviews/${reviewId}/${path}`;
  const isCare = (n: number): boolean => n % 3 === 0;
  const vote = (actor: Actor, n: number, verdict: string) =>
    actor.agent
      .post(at('decisions'))
      .send({ id: newId(), citationId: ids[n], stageId, verdict, reasons: [], tags: [], note: null, clientAt: null })
      .expect(200);
  const look = async (): Promise<SecondLook> =>
    (await lead.agent.get(at(`stages/${stageId}/second-look`)).expect(200)).body as SecondLook;
  const idsIn = (rows: SecondLook['excluded']): string[] => rows.map(({ id }) => id);

  beforeAll(async () => {
    app = await TestApp.start();
    lead = await app.person('Lead');
    reviewId = await app.review(lead, 'Childcare centres');
    ana = await app.member(reviewId, lead, 'Ana', ['reviewer']);
    ben = await app.member(reviewId, lead, 'Ben', ['reviewer']);
    // Any order will do: the list looks back.
    stageId = (await openStages(app, reviewId, lead, { order: 'oldest' })).titleAbstract;
    ids = await importRecords(app, reviewId, lead, TITLES);
    expect(await look()).toEqual({ isReady: true, excluded: [], included: [] });
    for (let n = 0; n < 36; n++) {
      const verdict = (n === 9 ? !isCare(n) : n === 10 ? !isCare(n) : isCare(n)) ? 'include' : 'exclude';
      for (const who of [ana, ben]) await vote(who, n, verdict);
    }
  });
  afterAll(() => app.stop());

  it('names what looks as if decided the other way, with words of the record', async () => {
    const { isReady, excluded, included } = await look();
    expect(isReady).toBe(true);
    expect(idsIn(excluded)).toEqual([ids[9]]);
    expect(idsIn(included)).toEqual([ids[10]]);
    expect(excluded[0]).toMatchObject({ ordinal: 10, title: TITLES[9] });
    expect(TITLES[9]?.toLowerCase()).toContain(excluded[0]?.terms[0]?.term);
  });

  it('shows nothing of what is pending, and drops what is opened again', async () => {
    const before = await look();
    await vote(ana, 39, 'exclude');
    await vote(ben, 40, 'include');
    expect(await look()).toEqual(before);
    await lead.agent
      .post(at('standings/reopen'))
      .send({ id: newId(), citationId: ids[9], stageId, reason: 'It looks included', clear: false })
      .expect(200);
    expect(idsIn((await look()).excluded)).toEqual([ids[9]]);
    await lead.agent
      .post(at('standings/reopen'))
      .send({ id: newId(), citationId: ids[9], stageId, reason: 'To be read anew', clear: true })
      .expect(200);
    expect(idsIn((await look()).excluded)).toEqual([]);
  });

  it('is for leads', async () => {
    await ana.agent.get(at(`stages/${stageId}/second-look`)).expect(403);
    await (await app.person('Stranger')).agent.get(at(`stages/${stageId}/second-look`)).expect(404);
  });
});
