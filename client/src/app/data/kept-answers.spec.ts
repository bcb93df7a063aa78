import { HttpClient, provideHttpClient, withInterceptors } from '@angular/common/http';
import { HttpTestingController, provideHttpClientTesting } from '@angular/common/http/testing';
import { TestBed } from '@angular/core/testing';
import { firstValueFrom } from 'rxjs';
import { DeviceStore } from './device-store';
import { keptAnswers } from './kept-answers';
import { problems } from './problem.interceptor';
import { SessionState } from './session';

const pause = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 5));

/** One device; answers are kept for whoever uses it. */
class Device {
  readonly kept = new Map<string, unknown>();
  owner: string | null = null;
  use = (id: string | null): Promise<void> => {
    if (id !== this.owner) this.kept.clear();
    this.owner = id;
    return Promise.resolve();
  };
  keepAnswer = (url: string, body: unknown): Promise<void> => {
    if (this.owner) this.kept.set(url, body);
    return Promise.resolve();
  };
  answer = (url: string): Promise<{ body: unknown } | null> =>
    Promise.resolve(this.kept.has(url) ? { body: this.kept.get(url) } : null);
  resume = (url: string): Promise<unknown> => Promise.resolve(this.kept.get(url) ?? null);
}

describe('answers kept on the device', () => {
  let device: Device;
  let http: HttpTestingController;
  let client: HttpClient;
  let session: SessionState;
  const account = (id: string) => ({ id, name: id, email: `${id}@example.org`, siteAdmin: false });
  const signedInAs = async (id: string | null): Promise<void> => {
    const loading = session.load();
    http.expectOne('/api/session').flush({ account: id ? account(id) : null, setupNeeded: false, version: '1' });
    await loading;
    await pause();
  };
  const ask = async (url: string, answer: (request: ReturnType<typeof http.expectOne>) => void): Promise<unknown> => {
    const asked = firstValueFrom(client.get(url)).catch((error: unknown) => error);
    answer(http.expectOne(url));
    return asked;
  };

  beforeEach(async () => {
    localStorage.clear();
    device = new Device();
    TestBed.configureTestingModule({
      providers: [
        provideHttpClient(withInterceptors([keptAnswers, problems])),
        provideHttpClientTesting(),
        { provide: DeviceStore, useValue: device },
      ],
    });
    http = TestBed.inject(HttpTestingController);
    client = TestBed.inject(HttpClient);
    session = TestBed.inject(SessionState);
    await signedInAs('ana');
  });
  afterEach(() => http.verify());

  it.each([
    ['the network is gone', 0],
    ['a proxy stands before a server that is down', 502],
  ])('are given again when %s', async (_what, status) => {
    await ask('/api/reviews/r1/stages', (request) => request.flush({ stages: ['one'] }));
    const again = await ask('/api/reviews/r1/stages', (request) =>
      status === 0 ? request.error(new ProgressEvent('error')) : request.flush('', { status, statusText: 'x' }),
    );
    expect(again).toEqual({ stages: ['one'] });
  });

  it('are not given where the server itself refuses', async () => {
    await ask('/api/reviews/r1', (request) => request.flush({ id: 'r1' }));
    const refusal = { type: 'about:blank', title: 'x', status: 404, code: 'not_found', detail: 'gone', requestId: 'q' };
    const again = await ask('/api/reviews/r1', (request) => request.flush(refusal, { status: 404, statusText: 'x' }));
    expect(again).toMatchObject({ code: 'not_found' });
  });

  it.each([
    '/api/reviews/r1/conflicts',
    '/api/reviews/r1/overview',
    '/api/reviews/r1/ledger',
    '/api/reviews/r1/stages/s/queue?limit=25',
    '/api/reviews/r1/decisions/mine?q=words',
    '/api/admin/accounts',
  ])('%s is not kept', async (url) => {
    device.kept.clear();
    await ask(url, (request) => request.flush({}));
    expect([...device.kept.keys()]).toEqual([]);
  });

  it('a request to the API goes past the service worker', async () => {
    await ask('/api/reviews', (request) => {
      expect(request.request.headers.get('ngsw-bypass')).toBe('true');
      request.flush([]);
    });
  });

  it('a start without a network knows who is here', async () => {
    const again = session.load();
    http.expectOne('/api/session').error(new ProgressEvent('error'));
    await again;
    expect(session.account()?.id).toBe('ana');
    expect(session.unreachable()).toBeNull();
  });

  it('after signing out without a network nobody is here, and the server is told first thing', async () => {
    const leaving = session.signOut();
    http.expectOne({ method: 'DELETE', url: '/api/session' }).error(new ProgressEvent('error'));
    await leaving;
    expect([...device.kept.keys()]).toEqual([]);
    const offline = session.load();
    http.expectOne({ method: 'DELETE', url: '/api/session' }).error(new ProgressEvent('error'));
    await offline;
    expect([session.account(), session.unreachable()]).toEqual([null, null]);
    const online = session.load();
    http.expectOne({ method: 'DELETE', url: '/api/session' }).flush(null);
    await pause();
    http.expectOne('/api/session').flush({ account: null, setupNeeded: false, version: '1' });
    await online;
    expect(session.account()).toBeNull();
  });

  it('what one account read is gone once another signs in', async () => {
    await ask('/api/reviews', (request) => request.flush(['of ana']));
    await signedInAs('ben');
    expect(await ask('/api/reviews', (request) => request.error(new ProgressEvent('error')))).toMatchObject({ status: 0 });
  });
});
