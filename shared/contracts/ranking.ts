import * as z from 'zod';
import { Id } from './basics';
import { ConfirmationSample } from './stages';

export const RecallQuery = z.strictObject({
  /** The share of the relevant to be found, and how sure one must be of it; left out, the protocol's, else 0.95. */
  recall: z.coerce.number().min(0.5).max(0.999).optional(),
  confidence: z.coerce.number().min(0.5).max(0.999).optional(),
});
export type RecallQuery = z.infer<typeof RecallQuery>;

const Limits = z.object({ value: z.number(), lower: z.number(), upper: z.number() });

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
  /** What the audit sample says, under a learnt order with a random share; null without one. */
  audit: z
    .object({
      /** Percent of the records, and how many that is now. */
      share: z.int(),
      members: z.int(),
      /** Of these, in the order they were drawn: those before the first that is not final, and the relevant ones. */
      final: z.int(),
      relevant: z.int(),
      /** Relevant records in all, and the share of them found, with 95 % limits; null while it can say nothing. */
      estimate: z.object({ size: z.int(), relevant: z.int(), all: Limits, recall: Limits }).nullable(),
    })
    .nullable(),
  /** The confirmation sample drawn from the unread, and what it says for the target once all of it is final. */
  confirmation: ConfirmationSample.extend({
    final: z.int(),
    relevant: z.int(),
    result: z
      .object({
        p: z.number(),
        isMet: z.boolean(),
        /** The recall that can be claimed, and the most that may remain outside the sample. */
        recall: z.number(),
        remaining: z.int(),
      })
      .nullable(),
  }).nullable(),
  /** How large a sample drawn now would have to be, to confirm the target if nothing relevant is in it. */
  confirmationSize: z.int(),
  /** A hint only: irrelevant ones since the last relevant one. */
  sinceLastRelevant: z.int(),
  model: z.object({
    name: z.string(),
    isUsed: z.boolean(),
    /** One order for the whole team, learnt from final records alone. */
    isTeam: z.boolean(),
    /** When the last of the final records became so: whoever asks for an order gets one that has learnt up to then. */
    learntTo: z.string().nullable(),
    /** While the records are read in: how many are (all of them: their terms are being weighed); null once they are. */
    reading: z.object({ read: z.int(), total: z.int() }).nullable(),
    /** Whether the protocol says enough to order by before the first decisions; null while the records are read in. */
    protocol: z.object({ telling: z.int(), isThin: z.boolean() }).nullable(),
  }),
});
export type Recall = z.infer<typeof Recall>;

const target = { recall: z.number().min(0.5).max(0.999), confidence: z.number().min(0.5).max(0.999) };

/**
 * Ends a step whose criterion is met, by the test over the reading (where left out) or by the confirmation sample; what is
 * unread counts as excluded by automation until it is opened again.
 */
export const Stopping = z.strictObject({
  id: Id,
  ...target,
  method: z.enum(['hypergeometric', 'random-sample']).optional(),
  reason: z.string().trim().min(1, 'must say why').max(2000),
});
export type Stopping = z.infer<typeof Stopping>;

/** Draws a random sample of the unread, which readers are then handed first; null: as many as the target asks for. */
export const NewConfirmation = z.strictObject({
  id: Id,
  ...target,
  size: z.int().min(1).max(100_000).nullable(),
  seed: z.int().min(0).max(2_147_483_647),
});
export type NewConfirmation = z.infer<typeof NewConfirmation>;

export const ConfirmationDrawn = z.object({ id: z.string(), size: z.int(), unread: z.int() });
export type ConfirmationDrawn = z.infer<typeof ConfirmationDrawn>;

/** Why a record stands where it does in the reader's own order: its own words, never anybody's decisions. */
export const WhyThisOne = z.object({
  /** False before one record of each kind is known: likeness to the protocol places the records, and no term weighs. */
  isTrained: z.boolean(),
  terms: z.array(z.object({ term: z.string(), weight: z.number() })),
});
export type WhyThisOne = z.infer<typeof WhyThisOne>;

const OddRecord = z.object({
  id: z.string(),
  ordinal: z.int(),
  title: z.string().nullable(),
  year: z.int().nullable(),
  /** Of a model that learnt from other records alone; the further from 0, the odder. */
  score: z.number(),
  terms: z.array(z.object({ term: z.string(), weight: z.number() })),
});

/** Final records that look as if they had been decided the other way. Advice to look again; nothing changes by it. */
export const SecondLook = z.object({
  /** False while the model is at it: ask again in a moment. */
  isReady: z.boolean(),
  excluded: z.array(OddRecord),
  included: z.array(OddRecord),
});
export type SecondLook = z.infer<typeof SecondLook>;
