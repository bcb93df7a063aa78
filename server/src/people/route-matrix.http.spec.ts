import { request as httpRequest } from 'node:http';
import type { AddressInfo } from 'node:net';
import { PERMISSIONS, type Permission, type Role, ROLES } from '@shared/domain/access/roles';
import { SCOPES, type Scope, scopesAllow, scopesAllowOutside } from '@shared/domain/access/scopes';
import { type Actor, newId, StillClock, TestApp } from '../../testing/app';
import { type RouteFact, routesOf } from '../../testing/routes';
import type { Access } from '../platform/http/route';
import { OpenApiService } from '../openapi/openapi.service';
import { AccessGuard } from './access.guard';
import { AuthService } from './auth.service';
import { TokensService } from './tokens.service';

/** Someone who tries every route, and what they are to it. */
interface Caller {
  name: string;
  accountId: string | null;
  roles: readonly Role[] | null;
  isSiteAdmin: boolean;
  isExpired?: boolean;
  scope?: Scope;
  headers: Record<string, string>;
}

type Verdict = 'in' | 401 | 403 | 404;

/** What the one policy says about a caller at a route; written anew here, from the tables and not from the guard. */
function expected(route: RouteFact, caller: Caller): Verdict {
  const may = route.options?.may as Access;
  const isReading = route.method === 'GET';
  if (may === 'public') return 'in';
  if (caller.accountId === null || caller.isExpired) return 401;
  if (may === 'site-admin' && !caller.isSiteAdmin) return 404;
  if (may !== 'signed-in' && may !== 'site-admin') {
    if (!caller.roles) return 404;
    const allowed: readonly Role[] = PERMISSIONS[may];
    if (!caller.roles.some((role) => allowed.includes(role))) return 403;
  }
  if (!caller.scope) return 'in';
  if (route.options?.sessionOnly || may === 'site-admin') return 403;
  const isInScope =
    may === 'signed-in' ? scopesAllowOutside([caller.scope], isReading) : scopesAllow([caller.scope], may, isReading);
  return isInScope ? 'in' : 403;
}

describe('every route for every kind of caller', () => {
  const clock = new StillClock();
  let app: TestApp;
  let port: number;
  let reviewId: string;
  let routes: RouteFact[];
  let callers: Caller[];
  let letIn = false;

  beforeAll(async () => {
    const original = AccessGuard.prototype.canActivate;
    jest.spyOn(AccessGuard.prototype, 'canActivate').mockImplementation(async function (this: AccessGuard, context) {
      letIn = false;
      letIn = await original.call(this, context);
      return letIn;
    });
    app = await TestApp.start(clock);
    port = (app.app.getHttpServer().address() as AddressInfo).port;
    routes = routesOf(app);
    const founder = await app.person('Founder');
    reviewId = await app.review(founder);
    const expired = await app.member(reviewId, founder, 'Expired', [...ROLES]);
    const expiredCookie = await cookieOf(expired);
    clock.tick(9 * 3_600_000);
    const stranger = await app.person('Stranger');
    await app.review(stranger, 'Elsewhere');
    const left = await app.member(reviewId, founder, 'Left', [...ROLES]);
    await app.ledger.act({ reviewId, id: newId(), memberId: founder.memberId, request: {} }, (act) =>
      act.append('member.left', { memberId: left.memberId, reason: null }),
    );
    const admin = await app.person('Admin', true);
    callers = [
      { name: 'nobody', accountId: null, roles: null, isSiteAdmin: false, headers: {} },
      {
        ...(await bySession(expired, [...ROLES])),
        name: 'expired session',
        isExpired: true,
        headers: { cookie: expiredCookie },
      },
      { ...(await bySession(stranger, null)), name: 'stranger' },
      { ...(await bySession(left, null)), name: 'former member' },
      { ...(await bySession(admin, null)), name: 'site administrator', isSiteAdmin: true },
    ];
    for (const role of ROLES) {
      const member = await app.member(reviewId, founder, `Only ${role}`, [role]);
      callers.push({ ...(await bySession(member, [role])), name: role });
    }
    for (const scope of SCOPES) {
      const member = await app.member(reviewId, founder, `Key ${scope}`, [...ROLES]);
      const key = { id: newId(), name: 'key', scopes: [scope], days: 1 };
      const { secret } = await app.app.get(TokensService).create(member.accountId, key);
      callers.push({
        ...(await bySession(member, [...ROLES])),
        name: `key: ${scope}`,
        scope,
        headers: { authorization: `Bearer ${secret}` },
      });
    }
  }, 120_000);
  afterAll(async () => {
    jest.restoreAllMocks();
    await app.stop();
  });

  const cookieOf = async (person: Pick<Actor, 'accountId'>): Promise<string> =>
    `evenhand=${await app.app.get(AuthService).openSession(person.accountId, 'matrix')}`;
  const bySession = async (person: Actor, roles: readonly Role[] | null): Promise<Caller> => ({
    name: person.name,
    accountId: person.accountId,
    roles,
    isSiteAdmin: false,
    headers: { cookie: await cookieOf(person) },
  });

  /** Sends an empty request and reads no further than the head of what is not a problem. */
  function send(
    method: string,
    path: string,
    headers: Record<string, string>,
  ): Promise<{ status: number; body: string }> {
    return new Promise((resolve, reject) => {
      const body = method === 'GET' ? '' : '{}';
      const outgoing = httpRequest(
        {
          port,
          host: '127.0.0.1',
          method,
          path,
          headers: { ...headers, ...(body ? { 'content-type': 'application/json', 'content-length': '2' } : {}) },
        },
        (reply) => {
          const status = reply.statusCode ?? 0;
          if (!String(reply.headers['content-type']).startsWith('application/problem+json')) {
            reply.destroy();
            return resolve({ status, body: '' });
          }
          const chunks: Buffer[] = [];
          reply.on('data', (chunk: Buffer) => chunks.push(chunk));
          reply.on('end', () => resolve({ status, body: Buffer.concat(chunks).toString() }));
        },
      );
      outgoing.on('error', reject);
      outgoing.end(body);
    });
  }

  async function call(route: RouteFact, caller: Caller): Promise<{ status: number; body: string; verdict: Verdict }> {
    const path = route.path.replace(':reviewId', reviewId).replaceAll(/:\w+/g, 'nothing-0001');
    letIn = false;
    const { status, body } = await send(route.method, path, caller.headers);
    const verdict: Verdict = letIn ? 'in' : (status as Verdict);
    // What is outside reviews may end the caller's sessions: they come with a new one next time.
    const isRisky = route.method !== 'GET' && !route.path.includes(':reviewId') && !caller.scope && !caller.isExpired;
    if (isRisky && caller.accountId) caller.headers = { cookie: await cookieOf({ accountId: caller.accountId }) };
    return { status, body, verdict };
  }

  it('declares who may call it', () => {
    expect(routes.length).toBeGreaterThan(30);
    expect(routes.filter((route) => !route.options).map((route) => route.handler)).toEqual([]);
  });

  it('names a permission only where the path names the review', () => {
    const wide = ['public', 'signed-in', 'site-admin'];
    const misplaced = routes.filter(
      ({ options, path }) => !wide.includes(options?.may ?? '') !== path.split('/').includes(':reviewId'),
    );
    expect(misplaced.map((route) => `${route.method} ${route.path}`)).toEqual([]);
  });

  it('knows every permission that a route names', () => {
    const named = new Set(routes.map((route) => route.options?.may as Permission).filter((may) => may.includes('.')));
    expect([...named].filter((may) => !(may in PERMISSIONS))).toEqual([]);
  });

  it('lets in exactly those whom the policy names, fails for none of them and answers nobody with a status it does not document', async () => {
    const surprises: string[] = [];
    const { paths } = app.app.get(OpenApiService).document();
    let cells = 0;
    for (const route of routes) {
      for (const caller of callers) {
        const { status, verdict } = await call(route, caller);
        const wanted = expected(route, caller);
        const isBroken = status >= 500 && status !== 503;
        // Having been let in, nobody is told that they are not: a rule's own refusal needs a well-formed request first.
        const isTaken = verdict === 'in' && route.options?.may !== 'public' && (status === 401 || status === 403);
        if (verdict !== wanted || isBroken || isTaken) {
          surprises.push(`${route.method} ${route.path} as ${caller.name}: ${verdict} (${status}), not ${wanted}`);
        }
        const described = paths[route.path.replaceAll(/:(\w+)/g, '{$1}')]?.[route.method.toLowerCase()]?.responses;
        if (status >= 400 && status !== 503 && !(status in (described ?? {})))
          surprises.push(`${route.method} ${route.path} as ${caller.name}: ${status} is not documented`);
        cells++;
      }
    }
    expect(surprises).toEqual([]);
    expect(cells).toBe(routes.length * callers.length);
  }, 300_000);

  it('answers a stranger, a former member and a site administrator for this review as for none', async () => {
    const outsiders = callers.filter((c) => ['stranger', 'former member', 'site administrator'].includes(c.name));
    const told = new Set<string>();
    for (const route of routes.filter(({ path }) => path.includes(':reviewId'))) {
      for (const caller of outsiders) {
        for (const id of [reviewId, 'nowhere-0001']) {
          const path = route.path.replace(':reviewId', id).replaceAll(/:\w+/g, 'nothing-0001');
          const { status, body } = await send(route.method, path, caller.headers);
          told.add(`${status} ${JSON.stringify({ ...JSON.parse(body || '{}'), requestId: '' })}`);
        }
      }
    }
    expect([...told]).toHaveLength(1);
  }, 120_000);

  it('takes no other verb for the one it declares', async () => {
    const owner = callers.find((caller) => caller.name === 'owner') as Caller;
    const statusOf = async (method: string, path: string, headers = {}) =>
      (await send(method, path, { ...owner.headers, ...headers })).status;
    expect(await statusOf('GET', `/api/reviews/${reviewId}`, { 'x-http-method-override': 'DELETE' })).toBe(200);
    expect(await statusOf('TRACE', `/api/reviews/${reviewId}`)).toBe(404);
    expect(await statusOf('PROPFIND', `/api/reviews/${reviewId}`)).toBe(404);
  });
});
