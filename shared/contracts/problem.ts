import * as z from 'zod';

/** An error reply (RFC 9457). `code` is stable; `detail` says what happened, what is safe and what to do next. */
export const Problem = z.looseObject({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  code: z.string(),
  detail: z.string(),
  requestId: z.string(),
});
export type Problem = z.infer<typeof Problem>;
