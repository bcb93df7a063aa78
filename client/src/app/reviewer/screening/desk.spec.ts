import { signal } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import type { Citation } from '@shared/contracts/screening';
import type { Stage } from '@shared/contracts/stages';
import { defaultRule } from '@shared/domain/screening/rule';
import { Outbox } from '../../data/outbox';
import { ScreeningApi } from '../../data/screening-api';
import type { OutboxAct, OutboxEntry } from '../../data/screening-outbox-entry';
import { ScreeningDesk } from './desk';

/** The device's end of the network: what was handed to it, and whether it can still be taken back. */
class Device {
  readonly acts: OutboxAct[] = [];
  readonly waiting = signal<OutboxEntry[]>([]);
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
  };
};

describe('the desk', () => {
  let device: Device;
  let desk: ScreeningDesk;
  let handed: string[][];
  const open = async (stage = aStage()): Promise<void> => desk.open('ana', 'review', stage);
  const shown = (): string | undefined => desk.citation()?.id;

  beforeEach(() => {
    localStorage.clear();
    device = new Device();
    handed = [['a', 'b', 'c', 'd']];
    const queue = () =>
      Promise.resolve({
        citations: (handed.shift() ?? []).map(aCitation),
        progress: { decided: 10, remaining: 4 },
        protocolVersion: 1,
      });
    TestBed.configureTestingModule({
      providers: [ScreeningDesk, { provide: Outbox, useValue: device }, { provide: ScreeningApi, useValue: { queue } }],
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
    await new Promise((resolve) => setTimeout(resolve));
    expect(desk.rows().map((row) => row.citation.id)).toEqual(['a', 'b', 'c']);
  });

  it('a half-written note is there after a reload', async () => {
    await open();
    desk.edit({ note: 'to discuss' });
    handed = [['a']];
    await open();
    expect(desk.draft().note).toBe('to discuss');
  });
});
