import { ChangeDetectionStrategy, Component, inject, input, linkedSignal, output, signal } from '@angular/core';
import { form, FormField, FormRoot, required } from '@angular/forms/signals';
import { MatButton } from '@angular/material/button';
import { TranslocoPipe } from '@jsverse/transloco';
import { FieldErrors } from '../../data/field-errors';
import { ProblemText } from '../../data/problem-text';
import { SessionState } from '../../data/session';
import { FormFieldBox, InputControl } from '../../ui/field';

/** Address and password; emits when the person is in. Pasting and password managers work (WCAG 3.3.8). */
@Component({
  selector: 'eh-sign-in-form',
  imports: [FormField, FormFieldBox, FormRoot, InputControl, MatButton, TranslocoPipe],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <form class="eh-stack" [formRoot]="form">
      <eh-field [label]="'fields.email' | transloco" [error]="errors.of(form.email())">
        <input ehInput type="email" autocomplete="username" autocapitalize="off" [formField]="form.email" />
      </eh-field>
      <eh-field [label]="'fields.password' | transloco" [error]="errors.of(form.password())">
        <input
          ehInput
          type="password"
          autocomplete="current-password"
          [attr.cdkFocusInitial]="email() ? '' : null"
          [formField]="form.password"
        />
      </eh-field>
      @if (problem(); as words) {
        <p class="eh-problem" role="alert">{{ words }}</p>
      }
      <button matButton="filled" type="submit" [disabled]="form().submitting()">{{ 'signIn.act' | transloco }}</button>
    </form>
  `,
})
export class SignInForm {
  private readonly session = inject(SessionState);
  private readonly problemText = inject(ProblemText);
  protected readonly errors = inject(FieldErrors);

  readonly email = input('');
  readonly signedIn = output();
  protected readonly problem = signal('');
  private readonly model = linkedSignal(() => ({ email: this.email(), password: '' }));
  protected readonly form = form(
    this.model,
    (path) => {
      required(path.email);
      required(path.password);
    },
    { submission: { action: () => this.signIn() } },
  );

  private async signIn(): Promise<undefined> {
    this.problem.set('');
    try {
      await this.session.signIn(this.model());
      this.signedIn.emit();
    } catch (error) {
      this.problem.set(this.problemText.of(error));
    }
  }
}
