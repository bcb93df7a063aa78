import { ChangeDetectionStrategy, Component, inject } from '@angular/core';
import { Router, RouterOutlet } from '@angular/router';
import { TranslocoPipe } from '@jsverse/transloco';
import { Commands } from '../ui/commands';
import { HelpState } from '../ui/help-state';
import { HelpPanel } from './help-panel';
import { TopBar } from './top-bar';

/** The frame outside a review: the bar and one column. */
@Component({
  selector: 'eh-site-frame',
  imports: [HelpPanel, RouterOutlet, TopBar, TranslocoPipe],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <a class="eh-skip" href="#eh-main" (click)="$event.preventDefault(); main.focus()">{{
      'frame.skip' | transloco
    }}</a>
    <eh-top-bar />
    <div class="below">
      <main #main id="eh-main" tabindex="-1"><router-outlet /></main>
      @if (help.isOpen()) {
        <eh-help-panel />
      }
    </div>
  `,
  styles: `
    .below {
      display: flex;
    }
    main {
      flex: 1;
      min-width: 0;
    }
  `,
})
export class SiteFrame {
  protected readonly help = inject(HelpState);

  constructor() {
    const router = inject(Router);
    const go = (path: string) => (): void => void router.navigateByUrl(path);
    inject(Commands).offer([
      { id: 'site.home', labelKey: 'frame.reviews', icon: 'home', groupKey: 'palette.places', run: go('/') },
      { id: 'site.new', labelKey: 'home.create', icon: 'add', groupKey: 'palette.acts', run: go('/reviews/new') },
      {
        id: 'site.account',
        labelKey: 'account.title',
        icon: 'account',
        groupKey: 'palette.places',
        run: go('/account'),
      },
    ]);
  }
}
