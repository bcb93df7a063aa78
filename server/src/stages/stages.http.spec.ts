import { defaultRule, type StageRule, type Verdict } from '@shared/domain/screening/rule';
import { type Actor, newId, TestApp } from '../../testing/app';
import { importRecords, openStages } from '../../testing/records';

const titles = (count: number): string[] => Array.from({ length: count }, (_, i) => `Record ${i + 1}`);

describe('stages over HTTP', () => {
  let app: TestApp;
  let lead: Actor;
  let stranger: Actor;

  beforeAll(async () => {
    app = await TestApp.start();
    lead = await app.person('Lead');
    stranger = await app.person('Stranger');
  });
  // Every review made here is proved by replay at the end.
  afterAll(() => app.stop(), 60_000);

  interface World {
    reviewId: string;
    a: Actor;
    b: Actor;
    stageId: string;
    fullText: string;
    citations: string[];
  }

  let made = 0;
  /** A review with two reviewers beside its lead, and records that wait at title-abstract. */
  async function world(records = 6, rule: Partial<StageRule> = {}): Promise<World> {
    const reviewId = await app.review(lead);
    made++;
    const a = await app.member(reviewId, lead, `Reader A${made}`, ['reviewer']);
    const b = await app.member(reviewId, lead, `Reader B${made}`, ['reviewer']);
    const { titleAbstract, fullText } = await openStages(app, reviewId, lead, rule);
    const citations = await importRecords(app, reviewId, lead, titles(records));
    return { reviewId, a, b, stageId: titleAbstract, fullText, citations };
  }

  const at = (reviewId: string, path = '') => `/api/reviews/${reviewId}/stages${path}`;
  const ruled = (changes: Partial<StageRule> = {}): StageRule => ({ ...defaultRule('title-abstract'), ...changes });

  const decide = (w: World, who: Actor, citationId: string, verdict: Verdict, reasons: string[] = []) =>
    app.ledger.act({ reviewId: w.reviewId, id: newId(), memberId: who.memberId, request: {} }, (act) =>
      act.append('decision.made', {
        ...{ citationId, stageId: w.stageId, verdict, reasons },
        ...{ tags: [], note: null, clientAt: null },
      }),
    );
  const both = async (w: World, index: number, first: Verdict, second: Verdict): Promise<void> => {
    await decide(w, w.a, w.citations[index] ?? '', first);
    await decide(w, w.b, w.citations[index] ?? '', second);
  };
  const preview = (w: World, rule: StageRule) =>
    lead.agent.post(at(w.reviewId, `/${w.stageId}/preview`)).send({ rule });
  const seenBy = async (who: Actor, w: World): Promise<{ name: string; rule: StageRule }> => {
    const { body } = await who.agent.get(at(w.reviewId));
    const { name, rule } = body.stages.find(({ id }: { id: string }) => id === w.stageId);
    return { name, rule };
  };
  const put = (who: Actor, w: World, seen: object, rule: StageRule, reason: string | null, name = 'Titles') =>
    who.agent.put(at(w.reviewId, `/${w.stageId}/rule`)).send({ id: newId(), seen, name, rule, reason });
  /** The lead sets a rule, having looked at the one in force. */
  const setRule = async (w: World, rule: StageRule, reason: string | null = 'We agreed on it', name = 'Titles') =>
    put(lead, w, await seenBy(lead, w), rule, reason, name);
  const standings = async (w: World): Promise<Map<string, string>> => {
    const rows = await app.database.read((m) =>
      m.query<{ citation_id: string; standing: string; is_complete: unknown }[]>(
        `SELECT citation_id, standing, is_complete FROM standing WHERE stage_id = '${w.stageId}'`,
      ),
    );
    return new Map(rows.map((row) => [row.citation_id, row.is_complete ? row.standing : 'open']));
  };

  it('lists stages with their rules, and the people who may read', async () => {
    const w = await world();
    const { body } = await w.a.agent.get(at(w.reviewId)).expect(200);
    expect(body.stages.map((stage: { kind: string }) => stage.kind)).toEqual(['title-abstract', 'full-text']);
    expect(body.people).toHaveLength(3);
  });

  describe('a changed rule', () => {
    it.each<[string, Partial<StageRule>]>([
      ['any include advances', { conflicts: 'any-include-advances' }],
      ['maybe is a disagreement', { maybe: 'disagrees' }],
      ['a third reader', { readers: 3 }],
      ['one reader', { readers: 1 }],
      ['reasons must agree', { reasonsMustAgree: true }],
    ])('does what its preview said: %s', async (_why, changes) => {
      const w = await world();
      await both(w, 0, 'include', 'include');
      await both(w, 1, 'include', 'exclude');
      await both(w, 2, 'exclude', 'exclude');
      await both(w, 3, 'maybe', 'include');
      await decide(w, w.a, w.citations[4] ?? '', 'include');
      const rule = ruled(changes);
      const { body } = await preview(w, rule).expect(200);
      const before = await standings(w);
      expect((await setRule(w, rule)).status).toBe(200);
      const after = await standings(w);
      const moves: Record<string, number> = {};
      let completed = 0;
      for (const [id, was] of before) {
        const is = after.get(id) ?? 'open';
        if (was === 'open') completed += is === 'open' ? 0 : 1;
        else
          moves[`${was} ${is === 'open' ? 'pending' : is}`] =
            (moves[`${was} ${is === 'open' ? 'pending' : is}`] ?? 0) + 1;
      }
      const told = body.moves.map((m: { from: string; to: string; citations: number }) => [
        `${m.from} ${m.to}`,
        m.citations,
      ]);
      expect(Object.fromEntries(told)).toEqual(moves);
      expect(body.completing).toEqual({ pending: 2, sure: completed, possible: completed });
    });

    it('set by two leads at once: the second is told what stands now, and may set theirs after that', async () => {
      const w = await world();
      const other = await app.member(w.reviewId, lead, `Second lead ${made}`, ['lead']);
      const seen = await seenBy(lead, w);
      await put(lead, w, seen, ruled({ readers: 3 }), 'Three are safer').expect(200);
      const late = await put(other, w, seen, ruled({ readers: 1 }), 'One is faster').expect(409);
      expect(late.body).toMatchObject({ code: 'changed_meanwhile', now: { name: 'Titles', rule: { readers: 3 } } });
      expect((await seenBy(lead, w)).rule.readers).toBe(3);
      await put(other, w, late.body.now, ruled({ readers: 1 }), 'One is faster').expect(200);
    });

    it('writes nothing when it is only looked at', async () => {
      const w = await world();
      await preview(w, ruled({ readers: 1 })).expect(200);
      const { body } = await lead.agent.get(at(w.reviewId));
      expect(body.stages[0].rule).toEqual(ruled());
    });

    it('its preview is the same whichever way a sealed decision went', async () => {
      const seen = [];
      for (const verdict of ['include', 'maybe', 'exclude'] as const) {
        const w = await world();
        await both(w, 0, 'include', 'exclude');
        await decide(w, w.b, w.citations[1] ?? '', verdict);
        const rules = [ruled({ secondReader: 'exclusions' }), ruled({ readers: 1 }), ruled({ maybe: 'disagrees' })];
        const bodies = [];
        for (const rule of rules) bodies.push((await preview(w, rule).expect(200)).body);
        seen.push(bodies);
      }
      expect(seen[1]).toEqual(seen[0]);
      expect(seen[2]).toEqual(seen[0]);
      expect(seen[0]?.[0].completing).toEqual({ pending: 5, sure: 0, possible: 1 });
    });

    it('says which included citations, already sought, would be left behind', async () => {
      const w = await world();
      await both(w, 0, 'include', 'include');
      await app.ledger.act({ reviewId: w.reviewId, id: newId(), memberId: lead.memberId, request: {} }, (act) =>
        act.append('retrieval.recorded', { citationIds: [w.citations[0] ?? ''], status: 'sought', reason: null }),
      );
      expect((await preview(w, ruled({ readers: 3 }))).body.stranded).toBe(1);
      expect((await preview(w, ruled({ maybe: 'disagrees' }))).body.stranded).toBe(0);
    });

    it('needs a reason once it has settled something, and none before', async () => {
      const w = await world();
      expect((await setRule(w, ruled({ order: 'oldest' }), null)).status).toBe(200);
      await both(w, 0, 'include', 'include');
      expect((await setRule(w, ruled({ readers: 1 }), null)).body).toMatchObject({
        status: 422,
        code: 'reason_needed',
      });
      expect((await setRule(w, ruled({ order: 'oldest' }), 'x')).body).toMatchObject({
        status: 409,
        code: 'nothing_changed',
      });
      expect((await setRule(w, ruled({ order: 'oldest' }), null, 'A better name')).status).toBe(200);
    });

    it.each<[string, Partial<StageRule>, number, string]>([
      ['no reader at all', { readers: 0 }, 400, 'invalid_request'],
      ['half a reader', { readers: 1.5 }, 400, 'invalid_request'],
      ['an expert from elsewhere', { experts: ['somebody-else'] }, 422, 'expert_not_member'],
      ['experts wanted, none named', { pairing: 'at-least-one-expert' }, 422, 'no_expert'],
      ['a pair of one', { pairing: 'one-expert-one-novice', readers: 1 }, 422, 'no_expert'],
      [
        'second reader for exclusions of three',
        { secondReader: 'exclusions', readers: 3 },
        422,
        'second_reader_needs_two',
      ],
      [
        'a reason to include',
        { required: { ...defaultRule('pilot').required, include: { reason: true, tag: false, note: false } } },
        422,
        'reason_for_include',
      ],
    ])('%s is refused', async (_why, changes, status, code) => {
      const w = await world(1);
      for (const refused of [await preview(w, ruled(changes)), await setRule(w, ruled(changes))]) {
        expect(refused.status).toBe(status);
        expect(status === 400 ? refused.body.code : refused.body.faults[0].code).toBe(code);
      }
    });

    it('warns of what it would leave undone', async () => {
      const w = await world(1);
      const { body } = await preview(w, ruled({ readers: 5, assignment: 'batches' })).expect(200);
      expect(body.warnings.map((warning: { code: string }) => warning.code)).toEqual(['too_few_readers', 'undivided']);
    });
  });

  describe('a pilot', () => {
    const pilot = (w: World, size: number, seed = 7) =>
      lead.agent.post(at(w.reviewId)).send({ id: newId(), name: 'Calibration', of: 'title-abstract', size, seed });
    const sampleOf = (stageId: string) =>
      app.database.read((m) =>
        m.query<{ citation_id: string }[]>(
          `SELECT citation_id FROM stage_sample WHERE stage_id = '${stageId}' ORDER BY citation_id`,
        ),
      );

    it('is a random sample that everyone reads; another pilot takes other citations', async () => {
      const w = await world(20);
      const first = await pilot(w, 5).expect(201);
      const second = await pilot(w, 15).expect(201);
      const [one, two] = [await sampleOf(first.body.id), await sampleOf(second.body.id)];
      expect(new Set([...one, ...two].map((row) => row.citation_id)).size).toBe(20);
      const { body } = await lead.agent.get(at(w.reviewId));
      expect(body.stages[2]).toMatchObject({
        kind: 'pilot',
        rule: { readers: 'everyone' },
        sample: { size: 5, seed: 7 },
      });
    });

    it('is drawn again alike from the same seed and the same citations', async () => {
      const w = await world(30);
      const { drawFrom, forPilot } = await import('./stage-citations');
      const draw = (seed: number) =>
        app.database.read((m) => drawFrom(forPilot(m, w.reviewId, 'title-abstract'), seed, 8));
      const expected = (await draw(11)).sort();
      expect((await draw(12)).sort()).not.toEqual(expected);
      const { body } = await pilot(w, 8, 11).expect(201);
      expect((await sampleOf(body.id)).map((row) => row.citation_id)).toEqual(expected);
    });

    it('of more citations than wait is refused, and says how many there are', async () => {
      const w = await world(3);
      expect((await pilot(w, 4).expect(409)).body).toMatchObject({ code: 'too_few_citations', available: 3 });
    });

    it('before the protocol is published is refused', async () => {
      const reviewId = await app.review(lead);
      const w = { reviewId } as World;
      expect((await pilot(w, 4).expect(409)).body.code).toBe('no_protocol');
    });
  });

  describe('closing', () => {
    const turn = (w: World, to: 'close' | 'open', reason: string | null = 'Done') =>
      lead.agent.post(at(w.reviewId, `/${w.stageId}/${to}`)).send({ id: newId(), reason });

    it('a stage is closed and opened again with reasons; a closed one keeps its rule', async () => {
      const w = await world(1);
      await turn(w, 'close', null).expect(400);
      await turn(w, 'close').expect(200);
      await turn(w, 'close').expect(409);
      expect((await setRule(w, ruled({ readers: 1 }))).body.code).toBe('stage_closed');
      await turn(w, 'open').expect(200);
      expect((await setRule(w, ruled({ readers: 1 }))).status).toBe(200);
    });
  });

  describe('a reader who leaves', () => {
    it('what they had not read goes to whoever comes next, until they return', async () => {
      const w = await world(4, { assignment: 'batches' });
      const memberIds = [w.a.memberId, w.b.memberId];
      const division = { id: newId(), how: 'fixed', name: 'One', seed: 1, citations: null, memberIds };
      await lead.agent
        .post(at(w.reviewId, `/${w.stageId}/batches`))
        .send(division)
        .expect(201);
      const handed = async (who: Actor): Promise<string[]> =>
        (await who.agent.get(at(w.reviewId, `/${w.stageId}/queue?limit=50`)).expect(200)).body.citations
          .map(({ id }: { id: string }) => id)
          .sort();
      const read = w.citations[0] ?? '';
      await decide(w, w.b, read, 'include');
      expect(await handed(lead)).toEqual([]);

      const member = (act: string) => lead.agent.post(`/api/reviews/${w.reviewId}/members/${w.b.memberId}/${act}`);
      await member('leave').send({ id: newId() }).expect(200);
      const open = w.citations.filter((id) => id !== read).sort();
      expect(await handed(lead)).toEqual(open);
      const { body } = await lead.agent.get(at(w.reviewId));
      expect(body.people.find(({ memberId }: { memberId: string }) => memberId === w.b.memberId)).toMatchObject({
        isReader: false,
        hasLeft: true,
      });
      await decide(w, lead, open[0] ?? '', 'include');

      await member('return').send({ id: newId() }).expect(200);
      expect(await handed(lead)).toEqual([]);
    });
  });

  describe('batches', () => {
    const divide = (w: World, body: object) =>
      lead.agent
        .post(at(w.reviewId, `/${w.stageId}/batches`))
        .send({ id: newId(), name: 'First round', seed: 3, citations: null, ...body });
    const list = async (w: World, who = lead) =>
      (await who.agent.get(at(w.reviewId, `/${w.stageId}/batches`)).expect(200)).body;
    const half = (w: World) => [
      { memberId: w.a.memberId, percent: 50 },
      { memberId: w.b.memberId, percent: 25 },
      { memberId: lead.memberId, percent: 25 },
    ];

    it('by share: every citation has its two readers, and each reader their part', async () => {
      const w = await world(20);
      const { body } = await divide(w, { how: 'shares', shares: half(w) }).expect(201);
      const sizes = Object.fromEntries(
        body.batches.map((batch: { memberIds: string[]; citations: number }) => [batch.memberIds[0], batch.citations]),
      );
      expect(sizes).toEqual({ [w.a.memberId]: 20, [w.b.memberId]: 10, [lead.memberId]: 10 });
      const volumes = (await lead.agent.get(at(w.reviewId, '/volumes')).expect(200)).body;
      expect(volumes[0]).toEqual({ stageId: w.stageId, citations: 20, complete: 0, undivided: 0 });
      expect((await divide(w, { how: 'shares', shares: half(w) }).expect(409)).body.code).toBe('nothing_to_divide');
    });

    it('fixed: every named reader reads each of the citations drawn; the rest waits for the next', async () => {
      const w = await world(10);
      await divide(w, { how: 'fixed', memberIds: [w.a.memberId, w.b.memberId], citations: 4 }).expect(201);
      expect(await list(w)).toMatchObject([{ name: 'First round', citations: 4, complete: 0, own: null }]);
      expect((await lead.agent.get(at(w.reviewId, '/volumes'))).body[0].undivided).toBe(6);
    });

    it('progress counts complete citations and own decisions, and moves on no sealed one', async () => {
      const w = await world(2);
      await divide(w, { how: 'fixed', memberIds: [w.a.memberId, w.b.memberId, lead.memberId] }).expect(201);
      const before = await list(w);
      await decide(w, w.a, w.citations[0] ?? '', 'exclude');
      expect(await list(w)).toEqual(before);
      await decide(w, lead, w.citations[0] ?? '', 'include');
      expect(await list(w)).toMatchObject([{ citations: 2, complete: 1, own: 1 }]);
    });

    it('a withdrawn batch gives its citations back and cannot be withdrawn twice', async () => {
      const w = await world(4);
      const { body } = await divide(w, { how: 'fixed', memberIds: [w.a.memberId, w.b.memberId] }).expect(201);
      const path = at(w.reviewId, `/${w.stageId}/batches/${body.batches[0].id}/withdrawal`);
      await lead.agent.post(path).send({ id: newId(), reason: null }).expect(200);
      expect(await list(w)).toEqual([]);
      expect((await lead.agent.get(at(w.reviewId, '/volumes'))).body[0].undivided).toBe(4);
      await lead.agent.post(path).send({ id: newId(), reason: null }).expect(409);
    });

    it.each<[string, (w: World) => object, string]>([
      [
        'shares that make 90 percent',
        (w) => ({
          how: 'shares',
          shares: [
            { memberId: w.a.memberId, percent: 45 },
            { memberId: w.b.memberId, percent: 45 },
          ],
        }),
        'shares_not_whole',
      ],
      [
        'more than half of the pairs for one',
        (w) => ({
          how: 'shares',
          shares: [
            { memberId: w.a.memberId, percent: 60 },
            { memberId: w.b.memberId, percent: 40 },
          ],
        }),
        'share_too_large',
      ],
      ['a reader who is none', () => ({ how: 'fixed', memberIds: ['somebody-else', 'and-another'] }), 'not_a_reader'],
      ['one reader where two are needed', (w) => ({ how: 'fixed', memberIds: [w.a.memberId] }), 'too_few_readers'],
      ['the same reader twice', (w) => ({ how: 'fixed', memberIds: [w.a.memberId, w.a.memberId] }), 'reader_twice'],
    ])('%s is refused', async (_why, body, code) => {
      const w = await world(2);
      expect((await divide(w, body(w)).expect(422)).body.code).toBe(code);
      expect(await list(w)).toEqual([]);
    });
  });

  it('reviewers see stages and change nothing; a stranger finds nothing', async () => {
    const w = await world(2);
    const path = at(w.reviewId, `/${w.stageId}`);
    await w.a.agent.get(at(w.reviewId)).expect(200);
    await w.a.agent.get(at(w.reviewId, '/volumes')).expect(403);
    await w.a.agent.get(`${path}/batches`).expect(403);
    await w.a.agent.post(`${path}/preview`).send({ rule: ruled() }).expect(403);
    await put(w.a, w, await seenBy(w.a, w), ruled({ readers: 1 }), null).expect(403);
    await w.a.agent.post(`${path}/close`).send({ id: newId(), reason: 'x' }).expect(403);
    await stranger.agent.get(at(w.reviewId)).expect(404);
    await stranger.agent.post(`${path}/preview`).send({ rule: ruled() }).expect(404);
    await lead.agent.post(at(w.reviewId, '/no-such-stage/preview')).send({ rule: ruled() }).expect(404);
  });
});
