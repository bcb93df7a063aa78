import { emptyProtocol } from '@shared/domain/protocol/protocol';
import { type Actor, newId, StillClock, TestApp } from '../../testing/app';
import { importRecords, openStages } from '../../testing/records';
import { Ranker } from './ranker';

const CARE = (n: number): string => `Childcare centres and school readiness of children, cohort ${n}`;
const BIRDS = (n: number): string => `Song of birds in city parks, season ${n}`;
const TITLES = Array.from({ length: 30 }, (_, n) => (n % 3 === 0 ? CARE(n) : BIRDS(n)));

describe('the order of relevance', () => {
  let app: TestApp;
  let clock: StillClock;
  let lead: Actor;
  let ana: Actor;
  let ben: Actor;
  let reviewId: string;
  let stageId: string;
  let ids: string[];
  const at = (path: string): string => `/api/reviews/${reviewId}/${path}`;
  const titleOf = (id: string): string => TITLES[ids.indexOf(id)] as string;
  const vote = (actor: Actor, citationId: string, verdict: string) =>
    actor.agent
      .post(at('decisions'))
      .send({ id: newId(), citationId, stageId, verdict, reasons: [], tags: [], note: null, clientAt: null })
      .expect(200);
  const queue = async (actor: Actor, query = 'limit=8'): Promise<string[]> => {
    const { body } = await actor.agent.get(at(`stages/${stageId}/queue?${query}`)).expect(200);
    return (body.citations as { id: string }[]).map(({ id }) => id);
  };
  const isCare = (id: string): boolean => titleOf(id).startsWith('Childcare');

  beforeEach(async () => {
    clock = new StillClock();
    app = await TestApp.start(clock);
    lead = await app.person('Lead');
    reviewId = await app.review(lead, 'Childcare centres');
    ana = await app.member(reviewId, lead, 'Ana', ['reviewer']);
    ben = await app.member(reviewId, lead, 'Ben', ['reviewer']);
    stageId = (await openStages(app, reviewId, lead, { order: 'relevance' })).titleAbstract;
    ids = await importRecords(app, reviewId, lead, TITLES);
  });
  afterEach(() => app.stop());

  it('starts from the protocol and follows what the reader decides', async () => {
    expect((await queue(ana)).every(isCare)).toBe(true);
    await vote(ana, ids[1] as string, 'include');
    await vote(ana, ids[0] as string, 'exclude');
    const next = await queue(ana);
    expect(next.some(isCare)).toBe(false);
    expect(next).not.toContain(ids[1]);
  });

  it("hangs on nothing that somebody else decided until that is final, on the reader's own at once", async () => {
    await vote(ana, ids[1] as string, 'include');
    await vote(ana, ids[0] as string, 'exclude');
    expect((await queue(ben)).every(isCare)).toBe(true);
    await vote(ben, ids[1] as string, 'include');
    await vote(ben, ids[0] as string, 'exclude');
    expect((await queue(ben)).some(isCare)).toBe(false);
    const cho = await app.member(reviewId, lead, 'Cho', ['reviewer']);
    expect((await queue(cho)).some(isCare)).toBe(false);
  });

  it('hands out the next ones to a reader who goes on, none of them twice, and all in the end', async () => {
    const first = await queue(ana);
    const second = await queue(ana, `limit=8&after=${first.at(-1)}`);
    expect(second.filter((id) => first.includes(id))).toEqual([]);
    for (const id of ids) await vote(ana, id, 'exclude');
    expect(await queue(ana)).toEqual([]);
  });

  it("hands out the protocol's key papers first, and learns from them as from what is included", async () => {
    const document = emptyProtocol('rapid');
    document.searchPlan.keyPapers = `Amsel F. ${BIRDS(4)}. J Parks 2020.\nA paper that no search has found yet`;
    await app.ledger.act({ reviewId, memberId: lead.memberId, id: newId(), request: 'key papers' }, (act) =>
      act.append('protocol.published', { version: 2, reason: 'Key papers are named', document }),
    );
    expect((await queue(ana))[0]).toBe(ids[4]);
    await vote(ana, ids[0] as string, 'exclude');
    const next = await queue(ana);
    expect(next[0]).toBe(ids[4]);
    expect(next.some(isCare)).toBe(false);
    await vote(ana, ids[4] as string, 'exclude');
    expect(await queue(ana, 'limit=30')).not.toContain(ids[4]);
  });

  it('takes records in that come later, and forgets a decision that was withdrawn', async () => {
    await vote(ana, ids[1] as string, 'include');
    await vote(ana, ids[0] as string, 'exclude');
    const [late] = await importRecords(app, reviewId, lead, ['Song of birds at night']);
    expect(await queue(ana, 'limit=30')).toContain(late);
    await ana.agent.post(at('decisions/withdraw')).send({ id: newId(), citationId: ids[0], stageId }).expect(200);
    expect((await queue(ana, 'limit=1')).every(isCare)).toBe(true);
  });

  it("says why a record comes now, in the record's own words", async () => {
    await vote(ana, ids[0] as string, 'include');
    await vote(ana, ids[1] as string, 'exclude');
    const { body } = await ana.agent.get(at(`stages/${stageId}/citations/${ids[3]}/why`)).expect(200);
    expect(body.terms[0].weight).toBeGreaterThan(0);
    expect(CARE(3).toLowerCase()).toContain(body.terms[0].term);
    expect(body.isTrained).toBe(true);
  });

  it('says that nothing was learned yet, while the protocol places the records', async () => {
    await vote(ana, ids[0] as string, 'include');
    const { body } = await ana.agent.get(at(`stages/${stageId}/citations/${ids[3]}/why`)).expect(200);
    expect(body).toEqual({ isTrained: false, terms: [] });
  });

  it('gives no reason on a stage in another order, and trains nothing for it', async () => {
    const other = await app.review(lead, 'In no order of relevance');
    const random = (await openStages(app, other, lead, { order: 'random' })).titleAbstract;
    const [first, second, third] = await importRecords(app, other, lead, TITLES.slice(0, 3));
    const decide = (citationId: string | undefined, verdict: string) =>
      lead.agent
        .post(`/api/reviews/${other}/decisions`)
        .send({ id: newId(), citationId, stageId: random, verdict, reasons: [], tags: [], note: null, clientAt: null })
        .expect(200);
    await decide(first, 'include');
    await decide(second, 'exclude');
    const asked = jest.spyOn(app.app.get(Ranker), 'ask');
    const { body } = await lead.agent.get(`/api/reviews/${other}/stages/${random}/citations/${third}/why`).expect(200);
    expect(body).toEqual({ isTrained: false, terms: [] });
    expect(asked).not.toHaveBeenCalled();
  });

  describe('stopping', () => {
    const target = { recall: 0.5, confidence: 0.5, reason: 'The target of the protocol is met' };
    const stop = (extra: object = {}) =>
      lead.agent.post(at(`stages/${stageId}/stop`)).send({ id: newId(), ...target, ...extra });
    const places = async (): Promise<Record<string, number>> => {
      const { body } = await lead.agent.get(at('records?limit=50')).expect(200);
      const counts: Record<string, number> = {};
      for (const { place } of body.rows as { place: string }[]) counts[place] = (counts[place] ?? 0) + 1;
      return counts;
    };
    const readBoth = async (those: string[]): Promise<void> => {
      for (const id of those) for (const who of [ana, ben]) await vote(who, id, isCare(id) ? 'include' : 'exclude');
    };

    it('is refused before the criterion is met, and while something is half read', async () => {
      await readBoth(ids.slice(0, 3));
      expect((await stop({ recall: 0.95, confidence: 0.95 }).expect(409)).body.code).toBe('criterion_not_met');
      await vote(ana, ids[3] as string, 'include');
      expect((await stop().expect(409)).body).toMatchObject({ code: 'not_settled', halfRead: 1, conflicts: 0 });
    });

    describe('with a target fixed in the protocol', () => {
      const fixed = { recall: 0.6, confidence: 0.5 };
      beforeEach(async () => {
        const document = emptyProtocol('rapid');
        document.analysisPlan.stopping = fixed;
        await app.ledger.act({ reviewId, memberId: lead.memberId, id: newId(), request: fixed }, (act) =>
          act.append('protocol.published', { version: 2, reason: 'A target is fixed', document }),
        );
        await readBoth([...ids.filter(isCare), ...ids.filter((id) => !isCare(id)).slice(0, 10)]);
      });

      it('stops on that target and refuses another, however well it is met', async () => {
        expect((await stop().expect(409)).body).toMatchObject({ code: 'other_target', ...fixed });
        expect((await lead.agent.get(at('stages')).expect(200)).body.stages[0].stop).toBeNull();
        await stop(fixed).expect(200);
      });

      it('measures by that target unless another is asked for, and names it both times', async () => {
        const recall = async (query: string): Promise<object> =>
          (await lead.agent.get(at(`stages/${stageId}/recall${query}`)).expect(200)).body;
        expect(await recall('')).toMatchObject({ target: fixed, protocolTarget: fixed });
        const other = { recall: 0.9, confidence: 0.5 };
        expect(await recall('?recall=0.9')).toMatchObject({ target: other, protocolTarget: fixed });
      });
    });

    it('counts the unread as excluded by automation, says on what it rests, and can be taken back', async () => {
      await readBoth([...ids.filter(isCare), ...ids.filter((id) => !isCare(id)).slice(0, 10)]);
      await stop().expect(200);
      expect(await places()).toEqual({ retrieval: 10, 'screened-out': 10, 'screened-out-automation': 10 });
      expect(await queue(ana)).toEqual([]);
      const { body } = await lead.agent.get(at('stages')).expect(200);
      expect(body.stages[0].stop).toMatchObject({ read: 20, found: 10, unread: 10, p: 0, model: 'evenhand-1' });
      const flow = await lead.agent.get(at('flow')).expect(200);
      expect(JSON.stringify(flow.body)).toContain('automation');
      const late = await importRecords(app, reviewId, lead, [BIRDS(99)]);
      expect((await places())['screening']).toBe(late.length);
      await lead.agent
        .post(at(`stages/${stageId}/open`))
        .send({ id: newId(), reason: 'A new search found more' })
        .expect(200);
      expect(await places()).toEqual({ retrieval: 10, 'screened-out': 10, screening: 11 });
    });
  });

  it('tells the lead how much is found, from what is final', async () => {
    for (const id of ids.slice(0, 6)) {
      await vote(ana, id, isCare(id) ? 'include' : 'exclude');
      await vote(ben, id, isCare(id) ? 'include' : 'exclude');
    }
    const settledAt = clock.now();
    clock.tick();
    await vote(ana, ids[6] as string, 'include');
    const { body } = await lead.agent.get(at(`stages/${stageId}/recall`)).expect(200);
    expect(body).toMatchObject({
      total: 30,
      read: 6,
      positions: [1, 4],
      test: { isMet: false },
      target: { recall: 0.95, confidence: 0.95 },
      protocolTarget: null,
      sinceLastRelevant: 2,
      model: { name: 'evenhand-1', isUsed: true, protocol: { isThin: true } },
    });
    expect(body.model.learntTo).toBe(settledAt);
    await ana.agent.get(at(`stages/${stageId}/recall`)).expect(403);
    await lead.agent.get(at(`stages/${stageId}/recall?recall=2`)).expect(400);
  });
});
