import { ChangeDetectionStrategy, Component, computed, effect, inject, input, signal } from '@angular/core';
import { Router, RouterLink, RouterLinkActive, RouterOutlet } from '@angular/router';
import { TranslocoPipe } from '@jsverse/transloco';
import { ProblemText } from '../data/problem-text';
import { ReviewState } from '../data/review-state';
import { Texts } from '../data/texts';
import { Commands } from '../ui/commands';
import { EmptyState } from '../ui/empty-state';
import { HelpState } from '../ui/help-state';
import { Icon } from '../ui/icon';
import { sectionsFor } from '../ui/navigation';
import { Skeleton } from '../ui/skeleton';
import { HelpPanel } from './help-panel';
import { PageTitle } from './page-title';
import { REVIEW_NAVIGATION } from './review-navigation';
import { TopBar } from './top-bar';

const RAIL_STORE = 'eh.rail';
/** Places in the bottom bar of a phone before "Menu". */
const IN_PHONE_BAR = 4;

/** The frame of one review: loads it, shows what its member may open, and holds the screen. */
@Component({
  selector: 'eh-review-frame',
  imports: [EmptyState, HelpPanel, Icon, RouterLink, RouterLinkActive, RouterOutlet, Skeleton, TopBar, TranslocoPipe],
  providers: [ReviewState],
  changeDetection: ChangeDetectionStrategy.OnPush,
  templateUrl: './review-frame.html',
  styleUrl: './review-frame.scss',
})
export class ReviewFrame {
  private readonly texts = inject(Texts);
  private readonly problemText = inject(ProblemText);
  protected readonly state = inject(ReviewState);
  protected readonly help = inject(HelpState);

  readonly reviewId = input.required<string>();

  protected readonly isRailWide = signal(localStorageSays(RAIL_STORE) !== 'narrow');
  protected readonly isMenuOpen = signal(false);
  private readonly areLabelsLoaded = signal(false);
  protected readonly base = computed(() => `/reviews/${this.reviewId()}`);
  protected readonly sections = computed(() =>
    this.areLabelsLoaded() ? sectionsFor(REVIEW_NAVIGATION, this.state.permissions()) : [],
  );
  protected readonly phoneItems = computed(() =>
    this.sections()
      .flatMap(({ items }) => items)
      .slice(0, IN_PHONE_BAR),
  );
  protected readonly problem = computed(() => {
    const problem = this.state.problem();
    return problem ? this.problemText.of(problem) : null;
  });

  constructor() {
    const title = inject(PageTitle);
    effect((onCleanup) => {
      this.state.id.set(this.reviewId());
      onCleanup(() => title.review.set(''));
    });
    effect(() => title.review.set(this.state.loaded()?.title ?? ''));
    void this.loadLabels();
    this.offerCommands();
  }

  protected toggleRail(): void {
    this.isRailWide.update((wide) => !wide);
    try {
      localStorage.setItem(RAIL_STORE, this.isRailWide() ? 'wide' : 'narrow');
    } catch {
      // Kept for this visit only.
    }
  }

  private async loadLabels(): Promise<void> {
    const scopes = new Set(REVIEW_NAVIGATION.flatMap(({ texts }) => (texts ? [texts] : [])));
    await Promise.allSettled([...scopes].map((scope) => this.texts.load(scope)));
    this.areLabelsLoaded.set(true);
  }

  private offerCommands(): void {
    const router = inject(Router);
    inject(Commands).offer(() => [
      ...this.sections().flatMap(({ group, items }) =>
        items.map((item) => ({
          id: `go.${item.path}`,
          labelKey: item.labelKey,
          icon: item.icon,
          groupKey: `navigation.groups.${group}`,
          run: () => void router.navigateByUrl(`${this.base()}/${item.path}`),
        })),
      ),
      {
        id: 'site.home',
        labelKey: 'frame.reviews',
        icon: 'home',
        groupKey: 'palette.places',
        run: () => void router.navigateByUrl('/'),
      },
      {
        id: 'site.account',
        labelKey: 'account.title',
        icon: 'account',
        groupKey: 'palette.places',
        run: () => void router.navigateByUrl('/account'),
      },
    ]);
  }
}

function localStorageSays(key: string): string | null {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}
