import {
  ChangeDetectionStrategy,
  Component,
  type ElementRef,
  inject,
  input,
  output,
  signal,
  viewChild,
} from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import { ProblemText } from '../../data/problem-text';
import { SessionState } from '../../data/session';
import { FormFieldBox, InputControl } from '../../ui/field';

/**
 * Address and password; emits when the person is in. Pasting and password managers work (WCAG 3.3.8). It is the first
 * thing a browser loads, so it does without the form library and the component kit.
 */
@Component({
  selector: 'eh-sign-in-form',
  imports: [FormFieldBox, InputControl, TranslocoPipe],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <form class="eh-stack" novalidate (submit)="submit($event)">
      <eh-field [label]="'fields.email' | transloco" [error]="missing().email ? ('errors.required' | transloco) : ''">
        <input
          #address
          ehInput
          type="email"
          name="email"
          required
          autocomplete="username"
          autocapitalize="off"
          [value]="email()"
          (blur)="check('email', address.value)"
          (input)="check('email', address.value)"
        />
      </eh-field>
      <eh-field
        [label]="'fields.password' | transloco"
        [error]="missing().password ? ('errors.required' | transloco) : ''"
      >
        <input
          #secret
          ehInput
          type="password"
          name="password"
          required
          autocomplete="current-password"
          [attr.cdkFocusInitial]="email() ? '' : null"
          (blur)="check('password', secret.value)"
          (input)="check('password', secret.value)"
        />
      </eh-field>
      @if (problem(); as words) {
        <p class="eh-problem" role="alert">{{ words }}</p>
      }
      <button class="eh-act act" type="submit" [disabled]="isSending()">{{ 'signIn.act' | transloco }}</button>
    </form>
  `,
  styles: `
    .act {
      min-height: max(var(--eh-target), 2.5rem);
    }
  `,
})
export class SignInForm {
  private readonly session = inject(SessionState);
  private readonly problemText = inject(ProblemText);
  private readonly address = viewChild.required<ElementRef<HTMLInputElement>>('address');
  private readonly secret = viewChild.required<ElementRef<HTMLInputElement>>('secret');

  readonly email = input('');
  readonly signedIn = output();
  protected readonly problem = signal('');
  protected readonly isSending = signal(false);
  protected readonly missing = signal({ email: false, password: false });

  protected check(field: 'email' | 'password', value: string): void {
    this.missing.update((missing) => ({ ...missing, [field]: value.trim() === '' }));
  }

  protected submit(event: Event): void {
    event.preventDefault();
    const [email, password] = [this.address().nativeElement, this.secret().nativeElement];
    this.check('email', email.value);
    this.check('password', password.value);
    if (this.missing().email) return email.focus();
    if (this.missing().password) return password.focus();
    if (!this.isSending()) void this.signIn(email.value, password.value);
  }

  private async signIn(email: string, password: string): Promise<void> {
    this.problem.set('');
    this.isSending.set(true);
    try {
      await this.session.signIn({ email, password });
      this.signedIn.emit();
    } catch (error) {
      this.problem.set(this.problemText.of(error));
    } finally {
      this.isSending.set(false);
    }
  }
}
