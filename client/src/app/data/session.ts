import { HttpClient, HttpContext } from '@angular/common/http';
import { computed, inject, Injectable, signal } from '@angular/core';
import type { Session, Setup, SignIn } from '@shared/contracts/session';
import { firstValueFrom } from 'rxjs';
import { ANSWERS_401, type Problem, problemFrom } from './problem';

const ownAnswer = { context: new HttpContext().set(ANSWERS_401, true) };

/** Who is signed in on this browser. */
@Injectable({ providedIn: 'root' })
export class SessionState {
  private readonly http = inject(HttpClient);
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

  async load(): Promise<void> {
    try {
      this.session.set(await firstValueFrom(this.http.get<Session>('/api/session', ownAnswer)));
      this.unreachable.set(null);
    } catch (error) {
      this.unreachable.set(problemFrom(error));
    }
  }

  async signIn(credentials: SignIn): Promise<void> {
    this.begin(await firstValueFrom(this.http.post<Session>('/api/session', credentials, ownAnswer)));
  }

  async setUp(setup: Setup): Promise<void> {
    this.begin(await firstValueFrom(this.http.post<Session>('/api/setup', setup, ownAnswer)));
  }

  async signOut(): Promise<void> {
    await firstValueFrom(this.http.delete('/api/session', ownAnswer));
    this.forget();
  }

  /** After the session was ended elsewhere ("sign out everywhere"). */
  forget(): void {
    this.session.update((session) => session && { ...session, account: null });
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

  private begin(session: Session): void {
    const before = this.account();
    this.session.set(session);
    if (!this.expired()) return;
    // Someone else's screen must not stay open under a new name, nor send what they had begun.
    if (before && session.account?.id !== before.id) return location.assign('/');
    this.expired.set(false);
    this.waitingForSignIn?.done();
    this.waitingForSignIn = null;
  }
}
