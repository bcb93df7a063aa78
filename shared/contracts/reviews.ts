import * as z from 'zod';
import { ROLES } from '@shared/domain/access/roles';
import { REVIEW_KINDS } from '@shared/domain/protocol/review-kind';
import { Id, Instant, Title, Words } from './basics';

export const RoleName = z.enum(ROLES);
export const Kind = z.enum(REVIEW_KINDS);

/** A review as its member sees it. */
export const Review = z.object({
  id: z.string(),
  title: z.string(),
  kind: Kind,
  invented: z.boolean(),
  protocolVersion: z.int(),
  createdAt: Instant,
  archivedAt: Instant.nullable(),
  me: z.object({ memberId: z.string(), roles: z.array(RoleName), permissions: z.array(z.string()) }),
});
export type Review = z.infer<typeof Review>;

/** What awaits the signed-in person in a review; null where their roles have no such work. */
export const Todo = z.object({
  toScreen: z.int().nullable(),
  conflicts: z.int().nullable(),
  toRetrieve: z.int().nullable(),
  questions: z.int().nullable(),
});
export type Todo = z.infer<typeof Todo>;

export const ReviewCard = Review.omit({ me: true }).extend({ roles: z.array(RoleName), todo: Todo });
export type ReviewCard = z.infer<typeof ReviewCard>;

export const NewReview = z.strictObject({ id: Id, title: Title, kind: Kind });
export type NewReview = z.infer<typeof NewReview>;

/** `seen` is what the change replaces, as its writer read it. */
export const ReviewPatch = z.strictObject({
  id: Id,
  seen: z.strictObject({ title: z.string(), kind: Kind }),
  title: Title,
  kind: Kind,
});
export type ReviewPatch = z.infer<typeof ReviewPatch>;

/** Puts a review into the archive or takes it out; `reason` may be empty. */
export const ArchiveTurn = z.strictObject({ id: Id, reason: Words });
export type ArchiveTurn = z.infer<typeof ArchiveTurn>;
