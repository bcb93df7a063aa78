import { aPassword, type Actor, newId, TestApp } from '../../../testing/app';

const cookieOf = (reply: { headers: Record<string, unknown> }): string =>
  String((reply.headers['set-cookie'] as string[] | undefined)?.[0]);
const directives = (csp: string): Record<string, string> =>
  Object.fromEntries(
    csp.split(';').map((part) => {
      const [name = '', ...values] = part.trim().split(/\s+/);
      return [name, values.join(' ')];
    }),
  );

describe('what every answer carries', () => {
  let app: TestApp;
  let ada: Actor;

  beforeAll(async () => {
    app = await TestApp.start();
    ada = await app.person('Ada');
  });
  afterAll(() => app.stop());

  it.each([
    ['an answer', '/api/session'],
    ['a refusal', '/api/reviews'],
    ['nothing', '/api/no-such-thing'],
  ])(
    '%s: a content policy without inline or foreign scripts, and no sniffing, framing or referring',
    async (_what, path) => {
      const { headers } = await app.anybody().get(path);
      const csp = directives(headers['content-security-policy'] ?? '');
      expect(csp).toMatchObject({
        'default-src': "'none'",
        'script-src': "'self'",
        'connect-src': "'self'",
        'object-src': "'none'",
        'base-uri': "'none'",
        'frame-ancestors': "'none'",
        'form-action': "'self'",
        'worker-src': "'self'",
        'require-trusted-types-for': "'script'",
        'trusted-types': 'angular angular#unsafe-bypass angular#components default',
      });
      expect(JSON.stringify(csp)).not.toMatch(/unsafe-eval|allow-duplicates|\*|https?:/);
      expect(headers).toMatchObject({
        'x-content-type-options': 'nosniff',
        'referrer-policy': 'no-referrer',
        'cross-origin-opener-policy': 'same-origin',
        'cross-origin-resource-policy': 'same-origin',
        'cross-origin-embedder-policy': 'require-corp',
        'permissions-policy': expect.stringMatching(/camera=\(\).*geolocation=\(\).*microphone=\(\).*usb=\(\)/),
        'x-request-id': expect.stringMatching(/^[0-9a-f-]{36}$/),
        'cache-control': 'private, no-store',
      });
      expect(headers).not.toHaveProperty('x-powered-by');
      expect(headers).not.toHaveProperty('access-control-allow-origin');
    },
  );

  it('signing out clears what the cache kept, and leaves the votes that were not sent to the client', async () => {
    const person = await app.person('Leaver');
    const { headers } = await person.agent.delete('/api/session').expect(204);
    expect(headers['clear-site-data']).toBe('"cache"');
  });

  it('on plain http nothing is promised about TLS; the cookie has no prefix that browsers would refuse', async () => {
    const reply = await app.anybody().post('/api/session').send({ email: 'ada@example.org', password: aPassword });
    expect(reply.headers).not.toHaveProperty('strict-transport-security');
    expect(cookieOf(reply)).toMatch(/^evenhand=/);
  });

  it('behind https the cookie is bound to the host and to TLS, and TLS is required for two years', async () => {
    const secure = await TestApp.start(undefined, { EVENHAND_PUBLIC_URL: 'https://review.example.org' });
    await secure.person('Bea');
    const reply = await secure
      .anybody()
      .post('/api/session')
      .set('Origin', 'https://review.example.org')
      .send({ email: 'bea@example.org', password: aPassword })
      .expect(200);
    expect(cookieOf(reply)).toMatch(/^__Host-evenhand=[\w-]{43};.*Path=\/;.*HttpOnly; Secure; SameSite=Lax$/);
    expect(cookieOf(reply)).not.toMatch(/Domain=/);
    expect(reply.headers['strict-transport-security']).toMatch(/^max-age=63072000/);
    const plain = cookieOf(reply).replace('__Host-', '').split(';')[0] ?? '';
    await secure.anybody().get('/api/account').set('Cookie', plain).expect(401);
    await secure.stop();
  });

  it.each(['limitt=5', 'limit[]=5', 'words[$ne]=1', '__proto__[x]=1', 'q=a%00b'])(
    'a list asked with %s, which it does not know, is refused rather than answered as if nothing were asked',
    async (query) => {
      const reviewId = await app.review(ada);
      const reply = await ada.agent.get(`/api/reviews/${reviewId}/records?${query}`).expect(400);
      expect(reply.body).toMatchObject({ code: 'invalid_request' });
    },
  );

  describe('a request that changes something', () => {
    const body = () => ({ id: newId(), name: 'Ada' });

    it.each([
      ['another site', 'https://evil.example'],
      ['another port of the same host', 'http://127.0.0.1:1'],
      ['a page without an origin', 'null'],
      ['nonsense', 'not an origin'],
    ])('from %s is refused', async (_what, origin) => {
      const reply = await ada.agent.put('/api/account').set('Origin', origin).send(body()).expect(403);
      expect(reply.body.code).toBe('wrong_origin');
    });

    it('that the browser calls cross-site is refused, from our own pages it is taken', async () => {
      await ada.agent.put('/api/account').set('Sec-Fetch-Site', 'cross-site').send(body()).expect(403);
      const { host } = new URL((await ada.agent.get('/api/session')).request.url as string);
      await ada.agent
        .put('/api/account')
        .set('Origin', `http://${host}`)
        .set('Sec-Fetch-Site', 'same-origin')
        .send(body())
        .expect(200);
    });

    it.each(['text/plain', 'application/x-www-form-urlencoded'])(
      'as %s, which a form can send, is refused',
      async (type) => {
        await ada.agent.put('/api/account').set('Content-Type', type).send(JSON.stringify(body())).expect(415);
      },
    );

    it.each([
      ['what is not JSON', '{"name":'],
      ['an array', '[]'],
      ['a prototype in the body', '{"id":"12345678","name":"x","__proto__":{"isSiteAdmin":true}}'],
      ['a constructor in the body', '{"id":"12345678","name":"x","constructor":{"prototype":{}}}'],
      ['a zero character', '{"id":"12345678","name":"a\\u0000b"}'],
      ['half of a character', '{"id":"12345678","name":"a \\ud83d b"}'],
      ['forty levels of nesting', `{"id":"12345678","name":${'['.repeat(40)}${']'.repeat(40)}}`],
      ['a hundred thousand levels of nesting', `{"name":${'['.repeat(100_000)}${']'.repeat(100_000)}}`],
    ])('with %s is refused as a bad request, at once', async (_what, text) => {
      const started = Date.now();
      const reply = await ada.agent.put('/api/account').set('Content-Type', 'application/json').send(text);
      expect(reply.status).toBe(400);
      expect(reply.body).toMatchObject({ code: 'invalid_request', requestId: expect.any(String) });
      expect(JSON.stringify(reply.body)).not.toMatch(/node_modules|\.ts:|at \w+ \(/);
      expect(Date.now() - started).toBeLessThan(2000);
      expect(({} as { isSiteAdmin?: boolean }).isSiteAdmin).toBeUndefined();
    });

    it('may carry any character of any language, whole ones beyond the first plane too', async () => {
      const name = 'Ада 小林 \u{1F4DA}';
      const { body: kept } = await ada.agent
        .put('/api/account')
        .send({ ...body(), name })
        .expect(200);
      expect(kept).toMatchObject({ name });
    });

    it('of more than a megabyte is refused as too large, and only that', async () => {
      const sized = (length: number) => ada.agent.put('/api/account').send({ ...body(), name: 'x'.repeat(length) });
      for (const length of [1_100_000, 10_000_000]) {
        const reply = await sized(length);
        expect(reply.status).toBe(413);
        expect(reply.type).toBe('application/problem+json');
        expect(reply.body).toMatchObject({ code: 'too_large', status: 413, requestId: expect.any(String) });
      }
      await sized(1_000_000).expect(400);
    });
  });

  it('who writes faster than a person can is told to wait, and nobody else is', async () => {
    const script = await app.person('Script');
    const replies: number[] = [];
    let retryAfter = '';
    for (let i = 0; i < 900 && !retryAfter; i++) {
      const reply = await script.agent.put('/api/account').send({});
      replies.push(reply.status);
      retryAfter = reply.headers['retry-after'] ?? '';
    }
    expect(replies.at(-1)).toBe(429);
    expect(replies.length).toBeGreaterThan(600);
    expect(Number(retryAfter)).toBe(1);
    await script.agent.get('/api/account').expect(200);
    const other = await ada.agent.put('/api/account').send({ id: newId(), name: 'Ada' }).expect(200);
    expect(Object.keys(other.headers).filter((name) => /ratelimit|retry/i.test(name))).toEqual([]);
  }, 60_000);
});
