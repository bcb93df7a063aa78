import { aPassword, type Actor, StillClock, TestApp } from '../../testing/app';
import { Database } from '../platform/database/database';
import { AccountEntity, SessionEntity } from './account.entity';
import { digest } from './hashing';

const cookieOf = (headers: Record<string, unknown>): string => String((headers['set-cookie'] as string[])?.[0] ?? '');
const valueOf = (cookie: string): string => cookie.slice(cookie.indexOf('=') + 1, cookie.indexOf(';'));

describe('signing in', () => {
  const clock = new StillClock();
  let app: TestApp;
  let ada: Actor;
  const signIn = (email: string, password: string, from = '192.0.2.1') =>
    app.anybody().post('/api/session').set('X-Forwarded-For', from).send({ email, password });

  beforeAll(async () => {
    app = await TestApp.start(clock, { EVENHAND_TRUST_PROXY: '1' });
    ada = await app.person('Ada');
  });
  afterAll(() => app.stop());

  it('the right password opens a session in an HttpOnly cookie, under any form of the address', async () => {
    const reply = await signIn(' ADA@example.org', aPassword).expect(200);
    expect(reply.body.account).toMatchObject({ id: ada.accountId, name: 'Ada', email: 'ada@example.org' });
    expect(cookieOf(reply.headers)).toMatch(/^evenhand=[\w-]{43}; Max-Age=604800; Path=\/;.*HttpOnly; SameSite=Lax$/);
    expect(JSON.stringify(reply.body)).not.toContain(valueOf(cookieOf(reply.headers)));
  });

  it('a session has a new secret after every sign-in, and the old one is dead', async () => {
    const first = valueOf(cookieOf((await signIn('ada@example.org', aPassword)).headers));
    const again = await app
      .anybody()
      .post('/api/session')
      .set('Cookie', `evenhand=${first}`)
      .send({ email: 'ada@example.org', password: aPassword })
      .expect(200);
    expect(valueOf(cookieOf(again.headers))).not.toBe(first);
    await app.anybody().get('/api/account').set('Cookie', `evenhand=${first}`).expect(401);
  });

  it('the table of sessions does not hold what the cookie holds', async () => {
    const secret = valueOf(cookieOf((await signIn('ada@example.org', aPassword)).headers));
    const rows = await app.app.get(Database).read((m) => m.find(SessionEntity));
    expect(rows.map((row) => row.id)).toContain(digest(secret));
    expect(JSON.stringify(rows)).not.toContain(secret);
  });

  it('a wrong password, an unknown address and a deactivated account are answered alike', async () => {
    const gone = await app.person('Gone');
    await app.database.transaction(({ manager }) =>
      manager.update(AccountEntity, { id: gone.accountId }, { deactivatedAt: clock.now() }),
    );
    const replies = [
      await signIn('ada@example.org', 'not the right words', '192.0.2.20'),
      await signIn('nobody@example.org', 'not the right words', '192.0.2.20'),
      await signIn('gone@example.org', aPassword, '192.0.2.20'),
    ];
    expect(replies.map((reply) => reply.status)).toEqual([401, 401, 401]);
    expect(new Set(replies.map((reply) => JSON.stringify({ ...reply.body, requestId: '' }))).size).toBe(1);
    await gone.agent.get('/api/account').expect(401);
  });

  it.each([
    ['a query for an address', { email: { $ne: 1 }, password: 'x' }],
    ['a list of passwords', { email: 'a@b', password: ['x'] }],
    ['a role beside them', { email: 'a@b', password: 'x', isSiteAdmin: true }],
    ['a password of a megabyte', { email: 'a@b', password: 'x'.repeat(1_000_000) }],
  ])('%s is refused before anything is compared', async (_why, body) => {
    await app.anybody().post('/api/session').send(body).expect(400);
  });

  it('ten wrong passwords pause the account, even for the right one from a new place, and no longer than a quarter hour', async () => {
    await app.person('Bea');
    for (let i = 0; i < 10; i++) await signIn('bea@example.org', 'wrong words here', `198.51.100.${i}`).expect(401);
    const paused = await signIn('bea@example.org', aPassword, '198.51.100.77').expect(429);
    expect(paused.body.code).toBe('too_many_requests');
    expect(Number(paused.headers['retry-after'])).toBeGreaterThan(800);
    clock.tick(15 * 60_000 + 1);
    await signIn('bea@example.org', aPassword, '198.51.100.77').expect(200);
  });

  it('an address that is no account is paused in the same way', async () => {
    for (let i = 0; i < 10; i++) await signIn('ghost@example.org', 'wrong words here', `198.51.100.${i}`).expect(401);
    await signIn('ghost@example.org', 'wrong words here', '198.51.100.9').expect(429);
  });

  it("strangers' guesses do not keep the owner out where they have signed in before, nor end their session", async () => {
    const cleo = await app.person('Cleo');
    await signIn('cleo@example.org', aPassword, '203.0.113.5').expect(200);
    for (let i = 0; i < 12; i++) await signIn('cleo@example.org', 'wrong words here', `198.51.100.${i}`);
    await signIn('cleo@example.org', aPassword, '198.51.100.1').expect(429);
    await signIn('cleo@example.org', aPassword, '203.0.113.5').expect(200);
    await cleo.agent.get('/api/account').expect(200);
  });

  it('one address cannot try many accounts, whatever it writes before the address that the proxy adds', async () => {
    let refused = 0;
    for (let i = 0; i < 101; i++) {
      const reply = await signIn(`someone-${i}@example.org`, 'x', `10.0.0.${i}, 203.0.113.99`);
      if (reply.status === 429) refused++;
    }
    expect(refused).toBe(1);
    await signIn('ada@example.org', aPassword, '203.0.113.98').expect(200);
  }, 60_000);

  it('a session ends when idle for too long, and in any case after its longest life', async () => {
    const eve = await app.person('Eve');
    clock.tick(7 * 3_600_000);
    await eve.agent.get('/api/account').expect(200);
    clock.tick(7 * 3_600_000);
    await eve.agent.get('/api/account').expect(200);
    clock.tick(9 * 3_600_000);
    await eve.agent.get('/api/account').expect(401);
    const fay = await app.person('Fay');
    for (let hour = 0; hour < 7 * 24; hour += 6) {
      await fay.agent.get('/api/account').expect(200);
      clock.tick(6 * 3_600_000);
    }
    clock.tick(1);
    await fay.agent.get('/api/account').expect(401);
  });

  it('signing out ends the session and clears the browser', async () => {
    const gil = await app.person('Gil');
    const reply = await gil.agent.delete('/api/session').expect(204);
    expect(cookieOf(reply.headers)).toMatch(/^evenhand=; /);
    // Unsent votes lie in the browser's storage: they outlast signing out.
    expect(reply.headers['clear-site-data']).toBe('"cache"');
    await gil.agent.get('/api/account').expect(401);
  });
});

describe('the first account', () => {
  it('is made once, with a password that is not guessed at once', async () => {
    const app = await TestApp.start();
    const first = { name: 'Host', email: 'host@example.org', password: 'Evenhand2026!' };
    expect((await app.anybody().get('/api/session')).body.setupNeeded).toBe(true);
    const weak = await app.anybody().post('/api/setup').send(first).expect(422);
    expect(weak.body).toMatchObject({ code: 'guessable_password', detail: expect.stringContaining('product') });
    await app
      .anybody()
      .post('/api/setup')
      .send({ ...first, password: 'short words' })
      .expect(400);
    const made = await app
      .anybody()
      .post('/api/setup')
      .send({ ...first, password: aPassword })
      .expect(200);
    expect(made.body.account.siteAdmin).toBe(true);
    await app
      .anybody()
      .post('/api/setup')
      .send({ ...first, password: aPassword })
      .expect(409);
    expect((await app.anybody().get('/api/session')).body.setupNeeded).toBe(false);
    await app.stop();
  });

  it('two who set up at the same moment make one account', async () => {
    const app = await TestApp.start();
    const replies = await Promise.all(
      ['a', 'b', 'c'].map((name) =>
        app
          .anybody()
          .post('/api/setup')
          .send({ name, email: `${name}@example.org`, password: aPassword }),
      ),
    );
    expect(replies.map((reply) => reply.status).sort()).toEqual([200, 409, 409]);
    await app.stop();
  });
});
