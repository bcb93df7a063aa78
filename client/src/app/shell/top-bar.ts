import { ChangeDetectionStrategy, Component, inject, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import { TranslocoPipe } from '@jsverse/transloco';
import { Connection } from '../data/connection';
import { SessionState } from '../data/session';
import { HelpState } from '../ui/help-state';
import { Icon } from '../ui/icon';
import { KeyHint } from '../ui/key-hint';
import { AccountMenu } from './account-menu';
import { GlobalKeys } from './global-keys';
import { VersionState } from './version-state';

/** The line at the top of every screen: where one is, the palette, whether the server is reachable, help, the account. */
@Component({
  selector: 'eh-top-bar',
  imports: [AccountMenu, Icon, KeyHint, RouterLink, TranslocoPipe],
  changeDetection: ChangeDetectionStrategy.OnPush,
  templateUrl: './top-bar.html',
  styleUrl: './top-bar.scss',
  host: { role: 'banner' },
})
export class TopBar {
  protected readonly session = inject(SessionState);
  protected readonly connection = inject(Connection);
  protected readonly help = inject(HelpState);
  protected readonly keys = inject(GlobalKeys);
  protected readonly version = inject(VersionState);

  /** The open review's title; empty outside a review. */
  readonly review = input('');
  readonly reviewLink = input('');
}
