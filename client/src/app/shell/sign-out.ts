import { inject, Injectable } from '@angular/core';
import { Router } from '@angular/router';
import { Outbox } from '../data/outbox';
import { ProblemText } from '../data/problem-text';
import { SessionState } from '../data/session';
import { Texts } from '../data/texts';
import { Confirm } from '../ui/confirm';
import { Toasts } from '../ui/toasts';

/** How long signing out waits for votes that are still on their way. */
const SEND_MS = 3_000;

/** Signing out, with a question first where this device holds votes that the server does not have. */
@Injectable({ providedIn: 'root' })
export class SignOut {
  private readonly outbox = inject(Outbox);
  private readonly session = inject(SessionState);
  private readonly router = inject(Router);
  private readonly texts = inject(Texts);
  private readonly confirm = inject(Confirm);
  private readonly toasts = inject(Toasts);
  private readonly problemText = inject(ProblemText);

  async ask(): Promise<void> {
    await this.outbox.allSettled(SEND_MS);
    const count = this.outbox.waiting().length + this.outbox.refused().length;
    try {
      if (count > 0 && !(await this.confirm.ask(this.question(count)))) return;
      await this.session.signOut();
      await this.router.navigateByUrl('/sign-in');
    } catch (error) {
      this.toasts.problem(this.problemText.of(error));
    }
  }

  private question(count: number): { title: string; text: string; act: string } {
    return {
      title: this.texts.of('signOut.unsent', { count }),
      text: this.texts.of('signOut.unsentWhy'),
      act: this.texts.of('frame.signOut'),
    };
  }
}
