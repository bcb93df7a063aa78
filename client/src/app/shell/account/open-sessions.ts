import { ChangeDetectionStrategy, Component, computed, inject, resource, signal } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { Router } from '@angular/router';
import { TranslocoPipe } from '@jsverse/transloco';
import { AccountApi } from '../../data/account';
import { ProblemText } from '../../data/problem-text';
import { SessionState } from '../../data/session';
import { Texts } from '../../data/texts';
import { Confirm } from '../../ui/confirm';
import { Moment } from '../../ui/moment';
import { Skeleton } from '../../ui/skeleton';
import { browserOf } from './browser-name';

/** Where the account is signed in, with a way out of each and of all. */
@Component({
  selector: 'eh-open-sessions',
  imports: [MatButton, Moment, Skeleton, TranslocoPipe],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    @if (sessions.hasValue()) {
      <ul class="list">
        @for (open of rows(); track open.id) {
          <li class="eh-row">
            <span>
              {{ open.browser || ('account.someBrowser' | transloco) }}
              <span class="eh-quiet eh-small">
                @if (open.isCurrent) {
                  {{ 'account.thisOne' | transloco }}
                } @else {
                  {{ 'account.lastSeen' | transloco }} <time ehMoment [value]="open.lastSeenAt"></time>
                }
              </span>
            </span>
            @if (!open.isCurrent) {
              <button matButton="text" class="eh-end" type="button" (click)="end(open.id)">
                {{ 'account.endSession' | transloco }}
              </button>
            }
          </li>
        }
      </ul>
    } @else if (!problem()) {
      <eh-skeleton shape="row" [lines]="2" />
    }
    @if (problem(); as words) {
      <p class="eh-problem" role="alert">{{ words }}</p>
    }
    <button matButton="outlined" type="button" (click)="endAll()">{{ 'account.endAll' | transloco }}</button>
  `,
  styles: `
    :host {
      display: grid;
      gap: var(--eh-4);
      justify-items: start;
    }
    .list,
    eh-skeleton,
    .eh-problem {
      width: 100%;
    }
    li {
      min-height: 2.75rem;
      padding-block: var(--eh-2);
      border-bottom: var(--eh-hair);
    }
    li span span {
      display: block;
    }
  `,
})
export class OpenSessions {
  private readonly api = inject(AccountApi);
  private readonly session = inject(SessionState);
  private readonly router = inject(Router);
  private readonly confirm = inject(Confirm);
  private readonly texts = inject(Texts);
  private readonly problemText = inject(ProblemText);

  protected readonly sessions = resource({ loader: () => this.api.sessions() });
  protected readonly rows = computed(() =>
    (this.sessions.hasValue() ? this.sessions.value() : []).map((open) => ({
      ...open,
      browser: browserOf(open.userAgent),
    })),
  );
  private readonly failed = signal('');
  protected readonly problem = computed(() => {
    const error = this.sessions.error();
    return this.failed() || (error ? this.problemText.of(error) : '');
  });

  protected async end(id: string): Promise<void> {
    await this.attempt(async () => {
      await this.api.endSession(id);
      this.sessions.reload();
    });
  }

  protected async endAll(): Promise<void> {
    const isSure = await this.confirm.ask({
      title: this.texts.of('account.endAllTitle'),
      text: this.texts.of('account.endAllText'),
      act: this.texts.of('account.endAll'),
    });
    if (!isSure) return;
    await this.attempt(async () => {
      await this.api.endAllSessions();
      await this.session.forget();
      await this.router.navigateByUrl('/sign-in');
    });
  }

  private async attempt(act: () => Promise<void>): Promise<void> {
    this.failed.set('');
    try {
      await act();
    } catch (error) {
      this.failed.set(this.problemText.of(error));
    }
  }
}
