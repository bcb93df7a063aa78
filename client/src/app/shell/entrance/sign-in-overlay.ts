import { A11yModule } from '@angular/cdk/a11y';
import { ChangeDetectionStrategy, Component, inject } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import { SessionState } from '../../data/session';
import { SignInForm } from './sign-in-form';

/** Laid over the screen when the session has ended: the screen below, and what was typed there, stays as it is. */
@Component({
  selector: 'eh-sign-in-overlay',
  imports: [A11yModule, SignInForm, TranslocoPipe],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <div class="scrim">
      <div
        class="box"
        role="dialog"
        aria-modal="true"
        aria-labelledby="eh-sign-in-again"
        cdkTrapFocus
        [cdkTrapFocusAutoCapture]="true"
      >
        <h2 id="eh-sign-in-again">{{ 'signIn.again' | transloco }}</h2>
        <p class="eh-quiet">{{ 'signIn.againWhy' | transloco }}</p>
        <eh-sign-in-form [email]="session.account()?.email ?? ''" />
      </div>
    </div>
  `,
  styles: `
    .scrim {
      position: fixed;
      inset: 0;
      z-index: 1200;
      display: grid;
      place-items: center;
      overflow: auto;
      padding: var(--eh-4);
      background: var(--eh-scrim);
    }
    .box {
      width: min(26rem, 100%);
      padding: var(--eh-5);
      border: var(--eh-hair);
      border-radius: 8px;
      background: var(--eh-surface);
    }
    p {
      margin: var(--eh-2) 0 var(--eh-4);
    }
  `,
})
export class SignInOverlay {
  protected readonly session = inject(SessionState);
}
