import { ChangeDetectionStrategy, Component, ElementRef, inject, input, signal, viewChild } from '@angular/core';
import { RouterLink } from '@angular/router';
import { TranslocoPipe } from '@jsverse/transloco';
import type { Session } from '@shared/contracts/session';
import { Icon } from '../ui/icon';
import { GlobalKeys } from './global-keys';
import { SignOut } from './sign-out';

/** Who is signed in, and the way to their own places and out. Opens below its button; Escape and the focus close it. */
@Component({
  selector: 'eh-account-menu',
  imports: [Icon, RouterLink, TranslocoPipe],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <button
      #opener
      type="button"
      class="eh-icon-button"
      aria-controls="eh-account-menu"
      [attr.aria-expanded]="isOpen()"
      [attr.aria-label]="'frame.account' | transloco: { name: account().name }"
      (click)="isOpen.set(!isOpen())"
    >
      <eh-icon name="account" />
    </button>
    @if (isOpen()) {
      <div class="menu" id="eh-account-menu">
        <p class="who">
          <strong>{{ account().name }}</strong>
          <span class="eh-quiet eh-small">{{ account().email }}</span>
        </p>
        <ul class="items" (click)="isOpen.set(false)">
          <li>
            <a routerLink="/">{{ 'frame.reviews' | transloco }}</a>
          </li>
          <li>
            <a routerLink="/account">{{ 'account.title' | transloco }}</a>
          </li>
          @if (account().siteAdmin) {
            <li>
              <a routerLink="/admin">{{ 'frame.admin' | transloco }}</a>
            </li>
          }
          <li>
            <button type="button" (click)="keys.openKeySheet()">{{ 'keys.sheet' | transloco }}</button>
          </li>
          <li>
            <button type="button" (click)="signOut.ask()">{{ 'frame.signOut' | transloco }}</button>
          </li>
        </ul>
      </div>
    }
  `,
  styles: `
    :host {
      position: relative;
      flex: none;
    }
    .menu {
      position: absolute;
      inset-block-start: calc(100% + 0.25rem);
      inset-inline-end: 0;
      z-index: 30;
      width: max-content;
      min-width: 13rem;
      max-width: calc(100vw - 1rem);
      border: var(--eh-hair);
      border-radius: 6px;
      background: var(--eh-surface);
      box-shadow: 0 4px 16px var(--eh-shadow);
    }
    .who {
      display: grid;
      padding: var(--eh-3) var(--eh-4);
      border-bottom: var(--eh-hair);
      overflow-wrap: anywhere;
    }
    .items {
      padding-block: var(--eh-1);
    }
    a,
    li button {
      display: flex;
      align-items: center;
      width: 100%;
      min-height: max(var(--eh-target), 2.25rem);
      padding: 0 var(--eh-4);
      border: 0;
      background: none;
      color: var(--eh-ink);
      font-size: var(--eh-text-s);
      text-align: start;
      text-decoration: none;
      cursor: pointer;
    }
    a:hover,
    li button:hover {
      background: var(--eh-hover);
    }
    a:focus-visible,
    li button:focus-visible {
      outline-offset: -2px;
    }
  `,
  host: {
    '(keydown.escape)': 'close()',
    '(focusout)': 'leave($event)',
    '(document:click)': 'outside($event)',
  },
})
export class AccountMenu {
  private readonly host = inject<ElementRef<HTMLElement>>(ElementRef);
  private readonly opener = viewChild.required<ElementRef<HTMLButtonElement>>('opener');
  protected readonly keys = inject(GlobalKeys);
  protected readonly signOut = inject(SignOut);

  readonly account = input.required<NonNullable<Session['account']>>();
  protected readonly isOpen = signal(false);

  protected close(): void {
    if (!this.isOpen()) return;
    this.isOpen.set(false);
    this.opener().nativeElement.focus();
  }

  protected leave({ relatedTarget }: FocusEvent): void {
    if (relatedTarget && !this.host.nativeElement.contains(relatedTarget as Node)) this.isOpen.set(false);
  }

  protected outside({ target }: MouseEvent): void {
    if (!this.host.nativeElement.contains(target as Node)) this.isOpen.set(false);
  }
}
