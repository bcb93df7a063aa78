import { HttpClient, HttpContext } from '@angular/common/http';
import { computed, inject, Injectable, signal } from '@angular/core';
import type { Session, Setup, SignIn } from '@shared/contracts/session';
import { firstValueFrom } from 'rxjs';
import { DeviceStore } from './device-store';
import { isUnreachable } from './kept-answers';
import { ANSWERS_401, type Problem, problemFrom } from './problem';

const SESSION = '/api/session';
const ownAnswer = { context: new HttpContext().set(ANSWERS_401, true), headers: { 'ngsw-bypass': 'true' } };
/** Set where somebody signed out without a network: the server is told at the next start, before anything else. */
const LEAVING = 'eh.leaving';
const NOBODY: Session = { account: null, setupNeeded: false, version: '' };

/** Who is signed in on this browser. */
@Injectable({ providedIn: 'root' })
export class SessionState {
  private readonly http = inject(HttpClient);
  private readonly device = inject(DeviceStore);
  private readonly session = signal<Session | null>(null);
  private waitingForSignIn: { promise: Promise<void>; done: () => void } | null = null;
  private readonly expired = signal(false);

  readonly account = computed(() => this.session()?.account ?? null);
  readonly setupNeeded = computed(() => this.session()?.setupNeeded ?? false);
  readonly version = computed(() => this.session()?.version ?? '');
  /** Whether the session ended while someone was at work: the frame lays the sign-in over their screen. */
  readonly hasExpired = this.expired.asReadonly();
  /** Why the first question to the server failed; null once it has answered. */
  readonly unreachable = signal<Problem | null>(null);

  /** Asks who is signed in. Without a network it is whoever was here last, with what this device kept for them. */
  async load(): Promise<void> {
    try {
      if (isLeaving()) await this.end();
      this.take(await firstValueFrom(this.http.get<Session>(SESSION, ownAnswer)));
      this.unreachable.set(null);
    } catch (error) {
      const problem = problemFrom(error);
      const kept = isUnreachable(problem) ? await this.known() : null;
      if (kept) this.session.set(kept);
      this.unreachable.set(kept ? null : problem);
    }
  }

  async signIn(credentials: SignIn): Promise<void> {
    this.begin(await firstValueFrom(this.http.post<Session>(SESSION, credentials, ownAnswer)));
  }

  async setUp(setup: Setup): Promise<void> {
    this.begin(await firstValueFrom(this.http.post<Session>('/api/setup', setup, ownAnswer)));
  }

  /** Ends the session; without a network it ends on this device now and on the server as soon as it is reached. */
  async signOut(): Promise<void> {
    try {
      await this.end();
    } catch (error) {
      if (!isUnreachable(problemFrom(error))) throw error;
      leave(true);
    }
    await this.forget();
  }

  /** After the session was ended elsewhere ("sign out everywhere"). What was read is removed from this device. */
  async forget(): Promise<void> {
    this.session.update((session) => session && { ...session, account: null });
    await this.device.use(null);
  }

  /** Puts a changed name before everyone who shows it. */
  rename(name: string): void {
    this.session.update((session) => session && { ...session, account: session.account && { ...session.account, name } });
  }

  /** Resolves when the person whose session ended has signed in again. */
  signedInAgain(): Promise<void> {
    if (!this.waitingForSignIn) {
      let done = (): void => undefined;
      const promise = new Promise<void>((resolve) => (done = resolve));
      this.waitingForSignIn = { promise, done };
      this.expired.set(true);
    }
    return this.waitingForSignIn.promise;
  }

  private async end(): Promise<void> {
    await firstValueFrom(this.http.delete(SESSION, ownAnswer));
    leave(false);
  }

  /** Who used this device last and did not sign out. */
  private known(): Promise<Session | null> {
    return isLeaving() ? Promise.resolve(NOBODY) : this.device.resume<Session>(SESSION);
  }

  private take(session: Session): void {
    this.session.set(session);
    void this.device.use(session.account?.id ?? null).then(() => this.device.keepAnswer(SESSION, session));
  }

  private begin(session: Session): void {
    const before = this.account();
    leave(false);
    this.take(session);
    if (!this.expired()) return;
    // Someone else's screen must not stay open under a new name, nor send what they had begun.
    if (before && session.account?.id !== before.id) return location.assign('/');
    this.expired.set(false);
    this.waitingForSignIn?.done();
    this.waitingForSignIn = null;
  }
}

function isLeaving(): boolean {
  try {
    return localStorage.getItem(LEAVING) !== null;
  } catch {
    return false;
  }
}

function leave(isLeaving: boolean): void {
  try {
    if (isLeaving) localStorage.setItem(LEAVING, '1');
    else localStorage.removeItem(LEAVING);
  } catch {
    // A browser that keeps nothing has kept nobody either.
  }
}
