import * as fc from 'fast-check';
import type { NewOutboxEntry, OutboxEntry } from './screening-outbox-entry';
import { HOLD_MS, isSuperseded, OutboxQueue, type SendOutcome } from './screening-outbox-queue';
import { MemoryStore } from './screening-outbox-store';

const LANE = 'ana/review';

function anAct(id: string, at = 0, citationId = id): NewOutboxEntry {
  const body = { id, citationId, stageId: 'stage', verdict: 'include', reasons: [], tags: [], note: null, clientAt: null } as const;
  const act = { kind: 'decide' as const, body: { ...body, reasons: [], tags: [] } };
  return { accountId: 'ana', reviewId: 'review', act, title: id, ordinal: 1, at, sendAfter: at + HOLD_MS };
}

/** A server that knows an act by its id, as ours does, and a network that may fail before or after it. */
class World {
  readonly store = new MemoryStore();
  readonly done: string[] = [];
  now = 0;
  /** What happens to the next requests, one each; without an entry all is well. */
  weather: ('lost' | 'reply lost' | 'fault')[] = [];
  readonly refuses = new Set<string>();
  queue = this.open();

  /** A fresh page on what the last one kept. */
  open(): OutboxQueue {
    return new OutboxQueue(this.store, (entry) => this.send(entry), () => this.now);
  }

  private send(entry: OutboxEntry): Promise<SendOutcome> {
    const today = this.weather.shift();
    if (today === 'lost') return Promise.resolve({ kind: 'later' });
    if (today === 'fault') return Promise.resolve({ kind: 'later', isServerFault: true });
    const { id } = entry.act.body;
    if (this.refuses.has(id)) {
      return Promise.resolve({ kind: 'refused', refusal: { code: 'already_complete', detail: '' } });
    }
    if (!this.done.includes(id)) this.done.push(id);
    return Promise.resolve(today === 'reply lost' ? { kind: 'later' } : { kind: 'done' });
  }
}

describe('the outbox', () => {
  it('holds the newest act back, and sends it once its time is over', async () => {
    const world = new World();
    await world.queue.add(anAct('a'));
    expect(await world.queue.drain(LANE)).toEqual({ kind: 'held', waitMs: HOLD_MS });
    world.now = HOLD_MS;
    expect(await world.queue.drain(LANE)).toEqual({ kind: 'empty' });
    expect(world.done).toEqual(['a']);
  });

  it('sends an act as soon as the next one follows it', async () => {
    const world = new World();
    await world.queue.add(anAct('a'));
    await world.queue.add(anAct('b'));
    expect(await world.queue.drain(LANE)).toMatchObject({ kind: 'held' });
    expect(world.done).toEqual(['a']);
  });

  it('does not hold an act for ever when the clock is set back', async () => {
    const world = new World();
    await world.queue.add(anAct('a', 1_000_000_000));
    expect(await world.queue.drain(LANE)).toEqual({ kind: 'empty' });
    expect(world.done).toEqual(['a']);
  });

  it('takes an unsent act back without the server, and not one that has been under way', async () => {
    const world = new World();
    await world.queue.add(anAct('a'));
    expect(await world.queue.takeBack('a')).toBe(true);
    await world.queue.add(anAct('b'));
    world.now = HOLD_MS;
    world.weather = ['reply lost'];
    await world.queue.drain(LANE);
    expect(await world.queue.takeBack('b')).toBe(false);
    expect(world.done).toEqual(['b']);
  });

  it('sets a refused act aside, keeps it, and goes on with those behind it', async () => {
    const world = new World();
    world.refuses.add('b');
    for (const id of ['a', 'b', 'c']) await world.queue.add(anAct(id));
    world.now = HOLD_MS;
    expect(await world.queue.drain(LANE)).toEqual({ kind: 'empty' });
    expect(world.done).toEqual(['a', 'c']);
    expect(await world.store.ofAccount('ana')).toMatchObject([{ refusal: { code: 'already_complete' } }]);
  });

  it('sends a refused act again under the same id when asked to', async () => {
    const world = new World();
    world.refuses.add('a');
    await world.queue.add(anAct('a'));
    world.now = HOLD_MS;
    await world.queue.drain(LANE);
    world.refuses.clear();
    const [refused] = await world.store.ofAccount('ana');
    await world.queue.again(refused as OutboxEntry);
    await world.queue.drain(LANE);
    expect(world.done).toEqual(['a']);
    expect(await world.store.ofAccount('ana')).toEqual([]);
  });

  it('parks an act on which the server fails again and again, so that the others get through', async () => {
    const world = new World();
    await world.queue.add(anAct('a'));
    await world.queue.add(anAct('b'));
    world.now = HOLD_MS;
    world.weather = ['fault', 'fault', 'fault', 'fault', 'fault'];
    for (let i = 0; i < 5; i++) await world.queue.drain(LANE);
    expect(world.done).toEqual(['b']);
    expect(await world.store.ofAccount('ana')).toMatchObject([{ refusal: { code: 'server_failed' } }]);
  });

  it('never sends another account’s acts', async () => {
    const world = new World();
    await world.queue.add({ ...anAct('a'), accountId: 'ben' });
    world.now = HOLD_MS;
    expect(await world.queue.drain(LANE)).toEqual({ kind: 'empty' });
    expect(world.done).toEqual([]);
  });

  it('knows when a later act on the same citation makes a retry wrong', async () => {
    const world = new World();
    const first = await world.queue.add(anAct('a', 0, 'citation'));
    const other = await world.queue.add(anAct('b', 0, 'another'));
    expect(isSuperseded(first, [first, other])).toBe(false);
    const later = await world.queue.add(anAct('c', 0, 'citation'));
    expect(isSuperseded(first, [first, other, later])).toBe(true);
  });

  it('each act that was not taken back happens once and in order, whatever crashes, drops out or is sent by two tabs', async () => {
    const event = fc.oneof(
      { weight: 4, arbitrary: fc.constant('vote' as const) },
      { weight: 3, arbitrary: fc.constant('drain' as const) },
      { weight: 2, arbitrary: fc.constant('two tabs' as const) },
      { weight: 1, arbitrary: fc.constant('crash' as const) },
      { weight: 1, arbitrary: fc.constant('undo' as const) },
      { weight: 1, arbitrary: fc.constant('wait' as const) },
    );
    const weather = fc.array(fc.constantFrom('lost' as const, 'reply lost' as const), { maxLength: 3 });
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(event, weather), { maxLength: 60 }), async (events) => {
        const world = new World();
        const made: string[] = [];
        const takenBack = new Set<string>();
        for (const [what, sky] of events) {
          world.weather = [...sky];
          const last = made.at(-1);
          if (what === 'vote') {
            made.push(`act-${made.length}`);
            await world.queue.add(anAct(made.at(-1) as string, world.now));
          }
          if (what === 'drain') await world.queue.drain(LANE);
          if (what === 'two tabs') await Promise.all([world.queue.drain(LANE), world.open().drain(LANE)]);
          // A crash in the middle of a request: the page goes on from what was kept.
          if (what === 'crash') {
            void world.queue.drain(LANE);
            world.queue = world.open();
          }
          if (what === 'undo' && last && (await world.queue.takeBack(last))) takenBack.add(last);
          if (what === 'wait') world.now += HOLD_MS;
        }
        world.weather = [];
        world.now += HOLD_MS;
        for (let i = 0; i < 4; i++) await world.queue.drain(LANE);
        expect(world.done).toEqual(made.filter((id) => !takenBack.has(id)));
        expect(await world.store.ofAccount('ana')).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });
});
