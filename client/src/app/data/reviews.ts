import { Injectable } from '@angular/core';
import type { ArchiveTurn, NewReview, ReviewCard, ReviewPatch } from '@shared/contracts/reviews';
import { Api } from './api';

@Injectable({ providedIn: 'root' })
export class ReviewsApi extends Api {
  list(): Promise<ReviewCard[]> {
    return this.get('/api/reviews');
  }

  create(review: NewReview): Promise<{ id: string }> {
    return this.post('/api/reviews', review);
  }

  describe(reviewId: string, patch: ReviewPatch): Promise<{ id: string }> {
    return this.patch(`/api/reviews/${reviewId}`, patch);
  }

  archive(reviewId: string, turn: ArchiveTurn): Promise<{ id: string }> {
    return this.post(`/api/reviews/${reviewId}/archive`, turn);
  }

  restore(reviewId: string, turn: ArchiveTurn): Promise<{ id: string }> {
    return this.post(`/api/reviews/${reviewId}/restore`, turn);
  }

  /** A review of invented records to try things in. */
  practise(id: string): Promise<{ reviewId: string }> {
    return this.post('/api/practice', { id });
  }
}
