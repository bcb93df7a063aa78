import { get as httpGet, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type Actor, newId, TestApp } from '../../../testing/app';
import { AuthService } from '../../people/auth.service';
import { EventStreams } from './event-streams';

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

  beforeAll(async () => {
    app = await TestApp.start();
    founder = await app.person('Founder');
  });
  beforeEach(async () => {
    reviewId = await app.review(founder);
  });
  afterEach(() => open.splice(0).forEach((heard) => heard.close()));
  afterAll(() => app.stop(), 60_000);

  async function listen(who: Actor | null): Promise<Heard> {
    const { port } = app.app.getHttpServer().address() as AddressInfo;
    const secret = who ? await app.app.get(AuthService).openSession(who.accountId, 'stream') : '';
    const messages: Heard['messages'] = [];
    const response = await new Promise<IncomingMessage>((resolve) =>
      httpGet({ port, path: `/api/reviews/${reviewId}/events`, headers: { cookie: `evenhand=${secret}` } }, resolve),
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

  it('strangers and people who are not signed in hear nothing', async () => {
    const stranger = await app.person(`S ${newId().slice(0, 8)}`);
    expect((await listen(stranger)).status).toBe(404);
    expect((await listen(null)).status).toBe(401);
  });
});
