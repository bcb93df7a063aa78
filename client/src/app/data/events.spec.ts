import { TestBed } from '@angular/core/testing';
import { OPEN_EVENT_SOURCE, ReviewEvents } from './events';

class FakeSource {
  static readonly CLOSED = 2;
  readyState = 1;
  onopen: (() => void) | null = null;
  onmessage: ((message: MessageEvent<string>) => void) | null = null;
  onerror: (() => void) | null = null;
  private readonly named = new Map<string, (message: MessageEvent<string>) => void>();
  constructor(readonly url: string) {}
  addEventListener(type: string, listener: (message: MessageEvent<string>) => void): void {
    this.named.set(type, listener);
  }
  close(): void {
    this.readyState = 2;
  }
  send(data: string, type = 'message'): void {
    const message = new MessageEvent<string>(type, { data });
    if (type === 'message') this.onmessage?.(message);
    else this.named.get(type)?.(message);
  }
  refuse(): void {
    this.readyState = 2;
    this.onerror?.();
  }
}

describe('ReviewEvents', () => {
  let opened: FakeSource[];
  const last = (): FakeSource => opened.at(-1)!;

  beforeEach(() => {
    jest.useFakeTimers();
    (globalThis as { EventSource?: unknown }).EventSource = FakeSource;
    opened = [];
    TestBed.configureTestingModule({
      providers: [
        { provide: OPEN_EVENT_SOURCE, useValue: (url: string) => (opened.push(new FakeSource(url)), last()) },
      ],
    });
  });
  afterEach(() => jest.useRealTimers());

  it('delivers messages by their type, whether named by the stream or by themselves', () => {
    const stream = TestBed.inject(ReviewEvents).connect('r 1');
    const seen: unknown[] = [];
    stream.on('jobs', (event) => seen.push(event));
    stream.on('*', ({ type }) => seen.push(type));
    expect(last().url).toBe('/api/reviews/r%201/events?ngsw-bypass=true');
    last().send('{"type":"jobs","progress":3}');
    last().send('{"progress":4}', 'jobs');
    last().send('not json');
    expect(seen).toEqual([{ type: 'jobs', progress: 3 }, 'jobs', { type: 'jobs', progress: 4 }, 'jobs']);
    expect(stream.latest()).toEqual({ type: 'jobs', progress: 4 });
  });

  it('opens a new stream after being refused, waiting longer each time, and says that something may have been missed', () => {
    const stream = TestBed.inject(ReviewEvents).connect('r1');
    const seen: string[] = [];
    stream.on('reconnected', ({ type }) => seen.push(type));
    last().onopen?.();
    last().refuse();
    expect(stream.isConnected()).toBe(false);
    jest.advanceTimersByTime(1_000);
    expect(opened).toHaveLength(2);
    last().refuse();
    jest.advanceTimersByTime(1_999);
    expect(opened).toHaveLength(2);
    jest.advanceTimersByTime(1);
    last().onopen?.();
    expect(seen).toEqual(['reconnected']);
    expect(stream.isConnected()).toBe(true);
  });

  it('stays closed once it is closed', () => {
    const stream = TestBed.inject(ReviewEvents).connect('r1');
    last().refuse();
    stream.close();
    jest.advanceTimersByTime(120_000);
    expect(opened).toHaveLength(1);
  });
});
