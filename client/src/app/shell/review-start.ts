import { ChangeDetectionStrategy, Component, effect, inject } from '@angular/core';
import { Router } from '@angular/router';
import { TranslocoPipe } from '@jsverse/transloco';
import { ReviewState } from '../data/review-state';
import { EmptyState } from '../ui/empty-state';
import { sectionsFor } from '../ui/navigation';
import { REVIEW_NAVIGATION } from './review-navigation';

/** A review's own address: goes on to the first screen that this member's roles open, or for the lead of a new one to its overview. */
@Component({
  selector: 'eh-review-start',
  imports: [EmptyState, TranslocoPipe],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <div class="eh-page">
      <eh-empty [title]="'frame.nothingToOpen' | transloco" [text]="'frame.nothingToOpenWhy' | transloco" />
    </div>
  `,
})
export class ReviewStart {
  constructor() {
    const router = inject(Router);
    const state = inject(ReviewState);
    effect(() => {
      const first = sectionsFor(REVIEW_NAVIGATION, state.permissions())[0]?.items[0];
      // Before the first protocol there is nothing to read: who leads the review sees what it needs.
      const isNew = state.loaded()?.protocolVersion === 0 && state.may('progress.read');
      const path = isNew ? 'overview' : first?.path;
      if (path) void router.navigateByUrl(`/reviews/${state.id()}/${path}`, { replaceUrl: true });
    });
  }
}
