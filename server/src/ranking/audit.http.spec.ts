import { auditArcs, isOnArc } from '@shared/domain/screening/chance-order';
import type { HandedOut } from '@shared/domain/screening/handed-out';
import type { StageRule } from '@shared/domain/screening/rule';
import { type Actor, newId, TestApp } from '../../testing/app';
import { importRecords, openStages } from '../../testing/records';
import { CitationEntity } from '../citations/citation.entity';
import { DecisionEntity, StageEntity } from '../screening/decision.entity';
import { Ranker } from './ranker';
import { RelevanceService } from './relevance.service';

const RECORDS = 60;
const TITLES = Array.from({ length: RECORDS }, (_, n) =>
  n % 6 === 0 ? `Childcare centres and school readiness, cohort ${n}` : `Song of birds in city parks, season ${n}`,
);

describe('the random share of a learnt order', () => {
  let app: TestApp;
  let lead: Actor;
  let ana: Actor;
  let ben: Actor;
  let reviewId: string;
  let stageId: string;
  let ids: string[];
  const at = (path: string): string => `/api/reviews/${reviewId}/${path}`;
  const isCare = (id: string): boolean => ids.indexOf(id) % 6 === 0;
  const vote = (actor: Actor, citationId: string, verdict = isCare(citationId) ? 'include' : 'exclude') =>
    actor.agent
      .post(at('decisions'))
      .send({ id: newId(), citationId, stageId, verdict, reasons: [], tags: [], note: null, clientAt: null });
  const queue = async (actor: Actor, limit = 10): Promise<string[]> => {
    const { body } = await actor.agent.get(at(`stages/${stageId}/queue?limit=${limit}`)).expect(200);
    return (body.citations as { id: string }[]).map(({ id }) => id);
  };
  const handed = (where: object): Promise<(HandedOut | null)[]> =>
    app.database.read(async (manager) =>
      (await manager.find(DecisionEntity, { where, order: { seq: 'ASC' } })).map((decision) => decision.handed),
    );
  /** Ids of their own make the same sample in every run. */
  const begin = async (rule: Partial<StageRule>, name: string): Promise<void> => {
    let made = 0;
    reviewId = await app.review(lead, 'Childcare centres');
    ana = await app.member(reviewId, lead, `Ana ${reviewId}`, ['reviewer']);
    ben = await app.member(reviewId, lead, `Ben ${reviewId}`, ['reviewer']);
    stageId = (await openStages(app, reviewId, lead, { order: 'relevance', ...rule })).titleAbstract;
    ids = await importRecords(app, reviewId, lead, TITLES, undefined, () => `${name}-${++made}`);
  };
  const auditIds = async (rule: Pick<StageRule, 'seed' | 'auditShare'>): Promise<string[]> => {
    const citations = await app.database.read((manager) => manager.findBy(CitationEntity, { reviewId }));
    const arcs = auditArcs(rule.seed, rule.auditShare ?? 0);
    return arcs.flatMap((arc) =>
      citations
        .filter(({ shuffle }) => isOnArc(shuffle, arc))
        .sort((a, b) => a.shuffle - b.shuffle)
        .map(({ id }) => id),
    );
  };

  beforeAll(async () => {
    app = await TestApp.start();
    lead = await app.person('Lead');
  });
  afterAll(() => app.stop());

  it('hands out every fifth record by chance at 20 %, marks it so, and the ledger tells who belongs to the sample', async () => {
    const rule = { seed: 4, auditShare: 20 };
    await begin(rule, 'fifth');
    const sample = await auditIds(rule);
    const page = await queue(ana);
    expect(new Set(page).size).toBe(10);
    expect(page[4]).toBe(sample.find((id) => !page.slice(0, 4).includes(id)));
    for (const id of page) await vote(ana, id).expect(200);
    const marks = await handed({ reviewId, memberId: ana.memberId });
    expect(marks.map((mark) => mark?.as)).toEqual(page.map((_, turn) => (turn % 5 === 4 ? 'audit' : 'ranked')));
    await vote(ben, page[4] as string).expect(200);
    const file = await lead.agent
      .get(at(`agreement/file?stageId=${stageId}`))
      .buffer(true)
      .expect(200);
    expect(file.text.split('\r\n')[1]).toMatch(/,audit,evenhand-1,0,\d+,-?[\d.]+$/);
    const audited = page.filter((_, turn) => turn % 5 === 4);
    expect(sample).toEqual(expect.arrayContaining(audited));
  });

  it('gives the same order again for the same ledger, and goes on where it was', async () => {
    await begin({ seed: 9, auditShare: 10 }, 'again');
    for (const id of (await queue(ana)).slice(0, 7)) await vote(ana, id).expect(200);
    const page = await queue(ana);
    expect(await queue(ana)).toEqual(page);
    const stage = await app.database.read((manager) => manager.findOneByOrFail(StageEntity, { id: stageId }));
    const anew = new RelevanceService(app.database, new Ranker());
    anew.waitMs = 60_000;
    expect(await anew.orderFor(ana.memberId, stage)).toEqual(
      await app.app.get(RelevanceService).orderFor(ana.memberId, stage),
    );
    for (let left = 0; left < 20; left++) for (const id of await queue(ana)) await vote(ana, id);
    expect(await queue(ana)).toEqual([]);
    expect(await handed({ reviewId, memberId: ana.memberId })).toHaveLength(RECORDS);
  });

  it('notes model, rank and score as the queue had them, and takes none of it from the reader', async () => {
    await begin({ seed: 2 }, 'notes');
    const page = await queue(ana);
    for (const id of [...page.slice(0, 3), ...ids.filter((one) => !isCare(one)).slice(0, 1)])
      await vote(ana, id).expect(200);
    const [first] = await queue(ana);
    await vote(ana, first as string)
      .send({ handed: { as: 'audit', by: null } })
      .expect(400);
    await vote(ana, first as string).expect(200);
    const marks = await handed({ reviewId, memberId: ana.memberId });
    expect(marks[0]).toMatchObject({ as: 'ranked', by: { model: 'evenhand-1', labels: 0, rank: 1 } });
    // Never handed out by the queue: nothing is claimed of it.
    expect(marks[3]).toBeNull();
    expect(marks[4]).toMatchObject({ as: 'ranked', by: { model: 'evenhand-1', labels: 4, rank: 1 } });
    expect(marks[4]?.by?.score).not.toBe(marks[0]?.by?.score);
  });

  it('estimates recall from the sample up to the first record of it that is not final, and shows no open vote', async () => {
    const rule = { seed: 4, auditShare: 20 };
    await begin(rule, 'estimate');
    const sample = await auditIds(rule);
    const care = ids.filter((id) => isCare(id) && id !== sample[5]);
    const recall = async () => (await lead.agent.get(at(`stages/${stageId}/recall`)).expect(200)).body;
    expect((await recall()).audit).toEqual({
      share: 20,
      members: sample.length,
      final: 0,
      relevant: 0,
      estimate: null,
    });
    for (const id of [...sample.slice(0, 5), ...care.slice(0, 4), sample[6] as string])
      for (const who of [ana, ben]) await vote(who, id);
    const { audit } = await recall();
    const relevant = sample.slice(0, 5).filter(isCare).length;
    expect(audit).toMatchObject({ final: 5, relevant });
    expect(audit.estimate.recall.lower).toBeLessThanOrEqual(audit.estimate.recall.value);
    await vote(ana, sample[5] as string, 'include').expect(200);
    expect((await recall()).audit).toEqual(audit);
  });
});

describe('one order for the whole team', () => {
  let app: TestApp;
  beforeAll(async () => {
    app = await TestApp.start();
  });
  afterAll(() => app.stop());

  it('is the same for all, moves with what is final, and with nobody’s open vote, the reader’s own neither', async () => {
    const lead = await app.person('Lead');
    const reviewId = await app.review(lead, 'Childcare centres');
    const ana = await app.member(reviewId, lead, 'Ana', ['reviewer']);
    const ben = await app.member(reviewId, lead, 'Ben', ['reviewer']);
    const rule = { order: 'relevance', learning: 'team' } as const;
    const stageId = (await openStages(app, reviewId, lead, rule)).titleAbstract;
    const ids = await importRecords(app, reviewId, lead, TITLES);
    const isCare = (id: string): boolean => ids.indexOf(id) % 6 === 0;
    const vote = (actor: Actor, citationId: string | undefined, verdict: string) =>
      actor.agent
        .post(`/api/reviews/${reviewId}/decisions`)
        .send({ id: newId(), citationId, stageId, verdict, reasons: [], tags: [], note: null, clientAt: null })
        .expect(200);
    const queue = async (actor: Actor): Promise<string[]> => {
      const { body } = await actor.agent.get(`/api/reviews/${reviewId}/stages/${stageId}/queue?limit=8`).expect(200);
      return (body.citations as { id: string }[]).map(({ id }) => id);
    };
    const before = await queue(ben);
    expect(before.every(isCare)).toBe(true);
    // Ana, and she alone, holds that songs of birds are what is sought: nobody's order moves.
    await vote(ana, ids[1], 'include');
    await vote(ana, ids[0], 'exclude');
    expect(await queue(ben)).toEqual(before);
    expect((await queue(ana)).every(isCare)).toBe(true);
    await vote(ben, ids[1], 'include');
    await vote(ben, ids[0], 'exclude');
    const after = await queue(ben);
    expect(after.some(isCare)).toBe(false);
    expect(await queue(ana)).toEqual(after);
  });
});
