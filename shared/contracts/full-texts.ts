import * as z from 'zod';
import { Id, Instant, Ref } from './basics';
import { Citation } from './screening';

/**
 * Where a report is on its way to being read: sought (included at title-abstract, not yet at hand), not retrieved,
 * retrieved, or set aside until more is known. Says nothing of what readers decided at full text.
 */
export const REPORT_STATES = ['sought', 'not-retrieved', 'retrieved', 'awaiting', 'ongoing'] as const;
export const ReportState = z.enum(REPORT_STATES);
export type ReportState = z.infer<typeof ReportState>;

export const FullTextFile = z.object({
  fileId: z.string(),
  citationId: z.string(),
  name: z.string(),
  bytes: z.int(),
  attachedAt: Instant,
});
export type FullTextFile = z.infer<typeof FullTextFile>;
export const FullTextFiles = z.object({ files: z.array(FullTextFile) });
export type FullTextFiles = z.infer<typeof FullTextFiles>;

export const ReportLink = z.object({ kind: z.enum(['doi', 'pubmed', 'open-url', 'address']), url: z.string() });
export type ReportLink = z.infer<typeof ReportLink>;

export const ReportRow = z.object({
  citation: Citation,
  state: ReportState,
  /** Whether somebody has asked for it: an interlibrary loan, a letter to the authors. */
  isRequested: z.boolean(),
  reason: z.string().nullable(),
  links: z.array(ReportLink),
  files: z.array(FullTextFile),
});
export type ReportRow = z.infer<typeof ReportRow>;

export const ReportsQuery = z.strictObject({
  state: ReportState.optional(),
  /** Retrieved on paper or elsewhere: no file is here. */
  withoutFile: z.enum(['yes']).optional(),
  q: z.string().max(200).optional(),
  after: z.coerce.number().int().min(0).default(0),
  limit: z.coerce.number().int().min(1).max(100).default(50),
});
export type ReportsQuery = z.infer<typeof ReportsQuery>;

export const ReportCounts = z.object({
  sought: z.int(),
  'not-retrieved': z.int(),
  retrieved: z.int(),
  awaiting: z.int(),
  ongoing: z.int(),
});
export type ReportCounts = z.infer<typeof ReportCounts>;
export const Reports = z.object({
  rows: z.array(ReportRow),
  counts: ReportCounts,
  next: z.int().nullable(),
  openUrlBase: z.string().nullable(),
});
export type Reports = z.infer<typeof Reports>;

const CitationIds = z.array(Ref).min(1).max(500);
const Why = z.string().trim().min(1).max(2000).nullable();

export const NewRetrieval = z.strictObject({
  id: Id,
  citationIds: CitationIds,
  status: z.enum(['sought', 'retrieved', 'not-retrieved']),
  reason: Why,
});
export type NewRetrieval = z.infer<typeof NewRetrieval>;

export const NewClassification = z.strictObject({
  id: Id,
  citationIds: CitationIds,
  as: z.enum(['awaiting', 'ongoing']).nullable(),
  reason: Why,
});
export type NewClassification = z.infer<typeof NewClassification>;

export const ReportsChanged = z.object({ id: z.string(), changed: z.int() });
export type ReportsChanged = z.infer<typeof ReportsChanged>;

export const FullTextUploadQuery = z.strictObject({ name: z.string().max(1000), id: Id });

export const MATCH_GROUNDS = ['doi', 'title', 'file-name'] as const;
/** A report that an uploaded file seems to be; `score` from 0 to 1. */
export const MatchProposal = z.object({
  citationId: z.string(),
  ordinal: z.int(),
  title: z.string().nullable(),
  /** What is attached to it already. */
  files: z.array(FullTextFile),
  ground: z.enum(MATCH_GROUNDS),
  score: z.number(),
});
export type MatchProposal = z.infer<typeof MatchProposal>;

/** A file that lies in the store and awaits a person's word on whose report it is; best proposal first. */
export const FullTextUpload = z.object({
  uploadId: z.string(),
  name: z.string(),
  bytes: z.int(),
  /** Null where the file could not be read: encrypted, damaged or too slow. It can be attached all the same. */
  pages: z.int().nullable(),
  title: z.string().nullable(),
  /** Reports that hold the same content already. */
  attachedTo: z.array(z.string()),
  proposals: z.array(MatchProposal),
});
export type FullTextUpload = z.infer<typeof FullTextUpload>;
export const FullTextUploads = z.object({ uploads: z.array(FullTextUpload) });
export type FullTextUploads = z.infer<typeof FullTextUploads>;

export const NewAttachments = z.strictObject({
  id: Id,
  pairs: z
    /** `replaces` names a file of the report that the new one takes the place of. */
    .array(z.strictObject({ uploadId: Ref, citationId: Ref, replaces: Ref.optional() }))
    .min(1)
    .max(200),
});
export type NewAttachments = z.infer<typeof NewAttachments>;
export const Attached = z.object({ id: z.string(), files: z.array(FullTextFile) });
export type Attached = z.infer<typeof Attached>;

export const UploadDismissal = z.strictObject({ id: Id });
export const Detachment = z.strictObject({ id: Id, reason: Why });
export type Detachment = z.infer<typeof Detachment>;

/** Base address of the library's link resolver; null for none. */
export const RetrievalSettings = z.strictObject({
  id: Id,
  openUrlBase: z
    .url({ protocol: /^https?$/, error: 'must be an address that begins with https://' })
    .max(500)
    .nullable(),
});
export type RetrievalSettings = z.infer<typeof RetrievalSettings>;
