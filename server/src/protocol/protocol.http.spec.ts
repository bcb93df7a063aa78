import { emptyProtocol, type ProtocolDocument } from '@shared/domain/protocol/protocol';
import { type Actor, newId, TestApp } from '../../testing/app';
import { importRecords } from '../../testing/records';

describe('the protocol over HTTP', () => {
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

  const at = (reviewId: string, path = '') => `/api/reviews/${reviewId}/protocol${path}`;

  const written = (changes: Partial<ProtocolDocument> = {}): ProtocolDocument => ({
    ...emptyProtocol('systematic'),
    question: 'Do early-years centres improve the health of children?',
    criteria: [
      { id: 'children', kind: 'inclusion', stage: 'both', text: 'Children under five', guidance: '', order: 1 },
    ],
    exclusionReasons: [
      { id: 'population', label: 'Wrong population', description: '', stage: 'both' },
      { id: 'design', label: 'Wrong design', description: '', stage: 'full-text' },
    ],
    ...changes,
  });

  const save = (who: Actor, reviewId: string, revision: number, document: ProtocolDocument) =>
    who.agent.put(at(reviewId, '/draft')).send({ id: newId(), revision, document });
  const publish = (who: Actor, reviewId: string, revision: number, reason: string | null) =>
    who.agent.post(at(reviewId, '/versions')).send({ id: newId(), revision, reason });

  async function published(): Promise<string> {
    const reviewId = await app.review(lead);
    await save(lead, reviewId, 0, written()).expect(200);
    await publish(lead, reviewId, 1, null).expect(201, { version: 1 });
    return reviewId;
  }

  it('starts as an empty document of the kind of the review, with what is missing', async () => {
    const reviewId = await app.review(lead);
    const { body } = await lead.agent.get(at(reviewId, '/draft')).expect(200);
    expect(body).toMatchObject({ revision: 0, amends: 0, isChanged: false, document: emptyProtocol('systematic') });
    expect(body.problems.map((problem: { code: string }) => problem.code)).toContain('no_question');
    expect((await lead.agent.get(at(reviewId)).expect(200)).body).toEqual({ current: null });
  });

  it('keeps what was typed, to the character, and counts revisions', async () => {
    const reviewId = await app.review(lead);
    const saved = await save(lead, reviewId, 0, written({ question: 'Half a sentence ' })).expect(200);
    expect(saved.body).toMatchObject({ revision: 1, savedBy: 'Lead', isChanged: true });
    const { body } = await lead.agent.get(at(reviewId, '/draft')).expect(200);
    expect(body.document.question).toBe('Half a sentence ');
  });

  it('answers a repeated save as the first time', async () => {
    const reviewId = await app.review(lead);
    const request = { id: newId(), revision: 0, document: written() };
    await lead.agent.put(at(reviewId, '/draft')).send(request).expect(200);
    const again = await lead.agent.put(at(reviewId, '/draft')).send(request).expect(200);
    expect(again.body.revision).toBe(1);
  });

  it('two people on one revision: the second gets both documents and overwrites nothing', async () => {
    const reviewId = await app.review(lead);
    const other = await app.member(reviewId, lead, 'Second lead', ['lead']);
    await save(lead, reviewId, 0, written({ question: 'Mine' })).expect(200);
    const refused = await save(other, reviewId, 0, written({ question: 'Yours' })).expect(409);
    expect(refused.body).toMatchObject({
      code: 'draft_changed',
      theirs: { revision: 1, savedBy: 'Lead', document: { question: 'Mine' } },
      yours: { question: 'Yours' },
    });
    const { body } = await lead.agent.get(at(reviewId, '/draft'));
    expect(body.document.question).toBe('Mine');
    await save(other, reviewId, 1, written({ question: 'Both' })).expect(200);
  });

  it('a draft published by somebody else in between is noticed, too', async () => {
    const reviewId = await app.review(lead);
    await save(lead, reviewId, 0, written()).expect(200);
    await publish(lead, reviewId, 1, null).expect(201);
    await save(lead, reviewId, 1, written({ question: 'Typed before it was published' })).expect(409);
    await publish(lead, reviewId, 1, 'again').expect(409);
  });

  it('publishing version 1 opens the two stages of PRISMA, with two readers each', async () => {
    const reviewId = await published();
    const { body } = await lead.agent.get(`/api/reviews/${reviewId}/stages`).expect(200);
    expect(body.stages).toMatchObject([
      { kind: 'title-abstract', position: 0, rule: { readers: 2 } },
      { kind: 'full-text', position: 1, rule: { readers: 2, required: { exclude: { reason: true } } } },
    ]);
    const review = await lead.agent.get(`/api/reviews/${reviewId}`);
    expect(review.body.protocolVersion).toBe(1);
  });

  it('the same publication sent twice makes one version', async () => {
    const reviewId = await app.review(lead);
    await save(lead, reviewId, 0, written()).expect(200);
    const request = { id: newId(), revision: 1, reason: null };
    await lead.agent.post(at(reviewId, '/versions')).send(request).expect(201, { version: 1 });
    await lead.agent.post(at(reviewId, '/versions')).send(request).expect(201, { version: 1 });
    expect((await lead.agent.get(at(reviewId, '/versions'))).body).toHaveLength(1);
  });

  it('a version never changes: what was published reads the same after drafts and amendments', async () => {
    const reviewId = await published();
    const first = (await lead.agent.get(at(reviewId, '/versions/1')).expect(200)).body;
    await save(lead, reviewId, 2, written({ question: 'Another question' })).expect(200);
    expect((await lead.agent.get(at(reviewId, '/versions/1'))).body).toEqual(first);
    await publish(lead, reviewId, 3, 'The commissioner narrowed the question').expect(201, { version: 2 });
    expect((await lead.agent.get(at(reviewId, '/versions/1'))).body).toEqual(first);
    const list = await lead.agent.get(at(reviewId, '/versions')).expect(200);
    expect(list.body).toMatchObject([
      { version: 2, reason: 'The commissioner narrowed the question', by: 'Lead' },
      { version: 1, reason: null },
    ]);
    for (const verb of ['put', 'patch', 'delete'] as const) {
      await lead.agent[verb](at(reviewId, '/versions/1')).send({ id: newId() }).expect(404);
    }
  });

  it.each([
    ['an amendment without a reason', 'Another question', null, 422, 'reason_needed'],
    ['an amendment that changes nothing', null, 'Tidying up', 409, 'nothing_changed'],
  ])('%s is refused', async (_why, question, reason, status, code) => {
    const reviewId = await published();
    await save(lead, reviewId, 2, written(question ? { question } : {})).expect(200);
    const refused = await publish(lead, reviewId, 3, reason).expect(status);
    expect(refused.body.code).toBe(code);
    expect((await lead.agent.get(at(reviewId, '/versions'))).body).toHaveLength(1);
  });

  it('a first version needs no reason, and a document with errors cannot become one', async () => {
    const reviewId = await app.review(lead);
    const twice = written().exclusionReasons.map((reason) => ({ ...reason, label: 'Same', stage: 'both' as const }));
    await save(lead, reviewId, 0, written({ exclusionReasons: twice })).expect(200);
    expect((await publish(lead, reviewId, 1, 'Because').expect(422)).body.code).toBe('reason_not_wanted');
    const refused = await publish(lead, reviewId, 1, null).expect(422);
    expect(refused.body).toMatchObject({ code: 'protocol_has_errors', problems: [{ code: 'same_reason' }] });
  });

  it('a changed kind of review goes with the version into the review', async () => {
    const reviewId = await app.review(lead);
    await save(lead, reviewId, 0, written({ reviewKind: 'living-map' })).expect(200);
    await publish(lead, reviewId, 1, null).expect(201);
    expect((await lead.agent.get(`/api/reviews/${reviewId}`)).body.kind).toBe('living-map');
  });

  it('compares versions, and the draft with one', async () => {
    const reviewId = await published();
    await save(lead, reviewId, 2, written({ question: 'Another question' })).expect(200);
    const draft = await lead.agent.get(at(reviewId, '/difference?from=1&to=draft')).expect(200);
    await publish(lead, reviewId, 3, 'Narrowed').expect(201);
    const versions = await lead.agent.get(at(reviewId, '/difference?from=1&to=2')).expect(200);
    expect(versions.body).toEqual(draft.body);
    expect(versions.body).toMatchObject({ isSame: false, counts: { changed: 1 }, sections: [{ key: 'question' }] });
    await lead.agent.get(at(reviewId, '/difference?from=1&to=9')).expect(404);
  });

  it('says what an amendment touches: complete citations and own decisions, nothing sealed', async () => {
    const reviewId = await published();
    const other = await app.member(reviewId, lead, 'Reader', ['reviewer']);
    const [settled = '', open = ''] = await importRecords(app, reviewId, lead, ['One', 'Two']);
    const stages = (await lead.agent.get(`/api/reviews/${reviewId}/stages`)).body.stages as { id: string }[];
    const decide = (who: Actor, citationId: string, verdict: 'include' | 'exclude') =>
      app.ledger.act({ reviewId, id: newId(), memberId: who.memberId, request: {} }, (act) =>
        act.append('decision.made', {
          citationId,
          stageId: stages[0]?.id ?? '',
          verdict,
          reasons: verdict === 'exclude' ? ['population'] : [],
          tags: [],
          note: null,
          clientAt: null,
        }),
      );
    await decide(lead, settled, 'exclude');
    await decide(other, settled, 'exclude');
    const [first, ...rest] = written().exclusionReasons;
    const renamed = [{ ...first!, label: 'Not young children' }, ...rest];
    await save(lead, reviewId, 2, written({ exclusionReasons: renamed })).expect(200);
    const before = await lead.agent.get(at(reviewId, '/impact')).expect(200);
    expect(before.body).toMatchObject({
      from: 1,
      criteria: [],
      reasons: [{ id: 'population', before: 'Wrong population', after: 'Not young children', settled: 1 }],
      stages: [
        {
          kind: 'title-abstract',
          isTouched: true,
          settled: 1,
          own: 1,
          byVersion: [{ version: 1, settled: 1, own: 1 }],
        },
        { kind: 'full-text', isTouched: true, settled: 0, own: 0 },
      ],
    });
    await decide(other, open, 'include');
    expect((await lead.agent.get(at(reviewId, '/impact'))).body).toEqual(before.body);
    for (const { stageId, settled } of before.body.stages as { stageId: string; settled: number }[]) {
      const opened = await lead.agent.get(`/api/reviews/${reviewId}/records?stageId=${stageId}&upToVersion=1`);
      expect(opened.body).toMatchObject({ total: settled });
      const none = await lead.agent.get(`/api/reviews/${reviewId}/records?stageId=${stageId}&upToVersion=0`);
      expect(none.body.total).toBe(0);
    }
  });

  it('a first version has nothing before it to touch', async () => {
    const reviewId = await app.review(lead);
    expect((await lead.agent.get(at(reviewId, '/impact')).expect(200)).body).toMatchObject({
      isFirst: true,
      stages: [],
    });
  });

  it('leaves as Markdown and as a Word file', async () => {
    const reviewId = await published();
    const markdown = await lead.agent.get(at(reviewId, '/versions/1/file?format=md')).expect(200);
    expect(markdown.headers['content-disposition']).toContain('protocol-v1.md');
    expect(markdown.text).toContain('Do early-years centres improve the health of children?');
    const word = await lead.agent.get(at(reviewId, '/versions/1/file?format=docx')).responseType('blob').expect(200);
    expect((word.body as Buffer).subarray(0, 2).toString('latin1')).toBe('PK');
    await lead.agent.get(at(reviewId, '/draft/file?format=md')).expect(200);
    await lead.agent.get(at(reviewId, '/versions/1/file?format=exe')).expect(400);
  });

  it('a reviewer reads versions but neither reads nor writes the draft; a stranger finds nothing', async () => {
    const reviewId = await published();
    const reader = await app.member(reviewId, lead, 'Plain reviewer', ['reviewer']);
    await reader.agent.get(at(reviewId)).expect(200);
    await reader.agent.get(at(reviewId, '/versions/1')).expect(200);
    await reader.agent.get(at(reviewId, '/draft')).expect(403);
    await reader.agent.get(at(reviewId, '/draft/file?format=md')).expect(403);
    await reader.agent.get(at(reviewId, '/impact')).expect(403);
    await reader.agent.get(at(reviewId, '/difference?from=1&to=draft')).expect(403);
    await save(reader, reviewId, 2, written()).expect(403);
    await publish(reader, reviewId, 2, 'Mine').expect(403);
    for (const path of ['', '/versions', '/versions/1', '/draft', '/impact', '/versions/1/file?format=md']) {
      await stranger.agent.get(at(reviewId, path)).expect(404);
    }
    await app.anybody().get(at(reviewId)).expect(401);
  });
});
