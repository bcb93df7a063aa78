import { type Actor, newId, TestApp } from '../../testing/app';

describe('reviews over HTTP', () => {
  let app: TestApp;
  let founder: Actor;
  let stranger: Actor;

  beforeAll(async () => {
    app = await TestApp.start();
    founder = await app.person('Founder');
    stranger = await app.person('Stranger');
  });
  afterAll(() => app.stop());

  it('a person opens a review and finds it in their list, with the right to lead it', async () => {
    const id = newId();
    await founder.agent.post('/api/reviews').send({ id, title: 'Sure Start', kind: 'systematic' }).expect(201, { id });
    const list = await founder.agent.get('/api/reviews').expect(200);
    expect(list.body).toEqual([expect.objectContaining({ id, title: 'Sure Start' })]);
    const one = await founder.agent.get(`/api/reviews/${id}`).expect(200);
    expect(one.body.me.permissions).toContain('protocol.edit');
  });

  it('the same request sent twice opens one review; another request under its id is refused', async () => {
    const id = newId();
    const body = { id, title: 'Once', kind: 'rapid' };
    await founder.agent.post('/api/reviews').send(body).expect(201, { id });
    await founder.agent.post('/api/reviews').send(body).expect(201, { id });
    const other = await founder.agent
      .post('/api/reviews')
      .send({ ...body, title: 'Twice' })
      .expect(422);
    expect(other.body.code).toBe('idempotency_mismatch');
    const list = await founder.agent.get('/api/reviews');
    expect(list.body.filter((review: { id: string }) => review.id === id)).toHaveLength(1);
  });

  it('a stranger gets the same answer for what is not theirs and for what does not exist', async () => {
    const id = await app.review(founder);
    const notTheirs = await stranger.agent.get(`/api/reviews/${id}`).expect(404);
    const nowhere = await stranger.agent.get(`/api/reviews/${newId()}`).expect(404);
    expect({ ...notTheirs.body, requestId: '' }).toEqual({ ...nowhere.body, requestId: '' });
    await app.anybody().get(`/api/reviews/${id}`).expect(401);
  });

  it.each([
    ['an unknown field', { kind: 'rapid', title: 'x', ownerId: 'me' }],
    ['an empty title', { kind: 'rapid', title: '  ' }],
    ['an unknown kind', { kind: 'quick', title: 'x' }],
  ])('%s is refused with its place, and nothing is written', async (_why, body) => {
    const before = (await founder.agent.get('/api/reviews')).body.length;
    const reply = await founder.agent
      .post('/api/reviews')
      .send({ id: newId(), ...body })
      .expect(400);
    expect(reply.body).toMatchObject({ code: 'invalid_request', detail: expect.stringContaining('body') });
    expect((await founder.agent.get('/api/reviews')).body).toHaveLength(before);
  });

  it('a title set by two leads at once: the second is told what stands now', async () => {
    const id = await app.review(founder, 'Early years');
    const seen = { title: 'Early years', kind: 'systematic' };
    const rename = (from: object, title: string) =>
      founder.agent.patch(`/api/reviews/${id}`).send({ id: newId(), seen: from, title, kind: 'systematic' });
    await rename(seen, 'Early-years centres').expect(200);
    const late = await rename(seen, 'Sure Start').expect(409);
    expect(late.body).toMatchObject({ code: 'changed_meanwhile', now: { title: 'Early-years centres' } });
    await rename(late.body.now, 'Sure Start').expect(200);
  });

  it('a request from another site is refused', async () => {
    const reply = await founder.agent
      .post('/api/reviews')
      .set('Origin', 'https://evil.example')
      .send({ id: newId(), title: 'x', kind: 'rapid' })
      .expect(403);
    expect(reply.body.code).toBe('wrong_origin');
  });
});
