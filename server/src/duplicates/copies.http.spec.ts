import type { Copies } from '@shared/contracts/duplicates';
import type { Citation } from '@shared/contracts/screening';
import { type Actor, newId, TestApp } from '../../testing/app';
import { aSearch } from '../../testing/records';
import { MergedViews1700000000083 } from '../migrations/0083-merged-views';
import { Database } from '../platform/database/database';
import { JobRunner } from '../platform/jobs/job-runner';

const ris = (lines: Record<string, string>): string =>
  ['TY  - JOUR', ...Object.entries(lines).map(([tag, value]) => `${tag}  - ${value}`), 'ER  - ', ''].join('\n');
const SHARED = { DO: '10.5555/hubs.1', VL: '3', PY: '2018', SP: '101' };
/** As a database that writes in capitals and cuts has it, and as another one has it whole. */
const POOR = ris({ TI: 'FAMILY HUBS AND THE FIRST WORDS OF CHILDREN', AU: 'Almond, A.', JO: 'J Hubs', ...SHARED });
const RICH = ris({
  TI: 'Family hubs and the first words of children',
  AU: 'Almond, Ann',
  JO: 'Journal of Hubs',
  AB: 'We counted the words of ninety children at two hubs and two years.',
  ...SHARED,
  EP: '119',
});

const SHORT = 'Family hubs and the first words of children';

describe('the text of a record with copies', () => {
  let app: TestApp;
  let founder: Actor;
  let reviewId: string;
  let kept: string;
  let copy: string;
  const at = (path: string): string => `/api/reviews/${reviewId}/${path}`;
  const send = (path: string, body: object) => founder.agent.post(at(path)).send({ id: newId(), ...body });
  const shown = async (): Promise<Citation> =>
    (await founder.agent.get(at(`records/${kept}`)).expect(200)).body.citation;
  const gives = async () =>
    ((await founder.agent.get(at(`records/${kept}/copies`)).expect(200)).body as Copies).rows.map((row) => [
      row.ordinal,
      row.source,
      row.gives,
    ]);
  const importFile = async (text: string, source: string): Promise<string> => {
    const upload = await founder.agent
      .post(at(`uploads?name=${source}.ris`))
      .set('Content-Type', 'application/octet-stream')
      .send(Buffer.from(text))
      .expect(201);
    const into = { search: aSearch(source) };
    const { body } = await send('imports', { uploadId: upload.body.uploadId, into }).expect(201);
    await app.app.get(JobRunner).idle();
    return `${body.importId}.1`;
  };

  beforeAll(async () => {
    app = await TestApp.start();
    founder = await app.person('Founder');
  });
  beforeEach(async () => {
    reviewId = await app.review(founder);
    kept = await importFile(POOR, 'MEDLINE');
    copy = await importFile(RICH, 'Embase');
  });
  afterAll(() => app.stop(), 120_000);

  it('takes each field from the record that has it best, and its page says from which', async () => {
    expect(await shown()).toMatchObject({
      title: 'Family hubs and the first words of children',
      authors: ['Almond, Ann'],
      journal: 'Journal of Hubs',
      pages: '101-119',
      abstract: 'We counted the words of ninety children at two hubs and two years.',
      volume: '3',
    });
    expect(await gives()).toEqual([[2, 'Embase', ['title', 'abstract', 'authors', 'journal', 'pages']]]);
  });

  it("is a person's correction before anything a copy has, and stays so when the copy is taken out", async () => {
    await send('records/correct', { citationId: kept, fields: { title: 'Hubs and first words' } }).expect(200);
    expect((await shown()).title).toBe('Hubs and first words');
    expect(await gives()).toEqual([[2, 'Embase', ['abstract', 'authors', 'journal', 'pages']]]);
    await send('duplicates/split', { citationId: kept, memberIds: [copy], reason: 'Two papers' }).expect(200);
    expect(await shown()).toMatchObject({
      ...{ title: 'Hubs and first words', abstract: null, journal: 'J Hubs', pages: '101' },
    });
    expect(await gives()).toEqual([]);
  });

  it('is brought up to date in a database that held it before', async () => {
    await send('records/correct', { citationId: kept, fields: { year: '2019' } }).expect(200);
    const before = await shown();
    const migration = new MergedViews1700000000083();
    await app.app.get(Database).transaction(async ({ manager }) => {
      await manager.sql`UPDATE citation SET overlay = '{"abstract":"Filled in","year":"2019"}' WHERE id = ${kept}`;
      await migration.up(manager.queryRunner!);
    });
    expect(before).toMatchObject({ year: 2019, pages: '101-119' });
    expect(await shown()).toEqual(before);
  });

  it('takes nothing from a copy whose import is withdrawn, and is what is left when its own is', async () => {
    const importOf = (id: string): string => id.slice(0, id.lastIndexOf('.'));
    const withdraw = (id: string) =>
      send(`imports/${importOf(id)}/withdraw`, { reason: 'Wrong file', confirm: true }).expect(200);
    const restore = (id: string) => send(`imports/${importOf(id)}/restore`, {}).expect(200);
    await withdraw(copy);
    expect(await shown()).toMatchObject({ abstract: null, journal: 'J Hubs' });
    await restore(copy);
    expect(await shown()).toMatchObject({ journal: 'Journal of Hubs' });
    const third = await importFile(ris({ TI: SHORT, AU: 'Almond, A.', KW: 'words', ...SHARED }), 'Scopus');
    await withdraw(kept);
    const { body } = await founder.agent.get(at(`records/${copy}`)).expect(200);
    expect(body).toMatchObject({ mergedInto: null, citation: { journal: 'Journal of Hubs', volume: '3' } });
    await withdraw(copy);
    expect((await founder.agent.get(at(`records/${third}`)).expect(200)).body.citation).toMatchObject({
      ...{ title: SHORT, journal: null },
    });
  });
});
