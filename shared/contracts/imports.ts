import * as z from 'zod';
import { COLUMN_FIELDS } from '@shared/domain/references/formats/column-fields';
import { Id, Instant, Ref } from './basics';
import { Judgements } from './judgements';
import { SearchChoice, SourceKindName } from './searches';

export const Problem = z.object({
  line: z.int().nullable(),
  record: z.int().nullable(),
  severity: z.enum(['note', 'warning', 'error']),
  code: z.string(),
  /** Which sentence says it, with what stands in it; null for problems of an earlier version, which have the message alone. */
  wording: z.string().nullable().default(null),
  params: z
    .record(z.string(), z.union([z.string(), z.number()]))
    .nullable()
    .default(null),
  message: z.string(),
});
export type Problem = z.infer<typeof Problem>;

/** A record as far as a glance needs it. */
export const Glance = z.object({
  title: z.string().nullable(),
  authors: z.array(z.string()),
  year: z.int().nullable(),
  journal: z.string().nullable(),
  doi: z.string().nullable(),
  hasAbstract: z.boolean(),
});
export type Glance = z.infer<typeof Glance>;

/** A column of a table: what it was taken for, with some of its values. */
export const PreviewColumn = z.object({
  header: z.string(),
  /** Field of the record that it fills; null where it is a label or is kept aside under its own name. */
  field: z.string().nullable(),
  /** Name of the label that it holds, where it is one. */
  label: z.string().nullable(),
  samples: z.array(z.string()),
});
export type PreviewColumn = z.infer<typeof PreviewColumn>;

/** What somebody says the columns of a table mean; `field` null keeps a column aside under its own name. */
export const ColumnMeanings = z.strictObject({
  columns: z
    .array(z.strictObject({ header: z.string().min(1).max(1000), field: z.enum(COLUMN_FIELDS).nullable() }))
    .min(1)
    .max(1000),
});
export type ColumnMeanings = z.infer<typeof ColumnMeanings>;

/** What a first reading of a file found. Nothing has been taken in yet. */
export const FilePreview = z.object({
  format: z.string(),
  encoding: z.string(),
  /** Tool or source that seems to have written the file, as the reader names it; null where nothing tells. */
  vendor: z.string().nullable(),
  /** What the search is proposed to be called. */
  guess: z.object({ source: z.string().nullable(), sourceKind: SourceKindName, platform: z.string().nullable() }),
  expected: z.int().nullable(),
  read: z.int(),
  /** How many records lack a title, an abstract or a DOI. */
  missing: z.object({ title: z.int(), abstract: z.int(), doi: z.int() }),
  problemCount: z.int(),
  /** The first 200. */
  problems: z.array(Problem),
  /** The first five. */
  records: z.array(Glance),
  /** The columns of a table; null for other formats. */
  columns: z.array(PreviewColumn).nullable(),
  /** What somebody said they mean, to be used when the file is imported; null where nobody did. */
  meanings: ColumnMeanings.shape.columns.nullable(),
  /** Decisions and labels of another tool that the file carries; null where it has none. */
  judged: Judgements.nullable(),
});
export type FilePreview = z.infer<typeof FilePreview>;

export const UploadQuery = z.strictObject({
  /** The file's name as its owner calls it; kept as data only. */
  name: z.string().min(1).max(1000),
  /** Client-made; the same upload under the same id is done once. */
  id: Id.optional(),
});
export type UploadQuery = z.infer<typeof UploadQuery>;

/** An import of the same bytes that counts already. */
export const EarlierImport = z.object({ importId: z.string(), fileName: z.string(), source: z.string(), at: Instant });
export const Upload = FilePreview.extend({
  uploadId: z.string(),
  fileName: z.string(),
  bytes: z.int(),
  earlier: EarlierImport.nullable(),
});
export type Upload = z.infer<typeof Upload>;

export const NewImport = z.strictObject({
  id: Id,
  uploadId: Ref,
  into: SearchChoice,
  /** Take the file in although the same bytes were imported before. */
  again: z.boolean().default(false),
});
export type NewImport = z.infer<typeof NewImport>;
export const ImportBegun = z.object({ id: z.string(), importId: z.string(), searchId: z.string(), jobId: z.string() });
export type ImportBegun = z.infer<typeof ImportBegun>;

const Field = z.string().trim().max(2000).nullable();
/** A record typed in by hand: grey literature, a paper found by chance. */
export const TypedRecord = z.strictObject({
  title: z.string().trim().min(1, 'must have a title').max(5000),
  authors: z.array(z.string().trim().min(1).max(500)).max(500),
  year: z.int().min(1000).max(2200).nullable(),
  type: z.enum([
    'article',
    'preprint',
    'conference',
    'chapter',
    'book',
    'thesis',
    'report',
    'registration',
    'dataset',
    'web',
    'other',
  ]),
  journal: Field,
  volume: Field,
  issue: Field,
  pages: Field,
  publisher: Field,
  doi: Field,
  pmid: z.string().trim().max(32).nullable(),
  url: Field,
  language: Field,
  abstract: z.string().trim().max(100_000).nullable(),
  note: z.string().trim().max(20_000).nullable(),
});
export type TypedRecord = z.infer<typeof TypedRecord>;
export const NewTypedRecord = z.strictObject({ id: Id, into: SearchChoice, record: TypedRecord });
export type NewTypedRecord = z.infer<typeof NewTypedRecord>;
export const TypedRecordTaken = z.object({ id: z.string(), citationId: z.string(), searchId: z.string() });

/** Withdrawing takes an import's records out of every count; `confirm` says that the consequences were seen. */
export const Withdrawal = z.strictObject({
  id: Id,
  reason: z.string().trim().max(2000).nullable(),
  confirm: z.boolean().default(false),
});
export type Withdrawal = z.infer<typeof Withdrawal>;
export const Restoration = z.strictObject({ id: Id });
export type Restoration = z.infer<typeof Restoration>;

export const ProblemsQuery = z.strictObject({
  after: z.coerce.number().int().min(0).default(0),
  limit: z.coerce.number().int().min(1).max(500).default(200),
});
export type ProblemsQuery = z.infer<typeof ProblemsQuery>;
export const ImportProblems = z.object({ rows: z.array(Problem), next: z.int().nullable() });
