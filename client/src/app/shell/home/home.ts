import { httpResource } from '@angular/common/http';
import { ChangeDetectionStrategy, Component, computed, inject, signal } from '@angular/core';
import { Router, RouterLink } from '@angular/router';
import type { ReviewCard } from '@shared/contracts/reviews';
import { TranslocoPipe } from '@jsverse/transloco';
import { ProblemText } from '../../data/problem-text';
import { ReviewsApi } from '../../data/reviews';
import { SessionState } from '../../data/session';
import { Texts } from '../../data/texts';
import { Commands } from '../../ui/commands';
import { EmptyState } from '../../ui/empty-state';
import { Moment } from '../../ui/moment';
import { PageHeader } from '../../ui/page-header';
import { Skeleton } from '../../ui/skeleton';
import { Toasts } from '../../ui/toasts';
import { todoLinks } from './todo-links';

/** My reviews, and in each what awaits me. */
@Component({
  selector: 'eh-home',
  imports: [EmptyState, Moment, PageHeader, RouterLink, Skeleton, TranslocoPipe],
  changeDetection: ChangeDetectionStrategy.OnPush,
  templateUrl: './home.html',
  styleUrl: './home.scss',
})
export class Home {
  private readonly api = inject(ReviewsApi);
  private readonly router = inject(Router);
  private readonly problemText = inject(ProblemText);
  private readonly toasts = inject(Toasts);
  private readonly texts = inject(Texts);
  protected readonly session = inject(SessionState);

  protected readonly reviews = httpResource<ReviewCard[]>(() => '/api/reviews');
  protected readonly rows = computed(() =>
    (this.reviews.hasValue() ? this.reviews.value() : []).map((review) => ({
      review,
      todo: todoLinks(review),
      roles: review.roles.map((role) => this.texts.of(`roles.${role}`)).join(', '),
    })),
  );
  /** Those in use first; what is in the archive stands below them, under a heading of its own. */
  protected readonly parts = computed(() => {
    const rows = this.rows();
    const archived = rows.filter(({ review }) => review.archivedAt);
    return [
      { heading: '', rows: rows.filter(({ review }) => !review.archivedAt) },
      { heading: 'home.archived', rows: archived },
    ].filter((part) => part.rows.length > 0);
  });
  protected readonly problem = computed(() => {
    const error = this.reviews.error();
    return error ? this.problemText.of(error) : '';
  });
  protected readonly isPreparing = signal(false);
  // Kept between tries, so that a repeated click opens one practice review.
  private practiceId = this.api.newId();

  constructor() {
    inject(Commands).offer(() =>
      this.rows().map(({ review }) => ({
        id: `review.${review.id}`,
        label: review.title,
        icon: 'book',
        groupKey: 'home.title',
        run: () => void this.router.navigate(['/reviews', review.id]),
      })),
    );
  }

  protected async practise(): Promise<void> {
    this.isPreparing.set(true);
    try {
      const { reviewId } = await this.api.practise(this.practiceId);
      this.practiceId = this.api.newId();
      await this.router.navigate(['/reviews', reviewId]);
    } catch (error) {
      this.toasts.problem(this.problemText.of(error));
    } finally {
      this.isPreparing.set(false);
    }
  }
}
