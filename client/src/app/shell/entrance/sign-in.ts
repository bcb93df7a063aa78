import { ChangeDetectionStrategy, Component, inject, input } from '@angular/core';
import { Router } from '@angular/router';
import { TranslocoPipe } from '@jsverse/transloco';
import { EntranceFrame } from './entrance-frame';
import { SignInForm } from './sign-in-form';

@Component({
  selector: 'eh-sign-in',
  imports: [EntranceFrame, SignInForm, TranslocoPipe],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <eh-entrance [title]="'signIn.title' | transloco">
      <eh-sign-in-form (signedIn)="goOn()" />
    </eh-entrance>
  `,
})
export class SignIn {
  private readonly router = inject(Router);
  /** Where the person was going; only a path of this application. */
  readonly to = input<string>();

  protected goOn(): void {
    const to = this.to();
    void this.router.navigateByUrl(to && /^\/(?![/\\])/.test(to) ? to : '/');
  }
}
