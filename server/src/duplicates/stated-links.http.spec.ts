import type { LinkedRecords, Links } from '@shared/contracts/duplicates';
import { type Actor, newId, TestApp } from '../../testing/app';
import { openStages } from '../../testing/records';
import { JobRunner } from '../platform/jobs/job-runner';

const SEARCH = {
  ...{ sourceKind: 'database', platform: null, ranOn: null, coverage: null, strategy: null, limits: null },
  ...{ filters: null, hits: null, ranBy: null, peerReviewedBy: null, notes: null, cycle: 1 },
};
/** A record as PubMed exports it; `lines` are what it says beside its numbers. */
const nbib = (pmid: number, title: string, ...lines: string[]): string =>
  [`PMID- ${pmid}`, `TI  - ${title}`, 'FAU - Almond, Ann', 'DP  - 2018', 'JT  - Journal of Hubs', ...lines].join('\n');
const article = nbib(11111111, 'Children in family hubs and their first words', 'VI  - 3', 'PG  - 1-9');
const erratum = nbib(
  22222222,
  'Words that were left out of a table',
  'PG  - 77',
  'EFR - J Hubs. 2018;3:1-9. PMID: 11111111',
);
const retracted = nbib(
  33333333,
  'Reading aloud in waiting rooms and its yield',
  'PG  - 20-8',
  'GN  - EVENHAND-LINK retraction: J Hubs. 2020;5:99. PMID: 44444444',
);
const notice = nbib(44444444, 'Editors on a paper of the year before last', 'PT  - Retraction of Publication');

describe('links that imported records carry', () => {
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
  afterAll(() => app.stop(), 120_000);

  const post = (path: string, body: object) =>
    founder.agent.post(`/api/reviews/${reviewId}/${path}`).send({ id: newId(), ...body });
  const get = async (path: string) => (await founder.agent.get(`/api/reviews/${reviewId}/${path}`).expect(200)).body;
  const links = (): Promise<Links> => get('duplicates/links');
  const linkedWith = async (id: string) => ((await get(`records/${id}/links`)) as LinkedRecords).rows;
  const isRetracted = async (id: string) => (await get(`records/${id}`)).citation.isRetracted;
  const importFile = async (records: readonly string[], source = 'PubMed'): Promise<string> => {
    const { body } = await founder.agent
      .post(`/api/reviews/${reviewId}/uploads?name=${source}.nbib`)
      .set('Content-Type', 'application/octet-stream')
      .send(Buffer.from(`${records.join('\n\n')}\n`))
      .expect(201);
    const request = { uploadId: body.uploadId, into: { search: { source, ...SEARCH } }, again: true };
    const begun = await post('imports', request).expect(201);
    await app.app.get(JobRunner).idle();
    return begun.body.importId;
  };

  it('what was retracted shows that before all that was said of it', async () => {
    const about = 'J Hubs. 2018;5:20-8. PMID: 33333333';
    const comment = nbib(55555555, 'Words and waiting rooms', `CON - ${about}`);
    const correction = nbib(66666666, 'A figure turned upside down', `EFR - ${about}`);
    const importId = await importFile([retracted, comment, correction, notice]);
    const relations = (await linkedWith(`${importId}.1`)).map(({ relation }) => relation);
    expect(relations).toEqual(['retraction', 'erratum', 'comment']);
  });

  it('an erratum is linked with the article it names, in the words of its record', async () => {
    const id = await importFile([article, erratum]);
    const { total, rows } = await links();
    expect(total).toBe(1);
    expect(rows[0]).toMatchObject({ relation: 'erratum' });
    expect(rows[0]?.why[0]?.note).toBe('Record 2 says: erratum of, J Hubs. 2018;3:1-9. PMID: 11111111');
    expect(await linkedWith(`${id}.1`)).toEqual([
      expect.objectContaining({ citationId: `${id}.2`, ordinal: 2, relation: 'erratum', year: 2018 }),
    ]);
    expect(await linkedWith(`${id}.2`)).toEqual([expect.objectContaining({ citationId: `${id}.1` })]);
  });

  it.each([
    ['first', [erratum], [article]],
    ['last', [article], [erratum]],
  ])('the record that names the other may come in %s, in a file of its own', async (_, early, late) => {
    await importFile(early);
    expect((await links()).total).toBe(0);
    await importFile(late, 'MEDLINE');
    expect(await links()).toMatchObject({ total: 1, rows: [{ relation: 'erratum' }] });
  });

  it('the same file once more adds no link, and a link follows its record into a set and out of it', async () => {
    const first = await importFile([article, erratum]);
    const second = await importFile([article, erratum], 'MEDLINE');
    expect(await get('duplicates')).toMatchObject({ sets: 2, duplicates: 2, linked: 1 });
    expect(await links()).toMatchObject({ total: 1, rows: [{}] });
    expect(await linkedWith(`${first}.1`)).toEqual([expect.objectContaining({ citationId: `${first}.2` })]);
    expect(await linkedWith(`${second}.1`)).toEqual(await linkedWith(`${first}.1`));
    await post('duplicates/run', {}).expect(200);
    await app.app.get(JobRunner).idle();
    expect((await links()).total).toBe(1);
    const memberIds = [`${second}.2`];
    await post('duplicates/split', { citationId: `${first}.2`, memberIds, reason: null }).expect(200);
    expect((await linkedWith(`${first}.1`)).map(({ citationId }) => citationId).sort()).toEqual(
      [`${first}.2`, `${second}.2`].sort(),
    );
  });

  it('a link ends when its import is withdrawn, and stands again when it is restored', async () => {
    await importFile([article]);
    const late = await importFile([erratum], 'MEDLINE');
    await post(`imports/${late}/withdraw`, { reason: null, confirm: true }).expect(200);
    expect((await links()).total).toBe(0);
    await post(`imports/${late}/restore`, {}).expect(200);
    expect((await links()).total).toBe(1);
  });

  it('what a record says takes the place of what a comparison found', async () => {
    const title = 'Children in family hubs and their first words';
    const early = await importFile([article, nbib(22222222, `Erratum: ${title}`, 'VI  - 3', 'PG  - 77')]);
    expect((await links()).rows).toMatchObject([{ relation: 'comment-or-correction' }]);
    await importFile([nbib(22222222, `Erratum: ${title}`, 'VI  - 3', 'PG  - 77', 'EFR - PMID: 11111111')], 'MEDLINE');
    expect((await linkedWith(`${early}.1`)).map(({ relation }) => relation)).toContain('erratum');
  });

  it('an article whose notice of retraction is in the review is marked for its readers, though no record says which is which', async () => {
    const { titleAbstract } = await openStages(app, reviewId, founder);
    const id = await importFile([article, retracted]);
    expect(await isRetracted(`${id}.2`)).toBe(false);
    const late = await importFile([notice], 'MEDLINE');
    expect(await links()).toMatchObject({ total: 1, rows: [{ relation: 'retraction' }] });
    expect([await isRetracted(`${id}.1`), await isRetracted(`${id}.2`), await isRetracted(`${late}.1`)]).toEqual([
      false,
      true,
      false,
    ]);
    const { citations } = await get(`stages/${titleAbstract}/queue`);
    const marked = citations.filter((one: { isRetracted: boolean }) => one.isRetracted);
    expect(marked.map((one: { id: string }) => one.id)).toEqual([`${id}.2`]);
    await post(`imports/${late}/withdraw`, { reason: null, confirm: true }).expect(200);
    expect(await isRetracted(`${id}.2`)).toBe(false);
  });

  it('a citation is retracted when any of its records says so', async () => {
    const early = await importFile([article]);
    await importFile([`${article}\nPT  - Retracted Publication`], 'MEDLINE');
    expect(await get('duplicates')).toMatchObject({ duplicates: 1 });
    expect(await isRetracted(`${early}.1`)).toBe(true);
  });
});
