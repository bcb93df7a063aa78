import { ChangeDetectionStrategy, Component, computed, inject, resource, signal } from '@angular/core';
import { form, FormField, FormRoot } from '@angular/forms/signals';
import { MatButton } from '@angular/material/button';
import { ActivatedRoute, Router, RouterLink } from '@angular/router';
import { TranslocoPipe } from '@jsverse/transloco';
import { ResetApi } from '../../data/access';
import { FieldErrors } from '../../data/field-errors';
import { ProblemText } from '../../data/problem-text';
import { SessionState } from '../../data/session';
import { FormFieldBox, InputControl } from '../../ui/field';
import { Skeleton } from '../../ui/skeleton';
import { newPassword, PASSWORD_MIN } from './credentials';
import { EntranceFrame } from './entrance-frame';

/** Where a reset link leads. Its secret stands after the `#`, which browsers send to no server. */
@Component({
  selector: 'eh-reset',
  imports: [
    EntranceFrame,
    FormField,
    FormFieldBox,
    FormRoot,
    InputControl,
    MatButton,
    RouterLink,
    Skeleton,
    TranslocoPipe,
  ],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    @if (target.hasValue()) {
      <eh-entrance [title]="'access.reset.title' | transloco" [lead]="'access.reset.lead' | transloco: target.value()">
        <form class="eh-stack" [formRoot]="form">
          <input type="hidden" autocomplete="username" [value]="target.value().email" />
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
          <button matButton="filled" type="submit" [disabled]="form().submitting()">
            {{ 'access.reset.act' | transloco }}
          </button>
        </form>
      </eh-entrance>
    } @else if (refused()) {
      <eh-entrance [title]="'access.reset.gone' | transloco" [lead]="'access.reset.askAgain' | transloco">
        <a routerLink="/">{{ 'notFound.home' | transloco }}</a>
      </eh-entrance>
    } @else {
      <eh-entrance [title]="'access.reset.title' | transloco"><eh-skeleton [lines]="3" /></eh-entrance>
    }
  `,
})
export class ResetPage {
  private readonly api = inject(ResetApi);
  private readonly session = inject(SessionState);
  private readonly router = inject(Router);
  private readonly problemText = inject(ProblemText);
  protected readonly errors = inject(FieldErrors);
  protected readonly passwordMin = PASSWORD_MIN;
  private readonly token = inject(ActivatedRoute).snapshot.fragment ?? '';

  protected readonly target = resource({ loader: () => this.api.look(this.token) });
  protected readonly refused = computed(() => this.target.error() !== undefined);
  protected readonly problem = signal('');
  private readonly model = signal({ password: '' });
  protected readonly form = form(this.model, (path) => newPassword(path.password), {
    submission: { action: () => this.reset() },
  });

  private async reset(): Promise<undefined> {
    this.problem.set('');
    try {
      await this.api.use(this.token, this.model().password);
      await this.session.load();
      await this.router.navigateByUrl('/', { replaceUrl: true });
    } catch (error) {
      this.problem.set(this.problemText.of(error, 'access'));
    }
  }
}
