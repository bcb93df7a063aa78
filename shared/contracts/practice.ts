import * as z from 'zod';

/** The practice review that was opened. */
export const Practice = z.object({ reviewId: z.string() });
export type Practice = z.infer<typeof Practice>;
