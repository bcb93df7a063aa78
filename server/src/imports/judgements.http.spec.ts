import type { ImportJudgements } from '@shared/contracts/judgements';
import type { RecordRow } from '@shared/contracts/screening';
import type { StageRule } from '@shared/domain/screening/rule';
import { type Actor, newId, TestApp } from '../../testing/app';
import { aSearch, openStages } from '../../testing/records';
import { JobRunner } from '../platform/jobs/job-runner';

/** A record as Rayyan exports it, with what it says in its notes. */
const rayyan = (title: string, note: string): string =>
  ['TY  - JOUR', `TI  - ${title}`, 'AU  - Roe, R.', 'PY  - 2019', `N1  - ${note}`, 'ER  - ', ''].join('\n');
const inclusion = (people: Record<string, string>): string =>
  `RAYYAN-INCLUSION: {${Object.entries(people)
    .map(([who, word]) => `"${who}"=>"${word}"`)
    .join(', ')}}`;

const FILE = [
  rayyan(
    'Nursery places and sleep',
    `${inclusion({ 'A. Nansen': 'Included', 'B. Ito': 'Included' })} | RAYYAN-LABELS: rct,children`,
  ),
  rayyan(
    'Debt advice and worry',
    `${inclusion({ 'A. Nansen': 'Excluded', 'B. Ito': 'Included' })} | RAYYAN-EXCLUSION-REASONS: Wrong population`,
  ),
  rayyan(
    'Green space and asthma',
    `${inclusion({ 'A. Nansen': 'Excluded' })} | RAYYAN-EXCLUSION-REASONS: animal study | RAYYAN-LABELS: rct`,
  ),
  rayyan('Libraries and reading', inclusion({ 'A. Nansen': 'Maybe' })),
].join('\n');

const NANSEN = { who: 'A. Nansen', at: null };
const ITO = { who: 'B. Ito', at: null };

describe('decisions and labels that a file brings along', () => {
  let app: TestApp;
  let lead: Actor;
  let librarian: Actor;
  let ana: Actor;
  let ben: Actor;
  let reviewId: string;
  let stages: { titleAbstract: string; fullText: string };
  let importId: string;

  const at = (path: string): string => `/api/reviews/${reviewId}/${path}`;
  const upload = (content: string) =>
    librarian.agent
      .post(at('uploads'))
      .query({ name: 'rayyan.ris' })
      .set('Content-Type', 'application/octet-stream')
      .send(Buffer.from(content));
  const setUp = async (rule: Partial<StageRule> = {}, content = FILE): Promise<void> => {
    lead = await app.person(`Lead ${newId()}`);
    reviewId = await app.review(lead);
    librarian = await app.member(reviewId, lead, `Librarian ${newId()}`, ['librarian']);
    ana = await app.member(reviewId, lead, `Ana ${newId()}`, ['reviewer']);
    ben = await app.member(reviewId, lead, `Ben ${newId()}`, ['reviewer']);
    stages = await openStages(app, reviewId, lead, rule);
    const { body } = await upload(content).expect(201);
    const begun = await librarian.agent
      .post(at('imports'))
      .send({ id: newId(), uploadId: body.uploadId, into: { search: aSearch() } })
      .expect(201);
    importId = begun.body.importId;
    await app.app.get(JobRunner).idle();
  };
  const found = async (): Promise<ImportJudgements> =>
    (await lead.agent.get(at(`imports/${importId}/judgements`)).expect(200)).body;
  const take = (people: object[], reasons: object[] = [], who = lead) =>
    who.agent.post(at(`imports/${importId}/decisions`)).send({ id: newId(), people, reasons });
  const tag = (labels: string[], people: object[] = [], who = librarian) =>
    who.agent.post(at(`imports/${importId}/tags`)).send({ id: newId(), labels, people });
  const result = async (jobId: string) => {
    await app.app.get(JobRunner).idle();
    return (await lead.agent.get(at(`jobs/${jobId}`)).expect(200)).body.result;
  };
  const records = async (query = ''): Promise<RecordRow[]> =>
    (await lead.agent.get(at(`records${query}`)).expect(200)).body.rows;
  const vote = (who: Actor, citationId: string, verdict: string) =>
    who.agent.post(at('decisions')).send({
      ...{ id: newId(), citationId, stageId: stages.titleAbstract, verdict },
      ...{ reasons: [], tags: [], note: null, clientAt: null },
    });

  beforeAll(async () => {
    app = await TestApp.start();
  });
  afterAll(() => app.stop(), 120_000);

  it('are shown before anything is taken in: who decided how often, reasons, labels', async () => {
    await setUp();
    const { body } = await upload(FILE).expect(201);
    expect(body.judged).toEqual({
      people: [
        { ...NANSEN, verdicts: { include: 1, maybe: 1, exclude: 2 } },
        { ...ITO, verdicts: { include: 2, maybe: 0, exclude: 0 } },
      ],
      reasons: [
        { text: 'Wrong population', count: 1 },
        { text: 'animal study', count: 1 },
      ],
      labels: [
        { text: 'rct', count: 2 },
        { text: 'children', count: 1 },
      ],
    });
    expect(await found()).toEqual({ ...body.judged, taken: { decisions: 0, tags: 0 } });
    const { body: searches } = await librarian.agent.get(at('searches')).expect(200);
    expect(searches.searches[0].imports[0].judged).toBe(true);
    expect((await records()).every(({ place, tags }) => place === 'screening' && tags.length === 0)).toBe(true);
    const { body: plain } = await upload('TY  - JOUR\nTI  - Nothing decided\nER  - \n').expect(201);
    expect(plain.judged).toBeNull();
  });

  it('become decisions of the members that a lead names, and the records stand as their rule says', async () => {
    await setUp();
    const { body } = await take([
      { ...NANSEN, memberId: ana.memberId, stageId: stages.titleAbstract },
      { ...ITO, memberId: ben.memberId, stageId: stages.titleAbstract },
    ]).expect(201);
    expect(await result(body.jobId)).toEqual({ written: 6, refused: {} });
    const rows = await records();
    expect(rows.map(({ place }) => place)).toEqual(['retrieval', 'screening-conflict', 'screening', 'screening']);
    expect(rows[0]!.standings[0]!.decisions).toEqual([
      expect.objectContaining({ memberId: ana.memberId, verdict: 'include', isImported: true }),
      expect.objectContaining({ memberId: ben.memberId, verdict: 'include', isImported: true }),
    ]);
    const mine = (await ana.agent.get(at('decisions/mine')).expect(200)).body.rows;
    expect(
      mine.map((row: { verdict: string; reasons: string[]; note: string; isImported: boolean }) => [
        ...[row.verdict, row.reasons, row.note, row.isImported],
      ]),
    ).toEqual([
      ['maybe', [], null, true],
      ['exclude', [], 'animal study', true],
      ['exclude', ['wrong-population'], null, true],
      ['include', [], null, true],
    ]);
    expect((await found()).taken).toEqual({ decisions: 6, tags: 0 });
  });

  it('carry in the ledger where they came from and who had them recorded; pending ones stay sealed', async () => {
    await setUp();
    const { body } = await take([{ ...NANSEN, memberId: ana.memberId, stageId: stages.titleAbstract }]).expect(201);
    expect(await result(body.jobId)).toEqual({ written: 4, refused: {} });
    const sealed = (await lead.agent.get(at('ledger')).query({ limit: 4 }).expect(200)).body.entries;
    expect(sealed.every((entry: { isSealed: boolean; payload: unknown }) => entry.isSealed && !entry.payload)).toBe(
      true,
    );
    const ids = (await records()).map(({ citation }) => citation.id);
    await vote(ben, ids[0]!, 'include').expect(200);
    const open = (await lead.agent.get(at('ledger')).query({ citationId: ids[0] }).expect(200)).body.entries;
    expect(open.filter((entry: { type: string }) => entry.type === 'decision.made')).toEqual([
      expect.objectContaining({ machine: null }),
      expect.objectContaining({
        machine: 'judgements',
        by: ana.name,
        payload: expect.objectContaining({
          imported: { importId, who: 'A. Nansen', by: lead.memberId },
        }),
      }),
    ]);
  });

  it('leave the review in no export before the record is complete', async () => {
    await setUp();
    const exported = async (format: string): Promise<string> =>
      (await librarian.agent.get(at('exports/records')).query({ format }).buffer(true).expect(200)).text;
    expect(await exported('ris')).toContain('RAYYAN-INCLUSION: {"A. Nansen"=>"Maybe"}');
    const { body } = await take([{ ...NANSEN, memberId: ana.memberId, stageId: stages.titleAbstract }]).expect(201);
    await result(body.jobId);
    for (const format of ['ris', 'csv', 'csl-json']) {
      const file = await exported(format);
      expect(file).toContain('Libraries and reading');
      expect(file).not.toContain('Nansen');
      expect(file).not.toContain('animal study');
    }
    const ids = (await records()).map(({ citation }) => citation.id);
    await vote(ben, ids[0]!, 'include').expect(200);
    expect(await exported('ris')).toContain('RAYYAN-INCLUSION: {"A. Nansen"=>"Included"');
  });

  it('reasons get the meaning that the lead gives them', async () => {
    await setUp();
    const people = [{ ...NANSEN, memberId: ana.memberId, stageId: stages.titleAbstract }];
    await take(people, [{ text: 'animal study', reasonId: 'unheard-of' }]).expect(422);
    const { body } = await take(people, [{ text: 'animal study', reasonId: 'wrong-design' }]).expect(201);
    await result(body.jobId);
    const mine = (await ana.agent.get(at('decisions/mine')).expect(200)).body.rows;
    expect(mine[1]).toMatchObject({ verdict: 'exclude', reasons: ['wrong-design'], note: null });
  });

  it('keep to the rule: what is complete, decided by the member, or short of a reason is refused and counted', async () => {
    const nothing = { reason: false, tag: false, note: false };
    await setUp({
      readers: 1,
      required: { include: nothing, maybe: nothing, exclude: { ...nothing, reason: true } },
    });
    const ids = (await records()).map(({ citation }) => citation.id);
    await vote(ben, ids[0]!, 'include').expect(200);
    await vote(ana, ids[3]!, 'include').expect(200);
    const people = [{ ...NANSEN, memberId: ana.memberId, stageId: stages.titleAbstract }];
    const first = await take(people).expect(201);
    expect(await result(first.body.jobId)).toEqual({
      written: 1,
      refused: { already_complete: 1, reason_required: 1, has_decided: 1 },
    });
    const again = await take(people).expect(201);
    expect(await result(again.body.jobId)).toEqual({
      written: 0,
      refused: { already_complete: 1, has_decided: 2, reason_required: 1 },
    });
    const later = await take([{ ...NANSEN, memberId: ana.memberId, stageId: stages.fullText }]).expect(201);
    expect(await result(later.body.jobId)).toEqual({ written: 0, refused: { not_at_stage: 4 } });
  });

  it('are the lead’s to record, for members who screen, at an open stage, once the records are in', async () => {
    await setUp();
    const person = { ...NANSEN, memberId: ana.memberId, stageId: stages.titleAbstract };
    await take([person], [], librarian).expect(403);
    await take([person], [], ana).expect(403);
    await ana.agent.get(at(`imports/${importId}/judgements`)).expect(403);
    await tag(['rct'], [], ana).expect(403);
    expect((await take([{ ...person, memberId: librarian.memberId }]).expect(422)).body.code).toBe('not_a_reader');
    expect((await take([{ ...person, stageId: 'none' }]).expect(404)).body.code).toBe('no_such_stage');
    await lead.agent
      .post(at(`imports/${importId}/withdraw`))
      .send({ id: newId(), reason: null, confirm: true })
      .expect(200);
    expect((await take([person]).expect(409)).body.code).toBe('import_not_finished');
  });

  it('a request that is repeated records nothing twice', async () => {
    await setUp();
    const people = [{ ...NANSEN, memberId: ana.memberId, stageId: stages.titleAbstract }];
    const request = { id: newId(), people, reasons: [] };
    const send = () => lead.agent.post(at(`imports/${importId}/decisions`)).send(request);
    const first = await send().expect(201);
    await result(first.body.jobId);
    expect((await send().expect(201)).body).toEqual(first.body);
    await app.app.get(JobRunner).idle();
    expect((await found()).taken.decisions).toBe(4);
  });

  it('a record that is a copy gives its decisions to the record that readers see', async () => {
    await setUp({}, `${FILE}\n${rayyan('Nursery places and sleep', inclusion({ 'C. Diaz': 'Excluded' }))}`);
    const [kept] = await records('?place=screening');
    expect((await records('?place=duplicate')).length).toBe(1);
    const { body } = await take([
      { who: 'C. Diaz', at: null, memberId: ana.memberId, stageId: stages.titleAbstract },
      { ...ITO, memberId: ben.memberId, stageId: stages.titleAbstract },
    ]).expect(201);
    expect(await result(body.jobId)).toEqual({ written: 3, refused: {} });
    const row = (await records()).find(({ citation }) => citation.id === kept!.citation.id);
    expect(row).toMatchObject({ place: 'screening-conflict' });
  });

  it('labels become tags of the records, to be found and exported by; another choice takes their place', async () => {
    await setUp();
    const { body } = await tag(['rct'], [ITO]).expect(201);
    expect(await result(body.jobId)).toEqual({ written: 4, refused: {} });
    expect((await records()).map(({ tags }) => tags)).toEqual([
      ['B. Ito: include', 'rct'],
      ['B. Ito: include'],
      ['rct'],
      [],
    ]);
    expect((await records('?tag=rct')).map(({ citation }) => citation.ordinal)).toEqual([1, 3]);
    const csv = await lead.agent.get(at('exports/records')).query({ format: 'csv', tag: 'rct' }).expect(200);
    expect(csv.text).toContain('rct');
    const other = await tag(['children']).expect(201);
    await result(other.body.jobId);
    expect((await records()).map(({ tags }) => tags)).toEqual([['children'], [], [], []]);
  });

  it('tags are not shown at the desk: they may say how others judged', async () => {
    await setUp();
    await result((await tag(['rct'], [NANSEN, ITO]).expect(201)).body.jobId);
    const queue = await ana.agent.get(at(`stages/${stages.titleAbstract}/queue`)).expect(200);
    expect(JSON.stringify(queue.body)).not.toMatch(/Nansen|rct/);
  });

  it('say nothing of the pace: the forecast goes by what is decided here', async () => {
    await setUp();
    await result(
      (await take([{ ...NANSEN, memberId: ana.memberId, stageId: stages.titleAbstract }]).expect(201)).body.jobId,
    );
    const { body } = await lead.agent.get(at('overview')).expect(200);
    const reader = body.stages[0].readers.find((one: { memberId: string }) => one.memberId === ana.memberId);
    expect(reader).toMatchObject({ decided: 4, lastSevenDays: 0 });
    expect(body.stages[0].perDay.every(({ decisions }: { decisions: number }) => decisions === 0)).toBe(true);
  });
});
