import { DOCUMENT } from '@angular/common';
import { HttpClient, HttpContext } from '@angular/common/http';
import { computed, effect, inject, Injectable, signal, untracked } from '@angular/core';
import type { Session } from '@shared/contracts/session';
import { firstValueFrom, timeout } from 'rxjs';
import { Connection } from './connection';
import { ANSWERS_401, problemFrom } from './problem';
import { ScreeningApi } from './screening-api';
import { laneOf, type OutboxAct, type OutboxEntry } from './screening-outbox-entry';
import { FallbackStore } from './screening-outbox-fallback';
import { type DrainEnd, HOLD_MS, OutboxQueue, type OutboxStore, type SendOutcome } from './screening-outbox-queue';
import { IndexedDbStore, MemoryStore } from './screening-outbox-store';
import { SessionState } from './session';

/** A request without an answer is given up after this long; it is then sent again under the same id. */
const ANSWER_MS = 20_000;
/** The next citation is painted before anything is sent. */
const AFTER_PAINT_MS = 60;
/** How often figures are read anew while a backlog is sent. */
const WHILE_SENDING_MS = 200;
/** When to look again while another tab sends. */
const OTHER_TAB_MS = 2_000;
const FIRST_WAIT_MS = 1_500;
const LONGEST_WAIT_MS = 30_000;
/** How long the answer to "who is signed in here?" is trusted: another tab may have changed it. */
const IDENTITY_MS = 5_000;

/**
 * What people decide, kept on this device until the server has it. Writing here never waits for the network. Entries
 * belong to the account that made them: after signing out they stay, and only the same account sends them.
 */
@Injectable({ providedIn: 'root' })
export class Outbox {
  private readonly api = inject(ScreeningApi);
  private readonly http = inject(HttpClient);
  private readonly connection = inject(Connection);
  private readonly window = inject(DOCUMENT).defaultView;
  private readonly session = signal<string | null>(null);
  private readonly signedIn = inject(SessionState);
  private readonly account = this.signedIn.account;
  private readonly entries = signal<readonly OutboxEntry[]>([]);
  private readonly durable = signal(true);
  private readonly stored = this.openStore();
  private readonly queue = this.stored.then(
    (store) => new OutboxQueue(store, (entry) => this.deliver(entry), () => Date.now(), () => this.tell()),
  );
  private readonly channel = this.openChannel();
  private readonly timers = new Map<string, ReturnType<typeof setTimeout>>();
  private readonly draining = new Map<string, Promise<void>>();
  private waitMs = FIRST_WAIT_MS;
  private identifiedAt = -Infinity;
  private last: Promise<unknown> = Promise.resolve();
  private refreshing: Promise<void> | null = null;
  private isStale = false;
  private showing: ReturnType<typeof setTimeout> | undefined;

  /** Of the signed-in account: what is on its way, and what the server would not take. */
  readonly waiting = computed(() => this.entries().filter(({ refusal }) => !refusal));
  readonly refused = computed(() => this.entries().filter(({ refusal }) => refusal));
  /** Whether a reload would find them again. */
  readonly isDurable = this.durable.asReadonly();
  /** Whether the last try to send did not get through. */
  readonly isStuck = signal(false);
  readonly isOnline = computed(() => this.connection.isOnline() && !this.isStuck());
  /** The server's answers to acts, newest last; screens that show figures listen. */
  readonly delivered = signal<OutboxEntry | null>(null);

  constructor() {
    effect(() => {
      const id = this.account()?.id ?? null;
      untracked(() => this.use(id));
    });
    // After signing in again everything that waited goes out at once.
    effect(() => {
      if (!this.signedIn.hasExpired()) untracked(() => this.start());
    });
    effect(() => this.connection.waiting.set(this.waiting().length));
    this.window?.addEventListener('online', () => this.start());
    this.window?.document.addEventListener('visibilitychange', () => {
      if (this.window?.document.visibilityState === 'hidden') void this.release();
    });
    this.window?.addEventListener('pagehide', () => void this.release());
    this.channel?.addEventListener('message', () => void this.refresh());
  }

  /** Keeps an act and sends it soon. Resolves once it is kept on this device. */
  add(reviewId: string, act: OutboxAct, about: { title: string | null; ordinal: number }): Promise<void> {
    const accountId = this.account()?.id;
    if (!accountId) return Promise.reject(new Error('nobody is signed in'));
    const at = Date.now();
    const entry = { accountId, reviewId, act, title: about.title ?? '', ordinal: about.ordinal, at, sendAfter: at + HOLD_MS };
    return this.inTurn(async () => {
      await (await this.queue).add(entry);
      this.schedule(laneOf(entry), this.isStuck() ? this.waitMs : AFTER_PAINT_MS);
    });
  }

  /** Undoes an act that has not left this device; false where the server may have it. */
  takeBack(actId: string): Promise<boolean> {
    return this.inTurn(async () => (await this.queue).takeBack(actId));
  }

  /** Sends everything now, the newest too. */
  async release(): Promise<void> {
    const store = await this.stored;
    await this.inTurn(async () => {
      for (const { seq, sendAfter } of this.waiting()) if (sendAfter > 0) await store.change(seq, { sendAfter: 0 });
    });
    this.start();
  }

  async again(entry: OutboxEntry): Promise<void> {
    await (await this.queue).again(entry);
    this.schedule(laneOf(entry), 0);
  }

  async dismiss(entry: OutboxEntry): Promise<void> {
    await (await this.stored).remove(entry.seq);
    this.tell();
  }

  /** Resolves when nothing of the review is left to send, or after `ms`; at once where there is no network. */
  async settled(reviewId: string, ms: number): Promise<void> {
    await this.until(() => this.waiting().every((entry) => entry.reviewId !== reviewId), ms);
  }

  /** The same for every review. */
  async allSettled(ms: number): Promise<void> {
    await this.until(() => this.waiting().length === 0, ms);
  }

  private async until(isSettled: () => boolean, ms: number): Promise<void> {
    await this.last;
    await this.refresh();
    const end = Date.now() + ms;
    await this.release();
    while (!isSettled() && this.isOnline() && Date.now() < end) await new Promise((resolve) => setTimeout(resolve, 40));
  }

  /** From here on this account's acts are kept and sent; null locks the outbox. */
  private use(accountId: string | null): void {
    if (accountId === this.session()) return;
    this.session.set(accountId);
    this.identifiedAt = -Infinity;
    this.entries.set([]);
    void this.refresh().then(() => this.start());
  }

  /** Writes follow each other in the order of the calls, whatever the store's own pace. */
  private inTurn<T>(work: () => Promise<T>): Promise<T> {
    const turn = this.last.then(work, work);
    this.last = turn.catch(() => undefined);
    return turn;
  }

  private start(): void {
    this.waitMs = FIRST_WAIT_MS;
    for (const lane of new Set(this.waiting().map(laneOf))) this.schedule(lane, 0);
  }

  private schedule(lane: string, ms: number): void {
    clearTimeout(this.timers.get(lane));
    this.timers.set(lane, setTimeout(() => void this.drain(lane), ms));
  }

  private async drain(lane: string): Promise<void> {
    const accountId = this.session();
    if (!accountId || !lane.startsWith(`${accountId}/`)) return;
    const running = this.draining.get(lane);
    // What was added meanwhile is looked at once the running pass is over.
    if (running) return void running.then(() => this.schedule(lane, 0));
    const pass = this.pass(lane).finally(() => this.draining.delete(lane));
    this.draining.set(lane, pass);
    await pass;
  }

  private async pass(lane: string): Promise<void> {
    let end: DrainEnd = { kind: 'later' };
    try {
      const queue = await this.queue;
      const locks = this.window?.navigator.locks;
      const elsewhere: DrainEnd = { kind: 'held', waitMs: OTHER_TAB_MS };
      const work = async (): Promise<DrainEnd> => ((await this.isStillMe()) ? queue.drain(lane) : { kind: 'later' });
      // A second tab waits its turn; without locks both send, and the server knows repeated ids.
      end = locks
        ? await locks.request(`eh.outbox.${lane}`, { ifAvailable: true }, (lock) => (lock ? work() : elsewhere))
        : await work();
    } catch {
      end = { kind: 'later' };
    }
    await this.refresh();
    this.isStuck.set(end.kind === 'later');
    if (end.kind !== 'later') this.waitMs = FIRST_WAIT_MS;
    if (end.kind === 'held') this.schedule(lane, end.waitMs);
    if (end.kind === 'later' && this.waiting().some((entry) => laneOf(entry) === lane)) {
      this.schedule(lane, this.waitMs);
      this.waitMs = Math.min(this.waitMs * 2, LONGEST_WAIT_MS);
    }
  }

  /** Another tab may have signed somebody else in with the same cookie; their name must not stand under these acts. */
  private async isStillMe(): Promise<boolean> {
    if (this.signedIn.hasExpired()) return false;
    if (Date.now() - this.identifiedAt < IDENTITY_MS) return true;
    const context = new HttpContext().set(ANSWERS_401, true);
    const request = this.http.get<Session>('/api/session', { context }).pipe(timeout(ANSWER_MS));
    const { account } = await firstValueFrom(request);
    // With nobody signed in the act itself is sent once: its 401 asks the person to sign in again.
    const isMe = account === null || account.id === this.session();
    if (account && isMe) this.identifiedAt = Date.now();
    return isMe;
  }

  private async deliver(entry: OutboxEntry): Promise<SendOutcome> {
    if (entry.accountId !== this.session()) return { kind: 'later' };
    let giveUp: ReturnType<typeof setTimeout> | undefined;
    const late = new Promise<'late'>((resolve) => (giveUp = setTimeout(() => resolve('late'), ANSWER_MS)));
    try {
      const receipt = await Promise.race([this.api.send(entry.reviewId, entry.act), late]);
      // A page of a captive portal is no receipt, even where it can be read as JSON.
      if (receipt === 'late' || receipt?.id !== entry.act.body.id) return { kind: 'later' };
      this.delivered.set(entry);
      return { kind: 'done' };
    } catch (error) {
      return this.outcomeOf(entry, error);
    } finally {
      clearTimeout(giveUp);
    }
  }

  private outcomeOf(entry: OutboxEntry, error: unknown): SendOutcome {
    const { status, code, detail, mayPass } = problemFrom(error);
    if (status >= 500 && !mayPass) return { kind: 'later', isServerFault: true };
    if (code === 'unexpected' || status < 400 || status === 401 || status === 408 || mayPass) {
      this.identifiedAt = -Infinity;
      return { kind: 'later' };
    }
    // Nothing was there to be taken back: that is what was wanted.
    if (entry.act.kind === 'withdraw' && code === 'no_decision') return { kind: 'done' };
    return { kind: 'refused', refusal: { code, detail } };
  }

  /** Shows what changed: at once, but while many are being sent a few times a second. */
  private tell(): void {
    if (this.draining.size === 0) return this.show();
    this.showing ??= setTimeout(() => this.show(), WHILE_SENDING_MS);
  }

  private show(): void {
    clearTimeout(this.showing);
    this.showing = undefined;
    this.channel?.postMessage('changed');
    void this.refresh();
  }

  /** One read at a time; what changes while it runs is read once more. */
  private refresh(): Promise<void> {
    this.isStale = true;
    this.refreshing ??= this.readAll().finally(() => (this.refreshing = null));
    return this.refreshing;
  }

  private async readAll(): Promise<void> {
    const store = await this.stored;
    while (this.isStale) {
      this.isStale = false;
      const accountId = this.session();
      const entries = accountId ? await store.ofAccount(accountId) : [];
      if (accountId === this.session()) this.entries.set(entries);
    }
  }

  private async openStore(): Promise<OutboxStore> {
    try {
      const factory = this.window?.indexedDB;
      if (!factory) throw new Error('no IndexedDB');
      const store = await IndexedDbStore.open(factory);
      void this.window?.navigator.storage?.persist?.().catch(() => undefined);
      return new FallbackStore(store, () => this.durable.set(false));
    } catch {
      this.durable.set(false);
      return new MemoryStore();
    }
  }

  private openChannel(): BroadcastChannel | null {
    return typeof BroadcastChannel === 'function' ? new BroadcastChannel('eh.outbox') : null;
  }
}
