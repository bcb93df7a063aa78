import { Injectable } from '@nestjs/common';
import { Refusal } from '@shared/domain/refusal';
import { Clock } from '../platform/clock';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
/** Keys held at once; beyond it those longest untouched are forgotten, so that a flood cannot fill the memory. */
const MAX_KEYS = 50_000;

/** Allows each key so many takes within any stretch of `windowMs`. */
export class SlidingWindow {
  private readonly taken = new Map<string, number[]>();

  constructor(
    private readonly limit: number,
    private readonly windowMs: number,
  ) {}

  /** Counts one more and answers 0, or answers the milliseconds to wait and counts nothing. */
  take(key: string, nowMs: number): number {
    const times = this.recent(key, nowMs);
    const first = times[0];
    if (first !== undefined && times.length >= this.limit) return first + this.windowMs - nowMs;
    times.push(nowMs);
    this.taken.delete(key);
    this.taken.set(key, times);
    if (this.taken.size > MAX_KEYS) this.taken.delete(this.taken.keys().next().value as string);
    return 0;
  }

  /** Undoes the last take: what succeeded does not count. */
  giveBack(key: string): void {
    this.taken.get(key)?.pop();
  }

  left(key: string, nowMs: number): number {
    return this.limit - this.recent(key, nowMs).length;
  }

  forget(key: string): void {
    this.taken.delete(key);
  }

  private recent(key: string, nowMs: number): number[] {
    const times = (this.taken.get(key) ?? []).filter((at) => at > nowMs - this.windowMs);
    if (times.length === 0) this.taken.delete(key);
    return times;
  }
}

/** Allows each key a burst, and after it a steady rate. */
export class TokenBucket {
  private readonly levels = new Map<string, { left: number; at: number }>();

  constructor(
    private readonly burst: number,
    private readonly perSecond: number,
  ) {}

  /** Takes one and answers 0, or answers the milliseconds until there is one again. */
  take(key: string, nowMs: number): number {
    const before = this.levels.get(key) ?? { left: this.burst, at: nowMs };
    const refilled = before.left + (Math.max(0, nowMs - before.at) / 1000) * this.perSecond;
    const left = Math.min(this.burst, refilled);
    const isAllowed = left >= 1;
    this.levels.delete(key);
    this.levels.set(key, { left: isAllowed ? left - 1 : left, at: nowMs });
    if (this.levels.size > MAX_KEYS) this.levels.delete(this.levels.keys().next().value as string);
    return isAllowed ? 0 : Math.ceil(((1 - left) / this.perSecond) * 1000);
  }
}

/**
 * How often what may be tried. Everything is held in memory and keyed by one account or one address: what somebody else
 * does changes nothing in an answer, so that no limit tells of other people's work.
 */
@Injectable()
export class RateLimits {
  /** Wrong passwords for one account. */
  private readonly byAccount = new SlidingWindow(10, 15 * MINUTE);
  /** The same from an address at which that account has signed in before: a stranger's guesses do not lock its owner out. */
  private readonly byFamiliar = new SlidingWindow(10, 15 * MINUTE);
  private readonly familiar = new SlidingWindow(1, 30 * 24 * HOUR);
  /** Wrong passwords from one address, for any account. */
  private readonly byAddress = new SlidingWindow(100, 15 * MINUTE);
  private readonly links = new SlidingWindow(60, 15 * MINUTE);
  private readonly setups = new SlidingWindow(20, HOUR);
  private readonly invited = new SlidingWindow(500, 24 * HOUR);
  /** A person screens at a second a record at best; five hundred votes kept offline are sent as a burst. */
  private readonly written = new TokenBucket(600, 5);

  constructor(private readonly clock: Clock) {}

  /** Counts a sign-in before it is tried; the answer is to be called when it succeeded. @throws Refusal 429 */
  beginSignIn(account: string, ip: string): { succeeded: () => void; isLastTry: () => boolean } {
    const address = addressKey(ip);
    const pair = `${account} ${address}`;
    const isFamiliar = this.familiar.left(pair, this.nowMs) === 0;
    const [window, key] = isFamiliar ? [this.byFamiliar, pair] : [this.byAccount, account];
    refuseFor(this.byAddress.take(address, this.nowMs));
    const wait = window.take(key, this.nowMs);
    if (wait > 0) this.byAddress.giveBack(address);
    refuseFor(wait);
    return {
      succeeded: () => {
        this.byAddress.giveBack(address);
        window.forget(key);
        this.familiar.forget(pair);
        this.familiar.take(pair, this.nowMs);
      },
      isLastTry: () => window.left(key, this.nowMs) === 0,
    };
  }

  /** Counts a password asked for again inside a session. */
  beginConfirmation(accountId: string): { succeeded: () => void } {
    const key = `confirm ${accountId}`;
    refuseFor(this.byAccount.take(key, this.nowMs));
    return { succeeded: () => this.byAccount.forget(key) };
  }

  /** Counts a try of an invitation or reset link; given back when the link was a good one. */
  beginLink(ip: string): { succeeded: () => void } {
    const address = addressKey(ip);
    refuseFor(this.links.take(address, this.nowMs));
    return { succeeded: () => this.links.giveBack(address) };
  }

  countSetup(ip: string): void {
    refuseFor(this.setups.take(addressKey(ip), this.nowMs));
  }

  countInvitations(accountId: string, count: number): void {
    for (let i = 0; i < count; i++) refuseFor(this.invited.take(accountId, this.nowMs));
  }

  /** Real time, not the clock that tests hold still: this one guards the machine. */
  countWrite(accountId: string): void {
    refuseFor(this.written.take(accountId, performance.now()));
  }

  private get nowMs(): number {
    return Date.parse(this.clock.now());
  }
}

function refuseFor(waitMs: number): void {
  if (waitMs <= 0) return;
  const seconds = Math.ceil(waitMs / 1000);
  const words = seconds < 90 ? `${seconds} seconds` : `${Math.ceil(seconds / 60)} minutes`;
  throw new Refusal(
    'too_many_requests',
    `That was tried too often in a short time. Nothing was changed; try again in ${words}.`,
    429,
    { retryAfterSeconds: seconds },
  );
}

/** One key for one household or office: an IPv4 address whole, of IPv6 the network part (/64). */
export function addressKey(ip: string): string {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(ip);
  if (mapped?.[1]) return mapped[1];
  if (!ip.includes(':')) return ip;
  const [head = '', tail] = ip.toLowerCase().split('%')[0]!.split('::');
  const left = head ? head.split(':') : [];
  const right = tail ? tail.split(':') : [];
  const middle = tail === undefined ? [] : Array<string>(Math.max(0, 8 - left.length - right.length)).fill('0');
  return [...left, ...middle, ...right]
    .slice(0, 4)
    .map((group) => group.replace(/^0+(?=.)/, ''))
    .join(':');
}
