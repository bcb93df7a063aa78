import type { QuestionRow, SetRow } from '@shared/contracts/duplicates';
import { type Actor, newId, TestApp } from '../../testing/app';
import { JobRunner } from '../platform/jobs/job-runner';

const SEARCH = {
  ...{ sourceKind: 'database', platform: null, ranOn: null, coverage: null, strategy: null, limits: null },
  ...{ filters: null, hits: null, ranBy: null, peerReviewedBy: null, notes: null, cycle: 1 },
};

interface Paper {
  title: string;
  author: string;
  year?: number;
  journal?: string;
  volume?: number;
  pages?: string;
  doi?: string;
}
const ris = (papers: readonly Paper[]): string =>
  papers
    .map(({ title, author, year, journal, volume, pages, doi }) =>
      [
        'TY  - JOUR',
        `TI  - ${title}`,
        `AU  - ${author}`,
        `PY  - ${year ?? 2014}`,
        ...(journal ? [`JO  - ${journal}`] : []),
        ...(volume ? [`VL  - ${volume}`] : []),
        ...(pages ? [`SP  - ${pages}`] : []),
        ...(doi ? [`DO  - ${doi}`] : []),
        'ER  - ',
      ].join('\n'),
    )
    .join('\n\n');

const centres: Paper = {
  title: 'Children in family hubs: a cohort study of early language',
  author: 'Almond, A.',
  doi: '10.1000/hub.1',
};
const gardens: Paper = {
  title: 'Allotment gardening and the wellbeing of retired miners',
  author: 'Birch, B.',
  pages: '7-19',
  volume: 3,
  journal: 'Health in Place',
};
const buses: Paper = {
  title: 'Free bus travel for young people and time spent outdoors',
  author: 'Cedar, C.',
  pages: '55-61',
  volume: 8,
  journal: 'Transport and Society',
};
/** Like enough to ask about: one of the two says nothing of where it was published, and the year differs. */
const report: Paper = {
  title: 'Warm homes and winter admissions of older tenants',
  author: 'Dogwood, D.',
  year: 2010,
  volume: 1,
  pages: '1-9',
  journal: 'Housing Studies Reports',
};
const paper: Paper = { title: report.title, author: report.author, year: 2011 };

describe('duplicates over HTTP', () => {
  let app: TestApp;
  let founder: Actor;
  let reviewId: string;

  beforeAll(async () => {
    app = await TestApp.start();
    founder = await app.person('Founder');
  });
  beforeEach(async () => {
    reviewId = await app.review(founder);
  });
  // Proving the ledgers of all reviews takes its time.
  afterAll(() => app.stop(), 120_000);

  const post = (path: string, body: object, who = founder) =>
    who.agent.post(`/api/reviews/${reviewId}/${path}`).send({ id: newId(), ...body });
  const get = async (path: string) =>
    (await founder.agent.get(`/api/reviews/${reviewId}/duplicates${path}`).expect(200)).body;
  const questions = async (state = 'open'): Promise<QuestionRow[]> => (await get(`/questions?state=${state}`)).rows;
  const sets = async (): Promise<SetRow[]> => (await get('/sets')).rows;
  const settled = () => app.app.get(JobRunner).idle();
  const importFile = async (papers: readonly Paper[], source = 'PubMed'): Promise<string> => {
    const { body } = await founder.agent
      .post(`/api/reviews/${reviewId}/uploads?name=${source}.ris`)
      .set('Content-Type', 'application/octet-stream')
      .send(Buffer.from(ris(papers)))
      .expect(201);
    const begun = await post('imports', {
      uploadId: body.uploadId,
      into: { search: { source, ...SEARCH } },
      again: true,
    }).expect(201);
    await settled();
    return begun.body.importId;
  };

  it('a correction is linked with its article and not joined, and says why', async () => {
    const correction = { ...centres, title: `Erratum to: ${centres.title}`, doi: '10.1000/hub.2' };
    const importId = await importFile([centres, gardens, correction]);
    expect(await get('')).toMatchObject({ sets: 0, linked: 1 });
    const { rows, total } = await get('/links');
    expect(total).toBe(1);
    expect(rows[0]).toMatchObject({ relation: 'comment-or-correction' });
    expect([rows[0].a.id, rows[0].b.id].sort()).toEqual([`${importId}.1`, `${importId}.3`]);
    expect(rows[0].why).toContainEqual(expect.objectContaining({ field: 'kind', verdict: 'differs' }));
    expect((await get(`/links?citationId=${importId}.3`)).total).toBe(1);
    expect((await get(`/links?citationId=${importId}.2`)).total).toBe(0);
    await post('duplicates/merge', { citationIds: [`${importId}.1`, `${importId}.3`] }).expect(200);
    expect(await get('')).toMatchObject({ sets: 1, linked: 0 });
  });

  it('versions of a Cochrane review are linked, and joined once the review says that they are one', async () => {
    const version = (number: number, year: number): Paper => ({
      ...centres,
      journal: 'Cochrane Database of Systematic Reviews',
      pages: 'CD004217',
      year,
      doi: `10.1002/14651858.CD004217.pub${number}`,
    });
    await importFile([version(2, 2009)]);
    await importFile([version(3, 2014)], 'Scopus');
    expect(await get('')).toMatchObject({ sets: 0, open: 0, linked: 1, cochrane: 'link' });
    expect((await get('/links')).rows[0]).toMatchObject({ relation: 'version' });
    await founder.agent
      .put(`/api/reviews/${reviewId}/duplicates/setting`)
      .send({ id: newId(), cochrane: 'merge' })
      .expect(200);
    await settled();
    expect(await get('')).toMatchObject({ sets: 1, duplicates: 1, linked: 0, cochrane: 'merge', certain: 'merge' });
  });

  it('a correction is a copy of its article once the review says so, and the article stands for both', async () => {
    const article: Paper = { ...buses, doi: '10.1000/bus.1' };
    const correction = { ...article, title: `Erratum to: ${article.title}`, pages: '120', doi: '10.1000/bus.2' };
    const comment = { ...article, title: `Comment on: ${article.title}`, pages: '62', doi: '10.1000/bus.3' };
    const first = await importFile([correction]);
    const second = await importFile([article, comment], 'Scopus');
    expect(await get('')).toMatchObject({ sets: 0, corrections: 'link', cochrane: 'link' });
    const set = (corrections: 'merge' | 'link') =>
      founder.agent.put(`/api/reviews/${reviewId}/duplicates/setting`).send({ id: newId(), corrections }).expect(200);
    await set('merge');
    await settled();
    expect(await get('')).toMatchObject({ sets: 1, duplicates: 1, corrections: 'merge' });
    const [joined] = await sets();
    expect(joined?.citationId).toBe(`${second}.1`);
    expect(joined?.members.map((member) => member.id)).toEqual([`${second}.1`, `${first}.1`]);
    await set('link');
    await post('duplicates/run', {}).expect(200);
    await settled();
    expect(await get('')).toMatchObject({ sets: 1, corrections: 'link' });
  });

  it('a correction that a person joins with its article does not stand for it, though it came first', async () => {
    const first = await importFile([{ ...buses, title: `Erratum to: ${buses.title}`, pages: '120' }]);
    const second = await importFile([buses], 'Scopus');
    await post('duplicates/merge', { citationIds: [`${first}.1`, `${second}.1`] }).expect(200);
    expect((await sets()).map((set) => set.citationId)).toEqual([`${second}.1`]);
  });

  it('the ledger says who ruled what about duplicates, once however often the request comes', async () => {
    const change = { id: newId(), certain: 'ask', corrections: 'merge' };
    for (let i = 0; i < 2; i++)
      await founder.agent.put(`/api/reviews/${reviewId}/duplicates/setting`).send(change).expect(200);
    const { body } = await founder.agent.get(`/api/reviews/${reviewId}/ledger?type=duplicates.ruled`).expect(200);
    expect((body as { entries: { payload: unknown }[] }).entries.map(({ payload }) => payload)).toEqual([
      { certain: 'ask', corrections: 'merge' },
    ]);
  });

  it('a certain pair is joined after the import, the first record stays, and the evidence is kept', async () => {
    const first = await importFile([centres, gardens]);
    const second = await importFile([buses, { ...centres, title: `${centres.title}.` }], 'Scopus');
    expect(await get('')).toMatchObject({ open: 0, sets: 1, duplicates: 1, waiting: 0, certain: 'merge' });
    const [set] = await sets();
    expect(set).toMatchObject({ citationId: `${first}.1` });
    expect(set?.members).toEqual([
      expect.objectContaining({ id: `${first}.1`, isKept: true, source: 'PubMed' }),
      expect.objectContaining({
        id: `${second}.2`,
        isKept: false,
        by: 'machine',
        source: 'Scopus',
        why: expect.arrayContaining([expect.objectContaining({ field: 'doi', verdict: 'same' })]),
      }),
    ]);
  });

  it('a pair that is only likely is asked about, with both records and the reasons', async () => {
    await importFile([report, paper]);
    const [question, ...others] = await questions();
    expect(others).toEqual([]);
    expect(question).toMatchObject({
      state: 'open',
      a: expect.objectContaining({ title: report.title }),
      b: expect.objectContaining({ title: report.title }),
    });
    expect(question?.why.map((reason) => reason.field)).toEqual(expect.arrayContaining(['title', 'year']));
    const card = (await founder.agent.get('/api/reviews')).body.find((r: { id: string }) => r.id === reviewId);
    expect(card.todo.questions).toBe(1);
  });

  it('pairs that waited for answers are asked once the last open question is answered', async () => {
    await importFile(Array.from({ length: 8 }, (_, at) => ({ ...gardens, pages: `${at * 10 + 1}-${at * 10 + 6}` })));
    const first = await questions();
    expect(first.length).toBeLessThan(28);
    for (const { id: questionId } of first)
      await post('duplicates/answers', { questionId, verdict: 'different' }).expect(200);
    await settled();
    const next = await questions();
    expect(next.length).toBeGreaterThan(0);
    const asked = new Set(first.map(({ a, b }) => `${a.id} ${b.id}`));
    for (const { a, b } of next) expect(asked.has(`${a.id} ${b.id}`)).toBe(false);
  });

  it('"same" joins the pair, and a split takes it back and is not undone by the next run', async () => {
    const importId = await importFile([report, paper]);
    const [question] = await questions();
    await post('duplicates/answers', { questionId: question?.id, verdict: 'same' }).expect(200);
    expect(await get('')).toMatchObject({ open: 0, sets: 1, duplicates: 1 });
    expect((await sets())[0]?.members[1]).toMatchObject({ by: 'person' });
    await post('duplicates/split', { citationId: `${importId}.1`, memberIds: [`${importId}.2`], reason: null }).expect(
      200,
    );
    await post('duplicates/run', {}).expect(200);
    await settled();
    expect(await get('')).toMatchObject({ open: 0, sets: 0, duplicates: 0, different: 1 });
  });

  it('"different" closes the question for good, until somebody says otherwise', async () => {
    await importFile([report, paper]);
    const [question] = await questions();
    await post('duplicates/answers', { questionId: question?.id, verdict: 'different' }).expect(200);
    await post('duplicates/run', {}).expect(200);
    await settled();
    expect(await get('')).toMatchObject({ open: 0, different: 1, sets: 0 });
    expect(await questions('different')).toEqual([expect.objectContaining({ id: question?.id })]);
    await post('duplicates/answers', { questionId: question?.id, verdict: 'same' }).expect(200);
    expect(await get('')).toMatchObject({ different: 0, sets: 1 });
  });

  it('an answer can be changed both ways', async () => {
    await importFile([report, paper]);
    const [question] = await questions();
    const say = (verdict: string) => post('duplicates/answers', { questionId: question?.id, verdict }).expect(200);
    await say('same');
    await say('different');
    expect(await get('')).toMatchObject({ open: 0, sets: 0, different: 1 });
    await say('same');
    expect(await get('')).toMatchObject({ open: 0, sets: 1, different: 0 });
  });

  it('a certain pair that people split stays apart when everything is compared anew', async () => {
    const importId = await importFile([centres, gardens]);
    await importFile([{ ...centres, title: `${centres.title}.` }], 'Embase');
    await importFile([centres], 'Scopus');
    const [set] = await sets();
    expect(set?.members).toHaveLength(3);
    const leaving = set?.members.filter((member) => !member.isKept)[0]?.id as string;
    await post('duplicates/split', { citationId: set?.citationId, memberIds: [leaving], reason: 'Two papers' }).expect(
      200,
    );
    await post('duplicates/run', {}).expect(200);
    await settled();
    const after = await sets();
    expect(after.flatMap((row) => row.members.map((member) => member.id))).not.toContain(leaving);
    expect(set?.citationId).toBe(`${importId}.1`);
  });

  it('where the kept record is to leave, the others stay together', async () => {
    await importFile([centres]);
    await importFile([centres], 'Scopus');
    await importFile([centres], 'Embase');
    const [set] = await sets();
    await post('duplicates/split', { citationId: set?.citationId, memberIds: [set?.citationId], reason: null }).expect(
      200,
    );
    const [rest, ...others] = await sets();
    expect(others).toEqual([]);
    expect(rest?.members.map((member) => member.source)).toEqual(['Scopus', 'Embase']);
  });

  it('a review can be asked about certain pairs too, and answer all from a score on at once', async () => {
    await founder.agent
      .put(`/api/reviews/${reviewId}/duplicates/setting`)
      .send({ id: newId(), certain: 'ask' })
      .expect(200);
    await importFile([centres, gardens, buses, report]);
    await importFile([centres, gardens, buses, paper], 'Scopus');
    expect(await get('')).toMatchObject({ open: 4, sets: 0, certain: 'ask' });
    const { count } = await get('/acceptable?minScore=0.95');
    expect(count).toBe(3);
    const refused = await post('duplicates/accept', { minScore: 0.95, expected: 2 }).expect(409);
    expect(refused.body).toMatchObject({ code: 'count_changed', count: 3 });
    const request = { id: newId(), minScore: 0.95, expected: 3 };
    expect((await post('duplicates/accept', request).expect(200)).body.answered).toBe(3);
    expect((await post('duplicates/accept', request).expect(200)).body.answered).toBe(3);
    expect(await get('')).toMatchObject({ open: 1, sets: 3 });
  });

  it('withdrawing an import takes its questions and copies along, and restoring brings them back', async () => {
    await importFile([report, centres]);
    const second = await importFile([paper, centres], 'Scopus');
    expect(await get('')).toMatchObject({ open: 1, duplicates: 1 });
    await post(`imports/${second}/withdraw`, { reason: null, confirm: true }).expect(200);
    expect(await get('')).toMatchObject({ open: 0, duplicates: 0 });
    await post(`imports/${second}/restore`, {}).expect(200);
    await settled();
    expect(await get('')).toMatchObject({ open: 1, duplicates: 1 });
  });

  it('the same answer sent twice is one answer; one sent to a set that changed is refused', async () => {
    const importId = await importFile([report, paper]);
    const [question] = await questions();
    const answer = { id: newId(), questionId: question?.id, verdict: 'same' };
    await post('duplicates/answers', answer).expect(200);
    await post('duplicates/answers', answer).expect(200);
    const split = { citationId: `${importId}.2`, memberIds: [`${importId}.1`], reason: null };
    expect((await post('duplicates/split', split).expect(409)).body.code).toBe('not_in_set');
  });

  it.each([
    ['a reviewer', ['reviewer'], 403],
    ['an author', ['author'], 403],
    ['nobody of the review', null, 404],
  ] as const)('%s is shown no duplicates and cannot answer', async (_who, roles, status) => {
    await importFile([report, paper]);
    const [question] = await questions();
    const name = `Other ${newId().slice(0, 8)}`;
    const other = roles ? await app.member(reviewId, founder, name, [...roles]) : await app.person(name);
    await other.agent.get(`/api/reviews/${reviewId}/duplicates`).expect(status);
    await other.agent.get(`/api/reviews/${reviewId}/duplicates/questions`).expect(status);
    await post('duplicates/answers', { questionId: question?.id, verdict: 'same' }, other).expect(status);
    expect(await get('')).toMatchObject({ open: 1 });
  });

  it('a question of another review cannot be answered', async () => {
    await importFile([report, paper]);
    const [question] = await questions();
    reviewId = await app.review(founder, 'Another');
    await post('duplicates/answers', { questionId: question?.id, verdict: 'same' }).expect(404);
  });
});
