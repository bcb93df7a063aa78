import type { ReviewCard } from '@shared/contracts/reviews';

/** One thing that waits in a review, with the screen that deals with it. */
export interface TodoLink {
  kind: keyof ReviewCard['todo'];
  count: number;
  path: string;
}

const PATHS: readonly [keyof ReviewCard['todo'], string][] = [
  ['toScreen', 'screen'],
  ['conflicts', 'conflicts'],
  ['toRetrieve', 'retrieval'],
  ['questions', 'duplicates'],
];

/** What awaits the person, in the order of the work; null (not their task) and nought are left out. */
export function todoLinks(review: Pick<ReviewCard, 'id' | 'todo'>): TodoLink[] {
  return PATHS.flatMap(([kind, path]) => {
    const count = review.todo[kind];
    return count ? [{ kind, count, path: `/reviews/${review.id}/${path}` }] : [];
  });
}
