import { ChangeDetectionStrategy, Component, inject } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import { MatButton } from '@angular/material/button';
import { PageHeader } from '../../ui/page-header';
import { GlobalKeys } from '../global-keys';
import { ApiKeys } from './api-keys';
import { AppearanceSettings } from './appearance-settings';
import { CloseAccount } from './close-account';
import { NameForm } from './name-form';
import { OpenSessions } from './open-sessions';
import { PasswordForm } from './password-form';

@Component({
  selector: 'eh-account',
  imports: [
    ApiKeys,
    AppearanceSettings,
    CloseAccount,
    MatButton,
    NameForm,
    OpenSessions,
    PageHeader,
    PasswordForm,
    TranslocoPipe,
  ],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <div class="eh-page eh-page-narrow page">
      <eh-page-header [title]="'account.title' | transloco" help="account.help" />
      <section class="eh-section">
        <h2>{{ 'account.appearance' | transloco }}</h2>
        <eh-appearance-settings />
      </section>
      <section class="eh-section">
        <h2>{{ 'account.keys' | transloco }}</h2>
        <p class="eh-quiet">{{ 'account.keysText' | transloco }}</p>
        <button matButton="outlined" type="button" (click)="keys.openKeySheet()">
          {{ 'account.keysOpen' | transloco }}
        </button>
      </section>
      <section class="eh-section">
        <h2>{{ 'account.you' | transloco }}</h2>
        <eh-name-form />
      </section>
      <section class="eh-section">
        <h2>{{ 'account.password' | transloco }}</h2>
        <eh-password-form />
      </section>
      <section class="eh-section">
        <h2>{{ 'account.sessions' | transloco }}</h2>
        <eh-open-sessions />
      </section>
      <section class="eh-section">
        <h2>{{ 'access.keys.title' | transloco }}</h2>
        <eh-api-keys />
      </section>
      <section class="eh-section">
        <h2>{{ 'access.close.title' | transloco }}</h2>
        <eh-close-account />
      </section>
    </div>
  `,
  styles: `
    .page {
      margin-inline: auto;
    }
    p {
      margin-bottom: var(--eh-3);
    }
  `,
})
export class AccountPage {
  protected readonly keys = inject(GlobalKeys);
}
