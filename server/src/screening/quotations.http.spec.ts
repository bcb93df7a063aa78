import { type Actor, newId, TestApp } from '../../testing/app';
import { importRecords, openStages } from '../../testing/records';

jest.setTimeout(60_000);

const quotation = (words: string, reason: string | null = null) => ({
  fileId: 'file-1',
  page: 3,
  text: words,
  boxes: [[1200, 4000, 3100, 140]],
  reason,
});

describe('quotations of a full text', () => {
  let app: TestApp;
  let lead: Actor;
  let ana: Actor;
  let ben: Actor;
  let jo: Actor;
  let reviewId: string;
  let citationId: string;
  let stages: { titleAbstract: string; fullText: string };
  const at = (path: string): string => `/api/reviews/${reviewId}/${path}`;
  const decide = (who: Actor, verdict: string, more: object = {}, stageId = stages.fullText) =>
    who.agent.post(at('decisions')).send({
      id: newId(),
      citationId,
      stageId,
      verdict,
      reasons: verdict === 'exclude' ? ['wrong-population'] : [],
      tags: [],
      note: null,
      clientAt: null,
      ...more,
    });
  const seenBy = async (who: Actor): Promise<string> => {
    const paths = ['decisions/mine', 'conflicts', `records/${citationId}`, 'records', 'ledger?limit=100', 'overview'];
    const replies = await Promise.all(paths.map((path) => who.agent.get(at(path))));
    return replies.map(({ text }) => text).join('\n');
  };

  beforeEach(async () => {
    app = await TestApp.start();
    lead = await app.person('Lead');
    reviewId = await app.review(lead);
    ana = await app.member(reviewId, lead, 'Ana', ['reviewer']);
    ben = await app.member(reviewId, lead, 'Ben', ['reviewer']);
    jo = await app.member(reviewId, lead, 'Jo', ['adjudicator']);
    stages = await openStages(app, reviewId, lead, { readers: 2 });
    citationId = (await importRecords(app, reviewId, lead, ['Home visits after birth']))[0] as string;
    for (const who of [ana, ben]) await decide(who, 'include', {}, stages.titleAbstract).expect(200);
    await lead.agent
      .post(at('reports/retrieval'))
      .send({ id: newId(), citationIds: [citationId], status: 'retrieved', reason: null })
      .expect(200);
  });
  afterEach(() => app.stop());

  it('go with their decision, are their maker’s alone until the report is complete, and then show without a name', async () => {
    const kept = [quotation('all were adults', 'wrong-population'), quotation('in one town')];
    await decide(ana, 'exclude', { quotations: kept }).expect(200);
    expect(await seenBy(ana)).toContain('all were adults');
    for (const other of [ben, jo, lead]) expect(await seenBy(other)).not.toContain('all were adults');
    await decide(ben, 'include').expect(200);
    const { body } = await jo.agent.get(at('conflicts')).expect(200);
    const quoted = body.rows[0].sides.flatMap((side: { quotations: unknown[] }) => side.quotations);
    expect(quoted).toEqual(kept);
    expect(JSON.stringify(body)).not.toContain('Ana');
    expect(await seenBy(ben)).not.toContain('all were adults');
  });

  it('a decision without any has none, and a changed mind replaces them', async () => {
    await decide(ana, 'exclude', { quotations: [quotation('all were adults')] }).expect(200);
    await decide(ana, 'include').expect(200);
    const own = await ana.agent.get(at('decisions/mine')).expect(200);
    expect(own.body.rows[0]).toMatchObject({ verdict: 'include', quotations: [] });
  });

  it.each([
    ['a reason that is not ticked', [quotation('all were adults', 'wrong-design')], 422],
    ['no words', [quotation('  ')], 400],
    ['a place outside the page', [{ ...quotation('words'), boxes: [[0, 0, 10_001, 5]] }], 400],
    ['an empty list, which is left out instead', [], 400],
  ])('is refused with %s', async (_, quotations, status) => {
    const reply = await decide(ana, 'exclude', { quotations });
    expect(reply.status).toBe(status);
  });
});
