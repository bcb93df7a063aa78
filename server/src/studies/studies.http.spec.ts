import { type Actor, newId, TestApp } from '../../testing/app';
import { importRecords, openStages } from '../../testing/records';

jest.setTimeout(60_000);

describe('studies over HTTP', () => {
  let app: TestApp;
  let lead: Actor;
  let author: Actor;
  let ana: Actor;
  let reviewId: string;
  let ids: [string, string, string, string, string];
  const at = (path = ''): string => `/api/reviews/${reviewId}/studies${path}`;
  const form = (studyId: string, citationIds: string[], staysElsewhere = false) =>
    author.agent.post(at()).send({ id: newId(), studyId, label: 'Okafor trial', citationIds, staysElsewhere });
  const shape = async (): Promise<[string | null, number][]> => {
    const { body } = await author.agent.get(at()).expect(200);
    return body.studies.map((study: { id: string | null; reports: unknown[] }) => [study.id, study.reports.length]);
  };

  beforeEach(async () => {
    app = await TestApp.start();
    lead = await app.person('Lead');
    reviewId = await app.review(lead);
    author = await app.member(reviewId, lead, 'Auth', ['author']);
    ana = await app.member(reviewId, lead, 'Ana', ['reviewer']);
    const stages = await openStages(app, reviewId, lead, { readers: 1 });
    ids = (await importRecords(app, reviewId, lead, [
      'Home visits by nurses after birth: a randomised trial',
      'Home visits by nurses after birth: five years of a randomised trial',
      'Breakfast clubs and attendance at primary schools',
      'Excluded at the first stage',
      'A report in a language that nobody here reads',
    ])) as typeof ids;
    const decide = (citationId: string, stageId: string, verdict: string) =>
      ana.agent
        .post(`/api/reviews/${reviewId}/decisions`)
        .send({ id: newId(), citationId, stageId, verdict, reasons: [], tags: [], note: null, clientAt: null })
        .expect(200);
    for (const id of ids.slice(0, 3)) await decide(id, stages.titleAbstract, 'include');
    await decide(ids[3], stages.titleAbstract, 'exclude');
    await lead.agent
      .post(`/api/reviews/${reviewId}/reports/retrieval`)
      .send({ id: newId(), citationIds: ids.slice(0, 3), status: 'retrieved', reason: null })
      .expect(200);
    for (const id of ids.slice(0, 3)) await decide(id, stages.fullText, 'include');
    await decide(ids[4], stages.titleAbstract, 'include');
    const report = { citationIds: [ids[4]], reason: null };
    const retrieval = { id: newId(), ...report, status: 'retrieved' };
    await lead.agent.post(`/api/reviews/${reviewId}/reports/retrieval`).send(retrieval).expect(200);
    const awaiting = { id: newId(), ...report, as: 'awaiting' };
    await lead.agent.post(`/api/reviews/${reviewId}/reports/classify`).send(awaiting).expect(200);
  });
  afterEach(() => app.stop());

  it('a report that nobody put into a study is a study of its own, called after its first author and year', async () => {
    const { body } = await author.agent.get(at()).expect(200);
    expect(body.studies).toHaveLength(3);
    expect(body.studies[0]).toMatchObject({ id: null, label: 'Okafor 2020' });
  });

  it('counts the reports of its studies, and not one that awaits classification until somebody puts it into a study', async () => {
    expect((await author.agent.get(at()).expect(200)).body.reports).toBe(3);
    await form(newId(), [ids[0], ids[4]]).expect(201);
    expect((await author.agent.get(at()).expect(200)).body.reports).toBe(4);
  });

  it('suggests reports of one first author whose titles share most words, until they are one study', async () => {
    const { body } = await author.agent.get(at()).expect(200);
    expect(body.suggestions).toMatchObject([{ citationIds: [ids[0], ids[1]], ground: 'author-title' }]);
    await form(newId(), [ids[0], ids[1]]).expect(201);
    expect((await author.agent.get(at()).expect(200)).body.suggestions).toEqual([]);
  });

  it('forms, changes and dissolves a study; reports return to studies of their own', async () => {
    const studyId = newId();
    await form(studyId, [ids[0], ids[1]]).expect(201);
    expect(await shape()).toEqual([
      [studyId, 2],
      [null, 1],
    ]);
    await author.agent
      .put(at(`/${studyId}`))
      .send({ id: newId(), label: 'Home visits', citationIds: ids.slice(0, 3), staysElsewhere: false })
      .expect(200);
    expect(await shape()).toEqual([[studyId, 3]]);
    await author.agent
      .post(at(`/${studyId}/dissolve`))
      .send({ id: newId() })
      .expect(200);
    expect(await shape()).toEqual([
      [null, 1],
      [null, 1],
      [null, 1],
    ]);
  });

  it('a report moves from one study to another, or stays in both; a study without reports is dissolved', async () => {
    const [a, b, c] = [newId(), newId(), newId()];
    await form(a, [ids[0], ids[1]]).expect(201);
    await form(b, [ids[1], ids[2]]).expect(201);
    expect(new Map(await shape())).toEqual(
      new Map([
        [a, 1],
        [b, 2],
      ]),
    );
    await form(c, [ids[0]]).expect(201);
    expect(new Map(await shape())).toEqual(
      new Map([
        [b, 2],
        [c, 1],
      ]),
    );
    await form(newId(), [ids[0]], true).expect(201);
    expect(await shape()).toHaveLength(3);
  });

  it('takes only reports of this review that are included, and only from those who may', async () => {
    expect((await form(newId(), [ids[0], ids[3]]).expect(422)).body.code).toBe('not_a_report_of_a_study');
    await form(newId(), ['unknown-record.1']).expect(404);
    const body = { id: newId(), studyId: newId(), label: 'x', citationIds: [ids[0]], staysElsewhere: false };
    await ana.agent.post(at()).send(body).expect(403);
    await ana.agent.get(at()).expect(403);
    const stranger = await app.person('Stranger');
    await stranger.agent.get(at()).expect(404);
  });
});
