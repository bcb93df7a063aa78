import { ChangeDetectionStrategy, Component, computed, inject, signal } from '@angular/core';
import { form, FormField, FormRoot, required } from '@angular/forms/signals';
import { MatButton } from '@angular/material/button';
import { Router } from '@angular/router';
import { TranslocoPipe } from '@jsverse/transloco';
import { AccountApi } from '../../data/account';
import { FieldErrors } from '../../data/field-errors';
import { Outbox } from '../../data/outbox';
import { ProblemText } from '../../data/problem-text';
import { SessionState } from '../../data/session';
import { Texts } from '../../data/texts';
import { FormFieldBox, InputControl } from '../../ui/field';
import { Toasts } from '../../ui/toasts';

/** Ends one's own way in: says first what stays and what goes, and asks for the password. */
@Component({
  selector: 'eh-close-account',
  imports: [FormField, FormFieldBox, FormRoot, InputControl, MatButton, TranslocoPipe],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <dl class="what">
      <dt>{{ 'access.close.stays' | transloco }}</dt>
      <dd>{{ 'access.close.staysText' | transloco: { name: session.account()?.name ?? '' } }}</dd>
      <dt>{{ 'access.close.goes' | transloco }}</dt>
      <dd>{{ 'access.close.goesText' | transloco }}</dd>
      <dt>{{ 'access.close.owner' | transloco }}</dt>
      <dd>{{ 'access.close.ownerText' | transloco }}</dd>
    </dl>
    @if (!isOpen()) {
      <button matButton="outlined" type="button" class="eh-button-danger" (click)="isOpen.set(true)">
        {{ 'access.close.begin' | transloco }}
      </button>
    } @else {
      <form class="eh-stack" [formRoot]="form">
        <input type="text" autocomplete="username" hidden [value]="session.account()?.email ?? ''" />
        @if (unsent(); as count) {
          <p class="eh-problem">{{ 'access.close.unsent' | transloco: { count } }}</p>
        }
        <eh-field [label]="'account.currentPassword' | transloco" [error]="errors.of(form.password())">
          <input ehInput type="password" autocomplete="current-password" [formField]="form.password" />
        </eh-field>
        @if (problem(); as words) {
          <p class="eh-problem" role="alert">{{ words }}</p>
        }
        <div class="eh-row">
          <button matButton="filled" type="submit" class="eh-button-danger" [disabled]="form().submitting()">
            {{ 'access.close.act' | transloco }}
          </button>
          <button matButton="text" type="button" (click)="leave()">{{ 'ui.cancel' | transloco }}</button>
        </div>
      </form>
    }
  `,
  styles: `
    .what {
      display: grid;
      gap: var(--eh-1);
      max-width: var(--eh-measure);
      margin: 0 0 var(--eh-4);
    }
    dt {
      font-weight: 600;
    }
    dd {
      margin: 0 0 var(--eh-2);
      color: var(--eh-ink-2);
    }
  `,
})
export class CloseAccount {
  private readonly api = inject(AccountApi);
  private readonly outbox = inject(Outbox);
  private readonly router = inject(Router);
  private readonly toasts = inject(Toasts);
  private readonly texts = inject(Texts);
  private readonly problemText = inject(ProblemText);
  protected readonly session = inject(SessionState);
  protected readonly errors = inject(FieldErrors);

  protected readonly isOpen = signal(false);
  protected readonly problem = signal('');
  /** Votes that nobody could send any more. */
  protected readonly unsent = computed(() => this.outbox.waiting().length + this.outbox.refused().length);
  private readonly model = signal({ password: '' });
  protected readonly form = form(this.model, (path) => required(path.password), {
    submission: { action: () => this.close() },
  });

  protected leave(): void {
    this.form().reset({ password: '' });
    this.problem.set('');
    this.isOpen.set(false);
  }

  private async close(): Promise<undefined> {
    this.problem.set('');
    try {
      await this.api.close(this.model().password);
      await this.session.forget();
      await this.router.navigateByUrl('/sign-in');
      this.toasts.done(this.texts.of('access.close.done'));
    } catch (error) {
      this.problem.set(this.problemText.of(error, 'access'));
    }
  }
}
