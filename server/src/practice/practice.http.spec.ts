import { type Actor, newId, TestApp } from '../../testing/app';
import { SystemClock } from '../platform/clock';

describe('the practice review', () => {
  let app: TestApp;
  let novice: Actor;
  beforeAll(async () => {
    app = await TestApp.start(new SystemClock());
    novice = await app.person('Novice');
  });
  afterAll(() => app.stop(), 60_000);

  it('is made by one request, with records, duplicates, conflicts and work left, and marked as invented', async () => {
    const id = newId();
    const { body } = await novice.agent.post('/api/practice').send({ id }).expect(201);
    expect(body).toEqual({ reviewId: id });
    const review = await novice.agent.get(`/api/reviews/${id}`).expect(200);
    expect(review.body).toMatchObject({ invented: true, protocolVersion: 1 });
    const overview = await novice.agent.get(`/api/reviews/${id}/overview`).expect(200);
    const { places, stages } = overview.body;
    const total = Object.values<number>(places).reduce((sum, n) => sum + n, 0);
    expect(total).toBe(120);
    expect(places.duplicate).toBeGreaterThanOrEqual(20);
    expect(places['screening-conflict']).toBe(12);
    expect(stages[0].pending).toBeGreaterThan(40);
    const conflicts = await novice.agent.get(`/api/reviews/${id}/conflicts`).expect(200);
    expect(conflicts.body).toMatchObject({ total: 12, own: 0 });
  }, 60_000);

  it('a repeated request gives the same review, once', async () => {
    const id = newId();
    await novice.agent.post('/api/practice').send({ id }).expect(201);
    await novice.agent.post('/api/practice').send({ id }).expect(201);
    const overview = await novice.agent.get(`/api/reviews/${id}/overview`).expect(200);
    const total = Object.values<number>(overview.body.places).reduce((sum, n) => sum + n, 0);
    expect(total).toBe(120);
  }, 60_000);

  it('nobody can sign in as a practice colleague', async () => {
    await app.anybody().post('/api/session').send({ email: 'amal@practice.invalid', password: 'none' }).expect(401);
  });
});
