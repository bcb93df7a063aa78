import { provideHttpClient, withInterceptors } from '@angular/common/http';
import { HttpTestingController, provideHttpClientTesting } from '@angular/common/http/testing';
import { signal } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { Outbox } from './outbox';
import { problems } from './problem.interceptor';
import { ProblemText } from './problem-text';
import type { OutboxAct } from './screening-outbox-entry';
import { RefusedActs } from './screening-refused';
import { SessionState } from './session';

const pause = (ms = 0): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
const aVote = (id: string): OutboxAct => ({
  kind: 'decide',
  body: { id, citationId: 'c', stageId: 's', verdict: 'include', reasons: [], tags: [], note: null, clientAt: null },
});
const ana = { id: 'ana', name: 'Ana', email: 'ana@example.org', siteAdmin: false };

describe('what the outbox makes of answers', () => {
  const account = signal<typeof ana | null>(ana);
  let outbox: Outbox;
  let http: HttpTestingController;
  /** Adds a vote, lets it go, answers who is signed in, and gives the request for it. */
  const sent = async (signedIn: string | null = 'ana'): Promise<ReturnType<HttpTestingController['match']>> => {
    await outbox.add('review', aVote('vote-0001'), { title: 'A title', ordinal: 1 });
    await pause();
    await outbox.release();
    await pause(20);
    for (const request of http.match('/api/session')) {
      request.flush({ account: signedIn ? { ...ana, id: signedIn } : null, setupNeeded: false, version: '1' });
    }
    await pause(20);
    return http.match('/api/reviews/review/decisions');
  };

  beforeEach(() => {
    account.set(ana);
    TestBed.configureTestingModule({
      providers: [
        provideHttpClient(withInterceptors([problems])),
        provideHttpClientTesting(),
        { provide: ProblemText, useValue: { of: ({ code }: { code: string }) => code } },
        { provide: SessionState, useValue: { account, hasExpired: signal(false), signedInAgain: () => new Promise<void>(() => undefined) } },
      ],
    });
    outbox = TestBed.inject(Outbox);
    http = TestBed.inject(HttpTestingController);
    TestBed.tick();
  });

  it('a receipt with the vote’s own id empties it', async () => {
    const [request] = await sent();
    request?.flush({ id: 'vote-0001', citationId: 'c' });
    await pause(20);
    expect(outbox.waiting()).toEqual([]);
    expect(outbox.isStuck()).toBe(false);
  });

  it.each([
    ['a page of a captive portal', (request: Sent) => request.flush('<html>Log in</html>')],
    ['a receipt for something else', (request: Sent) => request.flush({ id: 'another' })],
    ['no network', (request: Sent) => request.error(new ProgressEvent('error'))],
    ['a proxy’s error page', (request: Sent) => request.flush('<html>', { status: 403, statusText: 'Forbidden' })],
    ['a server that restarts', (request: Sent) => request.flush('', { status: 503, statusText: 'Unavailable' })],
    ['too many requests', (request: Sent) => request.flush(problem(429, 'too_many_requests'), { status: 429, statusText: '-' })],
  ])('%s is no success, and the vote waits', async (_what, answer) => {
    const [request] = await sent();
    answer(request as Sent);
    await pause(20);
    expect(outbox.waiting()).toHaveLength(1);
    expect(outbox.refused()).toEqual([]);
    expect(outbox.isStuck()).toBe(true);
  });

  it('the server’s own refusal sets the vote aside with its reason', async () => {
    const [request] = await sent();
    request?.flush(problem(409, 'stage_closed'), { status: 409, statusText: 'Conflict' });
    await pause(20);
    expect(outbox.waiting()).toEqual([]);
    expect(outbox.refused()).toMatchObject([{ refusal: { code: 'stage_closed' } }]);
  });

  it('a vote that comes too late for a review in the archive is kept, and can be sent again once it is out', async () => {
    const [request] = await sent();
    request?.flush(problem(409, 'review_archived'), { status: 409, statusText: 'Conflict' });
    await pause(20);
    expect(TestBed.inject(RefusedActs).all()).toMatchObject([{ title: 'A title', mayRetry: true }]);
    const [refused] = outbox.refused();
    TestBed.inject(RefusedActs).again(refused?.seq ?? 0);
    await pause(20);
    expect(outbox.waiting()).toMatchObject([{ act: { body: { id: 'vote-0001' } } }]);
  });

  it('nothing is sent under another account that a second tab has signed in', async () => {
    expect(await sent('ben')).toEqual([]);
    expect(outbox.waiting()).toHaveLength(1);
  });

  it('after signing out nothing is shown or sent, and the same account finds it again', async () => {
    const [request] = await sent();
    request?.error(new ProgressEvent('error'));
    await pause(20);
    account.set(null);
    TestBed.tick();
    await pause(20);
    expect(outbox.waiting()).toEqual([]);
    account.set(ana);
    TestBed.tick();
    await pause(20);
    expect(outbox.waiting()).toHaveLength(1);
  });
});

type Sent = ReturnType<HttpTestingController['match']>[number];

function problem(status: number, code: string): object {
  return { type: '', title: '', status, code, detail: '', requestId: 'r' };
}
