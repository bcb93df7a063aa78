import fc from 'fast-check';
import type { Flow } from '@shared/contracts/flow';
import { RECORDS_BEHIND } from '@shared/contracts/flow-links';
import type { RecordRow, Records } from '@shared/contracts/screening';
import { aSearch, importRecords, openStages } from '../../testing/records';
import { type Actor, newId, StillClock, TestApp } from '../../testing/app';
import { CitationEntity } from '../citations/citation.entity';

describe('the flow diagram over HTTP', () => {
  let app: TestApp;
  let clock: StillClock;
  beforeEach(async () => {
    clock = new StillClock();
    app = await TestApp.start(clock);
  });
  afterEach(() => app.stop());

  interface Scene {
    reviewId: string;
    ada: Actor;
    ben: Actor;
    cleo: Actor;
    ids: string[];
    other: string[];
    stages: { titleAbstract: string; fullText: string };
    url: string;
  }

  const scene = async (records = 12, others = 3): Promise<Scene> => {
    const ada = await app.person('Ada');
    const reviewId = await app.review(ada);
    const ben = await app.member(reviewId, ada, 'Ben', ['reviewer']);
    const cleo = await app.member(reviewId, ada, 'Cleo', ['reviewer']);
    const stages = await openStages(app, reviewId, ada);
    const titles = Array.from({ length: records }, (_, i) => `Record ${i + 1}`);
    const ids = await importRecords(app, reviewId, ada, titles);
    const found = Array.from({ length: others }, (_, i) => `Cited ${i + 1}`);
    const other = await importRecords(app, reviewId, ada, found, aSearch('Backward citations', 'citation-searching'));
    return { reviewId, ada, ben, cleo, ids, other, stages, url: `/api/reviews/${reviewId}/flow` };
  };

  const read = async (s: Scene, query = ''): Promise<Flow> => {
    const reply = await s.ada.agent.get(`${s.url}${query}`);
    expect(reply.body).not.toHaveProperty('code');
    return reply.body as Flow;
  };
  const counts = async (s: Scene, query = ''): Promise<Record<string, number | null>> =>
    (await read(s, query)).parts[0]?.counts ?? {};

  const decide = (s: Scene, who: Actor, citationId: string, stageId: string, verdict: string) =>
    who.agent.post(`/api/reviews/${s.reviewId}/decisions`).send({
      id: newId(),
      citationId,
      stageId,
      verdict,
      reasons: verdict === 'exclude' ? ['wrong-design'] : [],
      tags: [],
      note: null,
      clientAt: null,
    });
  const both = async (s: Scene, citationId: string, stageId: string, verdict: string): Promise<void> => {
    await decide(s, s.ben, citationId, stageId, verdict);
    await decide(s, s.cleo, citationId, stageId, verdict);
  };
  const retrieve = (s: Scene, citationIds: string[], status: 'retrieved' | 'not-retrieved') =>
    app.ledger.act(
      { reviewId: s.reviewId, id: newId(), memberId: s.ada.memberId, request: { citationIds, status } },
      (act) => act.append('retrieval.recorded', { citationIds, status, reason: null }),
    );
  const merge = (s: Scene, citationId: string, memberIds: string[]) =>
    app.ledger.act({ reviewId: s.reviewId, id: newId(), memberId: s.ada.memberId, request: { memberIds } }, (act) =>
      act.append('duplicates.merged', { by: 'person', sets: [{ citationId, memberIds, score: 1, why: [] }] }),
    );

  /** One record at each place of the diagram. */
  const walk = async (s: Scene): Promise<void> => {
    const [keep, copy, removed, out, gone, excluded, included, awaits] = s.ids as [string, ...string[]];
    await merge(s, keep, [copy as string]);
    await s.ada.agent
      .post(`/api/reviews/${s.reviewId}/records/remove`)
      .send({
        id: newId(),
        citationIds: [removed],
        as: 'automation',
        reason: 'not a trial',
        tool: 'RCT classifier 2.1',
      })
      .expect(200);
    await both(s, out as string, s.stages.titleAbstract, 'exclude');
    const sought = [gone, excluded, included, awaits, s.other[0]] as string[];
    for (const id of sought) await both(s, id, s.stages.titleAbstract, 'include');
    await retrieve(s, [gone as string], 'not-retrieved');
    await retrieve(s, [excluded, included, s.other[0]] as string[], 'retrieved');
    await both(s, excluded as string, s.stages.fullText, 'exclude');
    await both(s, included as string, s.stages.fullText, 'include');
    await both(s, s.other[0] as string, s.stages.fullText, 'include');
  };

  it('counts every record where it stands, and says what is still on its way', async () => {
    const s = await scene();
    await walk(s);
    const flow = await read(s);
    expect(flow.parts).toHaveLength(1);
    expect(flow.parts[0]?.counts).toMatchObject({
      database_results: 12,
      duplicates: 1,
      excluded_automatic: 1,
      records_screened: 5,
      records_excluded: 1,
      dbr_sought_reports: 4,
      dbr_notretrieved_reports: 1,
      dbr_assessed: 2,
      dbr_excluded: 1,
      citations_results: 3,
      other_assessed: 1,
      new_reports: 2,
      new_studies: 2,
      screening_pending: 7,
      retrieval_pending: 1,
    });
    expect(flow.parts[0]?.flow.databases.reasons).toEqual([{ reason: 'wrong design', n: 1 }]);
    expect(flow.parts[0]?.flow.inProgress).toBe(true);
    expect(flow.parts[0]?.check.status).toBe('open');
    expect(flow.asOf.isNow).toBe(true);
  });

  it('opens every number: the list of records behind it is as long as the number', async () => {
    const s = await scene();
    await walk(s);
    const number = await counts(s);
    for (const [box, { place, ...rest }] of Object.entries(RECORDS_BEHIND)) {
      if (box === 'new_studies') continue;
      const query = new URLSearchParams({ place: place.join(','), ...rest });
      const reply = await s.ada.agent.get(`/api/reviews/${s.reviewId}/records?${query}`).expect(200);
      expect([box, (reply.body as { total: number }).total]).toEqual([box, number[box] ?? 0]);
    }
    const reason = `/api/reviews/${s.reviewId}/records?place=assessed-out&reason=wrong-design`;
    expect((await s.ada.agent.get(reason).expect(200)).body).toMatchObject({ total: 1 });
  });

  it('opens every number of the past: the records stand there where they stood, with what was decided by then', async () => {
    const s = await scene();
    await walk(s);
    const then = await read(s);
    await both(s, s.ids[7] as string, s.stages.titleAbstract, 'exclude').catch(() => undefined);
    await importRecords(app, s.reviewId, s.ada, ['Later 1', 'Later 2'], aSearch());
    await merge(s, s.ids[3] as string, [s.ids[4] as string]);
    const records = `/api/reviews/${s.reviewId}/records`;
    for (const [box, { place, ...rest }] of Object.entries(RECORDS_BEHIND)) {
      if (box === 'new_studies') continue;
      const query = new URLSearchParams({ place: place.join(','), ...rest, asOf: String(then.asOf.seq) });
      const reply = await s.ada.agent.get(`${records}?${query}`).expect(200);
      expect([box, (reply.body as Records).total]).toEqual([box, then.parts[0]?.counts[box] ?? 0]);
    }
    const page = `${records}?place=screened-out,retrieval,assessing&limit=1&asOf=${then.asOf.seq}`;
    const { body: first } = (await s.ada.agent.get(page).expect(200)) as { body: Records };
    const { body: second } = (await s.ada.agent.get(`${page}&after=${first.next}`).expect(200)) as { body: Records };
    const placed = [...first.rows, ...second.rows].map(({ place }) => place);
    expect([placed, second.next]).toEqual([['screened-out', 'retrieval'], null]);
    const excluded = s.ids[3] as string;
    const { body: row } = await s.ada.agent.get(`${records}/${excluded}?asOf=${then.asOf.seq}`).expect(200);
    expect(row).toMatchObject({ place: 'screened-out', citation: { id: excluded } });
    expect((row as RecordRow).standings[0]?.decisions.map(({ by }) => by).sort()).toEqual(['Ben', 'Cleo']);
    await s.ada.agent.get(`${records}/${excluded}?asOf=1`).expect(404);
    await s.ada.agent.get(`${records}?asOf=${then.asOf.seq}&q=later`).expect(422);
    await s.ben.agent.get(`${records}?asOf=${then.asOf.seq}`).expect(403);
  });

  it('does not move while a decision is pending, so that it gives no decision away', async () => {
    const s = await scene();
    const before = await counts(s);
    await decide(s, s.ben, s.ids[0] as string, s.stages.titleAbstract, 'exclude');
    expect(await counts(s)).toEqual(before);
    await decide(s, s.cleo, s.ids[0] as string, s.stages.titleAbstract, 'exclude');
    expect((await counts(s))['records_excluded']).toBe(1);
  });

  it('shows any past moment as it was, by event, by day and by instant', async () => {
    const s = await scene();
    const early = await read(s);
    // In two steps, so that nobody's session runs out in between.
    clock.tick(8 * 3_600_000);
    await read(s);
    clock.tick(8 * 3_600_000);
    await walk(s);
    const past = await read(s, `?asOf=${early.asOf.seq}`);
    expect(past.parts).toEqual(early.parts);
    expect(past.asOf).toEqual({ ...early.asOf, isNow: false });
    expect((await read(s, '?asOf=2026-01-05')).asOf.seq).toBe(early.asOf.seq);
    expect((await read(s, '?asOf=2026-01-05T23:00:00.000Z')).parts).toEqual(early.parts);
    expect((await read(s, '?asOf=2030-01-01')).asOf.isNow).toBe(true);
    await s.ada.agent.get(`${s.url}?asOf=2020-01-01`).expect(422);
    await s.ada.agent.get(`${s.url}?asOf=yesterday`).expect(400);
    const moments = await s.ada.agent.get(`${s.url}/moments`).expect(200);
    expect((moments.body as { day: string }[]).map(({ day }) => day)).toEqual(['2026-01-05', '2026-01-06']);
  });

  it('keeps every identity whatever happens in whatever order', async () => {
    const s = await scene(8, 2);
    const all = [...s.ids, ...s.other];
    const pick = fc.integer({ min: 0, max: all.length - 1 });
    const act = fc.oneof(
      fc.record({
        kind: fc.constant('decide'),
        at: pick,
        who: fc.boolean(),
        stage: fc.boolean(),
        verdict: fc.constantFrom('include', 'exclude'),
      }),
      fc.record({ kind: fc.constantFrom('remove', 'return', 'merge', 'retrieve', 'lose'), at: pick, to: pick }),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(act, { minLength: 4, maxLength: 10 }), async (acts) => {
        for (const one of acts) {
          const id = all[one.at] as string;
          if ('verdict' in one) {
            const stageId = one.stage ? s.stages.fullText : s.stages.titleAbstract;
            await decide(s, one.who ? s.ben : s.cleo, id, stageId, one.verdict);
          } else if (one.kind === 'remove') {
            const body = { id: newId(), citationIds: [id], as: 'other', reason: 'retracted', tool: null };
            await s.ada.agent.post(`/api/reviews/${s.reviewId}/records/remove`).send(body);
          } else if (one.kind === 'return') {
            const body = { id: newId(), citationIds: [id], reason: null };
            await s.ada.agent.post(`/api/reviews/${s.reviewId}/records/return`).send(body);
          } else if (one.kind === 'merge') {
            const [a, b] = await app.database.read((m) =>
              m.findBy(CitationEntity, [{ id }, { id: all[one.to] as string }]),
            );
            if (a && b && !a.mergedInto && !b.mergedInto) await merge(s, a.id, [b.id]);
          } else await retrieve(s, [id], one.kind === 'lose' ? 'not-retrieved' : 'retrieved');
        }
        const flow = await read(s);
        const part = flow.parts[0];
        expect(part?.check.identities.filter(({ status }) => status === 'violated')).toEqual([]);
        const arms = [part?.flow.databases, part?.flow.other];
        expect(arms.map((arm) => arm?.identified)).toEqual([8, 2]);
      }),
      { numRuns: 12 },
    );
  }, 60_000);

  it('records what the version before had included, and adds up the totals', async () => {
    const s = await scene();
    await walk(s);
    const previous = { studies: 10, reports: 14, note: 'Version of 2019' };
    await s.ada.agent
      .post(`${s.url}/previous-version`)
      .send({ id: newId(), ...previous })
      .expect(200);
    expect((await s.ada.agent.get(`${s.url}/previous-version`)).body).toMatchObject({ previous });
    expect(await counts(s)).toMatchObject({ previous_studies: 10, total_studies: 12, total_reports: 16 });
    const fewer = { id: newId(), studies: 3, reports: 2, note: null };
    const refused = await s.ada.agent.post(`${s.url}/previous-version`).send(fewer).expect(422);
    expect(refused.body).toMatchObject({ code: 'studies_without_reports' });
  });

  it('counts the reports of one study as one study', async () => {
    const s = await scene();
    await walk(s);
    const included = [s.ids[6], s.other[0]] as string[];
    const study = { studyId: newId(), label: 'Okafor 2020', citationIds: included };
    await app.ledger.act({ reviewId: s.reviewId, id: newId(), memberId: s.ada.memberId, request: study }, (act) =>
      act.append('study.formed', study),
    );
    expect(await counts(s)).toMatchObject({ new_reports: 2, new_studies: 1 });
    expect((await read(s)).parts[0]?.check.status).not.toBe('violated');
  });

  it('counts what passed the appraisal and what is in the meta-analysis once somebody says so, in boxes that open', async () => {
    const s = await scene();
    await walk(s);
    expect(await counts(s)).toMatchObject({ studies_after_appraisal: null, total_studies_ma: null });
    const [first, second] = [s.ids[6], s.other[0]] as [string, string];
    const study = { studyId: newId(), label: 'Okafor 2020', citationIds: [first, second] };
    await app.ledger.act({ reviewId: s.reviewId, id: newId(), memberId: s.ada.memberId, request: study }, (act) =>
      act.append('study.formed', study),
    );
    const use = (usedIn: string, citationIds: string[], isUsed = true) =>
      s.ada.agent.post(`/api/reviews/${s.reviewId}/studies/used`).send({ id: newId(), citationIds, usedIn, isUsed });
    await use('appraisal', [first, second]).expect(200);
    await use('meta-analysis', [first]).expect(200);
    expect(await counts(s)).toMatchObject({ studies_after_appraisal: 1, total_studies_ma: 1, total_reports_ma: 1 });
    const file = await s.ada.agent.get(`${s.url}/file?format=svg&appraisalBox=true&metaAnalysisBox=true`).expect(200);
    expect(String(file.body)).toMatch(/data-box="studies_after_appraisal"[\s\S]*data-box="total_studies_ma"/);
    const behind = await s.ada.agent.get(`/api/reviews/${s.reviewId}/records?place=included&usedIn=meta-analysis`);
    expect(behind.body.rows.map((row: { citation: { id: string } }) => row.citation.id)).toEqual([first]);
    await use('meta-analysis', [first], false).expect(200);
    expect(await counts(s)).toMatchObject({ studies_after_appraisal: 1, total_studies_ma: null });
    expect((await use('appraisal', [s.ids[5] as string]).expect(422)).body.code).toBe('not_a_report_of_a_study');
  });

  it('splits the flow by search cycles, each part with its own identities', async () => {
    const s = await scene();
    await walk(s);
    await importRecords(app, s.reviewId, s.ada, ['New 1', 'New 2'], { ...aSearch(), cycle: 2 });
    const flow = await read(s, '?structure=each-separate');
    expect(flow.parts.map(({ cycles }) => cycles)).toEqual([[1], [2]]);
    expect(flow.parts[1]?.counts).toMatchObject({ database_results: 2, previous_studies: 2, total_studies: 2 });
    expect(flow.parts.every(({ check }) => check.status !== 'violated')).toBe(true);
  });

  it('keeps words and options, and refuses a label that carries a count', async () => {
    const s = await scene();
    const settings = {
      id: newId(),
      options: { perSourceCounts: true, labels: { records_screened: 'Titles read', assessed: '' } },
    };
    await s.ada.agent.put(`${s.url}/settings`).send(settings).expect(200);
    expect((await read(s)).options).toMatchObject({
      perSourceCounts: true,
      labels: { records_screened: 'Titles read' },
    });
    const svg = await s.ada.agent.get(`${s.url}/file?format=svg`).buffer().expect(200);
    expect(Buffer.from(svg.body as Buffer).toString()).toContain('Titles read');
    const wrong = { id: newId(), options: { labels: { records_screened: 'Records (n = 99)' } } };
    expect((await s.ada.agent.put(`${s.url}/settings`).send(wrong).expect(422)).body).toMatchObject({
      code: 'label_holds_number',
    });
  });

  it('refuses to leave the reports line out where studies and reports differ', async () => {
    const s = await scene();
    await walk(s);
    const keep = () => s.ada.agent.put(`${s.url}/settings`).send({ id: newId(), options: { hideReportsLine: true } });
    await keep().expect(200);
    const svg = await s.ada.agent.get(`${s.url}/file?format=svg`).buffer().expect(200);
    expect(Buffer.from(svg.body as Buffer).toString()).not.toContain('data-box="new_reports"');
    const previous = { id: newId(), studies: 2, reports: 3, note: null };
    await s.ada.agent.post(`${s.url}/previous-version`).send(previous).expect(200);
    const differing = await keep().expect(422);
    expect(differing.body).toMatchObject({ code: 'reports_line_needed' });
    expect((differing.body as { detail: string }).detail).toContain('in the previous version differ');
  });

  it('says at which moment and under which protocol version its numbers hold, unless that is left out', async () => {
    const s = await scene();
    const { asOf } = await read(s);
    const words = async (query: string): Promise<string> =>
      (await s.ada.agent.get(`${s.url}/file?format=txt${query}`).expect(200)).text;
    const note = `Numbers as of ${asOf.at?.slice(0, 10)} ${asOf.at?.slice(11, 16)} UTC (entry ${asOf.seq})`;
    expect(await words('')).toContain(
      asOf.protocolVersion > 0 ? `${note}, protocol version ${asOf.protocolVersion}.` : `${note}.`,
    );
    expect(await words('&hideMoment=true')).not.toContain('Numbers as of');
  });

  it.each([
    ['png', Buffer.from([0x89, 0x50, 0x4e, 0x47])],
    ['pdf', Buffer.from('%PDF-')],
    ['docx', Buffer.from('PK')],
    ['svg', Buffer.from('<svg')],
    ['csv', Buffer.from('data,node')],
    ['json', Buffer.from('{')],
    ['txt', Buffer.from('In progress')],
  ])('gives the diagram as %s', async (format, start) => {
    const s = await scene();
    const reply = await s.ada.agent
      .get(`${s.url}/file?format=${format}`)
      .buffer(true)
      .parse((response, done) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('end', () => done(null, Buffer.concat(chunks)));
      })
      .expect(200);
    expect((reply.body as Buffer).subarray(0, start.length)).toEqual(start);
    expect(reply.headers['content-disposition']).toBe(`attachment; filename="prisma-flow.${format}"`);
  });

  it.each(['png', 'pdf'])(
    'refuses a %s so narrow that its words could not be read, and says how wide it must be',
    async (format) => {
      const s = await scene();
      const of = (widthMm: number) =>
        s.ada.agent.get(`${s.url}/file?format=${format}&dpi=72&layout=updated-v2&widthMm=${widthMm}`);
      const { body } = await of(100).expect(422);
      expect(body).toMatchObject({ code: 'figure_too_narrow', detail: expect.stringContaining('at least 120 mm') });
      await of(119).expect(422);
      await of(120).expect(200);
    },
  );

  it('holds a published diagram against the rules, from JSON and from the CSV of PRISMA2020', async () => {
    const s = await scene();
    const check = (text: string) => s.ada.agent.post(`${s.url}/csv/check`).send({ text });
    const counted = { db_databases: 100, db_duplicates: 20, db_screened: 90 };
    const told = await check(JSON.stringify(counted)).expect(200);
    expect(told.body).toMatchObject({ consistent: false, violated: ['I2_screened'] });
    const own = await s.ada.agent.get(`${s.url}/file?format=csv`).buffer().expect(200);
    expect((await check(own.text).expect(200)).body).toMatchObject({ problems: [] });
    await check('nothing of the kind').expect(422);
    await check('{"db_databases": -1}').expect(422);
  });

  it('is closed to strangers and to those who may not see outcomes', async () => {
    const s = await scene();
    const stranger = await app.person('Sten');
    const viewer = await app.member(s.reviewId, s.ada, 'Vera', ['viewer']);
    for (const path of ['', '/moments', '/file?format=svg', '/previous-version']) {
      await app.anybody().get(`${s.url}${path}`).expect(401);
      await stranger.agent.get(`${s.url}${path}`).expect(404);
      await s.ben.agent.get(`${s.url}${path}`).expect(403);
      await viewer.agent.get(`${s.url}${path}`).expect(200);
    }
    await viewer.agent.put(`${s.url}/settings`).send({ id: newId(), options: {} }).expect(403);
    const previous = { id: newId(), studies: 1, reports: 1, note: null };
    await viewer.agent.post(`${s.url}/previous-version`).send(previous).expect(403);
  });
});
