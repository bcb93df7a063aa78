import * as z from 'zod';
import { PRISMA_LABELS, type LabelKey } from '@shared/domain/prisma/labels';
import { Id, Instant } from './basics';

const SourceKindName = z.enum([
  'database',
  'register',
  'website',
  'organisation',
  'citation-searching',
  'expert',
  'other',
]);
const ReasonCount = z.object({ reason: z.string().nullable(), n: z.int() });
const Pending = z.object({
  screening: z.int(),
  screeningConflicts: z.int(),
  retrieval: z.int(),
  fullText: z.int(),
  fullTextConflicts: z.int(),
});

const ArmFlow = z.object({
  identified: z.int(),
  bySource: z.array(z.object({ source: z.string(), kind: SourceKindName, n: z.int() })),
  byKind: z.array(z.object({ kind: SourceKindName, n: z.int() })),
  duplicates: z.int(),
  removedByAutomation: z.int(),
  removedForOtherReasons: z.int(),
  screened: z.int(),
  screenExcluded: z.int(),
  screenExcludedByPerson: z.int(),
  screenExcludedByAutomation: z.int(),
  screenReasons: z.array(ReasonCount),
  sought: z.int(),
  notRetrieved: z.int(),
  assessed: z.int(),
  excluded: z.int(),
  reasons: z.array(ReasonCount),
  awaiting: z.int(),
  ongoing: z.int(),
  included: z.int(),
  pending: Pending,
});

/** The numbers of a diagram, as `shared/domain/prisma/flow.ts` explains them. */
export const FlowNumbers = z.object({
  databases: ArmFlow,
  other: ArmFlow,
  hasOtherMethods: z.boolean(),
  isUpdate: z.boolean(),
  newStudies: z.int(),
  newReports: z.int(),
  newReportsOfPreviousStudies: z.int(),
  reportsWithoutStudy: z.int(),
  previousStudies: z.int().nullable(),
  previousReports: z.int().nullable(),
  droppedStudies: z.int(),
  droppedReports: z.int(),
  totalStudies: z.int(),
  totalReports: z.int(),
  studiesInMetaAnalysis: z.int().nullable(),
  reportsInMetaAnalysis: z.int().nullable(),
  studiesAfterAppraisal: z.int().nullable(),
  pending: Pending,
  inProgress: z.boolean(),
});

const Side = z.object({ words: z.string(), value: z.number() });
const Status = z.enum(['ok', 'open', 'violated']);
export const FlowIdentity = z.object({
  id: z.string(),
  status: Status,
  left: Side,
  right: Side,
  relation: z.enum(['=', '<=']),
  pending: z.int(),
  note: z.string().nullable(),
});

export const LayoutName = z.enum(['auto', 'new-v1', 'new-v2', 'updated-v1', 'updated-v2']);
export const StructureName = z.enum(['combined', 'each-separate', 'base-and-updates', 'earlier-and-latest']);
export const ThemeName = z.enum(['light', 'dark', 'print']);

/** Words that authors may put in place of the template's; a label that carries a count is refused. */
export const FlowLabels = z.partialRecord(
  z.enum(Object.keys(PRISMA_LABELS) as [LabelKey, ...LabelKey[]]),
  z.string().trim().max(300),
);
/** How a review wants its diagram drawn. */
export const FlowOptions = z.strictObject({
  layout: LayoutName.default('auto'),
  perSourceCounts: z.boolean().default(false),
  titleAbstractReasons: z.boolean().default(false),
  hideReportsLine: z.boolean().default(false),
  hideEmptyLines: z.boolean().default(false),
  hideCitation: z.boolean().default(false),
  /** Leaves out when the numbers held and under which version of the protocol. */
  hideMoment: z.boolean().default(false),
  /** Boxes after the last official one, drawn once studies are said to have passed or to be in it. */
  appraisalBox: z.boolean().default(false),
  metaAnalysisBox: z.boolean().default(false),
  otherMethodsScreening: z.enum(['footnote', 'box']).default('footnote'),
  labels: FlowLabels.default({}),
});
export type FlowOptions = z.infer<typeof FlowOptions>;
export const FlowSettings = z.strictObject({ id: Id, options: FlowOptions });
export type FlowSettings = z.infer<typeof FlowSettings>;

export const FlowQuery = z.strictObject({
  /** A moment of the past: an event's number, a date (its end, UTC) or an instant. Now when absent. */
  asOf: z
    .string()
    .regex(/^(\d{1,9}|\d{4}-\d\d-\d\d(T[\d:.]{8,15}Z)?)$/, 'must be an event number, a date or an instant in UTC')
    .optional(),
  structure: StructureName.default('combined'),
});
export type FlowQuery = z.infer<typeof FlowQuery>;

export const FlowPart = z.object({
  /** Search cycles in this part; empty where there is no record yet. */
  cycles: z.array(z.int()),
  flow: FlowNumbers,
  check: z.object({ identities: z.array(FlowIdentity), status: Status }),
  /** Every number by the name that the drawing, the CSV and the links use; null where it does not apply. */
  counts: z.record(z.string(), z.int().nullable()),
});
export const Flow = z.object({
  /** The moment shown. `isNow`: nothing was recorded after it. */
  asOf: z.object({ seq: z.int(), at: Instant.nullable(), isNow: z.boolean(), protocolVersion: z.int() }),
  parts: z.array(FlowPart),
  /** Labels of the reasons back to their ids, to open the records behind a reason. */
  reasons: z.array(z.object({ id: z.string(), label: z.string() })),
  sources: z.array(z.object({ searchId: z.string(), source: z.string(), kind: SourceKindName })),
  options: FlowOptions,
  mayEdit: z.boolean(),
});
export type Flow = z.infer<typeof Flow>;

/** Days on which something was recorded, for choosing a moment. */
export const FlowMoments = z.array(z.object({ day: z.string(), seq: z.int(), events: z.int() }));
export type FlowMoments = z.infer<typeof FlowMoments>;

const yes = z
  .enum(['true', 'false'])
  .transform((value) => value === 'true')
  .optional();
export const FlowFileQuery = FlowQuery.extend({
  format: z.enum(['svg', 'png', 'pdf', 'docx', 'csv', 'json', 'txt']),
  /** Which part of a structure with several, from 0. */
  part: z.coerce.number().int().min(0).max(200).default(0),
  dpi: z.coerce.number().int().min(72).max(1200).default(300),
  theme: ThemeName.default('print'),
  /** Width in mm of the printed figure; the diagram's own when absent. */
  widthMm: z.coerce.number().min(40).max(420).optional(),
  layout: LayoutName.optional(),
  perSourceCounts: yes,
  titleAbstractReasons: yes,
  hideReportsLine: yes,
  hideEmptyLines: yes,
  hideCitation: yes,
  hideMoment: yes,
  appraisalBox: yes,
  metaAnalysisBox: yes,
});
export type FlowFileQuery = z.infer<typeof FlowFileQuery>;

/** What a published diagram says: the CSV of PRISMA2020, or JSON of counts. */
export const PublishedFlow = z.strictObject({
  text: z.string().min(1, 'must not be empty').max(1_000_000, 'is longer than 1 MB'),
});
export type PublishedFlow = z.infer<typeof PublishedFlow>;
const RuleOutcome = z.object({
  rule: z.string(),
  /** The rule in words. */
  words: z.string(),
  status: z.enum(['ok', 'violated', 'not_evaluable']),
  lhs: z.number().nullable(),
  rhs: z.number().nullable(),
  delta: z.number().nullable(),
});
export const PublishedCheck = z.object({
  consistent: z.boolean(),
  violated: z.array(z.string()),
  rules: z.array(RuleOutcome),
  warnings: z.array(z.string()),
  /** What of the file could not be read. */
  problems: z.array(z.string()),
});
export type PublishedCheck = z.infer<typeof PublishedCheck>;

export const PreviousVersion = z.object({
  studies: z.int(),
  reports: z.int(),
  note: z.string().nullable(),
  at: Instant,
});
export type PreviousVersion = z.infer<typeof PreviousVersion>;
export const PreviousVersionState = z.object({ previous: PreviousVersion.nullable() });
export const NewPreviousVersion = z.strictObject({
  id: Id,
  studies: z.int().min(0, 'must be 0 or more').max(1_000_000),
  reports: z.int().min(0, 'must be 0 or more').max(1_000_000),
  note: z.string().trim().max(2000).nullable(),
});
export type NewPreviousVersion = z.infer<typeof NewPreviousVersion>;
