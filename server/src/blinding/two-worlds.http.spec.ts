import * as http from 'node:http';
import type { AddressInfo } from 'node:net';
import fc from 'fast-check';
import type { Flow } from '@shared/contracts/flow';
import type { Role } from '@shared/domain/access/roles';
import type { StageRule } from '@shared/domain/screening/rule';
import { type Actor, StillClock, TestApp } from '../../testing/app';
import { StandingEntity } from '../citations/citation.entity';
import { importRecords, openStages } from '../../testing/records';
import { type RouteFact, routesOf } from '../../testing/routes';

/**
 * Blinding as non-interference: the same history is played in two worlds that differ only in how one person decided on a
 * citation that is not complete. Whatever anybody else can ask for must be the same, byte for byte.
 */

/** Histories tried; more of them with PROPERTY_RUNS. */
const RUNS = Number(process.env['PROPERTY_RUNS'] ?? 6);
const OBSERVERS: Record<string, Role[]> = {
  reader: ['reviewer'],
  lead: ['lead'],
  leadReader: ['lead', 'reviewer', 'adjudicator'],
  librarian: ['librarian'],
  adjudicator: ['adjudicator'],
  author: ['author'],
  viewer: ['viewer'],
};

interface World {
  app: TestApp;
  clock: StillClock;
  routes: RouteFact[];
  count: number;
}

interface Scene {
  world: World;
  reviewId: string;
  stages: { titleAbstract: string; fullText: string };
  citations: string[];
  people: Record<string, Actor>;
  newId: () => string;
}

type Act =
  | { kind: 'decide'; who: number; citation: number; verdict: 'include' | 'maybe' | 'exclude'; note: boolean }
  | { kind: 'withdraw'; who: number; citation: number }
  | { kind: 'resolve'; citation: number; verdict: 'include' | 'exclude' }
  | { kind: 'retrieve'; citation: number }
  | { kind: 'assess'; who: number; citation: number; verdict: 'include' | 'exclude' }
  | { kind: 'sample'; size: number }
  | { kind: 'merge'; a: number; b: number };

const CITATIONS = 6;
const READERS = ['secret', 'reader', 'leadReader', 'fourth'];
const index = (below: number) => fc.nat({ max: below - 1 });
const anAct: fc.Arbitrary<Act> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      kind: fc.constant('decide' as const),
      who: index(READERS.length),
      citation: index(CITATIONS),
      verdict: fc.constantFrom('include' as const, 'maybe' as const, 'exclude' as const),
      note: fc.boolean(),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant('withdraw' as const),
      who: index(READERS.length),
      citation: index(CITATIONS),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant('resolve' as const),
      citation: index(CITATIONS),
      verdict: fc.constantFrom('include' as const, 'exclude' as const),
    }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('retrieve' as const), citation: index(CITATIONS) }) },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant('assess' as const),
      who: index(READERS.length),
      citation: index(CITATIONS),
      verdict: fc.constantFrom('include' as const, 'exclude' as const),
    }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('sample' as const), size: fc.integer({ min: 1, max: 3 }) }) },
  {
    weight: 1,
    arbitrary: fc.record({ kind: fc.constant('merge' as const), a: index(CITATIONS), b: index(CITATIONS) }),
  },
);
const aRule: fc.Arbitrary<Partial<StageRule>> = fc.record({
  readers: fc.constantFrom<StageRule['readers']>(2, 3, 'everyone'),
  maybe: fc.constantFrom('advances' as const, 'disagrees' as const),
  conflicts: fc.constantFrom('adjudicator' as const, 'readers' as const),
  order: fc.constantFrom('random' as const, 'oldest' as const, 'newest' as const, 'relevance' as const),
  learning: fc.constantFrom('own' as const, 'team' as const),
  auditShare: fc.constantFrom(0, 20),
});

describe('blinding', () => {
  let worlds: [World, World];
  const open = async (): Promise<World> => {
    const clock = new StillClock();
    const app = await TestApp.start(clock);
    return { app, clock, routes: routesOf(app), count: 0 };
  };

  beforeAll(async () => {
    worlds = [await open(), await open()];
  }, 30_000);
  afterAll(async () => {
    for (const { app } of worlds) await app.stop();
  }, 60_000);

  it('nobody but its maker sees how a pending decision fell, on any route', async () => {
    await fc.assert(
      fc.asyncProperty(aRule, fc.array(anAct, { maxLength: 12 }), index(CITATIONS), async (rule, acts, target) => {
        const seen = await Promise.all(
          worlds.map(async (world, i) => {
            const scene = await setTheScene(world, rule);
            for (const act of acts) await play(scene, act);
            const isPending = await secretVote(scene, target, i === 0 ? 'include' : 'exclude');
            const views = await observe(scene, target);
            return isPending ? views : null;
          }),
        );
        const [a, b] = seen;
        // Where the vote completed the citation in either world it is no longer a secret.
        fc.pre(a !== null && b !== null);
        if (a && b) expect(differences(a, b)).toEqual([]);
      }),
      { numRuns: RUNS, maxSkipsPerRun: 100 },
    );
  }, 170_000);

  it('an open event stream carries nothing of a pending decision', async () => {
    const [a, b] = await Promise.all(
      worlds.map(async (world, i) => {
        const scene = await setTheScene(world, { readers: 2 });
        const transcript = await listenWhile(scene, () => secretVote(scene, 0, i === 0 ? 'include' : 'exclude'));
        // A sign of life comes with the clock on the wall, which runs on by itself in each world.
        return transcript.replaceAll(/^: still here\n+/gm, '');
      }),
    );
    expect(b).toEqual(a);
    expect(a).not.toMatch(/decision/);
  }, 20_000);
});

/** The views that are not the same, each with both worlds' answers, so that a failure names the leak. */
function differences(a: Record<string, unknown>, b: Record<string, unknown>): string[] {
  return [...new Set([...Object.keys(a), ...Object.keys(b)])].flatMap((view) => {
    const [one, two] = [JSON.stringify(a[view]), JSON.stringify(b[view])];
    if (one === two) return [];
    const at = [...(one ?? '')].findIndex((letter, i) => letter !== two?.[i]);
    return [`${view}: …${one?.slice(Math.max(0, at - 80), at + 80)}… | …${two?.slice(Math.max(0, at - 80), at + 80)}…`];
  });
}

async function setTheScene(world: World, rule: Partial<StageRule>): Promise<Scene> {
  const n = ++world.count;
  let made = 0;
  const newId = (): string => `world-${n}-${String(++made).padStart(6, '0')}`;
  const { app } = world;
  const lead = await app.person(`Founder ${n}`);
  const reviewId = newId();
  await lead.agent
    .post('/api/reviews')
    .send({ id: reviewId, title: `World ${n}`, kind: 'systematic' })
    .expect(201);
  const me = await lead.agent.get(`/api/reviews/${reviewId}`).expect(200);
  lead.memberId = me.body.me.memberId;
  const people: Record<string, Actor> = {};
  for (const [name, roles] of Object.entries({
    ...OBSERVERS,
    secret: ['reviewer'],
    fourth: ['reviewer'],
  } as typeof OBSERVERS)) {
    people[name] = await app.member(reviewId, lead, `${name} ${n}`, roles);
  }
  const stages = await openStages(app, reviewId, lead, rule, newId);
  const titles = Array.from({ length: CITATIONS }, (_, i) => `Invented title number ${i + 1}`);
  const citations = await importRecords(app, reviewId, lead, titles, undefined, newId);
  people['founder'] = lead;
  return { world, reviewId, stages, citations, people, newId };
}

/** Plays an act as its person would, through HTTP where there is a route; a refusal is part of the history. */
async function play(scene: Scene, act: Act): Promise<void> {
  const { reviewId, stages, citations, people, newId, world } = scene;
  world.clock.tick();
  const reader = (who: number): Actor => people[READERS[who] as string] as Actor;
  const post = (actor: Actor | undefined, path: string, body: object) =>
    actor?.agent.post(`/api/reviews/${reviewId}/${path}`).send({ id: newId(), ...body });
  const vote = { reasons: [], tags: [], clientAt: null };
  const at = (i: number) => ({ citationId: citations[i], stageId: stages.titleAbstract });
  if (act.kind === 'decide') {
    await post(reader(act.who), 'decisions', {
      ...vote,
      ...at(act.citation),
      verdict: act.verdict,
      note: act.note ? 'a note' : null,
    });
  } else if (act.kind === 'withdraw') {
    await post(reader(act.who), 'decisions/withdraw', at(act.citation));
  } else if (act.kind === 'resolve') {
    await post(people['adjudicator'], 'conflicts/resolve', {
      ...at(act.citation),
      verdict: act.verdict,
      reasons: [],
      note: null,
    });
  } else if (act.kind === 'assess') {
    const reasons = act.verdict === 'exclude' ? ['wrong-design'] : [];
    await post(reader(act.who), 'decisions', {
      ...vote,
      citationId: citations[act.citation],
      stageId: stages.fullText,
      verdict: act.verdict,
      reasons,
      note: null,
    });
  } else if (act.kind === 'sample') {
    const target = { recall: 0.8, confidence: 0.8, size: act.size, seed: 5 };
    await post(people['lead'], `stages/${stages.titleAbstract}/confirmation`, target);
  } else if (act.kind === 'retrieve') {
    const found = await people['lead']?.agent.get(`/api/reviews/${reviewId}/records/${citations[act.citation]}`);
    if (found?.body.place !== 'retrieval') return;
    await append(scene, 'retrieval.recorded', {
      citationIds: [citations[act.citation] as string],
      status: 'retrieved',
      reason: null,
    });
  } else if (act.a !== act.b) {
    const ids = [citations[act.a] as string, citations[act.b] as string];
    const states = await Promise.all(
      ids.map((id) => people['lead']?.agent.get(`/api/reviews/${reviewId}/records/${id}`)),
    );
    if (states.some((state) => state?.body.mergedInto)) return;
    const sets = [{ citationId: ids[0] as string, memberIds: ids, score: 1, why: [] }];
    await append(scene, 'duplicates.merged', { by: 'person', sets });
  }
}

async function append(
  scene: Scene,
  type: 'retrieval.recorded' | 'duplicates.merged',
  payload: never | object,
): Promise<void> {
  const { world, reviewId, people, newId } = scene;
  const memberId = people['lead']?.memberId as string;
  await world.app.ledger.act({ reviewId, id: newId(), memberId, request: payload as never }, async (act) => {
    await act.append(type, payload as never);
  });
}

const aQuotation = { fileId: 'file', page: 1, text: 'none of them were children', boxes: [[0, 0, 9, 9]], reason: null };

/** The secret: verdict, reasons, tags, note and quotations all differ. Answers whether the citation is still incomplete. */
async function secretVote(scene: Scene, target: number, verdict: 'include' | 'exclude'): Promise<boolean> {
  const { reviewId, stages, citations, people, newId, world } = scene;
  world.clock.tick();
  const isInclude = verdict === 'include';
  const reply = await people['secret']?.agent.post(`/api/reviews/${reviewId}/decisions`).send({
    id: newId(),
    citationId: citations[target],
    stageId: stages.titleAbstract,
    verdict,
    reasons: isInclude ? [] : ['wrong-population'],
    tags: isInclude ? ['yes'] : ['no', 'never'],
    note: isInclude ? 'very relevant' : 'not at all',
    clientAt: null,
    ...(isInclude ? {} : { quotations: [aQuotation] }),
  });
  if (reply?.status !== 200) return false;
  const key = { citationId: citations[target] as string, stageId: stages.titleAbstract };
  const standing = await world.app.database.read((manager) => manager.findOneBy(StandingEntity, key));
  return standing !== null && !standing.isComplete;
}

/** Ways to ask a route. A past moment is replayed each time, so that it is asked for by one of those who see outcomes. */
function queriesOf(path: string, asOf: number | null): string[] {
  const past = asOf === null ? [] : [`?asOf=${asOf}`];
  if (path.endsWith('/queue')) return ['', '?limit=3', '?q=relevant'];
  if (path.endsWith('/records')) return ['', '?limit=3', '?q=relevant', ...past];
  return path.endsWith('/records/:citationId') ? ['', ...past] : [''];
}

/** Everything every observer gets from every GET route of the review. */
async function observe(scene: Scene, target: number): Promise<Record<string, unknown>> {
  const { reviewId, stages, citations, people, world } = scene;
  const values: Record<string, string> = {
    reviewId,
    stageId: stages.titleAbstract,
    citationId: citations[target] as string,
    version: '1',
  };
  const seen: Record<string, unknown> = {};
  const flow = await people['lead']?.agent.get(`/api/reviews/${reviewId}/flow`).expect(200);
  const lastEvent = (flow?.body as Flow).asOf.seq;
  const routes = world.routes.filter(
    ({ method, path, options }) =>
      method === 'GET' && (path.startsWith('/api/reviews/') || path === '/api/reviews') && options?.reply !== 'stream',
  );
  expect(routes.length).toBeGreaterThan(8);
  for (const [name, actor] of Object.entries(people)) {
    if (name === 'secret') continue;
    for (const { path } of routes) {
      const url = path.replace(/:(\w+)/g, (_, key: string) => values[key] ?? (citations[0] as string));
      for (const query of queriesOf(path, name === 'lead' ? lastEvent : null)) {
        const reply = await actor.agent.get(url + query);
        const { date: _d, 'x-request-id': _r, ...headers } = reply.headers as Record<string, string>;
        // Rate-limit counters are the observer's own; the request's id is random.
        const body =
          typeof reply.body === 'object' && reply.body !== null && 'requestId' in reply.body
            ? { ...reply.body, requestId: '' }
            : reply.body;
        seen[`${name} ${url}${query}`] = {
          status: reply.status,
          headers: { ...headers, 'x-request-id': '' },
          body,
          text: 'requestId' in (body ?? {}) ? '' : reply.text,
        };
      }
    }
  }
  return seen;
}

async function listenWhile(scene: Scene, act: () => Promise<unknown>): Promise<string> {
  const { port } = scene.world.app.app.getHttpServer().address() as AddressInfo;
  const cookie = scene.people['reader']?.cookie ?? '';
  let transcript = '';
  const request = http.get(
    { port, host: '127.0.0.1', path: `/api/reviews/${scene.reviewId}/events`, headers: { cookie } },
    (response) => {
      response
        .setEncoding('utf8')
        .on('data', (chunk: string) => (transcript += chunk.replace(/^retry: \d+$/m, 'retry: at random')));
    },
  );
  request.on('error', () => undefined);
  await new Promise((resolve) => setTimeout(resolve, 300));
  await act();
  await new Promise((resolve) => setTimeout(resolve, 500));
  request.destroy();
  return transcript;
}
