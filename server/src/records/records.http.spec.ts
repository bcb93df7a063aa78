import { importRecords, openStages } from '../../testing/records';
import { type Actor, newId, TestApp } from '../../testing/app';

describe('acts on records over HTTP', () => {
  let app: TestApp;
  let ada: Actor;
  let ben: Actor;
  let ids: string[];
  let url: string;
  let reviewId: string;
  let titleAbstract: string;
  beforeEach(async () => {
    app = await TestApp.start();
    ada = await app.person('Ada');
    reviewId = await app.review(ada);
    ben = await app.member(reviewId, ada, 'Ben', ['reviewer']);
    ({ titleAbstract } = await openStages(app, reviewId, ada, { readers: 1 }));
    ids = await importRecords(app, reviewId, ada, ['One', 'Two', 'Three']);
    url = `/api/reviews/${reviewId}/records`;
  });
  afterEach(() => app.stop());

  const removal = (citationIds: string[], more = {}) => ({
    id: newId(),
    citationIds,
    as: 'other',
    reason: 'Retracted',
    tool: null,
    ...more,
  });
  const placeOf = async (id: string): Promise<string> =>
    ((await ada.agent.get(`${url}/${id}`).expect(200)).body as { place: string }).place;

  it('takes records out before screening and brings them back', async () => {
    const first = ids[0] as string;
    const reply = await ada.agent
      .post(`${url}/remove`)
      .send(removal([first, first]))
      .expect(200);
    expect(reply.body).toMatchObject({ changed: 1 });
    expect(await placeOf(first)).toBe('removed-other');
    const back = { id: newId(), citationIds: [first], reason: 'Was a mistake' };
    await ada.agent.post(`${url}/return`).send(back).expect(200);
    expect(await placeOf(first)).toBe('screening');
    expect(
      (
        await ada.agent
          .post(`${url}/return`)
          .send({ ...back, id: newId() })
          .expect(422)
      ).body,
    ).toMatchObject({
      code: 'not_removed',
    });
  });

  it('answers a repeated request as the first time', async () => {
    const body = removal([ids[0] as string]);
    const first = await ada.agent.post(`${url}/remove`).send(body).expect(200);
    expect((await ada.agent.post(`${url}/remove`).send(body).expect(200)).body).toEqual(first.body);
  });

  it('refuses to remove what was screened, and changes nothing', async () => {
    const decision = { id: newId(), citationId: ids[1], stageId: titleAbstract, verdict: 'exclude' };
    const rest = { reasons: ['wrong-design'], tags: [], note: null, clientAt: null };
    await ben.agent
      .post(`/api/reviews/${reviewId}/decisions`)
      .send({ ...decision, ...rest })
      .expect(200);
    const refused = await ada.agent.post(`${url}/remove`).send(removal(ids)).expect(422);
    expect(refused.body).toMatchObject({ code: 'not_before_screening' });
    expect(await placeOf(ids[0] as string)).toBe('screening');
  });

  it('wants the tool named where a tool marked the records', async () => {
    const refused = await ada.agent
      .post(`${url}/remove`)
      .send(removal(ids, { as: 'automation' }))
      .expect(422);
    expect(refused.body).toMatchObject({ code: 'tool_missing' });
    await ada.agent
      .post(`${url}/remove`)
      .send(removal(ids, { as: 'automation', tool: 'Classifier 2.1' }))
      .expect(200);
  });

  it('corrects what readers see and keeps a DOI without its resolver', async () => {
    const fields = {
      title: 'A better title',
      year: '2021',
      doi: 'https://doi.org/10.1000/ABC',
      authors: 'Roe, J; Poe, E',
    };
    await ada.agent.post(`${url}/correct`).send({ id: newId(), citationId: ids[0], fields }).expect(200);
    const { citation } = (await ada.agent.get(`${url}/${ids[0]}`).expect(200)).body as { citation: object };
    expect(citation).toMatchObject({
      title: 'A better title',
      year: 2021,
      doi: '10.1000/abc',
      authors: ['Roe, J', 'Poe, E'],
    });
    const wrong = { id: newId(), citationId: ids[0], fields: { doi: 'see the paper' } };
    await ada.agent.post(`${url}/correct`).send(wrong).expect(422);
    await ada.agent.post(`${url}/correct`).send({ id: newId(), citationId: ids[0], fields: {} }).expect(400);
    await ada.agent
      .post(`${url}/correct`)
      .send({ id: newId(), citationId: ids[0], fields: { year: '21' } })
      .expect(400);
  });

  it('is closed to strangers, to other reviews and to readers', async () => {
    const stranger = await app.person('Sten');
    const elsewhere = await app.review(stranger, 'Another review');
    for (const path of ['remove', 'return', 'correct']) {
      const body =
        path === 'correct'
          ? { id: newId(), citationId: ids[0], fields: { title: 'Mine' } }
          : path === 'return'
            ? { id: newId(), citationIds: ids, reason: null }
            : removal(ids);
      await app.anybody().post(`${url}/${path}`).send(body).expect(401);
      await stranger.agent.post(`${url}/${path}`).send(body).expect(404);
      await ben.agent.post(`${url}/${path}`).send(body).expect(403);
      await stranger.agent.post(`/api/reviews/${elsewhere}/records/${path}`).send(body).expect(404);
    }
  });
});
