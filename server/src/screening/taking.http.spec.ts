import { type Actor, newId, StillClock, TestApp } from '../../testing/app';
import { importRecords, openStages } from '../../testing/records';

const HOUR = 3_600_000;

describe('citations taken along', () => {
  const clock = new StillClock();
  let app: TestApp;
  let lead: Actor;
  let ana: Actor;
  let ben: Actor;
  let cho: Actor;
  let reviewId: string;
  let stageId: string;
  let ids: string[];
  const at = (path: string): string => `/api/reviews/${reviewId}/${path}`;
  const take = (actor: Actor, count: number, hours = 24) =>
    actor.agent.post(at(`stages/${stageId}/take`)).send({ count, hours });
  const handed = async (actor: Actor, limit = 50): Promise<string[]> => {
    const reply = await actor.agent.get(at(`stages/${stageId}/queue?limit=${limit}`)).expect(200);
    return (reply.body as { citations: { id: string }[] }).citations.map(({ id }) => id);
  };
  const vote = (actor: Actor, citationId: string) =>
    actor.agent.post(at('decisions')).send({
      ...{ id: newId(), citationId, stageId, verdict: 'exclude', reasons: [], tags: [], note: null, clientAt: null },
    });

  beforeAll(async () => {
    app = await TestApp.start(clock, { EVENHAND_SESSION_IDLE_HOURS: '100' });
    lead = await app.person('Lead');
  });
  beforeEach(async () => {
    reviewId = await app.review(lead);
    const name = newId().slice(0, 6);
    ana = await app.member(reviewId, lead, `Ana ${name}`, ['reviewer']);
    ben = await app.member(reviewId, lead, `Ben ${name}`, ['reviewer']);
    cho = await app.member(reviewId, lead, `Cho ${name}`, ['reviewer']);
    stageId = (await openStages(app, reviewId, lead)).titleAbstract;
    ids = await importRecords(app, reviewId, lead, ['First title', 'Second title', 'Third title', 'Fourth title']);
  });
  afterAll(() => app.stop());

  it('are what the queue hands out next, and stay the reader’s for as long as was said', async () => {
    const { body } = await take(ana, 3).expect(200);
    expect(body).toEqual({ taken: 3, until: new Date(Date.parse(clock.now()) + 24 * HOUR).toISOString() });
    const held = await handed(ana, 3);
    clock.tick(23 * HOUR);
    await handed(ben);
    expect(await handed(cho)).toEqual(ids.filter((id) => !held.includes(id)));
    clock.tick(2 * HOUR);
    expect((await handed(cho)).sort()).toEqual(ids);
  });

  it('leave the other slot to others: two readers may take the same, a third is not handed the last slot', async () => {
    expect((await take(ana, 4)).body.taken).toBe(4);
    expect((await take(ben, 4)).body.taken).toBe(4);
    expect((await take(cho, 4)).body.taken).toBe(0);
    expect(await handed(cho)).toEqual([]);
  });

  it('a vote that comes hours later is still wanted, though a third reader looked for work meanwhile', async () => {
    await take(ana, 4);
    for (const id of ids) await vote(ben, id).expect(200);
    clock.tick(20 * HOUR);
    expect(await handed(cho)).toEqual([]);
    for (const id of ids) await vote(ana, id).expect(200);
  });

  it('what a third reader is handed does not depend on whether the holder has decided', async () => {
    await take(ana, 4);
    await handed(ben);
    const before = await handed(cho);
    await vote(ana, ids[0] ?? '').expect(200);
    expect(await handed(cho)).toEqual(before);
  });

  it('opening the queue again does not shorten the time', async () => {
    await take(ana, 2);
    const [first] = await handed(ana, 1);
    clock.tick(HOUR);
    await handed(ben);
    expect(await handed(cho)).not.toContain(first);
  });

  it('given back they are free at once', async () => {
    await take(ana, 4);
    await handed(ben);
    expect(await handed(cho)).toEqual([]);
    await ana.agent.delete(at(`stages/${stageId}/take`)).expect(204);
    expect((await handed(cho)).sort()).toEqual(ids);
  });

  it('five hundred are the most, two days the longest, and only readers may', async () => {
    await take(ana, 501).expect(400);
    await take(ana, 1, 49).expect(400);
    await take(ana, 0).expect(400);
    const guest = await app.member(reviewId, lead, `Gil ${newId().slice(0, 6)}`, ['viewer']);
    await take(guest, 1).expect(403);
    await guest.agent.delete(at(`stages/${stageId}/take`)).expect(403);
  });
});
