import { Refusal } from '../refusal';
import type { Permission } from './roles';

/** An archived review is read and exported, and taken out of the archive again; nothing else is done in it. */
export function staysWhileArchived(permission: Permission): boolean {
  return permission.endsWith('.read') || permission === 'review.archive';
}

/** The one answer to every other act in an archived review. */
export function reviewArchived(): Refusal {
  return new Refusal(
    'review_archived',
    'This review is archived: it can be read and exported, but not changed. Nothing was changed; an owner of the review can take it out of the archive.',
  );
}
