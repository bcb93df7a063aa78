import { ChangeDetectionStrategy, Component, inject, signal } from '@angular/core';
import { form, FormField, FormRoot } from '@angular/forms/signals';
import { MatButton } from '@angular/material/button';
import { Router } from '@angular/router';
import { TranslocoPipe } from '@jsverse/transloco';
import { FieldErrors } from '../../data/field-errors';
import { ProblemText } from '../../data/problem-text';
import { SessionState } from '../../data/session';
import { FormFieldBox, InputControl } from '../../ui/field';
import { mailAddress, newPassword, PASSWORD_MIN, personName } from './credentials';
import { EntranceFrame } from './entrance-frame';

/** The first visit to a new server: its first account, which is also its host's. */
@Component({
  selector: 'eh-set-up',
  imports: [EntranceFrame, FormField, FormFieldBox, FormRoot, InputControl, MatButton, TranslocoPipe],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <eh-entrance [title]="'setup.title' | transloco" [lead]="'setup.lead' | transloco">
      <form class="eh-stack" [formRoot]="form">
        <eh-field [label]="'fields.name' | transloco" [error]="errors.of(form.name())">
          <input ehInput autocomplete="name" [formField]="form.name" />
        </eh-field>
        <eh-field [label]="'fields.email' | transloco" [error]="errors.of(form.email())">
          <input ehInput type="email" autocomplete="username" autocapitalize="off" [formField]="form.email" />
        </eh-field>
        <eh-field
          [label]="'fields.password' | transloco"
          [hint]="'fields.passwordHint' | transloco: { count: passwordMin }"
          [error]="errors.of(form.password())"
        >
          <input ehInput type="password" autocomplete="new-password" [formField]="form.password" />
        </eh-field>
        @if (problem(); as words) {
          <p class="eh-problem" role="alert">{{ words }}</p>
        }
        <button matButton="filled" type="submit" [disabled]="form().submitting()">{{ 'setup.act' | transloco }}</button>
      </form>
    </eh-entrance>
  `,
})
export class SetUp {
  private readonly session = inject(SessionState);
  private readonly router = inject(Router);
  private readonly problemText = inject(ProblemText);
  protected readonly errors = inject(FieldErrors);
  protected readonly passwordMin = PASSWORD_MIN;
  protected readonly problem = signal('');
  private readonly model = signal({ name: '', email: '', password: '' });
  protected readonly form = form(
    this.model,
    (path) => {
      personName(path.name);
      mailAddress(path.email);
      newPassword(path.password);
    },
    { submission: { action: () => this.setUp() } },
  );

  private async setUp(): Promise<undefined> {
    this.problem.set('');
    try {
      const { name, email, password } = this.model();
      await this.session.setUp({ name: name.trim(), email: email.trim(), password });
      await this.router.navigateByUrl('/');
    } catch (error) {
      this.problem.set(this.problemText.of(error));
    }
  }
}
