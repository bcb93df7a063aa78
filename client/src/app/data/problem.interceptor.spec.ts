import { HttpClient, provideHttpClient, withInterceptors } from '@angular/common/http';
import { HttpTestingController, provideHttpClientTesting } from '@angular/common/http/testing';
import { TestBed } from '@angular/core/testing';
import { firstValueFrom } from 'rxjs';
import { Connection } from './connection';
import { problems } from './problem.interceptor';
import { SessionState } from './session';

const ada = { account: { id: 'a', name: 'Ada', email: 'ada@example.org', siteAdmin: false }, setupNeeded: false, version: '1' };
const problem = (status: number, code: string) => ({ type: 'about:blank', title: code, status, code, detail: '', requestId: 'r' });

describe('the session and what happens to requests', () => {
  let http: HttpClient;
  let server: HttpTestingController;
  let session: SessionState;

  beforeEach(() => {
    TestBed.configureTestingModule({
      providers: [provideHttpClient(withInterceptors([problems])), provideHttpClientTesting()],
    });
    http = TestBed.inject(HttpClient);
    server = TestBed.inject(HttpTestingController);
    session = TestBed.inject(SessionState);
  });
  afterEach(() => server.verify());

  async function signedIn(): Promise<void> {
    const loading = session.load();
    server.expectOne('/api/session').flush(ada);
    await loading;
  }

  it('waits for a new sign-in when the session has ended, then sends the same write again', async () => {
    await signedIn();
    const writing = firstValueFrom(http.post('/api/reviews', { id: 'same-id' }));
    server.expectOne('/api/reviews').flush(problem(401, 'not_signed_in'), { status: 401, statusText: 'Unauthorized' });
    expect(session.hasExpired()).toBe(true);

    const signingIn = session.signIn({ email: 'ada@example.org', password: 'secret' });
    server.expectOne({ url: '/api/session', method: 'POST' }).flush(ada);
    await signingIn;
    await Promise.resolve();
    const again = server.expectOne('/api/reviews');
    expect(again.request.body).toEqual({ id: 'same-id' });
    again.flush({ id: 'same-id' });
    expect(await writing).toEqual({ id: 'same-id' });
    expect(session.hasExpired()).toBe(false);
  });

  it('takes a wrong password for an answer', async () => {
    const signingIn = session.signIn({ email: 'ada@example.org', password: 'wrong' });
    server.expectOne('/api/session').flush(problem(401, 'wrong_credentials'), { status: 401, statusText: 'Unauthorized' });
    await expect(signingIn).rejects.toMatchObject({ code: 'wrong_credentials' });
    expect(session.hasExpired()).toBe(false);
  });

  it('does not ask a stranger to sign in again', async () => {
    const reading = firstValueFrom(http.get('/api/reviews'));
    server.expectOne('/api/reviews').flush(problem(401, 'not_signed_in'), { status: 401, statusText: 'Unauthorized' });
    await expect(reading).rejects.toMatchObject({ status: 401 });
    expect(session.hasExpired()).toBe(false);
  });

  it('notes that the server is gone, and that it is back', async () => {
    const connection = TestBed.inject(Connection);
    const reading = firstValueFrom(http.get('/api/reviews'));
    server.expectOne('/api/reviews').error(new ProgressEvent('error'));
    await expect(reading).rejects.toMatchObject({ code: 'offline' });
    expect(connection.isOnline()).toBe(false);
    const next = firstValueFrom(http.get('/api/reviews'));
    server.expectOne('/api/reviews').flush([]);
    await next;
    expect(connection.isOnline()).toBe(true);
  });

  it('starts without a server and says why', async () => {
    const loading = session.load();
    server.expectOne('/api/session').flush('down', { status: 502, statusText: 'Bad Gateway' });
    await loading;
    expect(session.unreachable()).toMatchObject({ status: 502 });
  });
});
