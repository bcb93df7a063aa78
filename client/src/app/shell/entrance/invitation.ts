import {
  ChangeDetectionStrategy,
  Component,
  computed,
  inject,
  input,
  linkedSignal,
  resource,
  signal,
} from '@angular/core';
import { form, FormField, FormRoot } from '@angular/forms/signals';
import { MatButton } from '@angular/material/button';
import { Router, RouterLink } from '@angular/router';
import { TranslocoPipe } from '@jsverse/transloco';
import type { Invitation } from '@shared/contracts/team';
import { FieldErrors } from '../../data/field-errors';
import { InvitationsApi } from '../../data/invitations';
import { ProblemText } from '../../data/problem-text';
import { SessionState } from '../../data/session';
import { FormFieldBox, InputControl } from '../../ui/field';
import { Skeleton } from '../../ui/skeleton';
import { mailAddress, newPassword, PASSWORD_MIN, personName } from './credentials';
import { EntranceFrame } from './entrance-frame';
import { SignInForm } from './sign-in-form';

/** Where an invitation's link leads: join as whom one is signed in, sign in first, or make an account. */
@Component({
  selector: 'eh-invitation',
  imports: [
    EntranceFrame,
    FormField,
    FormFieldBox,
    FormRoot,
    InputControl,
    MatButton,
    RouterLink,
    SignInForm,
    Skeleton,
    TranslocoPipe,
  ],
  changeDetection: ChangeDetectionStrategy.OnPush,
  templateUrl: './invitation.html',
})
export class InvitationPage {
  private readonly api = inject(InvitationsApi);
  private readonly router = inject(Router);
  private readonly problemText = inject(ProblemText);
  protected readonly session = inject(SessionState);
  protected readonly errors = inject(FieldErrors);
  protected readonly passwordMin = PASSWORD_MIN;

  readonly token = input.required<string>();
  protected readonly invitation = resource({
    params: () => this.token(),
    loader: ({ params }) => this.api.one(params),
  });
  protected readonly found = computed<Invitation | null>(() =>
    this.invitation.hasValue() ? this.invitation.value() : null,
  );
  protected readonly refused = computed(() => {
    const error = this.invitation.error();
    return error ? this.problemText.of(error) : '';
  });
  /** Whether the person would rather use an account they have. */
  protected readonly hasAccount = linkedSignal(() => this.found()?.accountExists ?? false);
  protected readonly problem = signal('');
  protected readonly isJoining = signal(false);

  private readonly model = linkedSignal(() => ({ name: '', email: this.found()?.email ?? '', password: '' }));
  protected readonly form = form(
    this.model,
    (path) => {
      personName(path.name);
      mailAddress(path.email);
      newPassword(path.password);
    },
    { submission: { action: () => this.makeAccount() } },
  );

  protected async join(): Promise<void> {
    this.problem.set('');
    this.isJoining.set(true);
    try {
      await this.goOn(await this.api.accept(this.token()));
    } catch (error) {
      this.problem.set(this.problemText.of(error));
    } finally {
      this.isJoining.set(false);
    }
  }

  private async makeAccount(): Promise<undefined> {
    this.problem.set('');
    try {
      const { name, email, password } = this.model();
      const joined = await this.api.accept(this.token(), { name: name.trim(), email: email.trim(), password });
      await this.session.load();
      await this.goOn(joined);
    } catch (error) {
      this.problem.set(this.problemText.of(error));
    }
  }

  private async goOn(joined: { reviewId: string }): Promise<void> {
    await this.router.navigateByUrl(`/reviews/${joined.reviewId}`);
  }
}
