import type { ReportUse } from '../prisma/report-uses';
import type { Role } from '../access/roles';
import type { ReviewKind } from '../protocol/review-kind';
import type { HandedOut } from '../screening/handed-out';
import type { Quotation } from '../screening/quotation';
import type { StageKind, StageRule, Verdict } from '../screening/rule';
import type { ConfirmationSample, StageStop } from '../screening/stop';

/**
 * The types of ledger entries and what each carries. A type's meaning never changes; new meaning is a new type.
 * People appear by member id only. Bulk content (imported records, full texts) lies beside the ledger and is bound to
 * it by the digests that entries carry.
 */
export interface EventPayloads {
  'review.created': {
    title: string;
    kind: ReviewKind;
    invented: boolean;
    memberId: string;
    accountId: string;
    roles: Role[];
  };
  'review.described': { title: string; kind: ReviewKind };
  'review.archived': { reason: string };
  'review.restored': { reason: string };

  'member.joined': { memberId: string; accountId: string; roles: Role[] };
  'member.roles-set': { memberId: string; roles: Role[] };
  'member.left': { memberId: string; reason: string | null };
  'member.returned': { memberId: string };

  /** `document` is the whole protocol; version 1 has no reason, every later one is an amendment with one. */
  'protocol.published': { version: number; reason: string | null; document: unknown };

  'stage.added': {
    stageId: string;
    kind: StageKind;
    name: string;
    rule: StageRule;
    sample: { of: StageKind; size: number; seed: number; citationIds: string[] } | null;
  };
  'stage.ruled': { stageId: string; name: string; rule: StageRule; reason: string | null };
  'stage.closed': { stageId: string; reason: string | null };
  /** Closes the step too; `stage.opened` takes both back. */
  'stage.stopped': { stageId: string; stop: StageStop };
  /** A confirmation sample, read before anything else at the step; until it is withdrawn, replaced, or the step opened anew. */
  'stage.sampled': { stageId: string; sample: ConfirmationSample & { citationIds: string[] } };
  'stage.sample-withdrawn': { stageId: string; reason: string | null };
  'stage.opened': { stageId: string; reason: string | null };
  'batch.assigned': { batchId: string; stageId: string; name: string; memberIds: string[]; citationIds: string[] };
  'batch.withdrawn': { batchId: string; reason: string | null };

  'search.recorded': { searchId: string; search: SearchDetails };
  'search.corrected': { searchId: string; search: SearchDetails };

  /** Records follow in `import.chunk` entries; the n-th record of an import has the id `<importId>.<n>` (from 1). */
  'import.begun': {
    importId: string;
    searchId: string;
    fileName: string;
    sha256: string;
    bytes: number;
    format: string;
    encoding: string;
    expected: number | null;
    count: number;
    problems: number;
    /** Left out where the file says nothing of what people of another tool decided or labelled. */
    judged?: true;
  };
  /** `digest` is SHA-256 over the canonical JSON of the chunk's references, in order. */
  'import.chunk': { importId: string; first: number; count: number; digest: string };
  'import.finished': { importId: string; count: number };
  'import.withdrawn': { importId: string; reason: string | null };
  'import.restored': { importId: string };

  /** Each set names the citation that stays and those that join it. */
  'duplicates.merged': {
    by: 'machine' | 'person';
    sets: { citationId: string; memberIds: string[]; score: number; why: MatchReason[] }[];
  };
  'duplicates.split': { citationId: string; memberIds: string[]; reason: string | null };
  'duplicates.asked': { questions: { a: string; b: string; score: number; why: MatchReason[] }[] };
  /**
   * Records that belong together and are not one: a correction, a preprint, an abstract, a version. What a record says of
   * another one takes the place of what a comparison found.
   */
  'duplicates.linked': {
    links: {
      a: string;
      b: string;
      relation: RecordRelation;
      /** Which of the two retracts, corrects, comments on or updates the other; left out where neither says. */
      notice?: string;
      why: MatchReason[];
    }[];
  };
  'duplicates.dismissed': { pairs: { a: string; b: string }[] };
  /** How the review goes about duplicates from here on; what is left out stays as it was. */
  'duplicates.ruled': { certain?: 'merge' | 'ask'; cochrane?: 'merge' | 'link'; corrections?: 'merge' | 'link' };

  'citation.removed': { citationIds: string[]; as: 'automation' | 'other'; reason: string; tool: string | null };
  'citation.returned': { citationIds: string[]; reason: string | null };
  'citation.corrected': { citationId: string; fields: Partial<Record<CorrectableField, string | null>> };

  'decision.made': {
    citationId: string;
    stageId: string;
    verdict: Verdict;
    reasons: string[];
    tags: string[];
    note: string | null;
    clientAt: string | null;
    /** Left out where there are none. */
    quotations?: Quotation[];
    /** Made in another tool and taken over from a file; left out for every other decision. */
    imported?: ImportedFrom;
    /** Written by the server, see the type; left out where the queue of a learnt order or a sample did not hand it out. */
    handed?: HandedOut;
  };
  'decision.withdrawn': { citationId: string; stageId: string };
  /** What was settled at the stage and after it stops counting; with `clear` the decisions do too. */
  'standing.reopened': { citationId: string; stageId: string; reason: string; clear: boolean };
  'conflict.resolved': {
    citationId: string;
    stageId: string;
    verdict: 'include' | 'exclude';
    reasons: string[];
    note: string | null;
  };
  'conflict.discussed': { citationId: string; stageId: string; text: string };

  /** What an import's file calls its records; in place of what was taken over from it for them before. */
  'citation.tagged': { importId: string; citations: { citationId: string; tags: string[] }[] };

  'retrieval.recorded': {
    citationIds: string[];
    status: 'sought' | 'retrieved' | 'not-retrieved';
    reason: string | null;
  };
  'full-text.attached': { citationId: string; fileId: string; sha256: string; name: string; bytes: number };
  'full-text.detached': { citationId: string; fileId: string; reason: string | null };
  'report.classified': { citationId: string; as: 'awaiting' | 'ongoing' | null; reason: string | null };

  'study.formed': { studyId: string; label: string; citationIds: string[] };
  'study.changed': { studyId: string; label: string; citationIds: string[] };
  'study.dissolved': { studyId: string };
  /** Reports that passed the critical appraisal or went into the meta-analysis, or no longer. */
  'reports.used': { citationIds: string[]; usedIn: ReportUse; isUsed: boolean };
  'previous-version.recorded': { studies: number; reports: number; note: string | null };
}

export type EventType = keyof EventPayloads;

/** Who acted: a member of the review, or the machine on a member's behalf (a job). */
export type Actor = { member: string; machine?: string };

export interface LedgerEvent<T extends EventType = EventType> {
  reviewId: string;
  /** 1, 2, 3 … without gaps in each review. */
  seq: number;
  /** Made by the client, so that a repeated request is recognised. */
  id: string;
  type: T;
  actor: Actor;
  /** ISO-8601 UTC instant of the server. */
  at: string;
  /** Version of the protocol in force, 0 before the first. */
  protocolVersion: number;
  payload: EventPayloads[T];
  previousHash: string;
  hash: string;
}

/** Where a decision came from that was made in another tool, and who took it over. */
export interface ImportedFrom {
  importId: string;
  /** The person as the file names them; null where it names nobody. */
  who: string | null;
  /** Member who had it recorded. */
  by: string;
}

export type SourceKind =
  'database' | 'register' | 'website' | 'organisation' | 'citation-searching' | 'expert' | 'other';

/** One run on a source, with the fields of PRISMA-S. */
export interface SearchDetails {
  source: string;
  sourceKind: SourceKind;
  platform: string | null;
  ranOn: string | null;
  coverage: string | null;
  strategy: string | null;
  limits: string | null;
  filters: string | null;
  hits: number | null;
  ranBy: string | null;
  peerReviewedBy: string | null;
  notes: string | null;
  cycle: number;
}

/** How two records that are not one citation belong together. */
/** What two records that are not one are to each other: as a comparison found, or as their sources say. */
export const RECORD_RELATIONS = [
  'comment-or-correction',
  'preprint',
  'meeting-abstract',
  'registration',
  'part',
  'version',
  'other-publication',
  'retraction',
  'concern',
  'erratum',
  'comment',
  'update',
  'republication',
  'related',
] as const;
export type RecordRelation = (typeof RECORD_RELATIONS)[number];
/** What a record can say of another one. */
export type StatedRelation = Extract<
  RecordRelation,
  'retraction' | 'concern' | 'erratum' | 'comment' | 'update' | 'republication' | 'preprint' | 'part' | 'related'
>;

export interface MatchReason {
  field: string;
  verdict: 'same' | 'similar' | 'differs' | 'missing';
  note: string;
}

export const CORRECTABLE_FIELDS = [
  'title',
  'abstract',
  'authors',
  'year',
  'journal',
  'volume',
  'issue',
  'pages',
  'doi',
  'pmid',
] as const;
export type CorrectableField = (typeof CORRECTABLE_FIELDS)[number];
