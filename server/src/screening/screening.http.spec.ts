import { type Actor, newId, TestApp } from '../../testing/app';
import { importRecords, openStages } from '../../testing/records';

describe('screening over HTTP', () => {
  let app: TestApp;
  let lead: Actor;
  let ana: Actor;
  let ben: Actor;
  let judge: Actor;
  let stranger: Actor;
  let reviewId: string;
  let stageId: string;
  let ids: string[];
  const at = (path: string): string => `/api/reviews/${reviewId}/${path}`;
  const vote = (actor: Actor, citationId: string, verdict: string, extra: object = {}) =>
    actor.agent
      .post(at('decisions'))
      .send({ id: newId(), citationId, stageId, verdict, reasons: [], tags: [], note: null, clientAt: null, ...extra });

  beforeEach(async () => {
    app = await TestApp.start();
    lead = await app.person('Lead');
    reviewId = await app.review(lead);
    ana = await app.member(reviewId, lead, 'Ana', ['reviewer']);
    ben = await app.member(reviewId, lead, 'Ben', ['reviewer']);
    judge = await app.member(reviewId, lead, 'Judge', ['adjudicator']);
    stranger = await app.person('Stranger');
    stageId = (await openStages(app, reviewId, lead)).titleAbstract;
    ids = await importRecords(app, reviewId, lead, ['First title', 'Second title', 'Third title']);
  });
  afterEach(() => app.stop());

  it('two includes advance a citation, two excludes end it, and one of each is a conflict', async () => {
    for (const [i, [a, b]] of [
      ['include', 'include'],
      ['exclude', 'exclude'],
      ['include', 'exclude'],
    ].entries()) {
      await vote(ana, ids[i] as string, a as string).expect(200);
      await vote(ben, ids[i] as string, b as string).expect(200);
    }
    const records = await lead.agent.get(at('records')).expect(200);
    expect(records.body.rows.map((row: { place: string }) => row.place)).toEqual([
      'retrieval',
      'screened-out',
      'screening-conflict',
    ]);
  });

  it('the queue hands out what a reader has not decided, and nothing once they have decided all', async () => {
    const queue = await ana.agent.get(at(`stages/${stageId}/queue`)).expect(200);
    expect(queue.body.citations).toHaveLength(3);
    expect(queue.body.progress).toEqual({ decided: 0, remaining: 3 });
    for (const id of ids) await vote(ana, id, 'exclude').expect(200);
    const after = await ana.agent.get(at(`stages/${stageId}/queue`)).expect(200);
    expect(after.body).toMatchObject({ citations: [], progress: { decided: 3, remaining: 0 } });
  });

  it('a third reader is not handed a citation whose two slots are held, until a lease runs out', async () => {
    const cho = await app.member(reviewId, lead, 'Cho', ['reviewer']);
    await ana.agent.get(at(`stages/${stageId}/queue?limit=3`)).expect(200);
    await ben.agent.get(at(`stages/${stageId}/queue?limit=3`)).expect(200);
    const none = await cho.agent.get(at(`stages/${stageId}/queue?limit=3`)).expect(200);
    expect(none.body.citations).toEqual([]);
    (app.clock as unknown as { tick(ms: number): void }).tick(11 * 60_000);
    const freed = await cho.agent.get(at(`stages/${stageId}/queue?limit=3`)).expect(200);
    expect(freed.body.citations).toHaveLength(3);
  });

  it('what somebody holds who leaves the review is free at once', async () => {
    const cho = await app.member(reviewId, lead, 'Cho', ['reviewer']);
    for (const reader of [ana, ben]) await reader.agent.get(at(`stages/${stageId}/queue?limit=3`)).expect(200);
    await app.ledger.act({ reviewId, memberId: lead.memberId, id: newId(), request: {} }, (act) =>
      act.append('member.left', { memberId: ben.memberId, reason: null }),
    );
    const freed = await cho.agent.get(at(`stages/${stageId}/queue?limit=3`)).expect(200);
    expect(freed.body.citations).toHaveLength(3);
  });

  it('an answer to a vote says nothing of its outcome, and a repeated vote counts once', async () => {
    const body = {
      id: newId(),
      citationId: ids[0],
      stageId,
      verdict: 'include',
      reasons: [],
      tags: [],
      note: null,
      clientAt: null,
    };
    const first = await ana.agent.post(at('decisions')).send(body).expect(200);
    const second = await ana.agent.post(at('decisions')).send(body).expect(200);
    expect(first.body).toEqual({ id: body.id, citationId: ids[0] });
    expect(second.body).toEqual(first.body);
    const mine = await ana.agent.get(at('decisions/mine')).expect(200);
    expect(mine.body.rows).toHaveLength(1);
  });

  it('a third vote on a complete citation is refused with the same words whatever was decided', async () => {
    const cho = await app.member(reviewId, lead, 'Cho', ['reviewer']);
    for (const id of ids.slice(0, 2)) await vote(ana, id, 'include').expect(200);
    await vote(ben, ids[0] as string, 'include').expect(200);
    await vote(ben, ids[1] as string, 'exclude').expect(200);
    const a = await vote(cho, ids[0] as string, 'include').expect(409);
    const b = await vote(cho, ids[1] as string, 'include').expect(409);
    expect({ ...a.body, requestId: '' }).toEqual({ ...b.body, requestId: '' });
    expect(['already_complete', 'not_at_stage']).toContain(a.body.code);
  });

  it('a pending decision shows nowhere but to its maker', async () => {
    await vote(ana, ids[0] as string, 'include', { note: 'a secret thought', tags: ['secret'] }).expect(200);
    for (const [who, path] of [
      [lead, 'records'],
      [lead, `records/${ids[0]}`],
      [ben, `citations/${ids[0]}`],
      [ben, 'decisions/mine'],
      [judge, 'conflicts'],
    ] as const) {
      const reply = await who.agent.get(at(path)).expect(200);
      expect(JSON.stringify(reply.body)).not.toMatch(/secret|"include"/);
    }
  });

  it('an adjudicator settles a conflict without names; a reader of the citation may not', async () => {
    await vote(ana, ids[0] as string, 'include', { note: 'relevant' }).expect(200);
    await vote(ben, ids[0] as string, 'exclude', { reasons: ['wrong-outcome', 'wrong-population'] }).expect(200);
    const list = await judge.agent.get(at('conflicts')).expect(200);
    expect(list.body.total).toBe(1);
    expect(JSON.stringify(list.body)).not.toMatch(/Ana|Ben/);
    expect(list.body.rows[0].sides.map((side: { verdict: string }) => side.verdict).sort()).toEqual([
      'exclude',
      'include',
    ]);
    const settle = { id: newId(), citationId: ids[0], stageId, verdict: 'include', reasons: [], note: null };
    await ana.agent.post(at('conflicts/resolve')).send(settle).expect(403);
    await judge.agent.post(at('conflicts/resolve')).send(settle).expect(200);
    const again = await judge.agent
      .post(at('conflicts/resolve'))
      .send({ ...settle, id: newId() })
      .expect(409);
    expect(again.body.code).toBe('no_conflict');
    const record = await lead.agent.get(at(`records/${ids[0]}`)).expect(200);
    expect(record.body).toMatchObject({
      place: 'retrieval',
      standings: [{ standing: 'included', basis: 'resolution' }],
    });
    expect(record.body.standings[0].decisions).toHaveLength(2);
  });

  it('the reported reason is the first in protocol order, whoever ticked it', async () => {
    await vote(ana, ids[0] as string, 'exclude', { reasons: ['wrong-outcome'] }).expect(200);
    await vote(ben, ids[0] as string, 'exclude', { reasons: ['wrong-outcome', 'wrong-design'] }).expect(200);
    const record = await lead.agent.get(at(`records/${ids[0]}`)).expect(200);
    expect(record.body).toMatchObject({ place: 'screened-out', standings: [{ reportedReason: 'wrong-design' }] });
  });

  it('a reader can change and take back a decision until something rests on it', async () => {
    await vote(ana, ids[0] as string, 'include').expect(200);
    await vote(ana, ids[0] as string, 'exclude').expect(200);
    await ana.agent.post(at('decisions/withdraw')).send({ id: newId(), citationId: ids[0], stageId }).expect(200);
    await vote(ana, ids[0] as string, 'include').expect(200);
    await vote(ben, ids[0] as string, 'exclude').expect(200);
    const settle = { id: newId(), citationId: ids[0], stageId, verdict: 'exclude', reasons: [], note: null };
    await judge.agent.post(at('conflicts/resolve')).send(settle).expect(200);
    const late = await vote(ana, ids[0] as string, 'exclude').expect(409);
    expect(late.body.code).toBe('decision_used');
    await lead.agent
      .post(at('standings/reopen'))
      .send({ id: newId(), citationId: ids[0], stageId, reason: 'Looked at the wrong record', clear: true })
      .expect(200);
    await vote(ana, ids[0] as string, 'exclude').expect(200);
  });

  it.each([
    ['an unknown reason', { verdict: 'exclude', reasons: ['nonsense'] }, 422, 'unknown_reason'],
    ['an unknown verdict', { verdict: 'perhaps' }, 400, 'invalid_request'],
    ['an unknown citation', { citationId: 'nowhere.1' }, 404, 'no_such_citation'],
    ['an unknown stage', { stageId: 'nowhere' }, 404, 'no_such_stage'],
    ['an unknown field', { memberId: 'somebody' }, 400, 'invalid_request'],
  ])('%s is refused', async (_why, change, status, code) => {
    const reply = await vote(ana, ids[0] as string, 'include', change).expect(status);
    expect(reply.body.code).toBe(code);
  });

  it('strangers and wrong roles are turned away', async () => {
    await stranger.agent.get(at('records')).expect(404);
    await ana.agent.get(at('records')).expect(403);
    await vote(judge, ids[0] as string, 'include').expect(403);
  });

  it('words are searched as words, whatever signs they come with', async () => {
    for (const q of ['second', 'SECOND tit', '"second', 'sec* NEAR(']) {
      const reply = await lead.agent.get(at('records')).query({ q }).expect(200);
      if (!q.includes('NEAR'))
        expect(reply.body.rows.map((r: { citation: { title: string } }) => r.citation.title)).toEqual(['Second title']);
    }
  });
});
