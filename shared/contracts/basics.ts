import * as z from 'zod';

/** A client-made id: letters, digits and hyphens (a UUID, as a rule). */
export const Id = z.string().regex(/^[A-Za-z0-9-]{8,64}$/, 'must be 8 to 64 letters, digits or hyphens');
/** An id that the server made or derived: an import's record carries a full stop. */
export const Ref = z.string().regex(/^[A-Za-z0-9.-]{1,80}$/, 'is not an id');
/** A moment in UTC, as `2026-01-05T09:00:00.000Z`. What the server says is not checked again. */
export const Instant = z.string();
export const GivenInstant = z.iso.datetime({ error: 'must be a moment in UTC, as 2026-01-05T09:00:00.000Z' });
export const Title = z.string().trim().min(1, 'must not be empty').max(500);
export const Words = z.string().trim().max(20_000);

/** Every write carries the id under which it may safely be repeated. */
export const Write = z.strictObject({ id: Id });
export const Done = z.object({ id: z.string() });
export type Done = z.infer<typeof Done>;
