import { type Actor, newId, TestApp } from '../../testing/app';
import { importRecords, openStages } from '../../testing/records';
import { DecisionEntity } from '../screening/decision.entity';

const RECORDS = 40;
const TITLES = Array.from({ length: RECORDS }, (_, n) =>
  n % 4 === 0 ? `Childcare centres and school readiness, cohort ${n}` : `Song of birds in city parks, season ${n}`,
);
const TARGET = { recall: 0.8, confidence: 0.8 };

describe('a confirmation sample of the unread', () => {
  let app: TestApp;
  let lead: Actor;
  let ana: Actor;
  let ben: Actor;
  let reviewId: string;
  let stageId: string;
  let ids: string[];
  const at = (path: string): string => `/api/reviews/${reviewId}/${path}`;
  const isCare = (id: string): boolean => ids.indexOf(id) % 4 === 0;
  const vote = (actor: Actor, citationId: string, verdict = isCare(citationId) ? 'include' : 'exclude') =>
    actor.agent
      .post(at('decisions'))
      .send({ id: newId(), citationId, stageId, verdict, reasons: [], tags: [], note: null, clientAt: null })
      .expect(200);
  const readBoth = async (those: readonly string[], verdict?: string): Promise<void> => {
    for (const id of those) for (const who of [ana, ben]) await vote(who, id, verdict);
  };
  const queue = async (actor: Actor, query = 'limit=50'): Promise<string[]> => {
    const { body } = await actor.agent.get(at(`stages/${stageId}/queue?${query}`)).expect(200);
    return (body.citations as { id: string }[]).map(({ id }) => id);
  };
  const draw = (extra: object = {}) =>
    lead.agent
      .post(at(`stages/${stageId}/confirmation`))
      .send({ id: newId(), ...TARGET, size: null, seed: 3, ...extra });
  const stop = (extra: object = {}) =>
    lead.agent
      .post(at(`stages/${stageId}/stop`))
      .send({ id: newId(), ...TARGET, method: 'random-sample', reason: 'The sample confirms it', ...extra });
  const recall = async () =>
    (await lead.agent.get(at(`stages/${stageId}/recall?recall=${TARGET.recall}&confidence=${TARGET.confidence}`))).body;
  const places = async (): Promise<Record<string, number>> => {
    const { body } = await lead.agent.get(at('records?limit=50')).expect(200);
    const counts: Record<string, number> = {};
    for (const { place } of body.rows as { place: string }[]) counts[place] = (counts[place] ?? 0) + 1;
    return counts;
  };

  beforeEach(async () => {
    app = await TestApp.start();
    lead = await app.person('Lead');
    reviewId = await app.review(lead, 'Childcare centres');
    ana = await app.member(reviewId, lead, 'Ana', ['reviewer']);
    ben = await app.member(reviewId, lead, 'Ben', ['reviewer']);
    stageId = (await openStages(app, reviewId, lead, { order: 'relevance' })).titleAbstract;
    ids = await importRecords(app, reviewId, lead, TITLES);
    await readBoth(ids.filter(isCare));
    await readBoth(ids.filter((id) => !isCare(id)).slice(0, 5));
  });
  afterEach(() => app.stop());

  it('is handed out before anything else, to both readers, and marked with their decisions', async () => {
    const { body } = await draw({ size: 4 }).expect(201);
    expect(body).toMatchObject({ size: 4, unread: 25 });
    const sample = (await queue(ana)).slice(0, 4);
    expect((await queue(ben)).slice(0, 4)).toEqual(sample);
    const [first, second] = sample as [string, string];
    await vote(ana, first);
    expect((await queue(ana, `limit=3&after=${second}`)).filter((id) => sample.includes(id))).toEqual([]);
    const decision = await app.database.read((manager) =>
      manager.findOneByOrFail(DecisionEntity, { citationId: first, memberId: ana.memberId }),
    );
    expect(decision.handed?.as).toBe('confirmation');
  });

  it('is as large as the target asks for, and drawn again from the same seed it is the same', async () => {
    const { confirmationSize } = await recall();
    const { body } = await draw().expect(201);
    expect(body.size).toBe(confirmationSize);
    const sample = (await queue(ana)).slice(0, body.size);
    await lead.agent
      .post(at(`stages/${stageId}/confirmation/withdraw`))
      .send({ id: newId(), reason: 'Drawn too early' })
      .expect(200);
    expect((await recall()).confirmation).toBeNull();
    await draw().expect(201);
    expect(new Set((await queue(ana)).slice(0, body.size))).toEqual(new Set(sample));
  });

  it('is drawn from the half-read too, so that nothing shows who has begun on what', async () => {
    const open = ids.filter((id) => !isCare(id)).slice(5);
    await vote(ana, open[0] as string);
    expect((await draw({ size: 25 }).expect(201)).body).toMatchObject({ size: 25, unread: 25 });
  });

  it('must be read to the end before anything is stopped or drawn anew', async () => {
    await draw({ size: 4 }).expect(201);
    expect((await stop().expect(409)).body).toMatchObject({ code: 'sample_open', final: 0, size: 4 });
    expect((await stop({ method: 'hypergeometric', recall: 0.5, confidence: 0.5 }).expect(409)).body.code).toBe(
      'sample_open',
    );
    expect((await draw().expect(409)).body.code).toBe('sample_open');
    expect((await recall()).confirmation).toMatchObject({ size: 4, final: 0, result: null });
  });

  it('stops the step when it confirms the target; the unread are counted where they belong; opening takes it back', async () => {
    await draw().expect(201);
    const { size } = (await recall()).confirmation;
    const sample = (await queue(ana)).slice(0, size);
    await readBoth(sample);
    const { confirmation } = await recall();
    expect(confirmation).toMatchObject({ final: size, relevant: 0, unread: 25, found: 10, result: { isMet: true } });
    expect(confirmation.result.remaining).toBeLessThanOrEqual(2);
    const late = await importRecords(app, reviewId, lead, ['Song of birds at night']);
    await stop().expect(200);
    const { body } = await lead.agent.get(at('stages')).expect(200);
    expect(body.stages[0].stop).toMatchObject({
      method: 'random-sample',
      ...TARGET,
      p: confirmation.result.p,
      unread: 25 - size,
      model: 'evenhand-1',
      sample: { size, seed: 3, unread: 25, found: 10, relevant: 0 },
    });
    expect(await places()).toEqual({
      retrieval: 10,
      'screened-out': 5 + size,
      'screened-out-automation': 25 - size,
      screening: late.length,
    });
    const text = (await lead.agent.get(at('methods-text')).expect(200)).body.markdown as string;
    expect(text).toContain(`a random sample of ${size} of the 25 unread records`);
    await lead.agent
      .post(at(`stages/${stageId}/open`))
      .send({ id: newId(), reason: 'New records' })
      .expect(200);
    expect((await recall()).confirmation).toBeNull();
    expect(await places()).toMatchObject({ screening: 25 - size + late.length });
  });

  it('stops nothing when too much turns up in it', async () => {
    await draw().expect(201);
    const { size } = (await recall()).confirmation;
    await readBoth((await queue(ana)).slice(0, size), 'include');
    expect((await recall()).confirmation).toMatchObject({ relevant: size, result: { isMet: false } });
    expect((await stop().expect(409)).body.code).toBe('not_confirmed');
    await draw().expect(201);
  });

  it('is the lead’s to draw, at titles and abstracts, on the target of the protocol', async () => {
    await ana.agent
      .post(at(`stages/${stageId}/confirmation`))
      .send({ id: newId(), ...TARGET, size: 2, seed: 1 })
      .expect(403);
    expect((await stop().expect(409)).body.code).toBe('no_sample');
    await draw({ recall: 2 }).expect(400);
  });
});
