import { ChangeDetectionStrategy, Component, inject, linkedSignal, signal } from '@angular/core';
import { form, FormField, FormRoot } from '@angular/forms/signals';
import { MatButton } from '@angular/material/button';
import { TranslocoPipe } from '@jsverse/transloco';
import { AccountApi } from '../../data/account';
import { FieldErrors } from '../../data/field-errors';
import { ProblemText } from '../../data/problem-text';
import { SessionState } from '../../data/session';
import { Texts } from '../../data/texts';
import { FormFieldBox, InputControl } from '../../ui/field';
import { Toasts } from '../../ui/toasts';
import { personName } from '../entrance/credentials';

@Component({
  selector: 'eh-name-form',
  imports: [FormField, FormFieldBox, FormRoot, InputControl, MatButton, TranslocoPipe],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <form class="eh-stack" [formRoot]="form">
      <eh-field
        [label]="'fields.name' | transloco"
        [hint]="session.account()?.email ?? ''"
        [error]="errors.of(form.name())"
      >
        <input ehInput autocomplete="name" [formField]="form.name" />
      </eh-field>
      @if (problem(); as words) {
        <p class="eh-problem" role="alert">{{ words }}</p>
      }
      <div>
        <button matButton="outlined" type="submit" [disabled]="form().submitting()">{{ 'ui.save' | transloco }}</button>
      </div>
    </form>
  `,
})
export class NameForm {
  private readonly api = inject(AccountApi);
  private readonly problemText = inject(ProblemText);
  private readonly toasts = inject(Toasts);
  private readonly texts = inject(Texts);
  protected readonly session = inject(SessionState);
  protected readonly errors = inject(FieldErrors);
  protected readonly problem = signal('');
  private readonly model = linkedSignal(() => ({ name: this.session.account()?.name ?? '' }));
  protected readonly form = form(this.model, (path) => personName(path.name), {
    submission: { action: () => this.save() },
  });

  private async save(): Promise<undefined> {
    this.problem.set('');
    try {
      const name = this.model().name.trim();
      await this.api.rename(name);
      this.session.rename(name);
      this.toasts.done(this.texts.of('account.nameSaved'));
    } catch (error) {
      this.problem.set(this.problemText.of(error));
    }
  }
}
