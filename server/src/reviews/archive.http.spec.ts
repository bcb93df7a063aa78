import { type Actor, newId, TestApp } from '../../testing/app';
import { importRecords, openStages } from '../../testing/records';
import { type RouteFact, routesOf } from '../../testing/routes';
import { JobEntity } from '../platform/jobs/job.entity';
import { JobRunner } from '../platform/jobs/job-runner';
import { LeaseEntity } from '../screening/reading.entity';
import { InvitationEntity } from '../team/invitation.entity';

const all = ['owner', 'lead', 'librarian', 'reviewer', 'adjudicator', 'extractor', 'author', 'viewer'] as const;

describe('an archived review', () => {
  let app: TestApp;
  let owner: Actor;
  let everything: Actor;
  let lead: Actor;
  let reviewId: string;
  let routes: RouteFact[];
  const at = (path: string): string => `/api/reviews/${reviewId}${path}`;
  const entries = (): Promise<unknown[]> =>
    app.database.read((m) => m.query<unknown[]>(`SELECT seq FROM event WHERE review_id = '${reviewId}'`));
  const turn = (way: 'archive' | 'restore', who = owner, body: object = { id: newId(), reason: '' }) =>
    who.agent.post(at(`/${way}`)).send(body);

  beforeAll(async () => {
    app = await TestApp.start();
    owner = await app.person('Owner');
    reviewId = await app.review(owner);
    everything = await app.member(reviewId, owner, 'Everything', [...all]);
    lead = await app.member(reviewId, owner, 'Lead', ['lead', 'librarian', 'reviewer', 'adjudicator', 'author']);
    routes = routesOf(app).filter(({ path }) => path.split('/').includes(':reviewId'));
  }, 60_000);
  afterAll(() => app.stop());
  afterEach(async () => {
    const { body } = await owner.agent.get(at(''));
    if (body.archivedAt) await turn('restore').expect(200);
  });

  it('is put there by an owner alone, with the reason in the ledger', async () => {
    expect((await turn('archive', lead)).body).toMatchObject({ status: 403, code: 'not_allowed' });
    await turn('archive', owner, { id: newId(), reason: 'Published in May' }).expect(200);
    const { body } = await owner.agent.get(at('')).expect(200);
    expect(body.archivedAt).toBe(app.clock.now());
    const ledger = await owner.agent.get(at('/ledger?type=review.archived')).expect(200);
    expect(JSON.stringify(ledger.body)).toContain('Published in May');
  });

  it('refuses every route that writes in it with one code and the way out, and writes nothing', async () => {
    await turn('archive').expect(200);
    const before = await entries();
    const writing = routes.filter(({ method, options }) => method !== 'GET' && !options?.whileArchived);
    expect(writing.length).toBeGreaterThan(40);
    const answers = new Set<string>();
    for (const { method, path } of writing) {
      const address = path.replace(':reviewId', reviewId).replaceAll(/:\w+/g, 'nothing-0001');
      const verb = method.toLowerCase() as 'post' | 'put' | 'patch' | 'delete';
      const { status, body } = await everything.agent[verb](address).send({ id: newId() });
      answers.add(`${status} ${body.code} ${body.detail}`);
    }
    expect([...answers]).toEqual([expect.stringMatching(/^409 review_archived .*take it out of the archive/)]);
    expect(await entries()).toEqual(before);
  }, 60_000);

  it('is taken out by one route and no other', () => {
    expect(routes.filter(({ options }) => options?.whileArchived).map(({ path }) => path)).toEqual([
      '/api/reviews/:reviewId/restore',
    ]);
  });

  it('is read and exported as before', async () => {
    await turn('archive').expect(200);
    for (const path of [
      '',
      '/stages',
      '/members',
      '/records',
      '/exports',
      '/exports/records?format=ris',
      '/flow',
      '/ledger',
    ])
      await everything.agent.get(at(path)).expect(200);
  });

  it('hands nothing out to be decided, and holds no slot of anybody for it', async () => {
    const { titleAbstract } = await openStages(app, reviewId, owner);
    await importRecords(app, reviewId, owner, ['Childcare centres and school readiness']);
    const queue = async (): Promise<unknown[]> =>
      (await everything.agent.get(at(`/stages/${titleAbstract}/queue`)).expect(200)).body.citations;
    const leases = (): Promise<number> => app.database.read((m) => m.countBy(LeaseEntity, { stageId: titleAbstract }));
    await turn('archive').expect(200);
    expect(await queue()).toEqual([]);
    expect(await leases()).toBe(0);
    await turn('restore').expect(200);
    expect(await queue()).toHaveLength(1);
    expect(await leases()).toBe(1);
  });

  it('stands in the list with the day it was archived, and nothing in it awaits anybody', async () => {
    await turn('archive').expect(200);
    const [card] = (await everything.agent.get('/api/reviews').expect(200)).body;
    expect(card.archivedAt).toBe(app.clock.now());
    expect(Object.values(card.todo)).toEqual([null, null, null, null]);
  });

  it('takes writing again once it is out, and says so when it was not in', async () => {
    await turn('archive').expect(200);
    await turn('restore', lead).expect(403);
    await turn('restore').expect(200);
    const seen = { title: 'Do early-years centres improve health?', kind: 'systematic' };
    await owner.agent
      .patch(at(''))
      .send({ ...seen, id: newId(), seen })
      .expect(200);
    expect((await turn('restore')).body).toMatchObject({ status: 409, code: 'not_archived' });
  });

  it('gives a request that was carried out before its first answer again, and no other under its id', async () => {
    const id = newId();
    const seen = { title: 'Do early-years centres improve health?', kind: 'systematic' };
    await owner.agent
      .patch(at(''))
      .send({ ...seen, id, seen })
      .expect(200, { id });
    await turn('archive').expect(200);
    const before = await entries();
    await owner.agent
      .patch(at(''))
      .send({ ...seen, id, seen })
      .expect(200, { id });
    const other = await owner.agent.patch(at('')).send({ ...seen, title: 'Another', id, seen });
    expect(other.body.code).toBe('idempotency_mismatch');
    const stolen = await everything.agent.patch(at('')).send({ ...seen, id, seen });
    expect(stolen.body.code).toBe('review_archived');
    expect(await entries()).toEqual(before);
  });

  it('takes nothing from a job or a command line either: its ledger stands still', async () => {
    await turn('archive').expect(200);
    const before = await entries();
    const act = app.ledger.act(
      { reviewId, id: newId(), memberId: owner.memberId, request: {}, machine: 'duplicates' },
      (open) => open.append('duplicates.merged', { by: 'machine', sets: [] }),
    );
    await expect(act).rejects.toMatchObject({ code: 'review_archived' });
    expect(await entries()).toEqual(before);
  });

  it('lets nobody join by a link that is still out, and leaves no account behind', async () => {
    const { body } = await owner.agent
      .post(at('/members/invitations'))
      .send({ id: newId(), emails: [], links: 1, roles: ['reviewer'] })
      .expect(201);
    const [{ id, path }] = body.invitations;
    const token = String(path).split('/').at(-1);
    await turn('archive').expect(200);
    const newcomer = { name: 'New Comer', email: 'new.comer@example.org', password: 'a harder passphrase to guess' };
    const refused = await app.anybody().post(`/api/invitations/${token}`).send(newcomer);
    expect(refused.body.code).toBe('review_archived');
    const unused = await app.database.read((m) => m.findOneByOrFail(InvitationEntity, { id }));
    expect(unused.usedAt).toBeNull();
    await turn('restore').expect(200);
    await app.anybody().post(`/api/invitations/${token}`).send(newcomer).expect(200);
  });

  it('is not made while work runs in it', async () => {
    const id = newId();
    const { memberId } = owner;
    // A kind of work that nobody here does, so that it waits for good.
    await app.database.transaction((tx) =>
      app.app.get(JobRunner).enqueue(tx, { id, reviewId, memberId, kind: 'elsewhere', payload: {} }),
    );
    expect((await turn('archive')).body).toMatchObject({ status: 409, code: 'jobs_open' });
    await app.database.transaction(({ manager }) => manager.delete(JobEntity, { id }));
    await turn('archive').expect(200);
  });
});
