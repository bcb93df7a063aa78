import * as z from 'zod';
import { CORRECTABLE_FIELDS, RECORD_RELATIONS } from '@shared/domain/ledger/events';
import { Id, Instant, Ref } from './basics';

export const MatchReason = z.object({
  field: z.string(),
  verdict: z.enum(['same', 'similar', 'differs', 'missing']),
  note: z.string(),
});
export type MatchReason = z.infer<typeof MatchReason>;

/** A record as it was imported, with where it came from; nothing of what was decided on it. */
export const ComparedRecord = z.object({
  id: z.string(),
  ordinal: z.int(),
  source: z.string(),
  fileName: z.string(),
  title: z.string().nullable(),
  authors: z.array(z.string()),
  year: z.int().nullable(),
  journal: z.string().nullable(),
  volume: z.string().nullable(),
  issue: z.string().nullable(),
  pages: z.string().nullable(),
  abstract: z.string().nullable(),
  doi: z.string().nullable(),
  pmid: z.string().nullable(),
  type: z.string(),
  /** Records that are one with it already. */
  copies: z.int(),
});
export type ComparedRecord = z.infer<typeof ComparedRecord>;

export const DuplicateSummary = z.object({
  /** Questions that wait for a person. */
  open: z.int(),
  /** Pairs people told apart. */
  different: z.int(),
  sets: z.int(),
  /** Records joined to another one: what PRISMA counts as duplicates removed. */
  duplicates: z.int(),
  /** Records not yet compared with the others. */
  waiting: z.int(),
  /** Pairs that belong together and are not one. */
  linked: z.int(),
  certain: z.enum(['merge', 'ask']),
  /** Whether versions of a Cochrane review are one citation or linked. */
  cochrane: z.enum(['merge', 'link']),
  /** Whether a correction is a copy of its article or linked with it. */
  corrections: z.enum(['merge', 'link']),
  jobId: z.string().nullable(),
});
export type DuplicateSummary = z.infer<typeof DuplicateSummary>;

export const QuestionRow = z.object({
  id: z.string(),
  state: z.enum(['open', 'same', 'different']),
  score: z.number(),
  why: z.array(MatchReason),
  a: ComparedRecord,
  b: ComparedRecord,
});
export type QuestionRow = z.infer<typeof QuestionRow>;
export const QuestionsQuery = z.strictObject({
  state: z.enum(['open', 'different']).default('open'),
  /** Questions to pass over, in the order of the list. */
  after: z.coerce.number().int().min(0).default(0),
  limit: z.coerce.number().int().min(1).max(100).default(20),
});
export type QuestionsQuery = z.infer<typeof QuestionsQuery>;
export const Questions = z.object({ rows: z.array(QuestionRow), total: z.int() });
export type Questions = z.infer<typeof Questions>;

export const LinkRow = z.object({
  id: z.string(),
  relation: z.enum(RECORD_RELATIONS),
  /** Which of the two retracts, corrects, comments on or updates the other; null where no record says it. */
  notice: z.enum(['a', 'b']).nullable(),
  why: z.array(MatchReason),
  a: ComparedRecord,
  b: ComparedRecord,
});
export type LinkRow = z.infer<typeof LinkRow>;
export const LinksQuery = z.strictObject({
  /** Only links of this citation, by any of its records. */
  citationId: Ref.optional(),
  after: z.coerce.number().int().min(0).default(0),
  limit: z.coerce.number().int().min(1).max(100).default(20),
});
export type LinksQuery = z.infer<typeof LinksQuery>;
export const Links = z.object({ rows: z.array(LinkRow), total: z.int() });
export type Links = z.infer<typeof Links>;

/** A citation that belongs with the one looked at. */
export const LinkedRecord = z.object({
  citationId: z.string(),
  ordinal: z.int(),
  title: z.string().nullable(),
  year: z.int().nullable(),
  relation: z.enum(RECORD_RELATIONS),
  /** Whether it retracts, corrects, comments on or updates the one looked at, or the other way round; null where untold. */
  isNotice: z.boolean().nullable(),
  why: z.array(MatchReason),
});
export type LinkedRecord = z.infer<typeof LinkedRecord>;
export const LinkedRecords = z.object({ rows: z.array(LinkedRecord) });
export type LinkedRecords = z.infer<typeof LinkedRecords>;

/** A record that was joined to the one looked at. */
export const Copy = z.object({
  citationId: z.string(),
  ordinal: z.int(),
  source: z.string(),
  fileName: z.string(),
  /** What the shown text takes from it: it has these fields better, and nobody corrected them. */
  gives: z.array(z.enum(CORRECTABLE_FIELDS)),
});
export type Copy = z.infer<typeof Copy>;
export const Copies = z.object({ rows: z.array(Copy) });
export type Copies = z.infer<typeof Copies>;

export const Answer = z.strictObject({ id: Id, questionId: Ref, verdict: z.enum(['same', 'different']) });
export type Answer = z.infer<typeof Answer>;
export const BulkAcceptance = z.strictObject({
  id: Id,
  /** Open questions from this score on are answered "the same". */
  minScore: z.number().min(0).max(1),
  /** As many as the person was shown; another number changes nothing. */
  expected: z.int().min(1).max(5000),
});
export type BulkAcceptance = z.infer<typeof BulkAcceptance>;
export const BulkAccepted = z.object({ id: z.string(), answered: z.int() });
export const BulkQuery = z.strictObject({ minScore: z.coerce.number().min(0).max(1) });
export const BulkCount = z.object({ count: z.int() });

export const SetMember = ComparedRecord.extend({
  isKept: z.boolean(),
  /** Why it was joined; null for the kept record. */
  by: z.enum(['machine', 'person']).nullable(),
  score: z.number().nullable(),
  why: z.array(MatchReason),
  at: Instant.nullable(),
});
export type SetMember = z.infer<typeof SetMember>;
export const SetRow = z.object({ citationId: z.string(), members: z.array(SetMember) });
export type SetRow = z.infer<typeof SetRow>;
export const SetsQuery = z.strictObject({
  by: z.enum(['machine', 'person']).optional(),
  q: z.string().trim().max(200).optional(),
  after: z.coerce.number().int().min(0).default(0),
  limit: z.coerce.number().int().min(1).max(100).default(20),
});
export type SetsQuery = z.infer<typeof SetsQuery>;
export const Sets = z.object({ rows: z.array(SetRow), total: z.int() });
export type Sets = z.infer<typeof Sets>;

export const NewMerge = z.strictObject({ id: Id, citationIds: z.array(Ref).min(2).max(50) });
export type NewMerge = z.infer<typeof NewMerge>;
export const NewSplit = z.strictObject({
  id: Id,
  citationId: Ref,
  memberIds: z.array(Ref).min(1).max(500),
  reason: z.string().trim().max(2000).nullable(),
});
export type NewSplit = z.infer<typeof NewSplit>;
export const NewRun = z.strictObject({ id: Id });
export type NewRun = z.infer<typeof NewRun>;
export const DuplicateSettingPatch = z.strictObject({
  id: Id,
  certain: z.enum(['merge', 'ask']).optional(),
  cochrane: z.enum(['merge', 'link']).optional(),
  corrections: z.enum(['merge', 'link']).optional(),
});
export type DuplicateSettingPatch = z.infer<typeof DuplicateSettingPatch>;
