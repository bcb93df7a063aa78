import * as z from 'zod';
import { Id } from './basics';

export const RecallQuery = z.strictObject({
  /** The share of the relevant to be found, and how sure one must be of it; left out, the protocol's, else 0.95. */
  recall: z.coerce.number().min(0.5).max(0.999).optional(),
  confidence: z.coerce.number().min(0.5).max(0.999).optional(),
});
export type RecallQuery = z.infer<typeof RecallQuery>;

/** How much of what is relevant has been found at a stage, from final standings alone. */
export const Recall = z.object({
  /** Records of the stage, read or not, and those whose standing is final. */
  total: z.int(),
  read: z.int(),
  /** At which final records (from 1) a relevant one was found: the recall curve. */
  positions: z.array(z.int()),
  target: z.object({ recall: z.number(), confidence: z.number() }),
  /** What the protocol in force fixes; a stage stops on no other target. Null: it fixes none. */
  protocolTarget: z.object({ recall: z.number(), confidence: z.number() }).nullable(),
  /** The criterion: the hypergeometric test of Callaghan and Müller-Hansen (2020). */
  test: z.object({ p: z.number().nullable(), isMet: z.boolean() }),
  /** The highest recall that can be claimed now with that confidence; 0: none. */
  frontier: z.number(),
  /** Guidance: what may remain if the unread are as rich as the latest reading; null until enough is found. */
  estimate: z.object({ remaining: z.number(), lower: z.number(), upper: z.number() }).nullable(),
  /** A hint only: irrelevant ones since the last relevant one. */
  sinceLastRelevant: z.int(),
  model: z.object({
    name: z.string(),
    isUsed: z.boolean(),
    /** Whether the protocol says enough to order by before the first decisions; null while the records are read in. */
    protocol: z.object({ telling: z.int(), isThin: z.boolean() }).nullable(),
  }),
});
export type Recall = z.infer<typeof Recall>;

/** Ends a step whose criterion is met; what is unread counts as excluded by automation until it is opened again. */
export const Stopping = z.strictObject({
  id: Id,
  recall: z.number().min(0.5).max(0.999),
  confidence: z.number().min(0.5).max(0.999),
  reason: z.string().trim().min(1, 'must say why').max(2000),
});
export type Stopping = z.infer<typeof Stopping>;

/** Why a record stands where it does in the reader's own order: its own words, never anybody's decisions. */
export const WhyThisOne = z.object({
  /** False before one record of each kind is known: likeness to the protocol places the records, and no term weighs. */
  isTrained: z.boolean(),
  terms: z.array(z.object({ term: z.string(), weight: z.number() })),
});
export type WhyThisOne = z.infer<typeof WhyThisOne>;
