import { aPassword, type Actor, newId, StillClock, TestApp } from '../../testing/app';
import { AuthService } from './auth.service';
import { AccountsService } from './accounts.service';
import { PasswordResetEntity } from './credential.entity';
import { digest } from './hashing';

const another = 'seven grey herons by the weir';

describe('an own account', () => {
  const clock = new StillClock();
  let app: TestApp;
  let ada: Actor;
  const secondBrowser = async (person: Actor) => {
    const secret = await app.app.get(AuthService).openSession(person.accountId, 'second browser');
    const agent = app.anybody();
    agent.set('Cookie', `evenhand=${secret}`);
    return agent;
  };
  const signIn = (email: string, password: string) => app.anybody().post('/api/session').send({ email, password });

  beforeAll(async () => {
    app = await TestApp.start(clock);
    ada = await app.person('Ada');
  });
  afterAll(() => app.stop());

  it('has a name that its person can change, and nothing else', async () => {
    await ada.agent.put('/api/account').send({ id: newId(), name: ' Ada L. ' }).expect(200);
    expect((await ada.agent.get('/api/session')).body.account.name).toBe('Ada L.');
    for (const extra of [{ siteAdmin: true }, { isSiteAdmin: true }, { accountId: 'x' }, { email: 'b@c' }]) {
      await ada.agent
        .put('/api/account')
        .send({ id: newId(), name: 'Ada', ...extra })
        .expect(400);
    }
    await app.anybody().put('/api/account').send({ id: newId(), name: 'x' }).expect(401);
  });

  it('a changed password ends every session, opens a new one here, and holds from then on', async () => {
    const bea = await app.person('Bea');
    const second = await secondBrowser(bea);
    const wrong = await bea.agent
      .put('/api/account/password')
      .send({ id: newId(), current: 'no', next: another })
      .expect(422);
    expect(wrong.body.code).toBe('wrong_password');
    const reply = await bea.agent
      .put('/api/account/password')
      .send({ id: newId(), current: aPassword, next: another })
      .expect(200);
    const cookie = String((reply.headers['set-cookie'] as unknown as string[])[0]).split(';')[0] ?? '';
    await second.get('/api/account').expect(401);
    const own = (await app.anybody().get('/api/account/sessions').set('Cookie', cookie).expect(200)).body;
    expect(own).toEqual([expect.objectContaining({ isCurrent: true })]);
    await signIn('bea@example.org', aPassword).expect(401);
    await signIn('bea@example.org', another).expect(200);
  });

  it.each([
    ['eleven characters', 'elevenchars', 400],
    ['129 characters', 'x y'.repeat(43), 400],
    ['a common one', 'Password2026!', 422],
    ['the own name', 'Hyacinth-Okonkwo', 422],
    ['the title of an own review', 'TrampolineParks1', 422],
    ['128 emoji', '🦉🌊🎈🧦🪵🍐🧵🚲'.repeat(16), 422],
    ['different emoji, twelve of them', '🦉🌊🎈🧦🪵🍐🧵🚲🔔🥁🧊🪁', 200],
  ])('%s as a password', async (_what, next, status) => {
    const person = await app.person(`Hyacinth Okonkwo ${newId()}`);
    await app.review(person, 'Trampoline parks and injuries');
    await person.agent.put('/api/account/password').send({ id: newId(), current: aPassword, next }).expect(status);
  });

  it('wrong passwords inside a session are counted too', async () => {
    const cleo = await app.person('Cleo');
    const change = { id: newId(), current: 'guess after guess', next: another };
    for (let i = 0; i < 10; i++) await cleo.agent.put('/api/account/password').send(change).expect(422);
    await cleo.agent.put('/api/account/password').send(change).expect(429);
    await cleo.agent.get('/api/account').expect(200);
  });

  it('lists its sessions, ends one of them, ends all of them', async () => {
    const dora = await app.person('Dora');
    const second = await secondBrowser(dora);
    const list = (await dora.agent.get('/api/account/sessions').expect(200)).body;
    expect(list.map((s: { userAgent: string }) => s.userAgent).sort()).toEqual(['second browser', 'test']);
    expect(list.filter((s: { isCurrent: boolean }) => s.isCurrent)).toHaveLength(1);
    const other = list.find((s: { isCurrent: boolean }) => !s.isCurrent);
    await ada.agent.delete(`/api/account/sessions/${other.id}`).expect(204);
    await second.get('/api/account').expect(200);
    await dora.agent.delete(`/api/account/sessions/${other.id}`).expect(204);
    await second.get('/api/account').expect(401);
    const third = await secondBrowser(dora);
    await dora.agent.delete('/api/account/sessions').expect(204);
    await dora.agent.get('/api/account').expect(401);
    await third.get('/api/account').expect(401);
  });

  it('is deactivated by its person with their password, unless a review would be left without an owner', async () => {
    const eve = await app.person('Eve');
    const reviewId = await app.review(eve, 'Hedgehogs');
    await eve.agent.post('/api/account/deactivate').send({ password: 'no' }).expect(422);
    const refused = await eve.agent.post('/api/account/deactivate').send({ password: aPassword }).expect(409);
    expect(refused.body).toMatchObject({ code: 'last_owner', reviews: ['Hedgehogs'] });
    await app.member(reviewId, eve, 'Fay', ['owner']);
    await eve.agent.post('/api/account/deactivate').send({ password: aPassword }).expect(204);
    await eve.agent.get('/api/account').expect(401);
    await signIn('eve@example.org', aPassword).expect(401);
  });
});

describe('API keys', () => {
  const clock = new StillClock();
  let app: TestApp;
  let founder: Actor;
  let reviewId: string;
  const keyOf = async (person: Actor, scopes: string[], days = 30): Promise<{ id: string; secret: string }> =>
    (await person.agent.post('/api/account/tokens').send({ id: newId(), name: 'script', scopes, days }).expect(201))
      .body;
  const withKey = (secret: string) => app.anybody().set('Authorization', `Bearer ${secret}`);

  beforeAll(async () => {
    app = await TestApp.start(clock);
    founder = await app.person('Founder', true);
    reviewId = await app.review(founder);
  });
  afterAll(() => app.stop());

  it('are shown once, hashed at rest, and listed without their secret', async () => {
    const { id, secret } = await keyOf(founder, ['read']);
    expect(secret).toMatch(/^ehk_[\w-]{43}$/);
    const list = (await founder.agent.get('/api/account/tokens').expect(200)).body;
    expect(list.find((token: { id: string }) => token.id === id)).toEqual({
      id,
      name: 'script',
      scopes: ['read'],
      createdAt: clock.now(),
      expiresAt: '2026-02-04T09:00:00.000Z',
      usedAt: null,
    });
    const stored = await app.database.read((m) => m.query<object[]>('SELECT * FROM api_token'));
    expect(JSON.stringify(stored)).toContain(digest(secret));
    expect(JSON.stringify(stored)).not.toContain(secret);
  });

  it('do in a review what both their scopes and their account allow', async () => {
    const viewer = await app.member(reviewId, founder, 'Viewer', ['viewer']);
    const all = await keyOf(viewer, ['all']);
    await withKey(all.secret).get(`/api/reviews/${reviewId}`).expect(200);
    await withKey(all.secret).patch(`/api/reviews/${reviewId}`).send({}).expect(403);
    const read = await keyOf(founder, ['read']);
    const one = await withKey(read.secret).get(`/api/reviews/${reviewId}`).expect(200);
    expect(one.body.me.permissions).toContain('flow.read');
    expect(one.body.me.permissions).not.toContain('review.edit');
    const refused = await withKey(read.secret).patch(`/api/reviews/${reviewId}`).send({}).expect(403);
    expect(refused.body.code).toBe('not_in_scope');
    await withKey(read.secret).get('/api/reviews').expect(200);
    await withKey(read.secret).post('/api/reviews').send({}).expect(403);
    const stranger = await app.person('Stranger');
    await withKey((await keyOf(stranger, ['all'])).secret)
      .get(`/api/reviews/${reviewId}`)
      .expect(404);
  });

  it('change nothing about who can get in, whatever their scopes', async () => {
    const { secret } = await keyOf(founder, ['all']);
    for (const path of ['/api/account/tokens', '/api/account/sessions', '/api/admin/accounts']) {
      await withKey(secret).get(path).expect(403);
    }
    await withKey(secret)
      .put('/api/account/password')
      .send({ id: newId(), current: aPassword, next: another })
      .expect(403);
    await withKey(secret).post('/api/account/tokens').send({}).expect(403);
  });

  it("belong to their account: nobody revokes another's", async () => {
    const { id, secret } = await keyOf(founder, ['read']);
    const other = await app.person('Other');
    await other.agent.delete(`/api/account/tokens/${id}`).expect(204);
    await withKey(secret).get('/api/reviews').expect(200);
    const taken = { id, name: 'script', scopes: ['read'], days: 1 };
    await other.agent.post('/api/account/tokens').send(taken).expect(422);
  });

  it('the request sent twice makes one key, whose last secret counts', async () => {
    const body = { id: newId(), name: 'twice', scopes: ['read'], days: 3 };
    const first = (await founder.agent.post('/api/account/tokens').send(body).expect(201)).body;
    const second = (await founder.agent.post('/api/account/tokens').send(body).expect(201)).body;
    expect(second.id).toBe(first.id);
    await withKey(first.secret).get('/api/reviews').expect(401);
    await withKey(second.secret).get('/api/reviews').expect(200);
  });

  it.each([
    ['no scope', { scopes: [] }],
    ['an unknown scope', { scopes: ['admin'] }],
    ['no end', { days: 100_000 }],
    ['no name', { name: ' ' }],
  ])('one with %s is refused', async (_why, part) => {
    const body = { id: newId(), name: 'script', scopes: ['read'], days: 3, ...part };
    await founder.agent.post('/api/account/tokens').send(body).expect(400);
  });

  it('a key that is not ours opens nothing, and a cookie beside it is not looked at', async () => {
    await founder.agent
      .get('/api/reviews')
      .set('Authorization', `Bearer ehk_${'a'.repeat(43)}`)
      .expect(401);
    await app.anybody().get('/api/reviews').set('Authorization', 'Bearer nonsense').expect(401);
  });

  it('end when revoked, when they expire, when the account is deactivated, and at a password reset', async () => {
    const revoked = await keyOf(founder, ['read']);
    await founder.agent.delete(`/api/account/tokens/${revoked.id}`).expect(204);
    await withKey(revoked.secret).get('/api/reviews').expect(401);
    const accounts = app.app.get(AccountsService);
    const forgetful = await app.person('Forgetful');
    const ofForgetful = await keyOf(forgetful, ['read']);
    const token = (await accounts.issueReset(forgetful.accountId)).path.split('#')[1];
    await app.anybody().post('/api/reset').send({ token, password: another }).expect(200);
    await withKey(ofForgetful.secret).get('/api/reviews').expect(401);
    const expiring = await keyOf(founder, ['read'], 1);
    const gone = await app.person('Gone');
    const ofGone = await keyOf(gone, ['read']);
    await accounts.deactivate(gone.accountId);
    await withKey(ofGone.secret).get('/api/reviews').expect(401);
    await withKey(expiring.secret).get('/api/reviews').expect(200);
    clock.tick(86_400_000);
    await withKey(expiring.secret).get('/api/reviews').expect(401);
  });
});

describe('site administration', () => {
  const clock = new StillClock();
  let app: TestApp;
  let host: Actor;
  let ada: Actor;
  const use = (token: string, password = another) => app.anybody().post('/api/reset').send({ token, password });

  beforeAll(async () => {
    app = await TestApp.start(clock, { EVENHAND_PUBLIC_URL: 'http://review.example.org/' });
    host = await app.person('Host', true);
    ada = await app.person('Ada');
  });
  afterAll(() => app.stop());

  it('lists accounts, and is nowhere to be found for others', async () => {
    const list = (await host.agent.get('/api/admin/accounts').expect(200)).body;
    expect(list.map((account: { name: string }) => account.name)).toEqual(['Ada', 'Host']);
    expect(JSON.stringify(list)).not.toContain('argon2');
    await ada.agent.get('/api/admin/accounts').expect(404);
    await app.anybody().get('/api/admin/accounts').expect(401);
  });

  it('opens no review', async () => {
    const reviewId = await app.review(ada);
    await host.agent.get(`/api/reviews/${reviewId}`).expect(404);
  });

  it('makes a link with which the person sets a new password, once, for half an hour', async () => {
    const path = `/api/admin/accounts/${ada.accountId}/reset-link`;
    const { url, path: relative } = (await host.agent.post(path).expect(200)).body;
    expect(url).toBe(`http://review.example.org${relative}`);
    const token = String(relative).split('#')[1] ?? '';
    expect(Buffer.from(token, 'base64url')).toHaveLength(32);
    const rows = await app.database.read((m) => m.find(PasswordResetEntity));
    expect(JSON.stringify(rows)).not.toContain(token);
    const target = await app.anybody().post('/api/reset/look').send({ token }).expect(200);
    expect(target.body).toEqual({ name: 'Ada', email: 'ada@example.org' });
    await use(token, 'Password2026!').expect(422);
    const done = await use(token).expect(200);
    expect(done.body.account.id).toBe(ada.accountId);
    await ada.agent.get('/api/account').expect(401);
    await app.anybody().post('/api/session').send({ email: 'ada@example.org', password: another }).expect(200);

    const late = String((await host.agent.post(path)).body.path).split('#')[1] ?? '';
    const replaced = late;
    const newest = String((await host.agent.post(path)).body.path).split('#')[1] ?? '';
    const refusals = [await use(token), await use('made-up'), await use(replaced)];
    clock.tick(30 * 60_000);
    refusals.push(await use(newest), await app.anybody().post('/api/reset/look').send({ token: newest }));
    expect(refusals.map((reply) => reply.status)).toEqual([404, 404, 404, 404, 404]);
    expect(new Set(refusals.map((reply) => reply.body.detail)).size).toBe(1);
  });

  it('tries of reset links are counted by address', async () => {
    let last = 0;
    for (let i = 0; i < 61; i++) last = (await use(`guess-${i}`)).status;
    expect(last).toBe(429);
    clock.tick(15 * 60_000 + 1);
  });

  it('deactivates and reactivates; the last administrator cannot go', async () => {
    const cleo = await app.person('Cleo');
    const path = `/api/admin/accounts/${cleo.accountId}`;
    expect((await host.agent.post(`${path}/deactivate`).expect(200)).body.deactivatedAt).not.toBeNull();
    await cleo.agent.get('/api/account').expect(401);
    await host.agent.post(`${path}/reset-link`).expect(200);
    expect((await host.agent.post(`${path}/reactivate`).expect(200)).body.deactivatedAt).toBeNull();
    await host.agent.post(`/api/admin/accounts/${host.accountId}/deactivate`).expect(409);
    await host.agent.patch(`/api/admin/accounts/${host.accountId}`).send({ siteAdmin: false }).expect(409);
    await host.agent.post('/api/admin/accounts/nobody-at-all/deactivate').expect(404);
  });

  it('is handed on: the new administrator signs in anew under the new rights', async () => {
    const dora = await app.person('Dora');
    await host.agent.patch(`/api/admin/accounts/${dora.accountId}`).send({ siteAdmin: true }).expect(200);
    await dora.agent.get('/api/account').expect(401);
    const agent = app.anybody();
    await agent.post('/api/session').send({ email: 'dora@example.org', password: aPassword }).expect(200);
    await agent.patch(`/api/admin/accounts/${host.accountId}`).send({ siteAdmin: false }).expect(200);
    await host.agent.get('/api/admin/accounts').expect(401);
  });
});
