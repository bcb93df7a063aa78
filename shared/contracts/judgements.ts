import * as z from 'zod';
import { Id, Ref } from './basics';

/** A person as an export of another tool names them (null where it names nobody), at the step it says. */
const Somebody = { who: z.string().max(300).nullable(), at: z.enum(['title-abstract', 'full-text']).nullable() };
const Counted = z.object({ text: z.string(), count: z.int() });

/** What a file says of decisions and labels that people made in another tool, with how often. */
export const Judgements = z.object({
  people: z.array(
    z.object({ ...Somebody, verdicts: z.object({ include: z.int(), maybe: z.int(), exclude: z.int() }) }),
  ),
  reasons: z.array(Counted),
  labels: z.array(Counted),
});
export type Judgements = z.infer<typeof Judgements>;

/** The same of an import, with how much of it was taken over so far. */
export const ImportJudgements = Judgements.extend({ taken: z.object({ decisions: z.int(), tags: z.int() }) });
export type ImportJudgements = z.infer<typeof ImportJudgements>;

/** Whose decisions in the file are whose here, and at which stage; what its reasons are in the protocol. */
export const DecisionsTaking = z.strictObject({
  id: Id,
  people: z
    .array(z.strictObject({ ...Somebody, memberId: Ref, stageId: Ref }))
    .min(1)
    .max(100),
  /** A reason that is not named goes by its words, or into the note of the decision where the protocol has no such words. */
  reasons: z.array(z.strictObject({ text: z.string().max(5000), reasonId: z.string().min(1).max(64) })).max(300),
});
export type DecisionsTaking = z.infer<typeof DecisionsTaking>;

/** Which labels become tags of the records, and whose decisions do ("Ann: include"). In place of the tags before. */
export const TagsTaking = z.strictObject({
  id: Id,
  labels: z.array(z.string().min(1).max(5000)).max(1000),
  people: z.array(z.strictObject(Somebody)).max(300),
});
export type TagsTaking = z.infer<typeof TagsTaking>;

export const TakingBegun = z.object({ id: z.string(), jobId: z.string() });
export type TakingBegun = z.infer<typeof TakingBegun>;
