import { effect, inject } from '@angular/core';
import { Router } from '@angular/router';
import { ReviewState } from '../../data/review-state';

/**
 * Goes back to the stages where nothing of them is this person's to change: by their roles, or because the review was
 * archived, also while the screen is open. Called in the constructor of a screen that has an address of its own.
 */
export function staysForEditors(): void {
  const review = inject(ReviewState);
  const router = inject(Router);
  effect(() => {
    if (!review.may('stages.edit')) void router.navigateByUrl(`/reviews/${review.id()}/stages`, { replaceUrl: true });
  });
}
