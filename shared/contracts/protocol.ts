import * as z from 'zod';
import type * as domain from '@shared/domain/protocol/protocol';
import type { ProtocolDifference as DomainDifference } from '@shared/domain/protocol/diff';
import { PROTOCOL_PROBLEM_CODES } from '@shared/domain/protocol/problems';
import { REVIEW_KINDS } from '@shared/domain/protocol/review-kind';
import { Id, Instant } from './basics';

/**
 * The protocol document as it crosses HTTP. Nothing is trimmed or filled in: what was typed comes back as typed, and what
 * is wrong with it is said by `validateProtocol`, so that a draft can be kept at any moment of its writing.
 */
const Line = z.string().max(2000);
const Prose = z.string().max(60_000);
const PartId = z.string().max(64);
const listOf = <T extends z.ZodType>(item: T) => z.array(item).max(300);

export const ReviewKindName = z.enum(REVIEW_KINDS);
export const CriterionStageName = z.enum(['title-abstract', 'full-text', 'both']);
const Keywords = z.array(z.string().max(200)).max(1000);

export const ProtocolDocument = z.strictObject({
  reviewKind: ReviewKindName,
  question: Prose,
  frame: z.strictObject({
    kind: z.enum(['PICO', 'PICOS', 'PECO', 'PCC', 'SPIDER', 'free']),
    parts: listOf(z.strictObject({ key: PartId, label: Line, text: Prose })),
  }),
  background: Prose,
  rationale: Prose,
  objectives: listOf(z.strictObject({ id: PartId, text: Prose })),
  criteria: listOf(
    z.strictObject({
      id: PartId,
      kind: z.enum(['inclusion', 'exclusion']),
      stage: CriterionStageName,
      text: Prose,
      guidance: Prose,
      order: z.number(),
    }),
  ),
  exclusionReasons: listOf(z.strictObject({ id: PartId, label: Line, description: Prose, stage: CriterionStageName })),
  outcomes: listOf(
    z.strictObject({ id: PartId, name: Line, kind: z.enum(['primary', 'secondary']), measure: Prose, timing: Prose }),
  ),
  equity: z.strictObject({
    definitionOfDisadvantage: Prose,
    mechanism: Prose,
    dimensions: listOf(z.strictObject({ key: PartId, label: Line, ofInterest: z.boolean(), howDefined: Prose })),
  }),
  searchPlan: z.strictObject({
    sources: listOf(
      z.strictObject({
        id: PartId,
        name: Line,
        kind: z.enum(['database', 'register', 'other-method']),
        detail: Prose,
      }),
    ),
    strategy: Prose,
    limits: Prose,
    peerReview: Prose,
    updates: Prose,
    keyPapers: Prose.optional(),
  }),
  analysisPlan: z.strictObject({
    dataManagement: Prose,
    screening: Prose,
    extraction: Prose,
    dataItems: Prose,
    riskOfBias: Prose,
    synthesisCriteria: Prose,
    synthesis: Prose,
    additionalAnalyses: Prose,
    withoutMetaAnalysis: Prose,
    reportingBias: Prose,
    certainty: Prose,
    /** Any number, as a draft is typed; what is out of range bars a version. */
    stopping: z.strictObject({ recall: z.number(), confidence: z.number() }).nullable().optional(),
  }),
  registration: z.strictObject({ registry: Line, id: Line, url: Line }),
  updateOf: Prose,
  contributions: Prose,
  amendmentPlan: Prose,
  support: z.strictObject({ sources: Prose, sponsor: Prose, roleOfFunder: Prose }),
  keywords: z.strictObject({ include: Keywords, exclude: Keywords, neutral: Keywords }),
}) satisfies z.ZodType<domain.ProtocolDocument>;
export type ProtocolDocument = z.infer<typeof ProtocolDocument>;

export const ProtocolProblem = z.object({
  severity: z.enum(['error', 'warning']),
  code: z.enum(PROTOCOL_PROBLEM_CODES),
  path: z.string(),
  cause: z.string(),
  remedy: z.string(),
  values: z.record(z.string(), z.union([z.string(), z.number()])),
});
export type ProtocolProblem = z.infer<typeof ProtocolProblem>;

/** `revision` counts the saves of the draft, 0 before the first; every save names the one it was typed on. */
export const ProtocolDraft = z.object({
  revision: z.int(),
  document: ProtocolDocument,
  /** Version in force, which the draft would amend; 0 before the first. */
  amends: z.int(),
  savedAt: Instant.nullable(),
  savedBy: z.string().nullable(),
  isChanged: z.boolean(),
  problems: z.array(ProtocolProblem),
});
export type ProtocolDraft = z.infer<typeof ProtocolDraft>;

export const DraftSave = z.strictObject({ id: Id, revision: z.int().min(0), document: ProtocolDocument });
export type DraftSave = z.infer<typeof DraftSave>;

export const DraftSaved = ProtocolDraft.omit({ document: true });
export type DraftSaved = z.infer<typeof DraftSaved>;

/** What a 409 `draft_changed` carries beside the problem: the draft as it is now, and the request's own. */
export const DraftCollision = z.object({ theirs: ProtocolDraft, yours: ProtocolDocument.nullable() });
export type DraftCollision = z.infer<typeof DraftCollision>;

export const Publication = z.strictObject({
  id: Id,
  /** The draft as read by the person who publishes it. */
  revision: z.int().min(0),
  /** Why the protocol is amended; null for version 1 alone. */
  reason: z.string().trim().min(1, 'must say why').max(5000).nullable(),
});
export type Publication = z.infer<typeof Publication>;

export const Published = z.object({ version: z.int() });
export type Published = z.infer<typeof Published>;

export const ProtocolVersionRow = z.object({
  version: z.int(),
  reason: z.string().nullable(),
  at: Instant,
  by: z.string(),
});
export type ProtocolVersionRow = z.infer<typeof ProtocolVersionRow>;

/** `authors` are the names of the review's members now, for print; they are not part of the version. */
export const ProtocolVersion = ProtocolVersionRow.extend({
  document: ProtocolDocument,
  authors: z.array(z.string()),
});
export type ProtocolVersion = z.infer<typeof ProtocolVersion>;

/** The version in force, or null before the first. */
export const CurrentProtocol = z.object({ current: ProtocolVersion.nullable() });
export type CurrentProtocol = z.infer<typeof CurrentProtocol>;

const VersionOrDraft = z.union([z.literal('draft'), z.coerce.number().int().min(1)]);

export const ComparisonQuery = z.strictObject({ from: z.coerce.number().int().min(1), to: VersionOrDraft });
export type ComparisonQuery = z.infer<typeof ComparisonQuery>;

const ChangeKind = z.enum(['added', 'removed', 'changed', 'moved']);
export const ProtocolDifference = z.object({
  isSame: z.boolean(),
  counts: z.record(ChangeKind, z.int()),
  sections: z.array(
    z.object({
      key: z.string(),
      label: z.string(),
      items: z.array(
        z.object({
          path: z.string(),
          label: z.string(),
          itemId: z.string().nullable(),
          change: ChangeKind,
          move: z.object({ from: z.int(), to: z.int() }).nullable(),
          fields: z.array(
            z.object({
              field: z.string(),
              label: z.string(),
              before: z.string(),
              after: z.string(),
              words: z.array(z.object({ kind: z.enum(['same', 'removed', 'added']), text: z.string() })),
            }),
          ),
        }),
      ),
    }),
  ),
}) satisfies z.ZodType<DomainDifference>;
export type ProtocolDifference = z.infer<typeof ProtocolDifference>;

const ChangedPart = z.object({ id: z.string(), change: ChangeKind, before: z.string(), after: z.string() });

/**
 * What an amendment touches. Volumes count citations complete at a stage, and the viewer's own decisions; what others
 * decided on citations that are not complete is in no figure.
 */
export const AmendmentImpact = z.object({
  from: z.int(),
  isFirst: z.boolean(),
  difference: ProtocolDifference.nullable(),
  criteria: z.array(ChangedPart),
  /** `settled`: complete exclusions that are reported under this reason. */
  reasons: z.array(ChangedPart.extend({ settled: z.int() })),
  reasonOrderChanged: z.boolean(),
  stages: z.array(
    z.object({
      stageId: z.string(),
      name: z.string(),
      kind: z.enum(['title-abstract', 'full-text', 'pilot']),
      /** Whether criteria or reasons that apply at this stage differ. */
      isTouched: z.boolean(),
      settled: z.int(),
      own: z.int(),
      /** Complete citations by the oldest protocol version among the decisions they rest on. */
      byVersion: z.array(z.object({ version: z.int(), settled: z.int(), own: z.int() })),
    }),
  ),
});
export type AmendmentImpact = z.infer<typeof AmendmentImpact>;

export const ImpactQuery = z.strictObject({
  from: z.coerce.number().int().min(1).optional(),
  to: VersionOrDraft.optional(),
});
export type ImpactQuery = z.infer<typeof ImpactQuery>;

export const ProtocolFileQuery = z.strictObject({ format: z.enum(['md', 'docx']) });
export type ProtocolFileQuery = z.infer<typeof ProtocolFileQuery>;
