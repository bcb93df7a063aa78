import * as z from 'zod';
import { Id, Instant } from './basics';

export const JOB_STATES = ['queued', 'running', 'done', 'failed', 'cancelled'] as const;
export const JobState = z.enum(JOB_STATES);
export type JobState = z.infer<typeof JobState>;

/** Work that outlives a request: how far it is, and what came of it. */
export const Job = z.object({
  id: z.string(),
  kind: z.string(),
  /** What it is about: the id of an import, for one. */
  subject: z.string().nullable(),
  memberId: z.string(),
  state: JobState,
  done: z.int(),
  /** 0 while unknown. */
  total: z.int(),
  /** Stable snake_case name of what it is doing; screens have a sentence for each. */
  step: z.string(),
  attempts: z.int(),
  error: z.object({ code: z.string(), detail: z.string() }).nullable(),
  result: z.record(z.string(), z.unknown()).nullable(),
  createdAt: Instant,
  startedAt: Instant.nullable(),
  finishedAt: Instant.nullable(),
  /** Whether the viewer may cancel it or run it again. */
  mayAct: z.boolean(),
});
export type Job = z.infer<typeof Job>;

export const JobsQuery = z.strictObject({
  kind: z.string().max(32).optional(),
  subject: z.string().max(80).optional(),
  state: JobState.optional(),
  limit: z.coerce.number().int().min(1).max(100).default(50),
});
export type JobsQuery = z.infer<typeof JobsQuery>;

export const JobAct = z.strictObject({ id: Id });
