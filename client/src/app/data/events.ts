import { inject, Injectable, InjectionToken, type Signal, signal } from '@angular/core';

/** One message of a review's event stream: what kind of thing changed, never how anyone decided. */
export interface ReviewEvent {
  type: string;
  [more: string]: unknown;
}

export interface EventStream {
  /** The newest message; a resource may read it to reload. */
  readonly latest: Signal<ReviewEvent | null>;
  readonly isConnected: Signal<boolean>;
  /** Calls back for every message of this type (`'*'` for all) until the returned function is called. */
  on(type: string, listener: (event: ReviewEvent) => void): () => void;
  close(): void;
}

/** How streams are opened; specs replace it. */
export const OPEN_EVENT_SOURCE = new InjectionToken<(url: string) => EventSource>('open event source', {
  providedIn: 'root',
  factory: () => (url) => new EventSource(url, { withCredentials: true }),
});

const FIRST_WAIT_MS = 1_000;
const LONGEST_WAIT_MS = 60_000;

/**
 * The stream `/api/reviews/:id/events`. The browser reconnects by itself after a dropped line, but gives up for good when
 * it is answered with an error; then this opens a new one after 1, 2, 4 … 60 s. After any gap a message of type
 * `reconnected` is delivered, since something may have been missed: screens then reload.
 */
@Injectable({ providedIn: 'root' })
export class ReviewEvents {
  private readonly open = inject(OPEN_EVENT_SOURCE);

  connect(reviewId: string): EventStream {
    return new Stream(() => this.open(`/api/reviews/${encodeURIComponent(reviewId)}/events?ngsw-bypass=true`));
  }
}

class Stream implements EventStream {
  readonly latest = signal<ReviewEvent | null>(null);
  readonly isConnected = signal(false);
  private readonly listeners = new Map<string, Set<(event: ReviewEvent) => void>>();
  private source: EventSource | null = null;
  private waitMs = FIRST_WAIT_MS;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private isClosed = false;
  private wasConnected = false;

  constructor(private readonly openSource: () => EventSource) {
    this.start();
  }

  on(type: string, listener: (event: ReviewEvent) => void): () => void {
    const known = this.listeners.get(type);
    const listeners = known ?? new Set();
    listeners.add(listener);
    this.listeners.set(type, listeners);
    // Named server events reach only listeners of that name.
    if (!known && type !== '*') this.source?.addEventListener(type, this.receive);
    return () => listeners.delete(listener);
  }

  close(): void {
    this.isClosed = true;
    clearTimeout(this.timer);
    this.source?.close();
    this.isConnected.set(false);
  }

  private start(): void {
    const source = this.openSource();
    this.source = source;
    source.onopen = () => {
      this.isConnected.set(true);
      this.waitMs = FIRST_WAIT_MS;
      if (this.wasConnected) this.deliver({ type: 'reconnected' });
      this.wasConnected = true;
    };
    source.onmessage = this.receive;
    for (const type of this.listeners.keys()) if (type !== '*') source.addEventListener(type, this.receive);
    source.onerror = () => {
      this.isConnected.set(false);
      if (source.readyState !== EventSource.CLOSED || this.isClosed) return;
      source.close();
      this.timer = setTimeout(() => this.start(), this.waitMs);
      this.waitMs = Math.min(this.waitMs * 2, LONGEST_WAIT_MS);
    };
  }

  private readonly receive = (message: MessageEvent<string>): void => {
    const event = parsed(message);
    if (event) this.deliver(event);
  };

  private deliver(event: ReviewEvent): void {
    this.latest.set(event);
    for (const listener of this.listeners.get(event.type) ?? []) listener(event);
    for (const listener of this.listeners.get('*') ?? []) listener(event);
  }
}

function parsed(message: MessageEvent<string>): ReviewEvent | null {
  try {
    const data: unknown = JSON.parse(message.data);
    if (typeof data !== 'object' || data === null) return null;
    const named = message.type === 'message' ? {} : { type: message.type };
    const event = { ...data, ...named } as Partial<ReviewEvent>;
    return typeof event.type === 'string' ? (event as ReviewEvent) : null;
  } catch {
    return null;
  }
}
