import { ChangeDetectionStrategy, Component, computed, inject, Injector, resource } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { TranslocoPipe } from '@jsverse/transloco';
import type { SiteAccount } from '@shared/contracts/people';
import { SiteAccountsApi } from '../../data/access';
import { ProblemText } from '../../data/problem-text';
import { SessionState } from '../../data/session';
import { Texts } from '../../data/texts';
import { Confirm } from '../../ui/confirm';
import { Cell, type Column, DataTable } from '../../ui/data-table';
import { Moment } from '../../ui/moment';
import { PageHeader } from '../../ui/page-header';
import { Toasts } from '../../ui/toasts';

/** Accounts of the server: who can sign in, and a way back in for who cannot. */
@Component({
  selector: 'eh-accounts',
  imports: [Cell, DataTable, MatButton, Moment, PageHeader, TranslocoPipe],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <div class="eh-page">
      <eh-page-header
        [title]="'access.accounts.title' | transloco"
        [lead]="'access.accounts.lead' | transloco"
        help="access.accounts.help"
      />
      @if (problem(); as words) {
        <p class="eh-problem" role="alert">{{ words }}</p>
      } @else {
        <eh-table [caption]="'access.accounts.title' | transloco" [columns]="columns" [rows]="rows()">
          <ng-template ehCell="name" let-account>
            <b>{{ account.name }}</b>
            @if (isMe(account)) {
              <span class="eh-quiet eh-small"> {{ 'access.accounts.you' | transloco }}</span>
            }
            <span class="eh-quiet eh-small line">
              {{ account.email }}
              @if (account.siteAdmin) {
                · {{ 'access.accounts.admin' | transloco }}
              }
              @if (account.deactivatedAt) {
                · {{ 'access.accounts.closed' | transloco }}
              }
            </span>
          </ng-template>
          <ng-template ehCell="createdAt" let-account>
            <time ehMoment show="day" [value]="account.createdAt"></time>
          </ng-template>
          <ng-template ehCell="lastSeenAt" let-account>
            <time ehMoment [value]="account.lastSeenAt"></time>
          </ng-template>
          <ng-template ehCell="acts" let-account>
            <span class="acts">
              @if (account.deactivatedAt) {
                <button matButton="text" type="button" (click)="reopen(account)">
                  {{ 'access.accounts.reopen' | transloco }}
                </button>
              } @else {
                <button matButton="text" type="button" (click)="makeLink(account)">
                  {{ 'access.accounts.reset' | transloco }}
                </button>
                <button matButton="text" type="button" (click)="setAdmin(account)">
                  {{ (account.siteAdmin ? 'access.accounts.takeAdmin' : 'access.accounts.makeAdmin') | transloco }}
                </button>
                <button matButton="text" class="eh-button-danger" type="button" (click)="close(account)">
                  {{ 'access.accounts.close' | transloco }}
                </button>
              }
            </span>
          </ng-template>
        </eh-table>
      }
    </div>
  `,
  styles: `
    .line {
      display: block;
    }
    .acts {
      display: flex;
      flex-wrap: wrap;
      justify-content: flex-end;
    }
  `,
})
export class Accounts {
  private readonly api = inject(SiteAccountsApi);
  private readonly session = inject(SessionState);
  private readonly confirm = inject(Confirm);
  private readonly texts = inject(Texts);
  private readonly toasts = inject(Toasts);
  private readonly injector = inject(Injector);
  private readonly problemText = inject(ProblemText);

  private readonly accounts = resource({ loader: () => this.api.list() });
  protected readonly rows = computed(() => (this.accounts.hasValue() ? this.accounts.value() : null));
  protected readonly problem = computed(() => {
    const error = this.accounts.error();
    return error ? this.problemText.of(error, 'access') : '';
  });
  protected readonly columns: Column[] = [
    { id: 'name', label: this.texts.of('access.accounts.name') },
    { id: 'createdAt', label: this.texts.of('access.accounts.since'), width: '8rem', isWideOnly: true },
    { id: 'lastSeenAt', label: this.texts.of('access.accounts.seen'), width: '11rem', isWideOnly: true },
    { id: 'acts', label: this.texts.of('access.accounts.acts'), width: '24rem' },
  ];

  protected isMe(account: SiteAccount): boolean {
    return account.id === this.session.account()?.id;
  }

  protected async makeLink(account: SiteAccount): Promise<void> {
    await this.attempt(async () => {
      const link = await this.api.resetLink(account.id);
      const { openLink } = await import('./link-dialog');
      openLink(this.injector, { name: account.name, address: link.url ?? location.origin + link.path });
    });
  }

  protected async setAdmin(account: SiteAccount): Promise<void> {
    const { name } = account;
    const question = {
      title: this.texts.of('access.accounts.adminTitle', { name }),
      text: this.texts.of('access.accounts.adminText'),
      act: this.texts.of('access.accounts.makeAdmin'),
    };
    if (!account.siteAdmin && !(await this.confirm.ask(question))) return;
    await this.change(() => this.api.setAdmin(account.id, !account.siteAdmin));
  }

  protected async close(account: SiteAccount): Promise<void> {
    const isSure = await this.confirm.ask({
      title: this.texts.of('access.accounts.closeTitle', { name: account.name }),
      text: this.texts.of('access.accounts.closeText'),
      act: this.texts.of('access.accounts.close'),
      isDanger: true,
    });
    if (isSure) await this.change(() => this.api.close(account.id));
  }

  protected async reopen(account: SiteAccount): Promise<void> {
    await this.change(() => this.api.reopen(account.id));
  }

  private async change(act: () => Promise<unknown>): Promise<void> {
    await this.attempt(async () => {
      await act();
      this.toasts.done(this.texts.of('access.accounts.done'));
      this.accounts.reload();
    });
  }

  private async attempt(act: () => Promise<void>): Promise<void> {
    try {
      await act();
    } catch (error) {
      this.toasts.problem(this.problemText.of(error, 'access'));
    }
  }
}
