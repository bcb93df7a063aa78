import * as z from 'zod';
import { Id, Instant, Ref, Words } from './basics';

export const SOURCE_KINDS = [
  'database',
  'register',
  'website',
  'organisation',
  'citation-searching',
  'expert',
  'other',
] as const;
export const SourceKindName = z.enum(SOURCE_KINDS);

const Line = z.string().trim().max(500).nullable();
const Long = Words.nullable();
/** A day, a month or a year. */
const Day = z
  .string()
  .regex(/^\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?$/, 'must be a year, year-month or year-month-day')
  .nullable();

/** One run on a source, with the items of PRISMA-S (Rethlefsen 2021). */
export const Search = z.strictObject({
  /** Database, register, website or organisation (items 1 to 5). */
  source: z.string().trim().min(1, 'must name the source').max(200),
  sourceKind: SourceKindName,
  /** Through which it was searched: Ovid, EBSCOhost (item 1). */
  platform: Line,
  /** Day of the search (item 13). */
  ranOn: Day,
  /** Years or files covered. */
  coverage: Line,
  /** The strategy, copied as it was run (item 8). */
  strategy: Long,
  /** Limits and restrictions (item 9). */
  limits: Long,
  /** Published filters used (item 10). */
  filters: Long,
  /** Records the source said it found (item 15). */
  hits: z.int().min(0).nullable(),
  ranBy: Line,
  /** Who reviewed the strategy (item 14). */
  peerReviewedBy: Line,
  notes: Long,
  /** Round of a living review, from 1. */
  cycle: z.int().min(1).max(999),
});
export type Search = z.infer<typeof Search>;

export const NewSearch = z.strictObject({ id: Id, search: Search });
export type NewSearch = z.infer<typeof NewSearch>;

/** `seen` is the search as its writer read it. */
export const SearchCorrection = NewSearch.extend({ seen: Search });
export type SearchCorrection = z.infer<typeof SearchCorrection>;

export const ImportState = z.enum(['reading', 'stopped', 'finished', 'withdrawn']);
export const ImportRow = z.object({
  id: z.string(),
  searchId: z.string(),
  fileName: z.string(),
  sha256: z.string(),
  bytes: z.int(),
  format: z.string(),
  encoding: z.string(),
  /** Records the file shows, counted by other means than reading them; null where nothing tells. */
  expected: z.int().nullable(),
  /** Records the file was read into, and how many of them have been taken in. */
  count: z.int(),
  taken: z.int(),
  problems: z.int(),
  /** `reading` while its job waits or runs, `stopped` when that failed or was cancelled part-way. */
  state: ImportState,
  begunAt: Instant,
  jobId: z.string().nullable(),
  /** Whether its file carries decisions and labels of another tool. */
  judged: z.boolean(),
  /** Of its records: those joined to another record, those removed before screening. */
  duplicates: z.int(),
  removed: z.int(),
});
export type ImportRow = z.infer<typeof ImportRow>;

/** A search with what came of it. Records count unless their import is withdrawn. */
export const SearchRow = z.object({
  id: z.string(),
  details: Search.strip(),
  recordedAt: Instant,
  records: z.int(),
  duplicates: z.int(),
  removed: z.int(),
  imports: z.array(ImportRow),
});
export type SearchRow = z.infer<typeof SearchRow>;

export const Searches = z.object({
  searches: z.array(SearchRow),
  totals: z.object({ records: z.int(), duplicates: z.int(), removed: z.int() }),
});
export type Searches = z.infer<typeof Searches>;

/** Which search an import belongs to: one that is recorded, or a new one. */
export const SearchChoice = z.union([z.strictObject({ searchId: Ref }), z.strictObject({ search: Search })]);
export type SearchChoice = z.infer<typeof SearchChoice>;
