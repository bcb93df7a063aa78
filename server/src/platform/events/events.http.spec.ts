import { get as httpGet, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type Actor, newId, StillClock, TestApp } from '../../../testing/app';
import { AuthService } from '../../people/auth.service';
import { EventStreams } from './event-streams';

const HOUR = 3_600_000;

/** An open stream and what it has said so far. */
interface Heard {
  status: number;
  messages: { type: string }[];
  ended: Promise<void>;
  /** Of the session it was opened with. */
  secret: string;
  close(): void;
}

describe('event streams over HTTP', () => {
  let app: TestApp;
  let founder: Actor;
  let reviewId: string;
  const open: Heard[] = [];
  const clock = new StillClock();

  beforeAll(async () => {
    app = await TestApp.start(clock);
    founder = await app.person('Founder');
  });
  beforeEach(async () => {
    reviewId = await app.review(founder);
  });
  afterEach(() => open.splice(0).forEach((heard) => heard.close()));
  afterAll(() => app.stop(), 60_000);

  async function listen(who: Actor | null, key?: string): Promise<Heard> {
    const { port } = app.app.getHttpServer().address() as AddressInfo;
    const secret = who && !key ? await app.app.get(AuthService).openSession(who.accountId, 'stream') : '';
    const headers = key ? { authorization: `Bearer ${key}` } : { cookie: `evenhand=${secret}` };
    const messages: Heard['messages'] = [];
    const response = await new Promise<IncomingMessage>((resolve) =>
      httpGet({ port, path: `/api/reviews/${reviewId}/events?ngsw-bypass=true`, headers }, resolve),
    );
    let rest = '';
    response.on('data', (chunk: Buffer) => {
      rest += chunk.toString();
      const parts = rest.split('\n\n');
      rest = parts.pop() ?? '';
      for (const part of parts) {
        expect(part).not.toMatch(/^id:/m);
        if (part.startsWith('data: ')) messages.push(JSON.parse(part.slice(6)) as { type: string });
      }
    });
    const ended = new Promise<void>((resolve) => response.on('close', () => resolve()));
    const heard = { status: response.statusCode ?? 0, messages, ended, secret, close: () => response.destroy() };
    open.push(heard);
    return heard;
  }
  const soon = () => new Promise((done) => setTimeout(done, 100));
  const act = (type: string, payload: object) =>
    app.ledger.act({ reviewId, id: newId(), memberId: founder.memberId, request: payload }, async (a) => {
      await a.append(type as 'search.recorded', payload as never);
    });
  const search = {
    ...{ source: 'X', sourceKind: 'database', platform: null, ranOn: null, coverage: null, strategy: null },
    ...{ limits: null, filters: null, hits: null, ranBy: null, peerReviewedBy: null, notes: null, cycle: 1 },
  };

  it('says which kind of thing changed, and nothing else', async () => {
    const heard = await listen(founder);
    expect(heard.status).toBe(200);
    await act('search.recorded', { searchId: newId(), search });
    await act('review.described', { title: 'Another title', kind: 'rapid' });
    await soon();
    expect(heard.messages).toEqual([{ type: 'imports' }, { type: 'review' }]);
  });

  it('a burst is told at its start and at its end', async () => {
    const heard = await listen(founder);
    for (let i = 0; i < 8; i++) await act('search.recorded', { searchId: newId(), search });
    await new Promise((done) => setTimeout(done, 700));
    expect(heard.messages).toEqual([{ type: 'imports' }, { type: 'imports' }]);
  });

  it('a reviewer is not told of what they may not see, nor anybody of a decision', async () => {
    const reviewer = await app.member(reviewId, founder, `R ${newId().slice(0, 8)}`, ['reviewer']);
    const [theirs, leads] = [await listen(reviewer), await listen(founder)];
    await act('search.recorded', { searchId: newId(), search });
    await act('decision.withdrawn', { citationId: 'none.1', stageId: 'none' }).catch(() => undefined);
    await act('conflict.discussed', { citationId: 'none.1', stageId: 'none', text: 'x' }).catch(() => undefined);
    await soon();
    expect(theirs.messages).toEqual([]);
    expect(leads.messages).toEqual([{ type: 'imports' }]);
  });

  it('ends when the membership ends', async () => {
    const reviewer = await app.member(reviewId, founder, `R ${newId().slice(0, 8)}`, ['reviewer']);
    const [theirs, leads] = [await listen(reviewer), await listen(founder)];
    await act('member.left', { memberId: reviewer.memberId, reason: null });
    await app.app.get(EventStreams).check();
    await theirs.ended;
    await act('review.described', { title: 'After', kind: 'rapid' });
    await soon();
    expect(leads.messages).toContainEqual({ type: 'review' });
    expect(theirs.messages).not.toContainEqual({ type: 'review' });
  });

  it('ends when the session ends', async () => {
    const heard = await listen(founder);
    await app.anybody().delete('/api/session').set('Cookie', `evenhand=${heard.secret}`).expect(204);
    await app.app.get(EventStreams).check();
    await heard.ended;
  });

  it.each([
    ['unused for too long', 9],
    ['open for too long, though it was used', 24 * 7 + 1],
  ])('ends when the session was %s', async (_what, hours) => {
    const heard = await listen(founder);
    for (let passed = 0; passed < hours; passed += 6) {
      clock.tick(Math.min(6, hours - passed) * HOUR);
      if (hours > 24) await app.anybody().get('/api/account').set('Cookie', `evenhand=${heard.secret}`);
    }
    await app.app.get(EventStreams).check();
    await heard.ended;
  });

  it('goes on while the session is in use', async () => {
    const heard = await listen(founder);
    let hasEnded = false;
    void heard.ended.then(() => (hasEnded = true));
    for (let i = 0; i < 3; i++) {
      clock.tick(6 * HOUR);
      await app.anybody().get('/api/account').set('Cookie', `evenhand=${heard.secret}`).expect(200);
      await app.app.get(EventStreams).check();
    }
    await soon();
    expect(hasEnded).toBe(false);
  });

  describe('with an API key', () => {
    const aKey = async (days: number): Promise<{ id: string; secret: string }> => {
      const fresh = await app.app.get(AuthService).openSession(founder.accountId, 'keys');
      const body = { id: newId(), name: 'Watcher', scopes: ['read'], days };
      const reply = await app.anybody().post('/api/account/tokens').set('Cookie', `evenhand=${fresh}`).send(body);
      expect(reply.status).toBe(201);
      return reply.body as { id: string; secret: string };
    };

    it('ends when the key is revoked', async () => {
      const key = await aKey(30);
      const heard = await listen(founder, key.secret);
      expect(heard.status).toBe(200);
      const fresh = await app.app.get(AuthService).openSession(founder.accountId, 'keys');
      await app.anybody().delete(`/api/account/tokens/${key.id}`).set('Cookie', `evenhand=${fresh}`).expect(204);
      await app.app.get(EventStreams).check();
      await heard.ended;
    });

    it('ends when the key runs out', async () => {
      const heard = await listen(founder, (await aKey(1)).secret);
      expect(heard.status).toBe(200);
      clock.tick(25 * HOUR);
      await app.app.get(EventStreams).check();
      await heard.ended;
    });
  });

  it('ends by itself within five seconds of the end of its session', async () => {
    const heard = await listen(founder);
    await app.anybody().delete('/api/session').set('Cookie', `evenhand=${heard.secret}`).expect(204);
    const began = Date.now();
    await heard.ended;
    expect(Date.now() - began).toBeLessThan(5_000);
  }, 10_000);

  it('strangers and people who are not signed in hear nothing', async () => {
    const stranger = await app.person(`S ${newId().slice(0, 8)}`);
    expect((await listen(stranger)).status).toBe(404);
    expect((await listen(null)).status).toBe(401);
  });
});
