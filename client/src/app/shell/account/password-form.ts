import { ChangeDetectionStrategy, Component, inject, signal } from '@angular/core';
import { form, FormField, FormRoot, required } from '@angular/forms/signals';
import { MatButton } from '@angular/material/button';
import { TranslocoPipe } from '@jsverse/transloco';
import { AccountApi } from '../../data/account';
import { FieldErrors } from '../../data/field-errors';
import { ProblemText } from '../../data/problem-text';
import { SessionState } from '../../data/session';
import { Texts } from '../../data/texts';
import { FormFieldBox, InputControl } from '../../ui/field';
import { Toasts } from '../../ui/toasts';
import { newPassword, PASSWORD_MIN } from '../entrance/credentials';

@Component({
  selector: 'eh-password-form',
  imports: [FormField, FormFieldBox, FormRoot, InputControl, MatButton, TranslocoPipe],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <form class="eh-stack" [formRoot]="form">
      <input type="text" autocomplete="username" hidden [value]="session.account()?.email ?? ''" />
      <eh-field [label]="'account.currentPassword' | transloco" [error]="errors.of(form.current())">
        <input ehInput type="password" autocomplete="current-password" [formField]="form.current" />
      </eh-field>
      <eh-field
        [label]="'account.newPassword' | transloco"
        [hint]="'fields.passwordHint' | transloco: { count: passwordMin }"
        [error]="errors.of(form.next())"
      >
        <input ehInput type="password" autocomplete="new-password" [formField]="form.next" />
      </eh-field>
      @if (problem(); as words) {
        <p class="eh-problem" role="alert">{{ words }}</p>
      }
      <div>
        <button matButton="outlined" type="submit" [disabled]="form().submitting()">
          {{ 'account.changePassword' | transloco }}
        </button>
      </div>
    </form>
  `,
})
export class PasswordForm {
  private readonly api = inject(AccountApi);
  private readonly problemText = inject(ProblemText);
  private readonly toasts = inject(Toasts);
  private readonly texts = inject(Texts);
  protected readonly session = inject(SessionState);
  protected readonly errors = inject(FieldErrors);
  protected readonly passwordMin = PASSWORD_MIN;
  protected readonly problem = signal('');
  private readonly model = signal({ current: '', next: '' });
  protected readonly form = form(
    this.model,
    (path) => {
      required(path.current);
      newPassword(path.next);
    },
    { submission: { action: () => this.change() } },
  );

  private async change(): Promise<undefined> {
    this.problem.set('');
    try {
      const { current, next } = this.model();
      await this.api.changePassword(current, next);
      this.form().reset({ current: '', next: '' });
      this.toasts.done(this.texts.of('account.passwordSaved'));
    } catch (error) {
      this.problem.set(this.problemText.of(error));
    }
  }
}
