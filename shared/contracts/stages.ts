import * as z from 'zod';
import type { StageRule as DomainRule } from '@shared/domain/screening/rule';
import type { ConfirmationSample as DomainSample, StageStop as DomainStop } from '@shared/domain/screening/stop';
import { Id, Instant } from './basics';
import { StageKindName, StandingLabel } from './screening';

const MemberId = z.string().min(1).max(64);
const Name = z.string().trim().min(1, 'must not be empty').max(200);
const Why = z.string().trim().min(1, 'must say why').max(2000);
/** Seeds are whole numbers that every language reads alike. */
const Seed = z.int().min(0).max(2_147_483_647);
const Required = z.strictObject({ reason: z.boolean(), tag: z.boolean(), note: z.boolean() });

export const StageRule = z.strictObject({
  readers: z.union([z.literal('everyone'), z.int().min(1, 'must be at least 1').max(20)]),
  pairing: z.enum(['any', 'at-least-one-expert', 'one-expert-one-novice']),
  experts: z.array(MemberId).max(200),
  order: z.enum(['random', 'oldest', 'newest', 'relevance', 'uncertain']),
  seed: Seed,
  auditShare: z.int().min(0).max(20, 'must be at most 20').optional(),
  learning: z.enum(['own', 'team']).optional(),
  assignment: z.enum(['open', 'batches']),
  maybe: z.enum(['advances', 'disagrees']),
  conflicts: z.enum(['adjudicator', 'readers', 'any-include-advances']),
  secondReader: z.enum(['all', 'exclusions']),
  required: z.strictObject({ include: Required, maybe: Required, exclude: Required }),
  hideAuthors: z.boolean(),
  hideJournal: z.boolean(),
  reasonsMustAgree: z.boolean(),
}) satisfies z.ZodType<DomainRule>;
export type StageRule = z.infer<typeof StageRule>;

/** See the domain's `ConfirmationSample`. */
export const ConfirmationSample = z.object({
  size: z.int(),
  seed: z.int(),
  recall: z.number(),
  confidence: z.number(),
  unread: z.int(),
  found: z.int(),
  upTo: z.int(),
}) satisfies z.ZodType<DomainSample>;

/** See the domain's `StageStop`. */
export const StageStop = z.object({
  method: z.enum(['hypergeometric', 'random-sample']),
  recall: z.number(),
  confidence: z.number(),
  total: z.int(),
  read: z.int(),
  found: z.int(),
  p: z.number(),
  frontier: z.number(),
  unread: z.int(),
  upTo: z.int(),
  model: z.string().nullable(),
  sample: ConfirmationSample.extend({ relevant: z.int() }).optional(),
  reason: z.string(),
}) satisfies z.ZodType<DomainStop>;
export type StageStop = z.infer<typeof StageStop>;

export const Stage = z.object({
  id: z.string(),
  kind: StageKindName,
  name: z.string(),
  position: z.int(),
  rule: StageRule,
  sample: z.object({ of: StageKindName, size: z.int(), seed: z.int() }).nullable(),
  closedAt: Instant.nullable(),
  /** Where it was stopped before everything was read: what that rested on. */
  stop: StageStop.nullable(),
});
export type Stage = z.infer<typeof Stage>;

export const StageReader = z.object({
  memberId: z.string(),
  name: z.string(),
  isReader: z.boolean(),
  hasLeft: z.boolean(),
});
export type StageReader = z.infer<typeof StageReader>;

/** `people` are all who ever belonged to the review, to name experts; `isReader` marks those who may decide now. */
export const Stages = z.object({ stages: z.array(Stage), people: z.array(StageReader) });
export type Stages = z.infer<typeof Stages>;

/** `citations` are those now at the stage or past it, `complete` those that need no further decision there. */
export const StageVolume = z.object({
  stageId: z.string(),
  citations: z.int(),
  complete: z.int(),
  /** Not complete, and in no standing batch: what a new batch can take. */
  undivided: z.int(),
});
export type StageVolume = z.infer<typeof StageVolume>;

export const NewPilot = z.strictObject({
  id: Id,
  name: Name,
  of: z.enum(['title-abstract', 'full-text']),
  size: z.int().min(1, 'must be at least 1').max(1000),
  seed: Seed,
});
export type NewPilot = z.infer<typeof NewPilot>;

export const StageAdded = z.object({ id: z.string(), size: z.int() });
export type StageAdded = z.infer<typeof StageAdded>;

export const RulePreviewRequest = z.strictObject({ rule: StageRule });

/**
 * What a changed rule would do, without a word on decisions that are still sealed: citations now complete are counted by
 * the standing they have and would have; of those not complete only how many could become so, whichever way they were decided.
 */
export const RulePreview = z.object({
  moves: z.array(z.object({ from: StandingLabel, to: StandingLabel, citations: z.int() })),
  changed: z.int(),
  /** Citations not complete now. `sure` become complete however they were decided; `possible` may, by their verdicts. */
  completing: z.object({ pending: z.int(), sure: z.int(), possible: z.int() }),
  /** Citations that stop being included although their reports were sought. */
  stranded: z.int(),
  warnings: z.array(z.object({ code: z.string(), detail: z.string(), values: z.record(z.string(), z.number()) })),
});
export type RulePreview = z.infer<typeof RulePreview>;

/** `seen` is what the change replaces, as its writer read it: had somebody else changed it since, nothing is overwritten. */
export const RuleChange = z.strictObject({
  id: Id,
  seen: z.strictObject({ name: z.string(), rule: StageRule }),
  name: Name,
  rule: StageRule,
  reason: Why.nullable(),
});
export type RuleChange = z.infer<typeof RuleChange>;

export const StageTurn = z.strictObject({ id: Id, reason: Why });
export type StageTurn = z.infer<typeof StageTurn>;

export const Share = z.strictObject({ memberId: MemberId, percent: z.int().min(1).max(100) });
export type Share = z.infer<typeof Share>;

const division = { id: Id, name: Name, seed: Seed, citations: z.int().min(1).max(100_000).nullable() };
/**
 * Divides citations that are not complete and in no standing batch. `citations` limits how many, drawn at random with the
 * seed; null takes all. Fixed: every named reader reads each of them. Shares: each citation goes to as many of the
 * readers as the rule asks for, and each reader has their percentage of the reading.
 */
export const NewBatches = z.discriminatedUnion('how', [
  z.strictObject({ how: z.literal('fixed'), ...division, memberIds: z.array(MemberId).min(1).max(50) }),
  z.strictObject({ how: z.literal('shares'), ...division, shares: z.array(Share).min(1).max(50) }),
]);
export type NewBatches = z.infer<typeof NewBatches>;

export const BatchesMade = z.object({
  batches: z.array(z.object({ id: z.string(), memberIds: z.array(z.string()), citations: z.int() })),
});
export type BatchesMade = z.infer<typeof BatchesMade>;

/** `complete` counts citations that need no decision any more; `own` is what the viewer has decided of them themselves. */
export const Batch = z.object({
  id: z.string(),
  name: z.string(),
  memberIds: z.array(z.string()),
  citations: z.int(),
  complete: z.int(),
  own: z.int().nullable(),
});
export type Batch = z.infer<typeof Batch>;

export const BatchWithdrawal = z.strictObject({ id: Id, reason: Why.nullable() });
export type BatchWithdrawal = z.infer<typeof BatchWithdrawal>;
