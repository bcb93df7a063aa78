import { signal } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import type { Citation } from '@shared/contracts/screening';
import type { Stage } from '@shared/contracts/stages';
import { defaultRule } from '@shared/domain/screening/rule';
import { DeviceStore, type KeptDesk } from '../../data/device-store';
import { Problem } from '../../data/problem';
import { Outbox } from '../../data/outbox';
import { ReviewsApi } from '../../data/reviews';
import { ScreeningApi } from '../../data/screening-api';
import type { OutboxAct, OutboxEntry } from '../../data/screening-outbox-entry';
import { ScreeningDesk } from './desk';
import { DeskActs } from './desk-acts';
import { DeskSupply } from './desk-supply';

/** The device's end of the network: what was handed to it, and whether it can still be taken back. */
class Device {
  readonly acts: OutboxAct[] = [];
  readonly waiting = signal<OutboxEntry[]>([]);
  readonly isOnline = signal(true);
  hasSent = false;

  settled = (): Promise<void> => Promise.resolve();
  add = (_review: string, act: OutboxAct): Promise<void> => {
    this.acts.push(act);
    return Promise.resolve();
  };
  takeBack = (id: string): Promise<boolean> => {
    const at = this.acts.findIndex(({ body }) => body.id === id);
    if (this.hasSent || at < 0) return Promise.resolve(false);
    this.acts.splice(at, 1);
    return Promise.resolve(true);
  };

  said(): string[] {
    return this.acts.map(({ kind, body }) =>
      [kind, body.citationId, 'verdict' in body ? body.verdict : ''].join(' ').trim(),
    );
  }
}

/** What the device keeps of a stage. */
class Shelf {
  readonly kept = new Map<string, { citation: Citation; place: number }>();
  progress: KeptDesk | null = null;

  keepRecords = (_stage: string, records: { citation: Citation; place: number }[]): Promise<void> => {
    for (const record of records) this.kept.set(record.citation.id, record);
    return Promise.resolve();
  };
  records = (): Promise<Citation[]> =>
    Promise.resolve([...this.kept.values()].sort((a, b) => a.place - b.place).map(({ citation }) => citation));
  dropRecords = (_stage: string, id?: string): Promise<void> => {
    if (id) this.kept.delete(id);
    else this.kept.clear();
    return Promise.resolve();
  };
  keepDesk = (_stage: string, desk: KeptDesk): Promise<void> => {
    this.progress = desk;
    return Promise.resolve();
  };
  desk = (): Promise<KeptDesk | null> => Promise.resolve(this.progress);
}

const aCitation = (id: string): Citation =>
  ({ id, ordinal: 1, title: `Title ${id}`, abstract: null, keywords: [] }) as unknown as Citation;

const aStage = (required: Partial<Stage['rule']['required']['exclude']> = {}): Stage => {
  const rule = { ...defaultRule('title-abstract') };
  const exclude = { reason: false, tag: false, note: false, ...required };
  return {
    id: 'stage',
    kind: 'title-abstract',
    name: 'Titles and abstracts',
    position: 1,
    rule: { ...rule, required: { ...rule.required, exclude } } as Stage['rule'],
    sample: null,
    closedAt: null,
    stop: null,
  };
};

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

describe('the desk', () => {
  let device: Device;
  let desk: ScreeningDesk;
  let shelf: Shelf;
  let hasNetwork: boolean;
  let handed: string[][];
  const open = async (stage = aStage()): Promise<void> => desk.open('ana', 'review', stage);
  const shown = (): string | undefined => desk.citation()?.id;

  beforeEach(() => {
    localStorage.clear();
    device = new Device();
    handed = [['a', 'b', 'c', 'd']];
    shelf = new Shelf();
    hasNetwork = true;
    const take = (_review: string, _stage: string, { count }: { count: number }) =>
      Promise.resolve({ taken: count, until: new Date(Date.now() + 86_400_000).toISOString() });
    const queue = () => {
      if (!hasNetwork) return Promise.reject(new Problem(0, 'offline', ''));
      return Promise.resolve({
        citations: (handed.shift() ?? []).map(aCitation),
        progress: { decided: 10, remaining: 4 },
        protocolVersion: 1,
      });
    };
    TestBed.configureTestingModule({
      providers: [
        DeskActs,
        DeskSupply,
        ScreeningDesk,
        { provide: DeviceStore, useValue: shelf },
        { provide: Outbox, useValue: device },
        { provide: ScreeningApi, useValue: { queue, take, mine: () => Promise.resolve({}) } },
        { provide: ReviewsApi, useValue: { list: () => Promise.resolve([]) } },
      ],
    });
    desk = TestBed.inject(ScreeningDesk);
  });

  it('shows the next citation at once, before anything is sent', async () => {
    await open();
    desk.vote('include');
    expect(shown()).toBe('b');
    expect(device.said()).toEqual(['decide a include']);
    expect(desk.progress()).toEqual({ decided: 11, all: 14 });
  });

  it('undo of an unsent vote needs no server, and leads back to its citation', async () => {
    await open();
    desk.vote('exclude');
    desk.undo();
    await Promise.resolve();
    expect(shown()).toBe('a');
    expect(device.said()).toEqual([]);
  });

  it('undo of a sent vote takes it back, and undo of a change brings the earlier vote again', async () => {
    await open();
    desk.vote('exclude');
    device.hasSent = true;
    desk.undo();
    await Promise.resolve();
    expect(device.said()).toEqual(['decide a exclude', 'withdraw a']);
    desk.vote('include');
    desk.move(-1);
    desk.vote('maybe');
    desk.undo();
    await Promise.resolve();
    expect(device.said().slice(2)).toEqual(['decide a include', 'decide a maybe', 'decide a include']);
  });

  it('goes back any number of steps, and forward again', async () => {
    await open();
    for (const verdict of ['include', 'exclude', 'maybe'] as const) desk.vote(verdict);
    while (desk.undo());
    expect(shown()).toBe('a');
    expect(desk.rows().every(({ choice }) => choice === null)).toBe(true);
    while (desk.redo());
    expect(shown()).toBe('d');
    expect(desk.rows().map(({ choice }) => choice?.verdict ?? null)).toEqual(['include', 'exclude', 'maybe', null]);
  });

  it('a new vote after an undo leaves nothing to redo', async () => {
    await open();
    desk.vote('include');
    desk.undo();
    desk.vote('exclude');
    expect(desk.redo()).toBeNull();
  });

  it('asks for what the stage requires, and votes once it is there', async () => {
    await open(aStage({ reason: true, note: true }));
    expect(desk.vote('exclude')).toEqual({ kind: 'missing', missing: ['reason', 'note'] });
    expect(device.said()).toEqual([]);
    desk.toggleReason('wrong-design', ['wrong-population', 'wrong-design']);
    desk.toggleReason('wrong-population', ['wrong-population', 'wrong-design']);
    desk.edit({ note: ' no adults ' });
    expect(desk.vote('exclude')).toEqual({ kind: 'kept' });
    expect(device.acts[0]?.body).toMatchObject({ reasons: ['wrong-population', 'wrong-design'], note: 'no adults' });
  });

  it('ticked reasons do not go with an inclusion', async () => {
    await open();
    desk.toggleReason('wrong-design', ['wrong-design']);
    desk.vote('include');
    expect(device.acts[0]?.body).toMatchObject({ reasons: [] });
  });

  it('a skipped citation comes again at the end', async () => {
    await open();
    desk.move(1);
    for (const verdict of ['include', 'include', 'include'] as const) desk.vote(verdict);
    expect(shown()).toBe('a');
  });

  it('a citation that is handed out twice stands once in the list', async () => {
    handed = [
      ['a', 'b'],
      ['b', 'a', 'c'],
    ];
    await open();
    desk.vote('include');
    await pause(300);
    expect(desk.rows().map((row) => row.citation.id)).toEqual(['a', 'b', 'c']);
  });

  describe('without a network', () => {
    const ids = (citations: readonly { citation: Citation }[]): string[] =>
      citations.map(({ citation }) => citation.id);

    it('a reload shows what lay ready, in its order, without what was decided', async () => {
      await open();
      desk.vote('include');
      desk.vote('exclude');
      hasNetwork = false;
      await open();
      await pause(20);
      expect(ids(desk.rows())).toEqual(['c', 'd']);
      expect(shown()).toBe('c');
      expect(desk.progress()).toEqual({ decided: 12, all: 14 });
    });

    it('a vote that was undone lies ready again, where it lay', async () => {
      await open();
      desk.vote('include');
      desk.undo();
      hasNetwork = false;
      await open();
      await pause(20);
      expect(ids(desk.rows())).toEqual(['a', 'b', 'c', 'd']);
    });

    it('with nothing kept it says why there is nothing', async () => {
      hasNetwork = false;
      await open();
      expect(desk.row()).toBeNull();
      expect(desk.problem()?.status).toBe(0);
    });

    it('once the network is back what was settled meanwhile goes, but not from under the reader', async () => {
      await open();
      hasNetwork = false;
      await open();
      hasNetwork = true;
      handed = [['c', 'e']];
      await desk.lookAgain();
      expect(ids(desk.rows())).toEqual(['a', 'c', 'e']);
      expect(shown()).toBe('a');
      expect([...shelf.kept.keys()].sort()).toEqual(['a', 'c', 'e']);
    });

    it('what is taken along comes at once, and how long it is held is known after a reload', async () => {
      handed = [['a', 'b'], ['c', 'd'], ['e']];
      await open();
      await desk.take(5);
      await pause(700);
      expect(desk.ahead()).toBe(5);
      expect(shelf.progress).toMatchObject({ wanted: 5, until: desk.heldUntil() });
      hasNetwork = false;
      await open();
      expect(desk.held()).toBe(5);
    });
  });

  it('a half-written note is there after a reload', async () => {
    await open();
    desk.edit({ note: 'to discuss' });
    handed = [['a']];
    await open();
    expect(desk.draft().note).toBe('to discuss');
  });
});
