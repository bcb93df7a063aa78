import * as z from 'zod';
import { REPORT_USES } from '@shared/domain/prisma/report-uses';
import { PLACES } from '@shared/domain/screening/place';
import { PAGE_UNITS } from '@shared/domain/screening/quotation';
import { GivenInstant, Id, Instant, Ref } from './basics';

export const VerdictName = z.enum(['include', 'maybe', 'exclude']);
export const StageKindName = z.enum(['title-abstract', 'full-text', 'pilot']);
export const StandingLabel = z.enum(['pending', 'conflict', 'included', 'excluded']);

const ReasonIds = z.array(z.string().min(1).max(64)).max(30);
const Tags = z.array(z.string().trim().min(1).max(80)).max(30);
const Note = z.string().max(5000).nullable();

const Unit = z.int().min(0).max(PAGE_UNITS);
/** Words of a full text with the place they stand at; see `shared/domain/screening/quotation.ts`. */
export const Quotation = z.strictObject({
  fileId: Ref,
  page: z.int().min(1).max(50_000),
  text: z.string().trim().min(1).max(2000),
  boxes: z
    .array(z.tuple([Unit, Unit, Unit, Unit]))
    .min(1)
    .max(80),
  reason: z.string().min(1).max(64).nullable(),
});
export type Quotation = z.infer<typeof Quotation>;

/** A citation as readers see it; authors and journal are null where the stage hides them. */
export const Citation = z.object({
  id: z.string(),
  ordinal: z.int(),
  title: z.string().nullable(),
  abstract: z.string().nullable(),
  authors: z.array(z.string()).nullable(),
  journal: z.string().nullable(),
  year: z.int().nullable(),
  volume: z.string().nullable(),
  issue: z.string().nullable(),
  pages: z.string().nullable(),
  doi: z.string().nullable(),
  pmid: z.string().nullable(),
  type: z.string(),
  keywords: z.array(z.string()),
  urls: z.array(z.string()),
  registryIds: z.array(z.string()),
  language: z.string().nullable(),
  /** A record of it says so, or the notice is in the review. */
  isRetracted: z.boolean(),
});
export type Citation = z.infer<typeof Citation>;

export const NewDecision = z.strictObject({
  id: Id,
  citationId: Ref,
  stageId: Ref,
  verdict: VerdictName,
  reasons: ReasonIds,
  tags: Tags,
  note: Note,
  /** The device's clock when the key was pressed; kept beside the server's. */
  clientAt: GivenInstant.nullable(),
  quotations: z.array(Quotation).min(1).max(40).optional(),
});
export type NewDecision = z.infer<typeof NewDecision>;

/** Says that the decision is kept, and nothing of what it led to. */
export const DecisionReceipt = z.object({ id: z.string(), citationId: z.string() });
export type DecisionReceipt = z.infer<typeof DecisionReceipt>;

export const DecisionWithdrawal = z.strictObject({ id: Id, citationId: Ref, stageId: Ref });
export type DecisionWithdrawal = z.infer<typeof DecisionWithdrawal>;

export const OwnDecision = z.object({
  id: z.string(),
  stageId: z.string(),
  citationId: z.string(),
  verdict: VerdictName,
  reasons: z.array(z.string()),
  tags: z.array(z.string()),
  note: z.string().nullable(),
  quotations: z.array(Quotation),
  at: Instant,
  protocolVersion: z.int(),
});
export type OwnDecision = z.infer<typeof OwnDecision>;

export const QueueQuery = z.strictObject({
  limit: z.coerce.number().int().min(1).max(50).default(20),
  /** The last citation the reader was handed; the next ones follow it in the stage's order. */
  after: Ref.optional(),
});
export type QueueQuery = z.infer<typeof QueueQuery>;

export const OwnProgress = z.object({ decided: z.int(), remaining: z.int() });
export type OwnProgress = z.infer<typeof OwnProgress>;

export const Queue = z.object({ citations: z.array(Citation), progress: OwnProgress, protocolVersion: z.int() });
export type Queue = z.infer<typeof Queue>;

/** How much a reader takes with them to where there may be no network, and for how long it is held for them. */
export const NewTaking = z.strictObject({ count: z.int().min(1).max(500), hours: z.int().min(1).max(48) });
export type NewTaking = z.infer<typeof NewTaking>;

/** `taken` citations are the reader's until `until`; the queue hands them out as ever. */
export const Taking = z.object({ taken: z.int(), until: Instant });
export type Taking = z.infer<typeof Taking>;

export const OwnDecisionsQuery = z.strictObject({
  stageId: Ref.optional(),
  verdict: VerdictName.optional(),
  q: z.string().max(200).optional(),
  before: z.coerce.number().int().min(1).optional(),
  limit: z.coerce.number().int().min(1).max(100).default(50),
});
export type OwnDecisionsQuery = z.infer<typeof OwnDecisionsQuery>;

export const OwnDecisionRow = OwnDecision.extend({
  citation: Citation,
  isOpen: z.boolean(),
  /** Whether it was made in another tool and taken over from a file. */
  isImported: z.boolean(),
});
/** `next` continues the list, newest first; null at its end. */
export const OwnDecisions = z.object({ rows: z.array(OwnDecisionRow), next: z.int().nullable() });
export type OwnDecisions = z.infer<typeof OwnDecisions>;

/** One side of a conflict. `reader` is a nameless label ("Reader 1"), the same while the conflict stands. */
export const Side = z.object({
  reader: z.string(),
  isMe: z.boolean(),
  verdict: VerdictName,
  reasons: z.array(z.string()),
  tags: z.array(z.string()),
  note: z.string().nullable(),
  quotations: z.array(Quotation),
  at: Instant,
  protocolVersion: z.int(),
});
export const Comment = z.object({ id: z.string(), by: z.string(), isMe: z.boolean(), text: z.string(), at: Instant });
export const Conflict = z.object({
  citation: Citation,
  stageId: z.string(),
  sides: z.array(Side),
  comments: z.array(Comment),
  /** Whether the viewer may settle it, or as one of its readers talk and change their own decision. */
  mayResolve: z.boolean(),
  mayConcede: z.boolean(),
});
export type Conflict = z.infer<typeof Conflict>;
/** `own` counts conflicts that somebody else must settle, since the viewer is one of their readers. */
export const Conflicts = z.object({ rows: z.array(Conflict), total: z.int(), own: z.int() });
export type Conflicts = z.infer<typeof Conflicts>;
export const ConflictsQuery = z.strictObject({
  stageId: Ref.optional(),
  limit: z.coerce.number().int().min(1).max(100).default(25),
  after: z.coerce.number().int().min(0).default(0),
});
export type ConflictsQuery = z.infer<typeof ConflictsQuery>;

export const NewResolution = z.strictObject({
  id: Id,
  citationId: Ref,
  stageId: Ref,
  verdict: z.enum(['include', 'exclude']),
  reasons: ReasonIds,
  note: Note,
});
export type NewResolution = z.infer<typeof NewResolution>;

export const NewComment = z.strictObject({
  id: Id,
  citationId: Ref,
  stageId: Ref,
  text: z.string().trim().min(1, 'must not be empty').max(5000),
});
export type NewComment = z.infer<typeof NewComment>;

export const Reopening = z.strictObject({
  id: Id,
  citationId: Ref,
  stageId: Ref,
  reason: z.string().trim().min(1, 'must say why').max(2000),
  /** Whether the decisions are asked for anew. */
  clear: z.boolean(),
});
export type Reopening = z.infer<typeof Reopening>;

/** A decision as those see it who see outcomes; nameless while the citation is in conflict. */
export const SeenDecision = z.object({
  stageId: z.string(),
  memberId: z.string().nullable(),
  by: z.string().nullable(),
  verdict: VerdictName,
  reasons: z.array(z.string()),
  tags: z.array(z.string()),
  note: z.string().nullable(),
  quotations: z.array(Quotation),
  at: Instant,
  protocolVersion: z.int(),
  /** Whether it was made in another tool and taken over from a file. */
  isImported: z.boolean(),
});
export const SeenStanding = z.object({
  stageId: z.string(),
  standing: StandingLabel,
  basis: z.enum(['none', 'agreement', 'policy', 'resolution']),
  reportedReason: z.string().nullable(),
  settledAt: Instant.nullable(),
  decisions: z.array(SeenDecision),
  resolution: SeenDecision.nullable(),
});
export const RecordRow = z.object({
  citation: Citation,
  place: z.enum(PLACES),
  source: z.string(),
  sourceKind: z.string(),
  cycle: z.int(),
  mergedInto: z.string().nullable(),
  /** Labels of another tool that were taken over from the files of the record and its copies. */
  tags: z.array(z.string()),
  removedWhy: z.string().nullable(),
  retrievalWhy: z.string().nullable(),
  standings: z.array(SeenStanding),
});
export type RecordRow = z.infer<typeof RecordRow>;

/** As things stood after the numbered entry of the ledger; now when absent. */
const PastEvent = z.coerce.number().int().min(1).optional();
export const RecordQuery = z.strictObject({ asOf: PastEvent });
export type RecordQuery = z.infer<typeof RecordQuery>;

export const RecordsQuery = z.strictObject({
  /** Places, joined by commas. */
  place: z.string().max(400).optional(),
  searchId: Ref.optional(),
  importId: Ref.optional(),
  sourceKind: z.string().max(400).optional(),
  arm: z.enum(['databases', 'other']).optional(),
  reason: z.string().max(64).optional(),
  tag: z.string().max(200).optional(),
  /** Both together: complete at this stage by a decision made under this protocol version or an older one. */
  stageId: Ref.optional(),
  upToVersion: z.coerce.number().int().min(0).optional(),
  cycle: z.coerce.number().int().optional(),
  /** Included reports that passed the critical appraisal, or are in the meta-analysis. */
  usedIn: z.enum(REPORT_USES).optional(),
  q: z.string().max(200).optional(),
  asOf: PastEvent,
  after: z.coerce.number().int().min(0).default(0),
  limit: z.coerce.number().int().min(1).max(100).default(50),
});
export type RecordsQuery = z.infer<typeof RecordsQuery>;
export const Records = z.object({
  rows: z.array(RecordRow),
  /** Counts all that match; null for a text search that matches more than a page. */
  total: z.int().nullable(),
  next: z.int().nullable(),
  /** Whether records that came in just now are not found by their words yet. */
  isIncomplete: z.boolean(),
});
export type Records = z.infer<typeof Records>;

export const OwnCitation = z.object({ citation: Citation, decisions: z.array(OwnDecision) });
export type OwnCitation = z.infer<typeof OwnCitation>;

/** A member's own settings in a review: highlight words, keys; opaque to the server. */
export const Preferences = z.object({ value: z.record(z.string(), z.unknown()) });
export type Preferences = z.infer<typeof Preferences>;
export const PreferencesPatch = z.strictObject({ value: z.record(z.string().max(64), z.unknown()) });
