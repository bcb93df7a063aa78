import * as z from 'zod';
import { Ref } from './basics';
import { RECORD_FORMATS } from './record-formats';
import { RecordsQuery } from './screening';

/** Which records, with the same words as the list of records, and as what. */
export const RecordsFileQuery = RecordsQuery.omit({ after: true, limit: true, asOf: true }).extend({
  format: z.enum(RECORD_FORMATS),
});
export type RecordsFileQuery = z.infer<typeof RecordsFileQuery>;

/** What a file of these records would hold. */
export const RecordsFileSize = z.object({
  records: z.int(),
  /** Chosen records that the format has no place for: without a PMID in NBIB. */
  leftOut: z.int(),
});
export type RecordsFileSize = z.infer<typeof RecordsFileSize>;

/** How many records each place and each source has. */
export const ExportCounts = z.object({
  places: z.array(z.object({ place: z.string(), n: z.int() })),
  sources: z.array(
    z.object({
      searchId: z.string(),
      source: z.string(),
      kind: z.string(),
      cycle: z.int(),
      identified: z.int(),
      duplicates: z.int(),
      included: z.int(),
    }),
  ),
});
export type ExportCounts = z.infer<typeof ExportCounts>;

const Missing = z.object({ estimable: z.literal(false), reason: z.string() });
const Value = z.discriminatedUnion('estimable', [Missing, z.object({ estimable: z.literal(true), value: z.number() })]);
const Interval = z.discriminatedUnion('estimable', [
  Missing,
  z.object({
    estimable: z.literal(true),
    value: z.number(),
    lower: z.number(),
    upper: z.number(),
  }),
]);
const McNemar = z.discriminatedUnion('estimable', [
  Missing,
  z.object({ estimable: z.literal(true), chiSquare: z.number().nullable(), exactP: z.number() }),
]);
/** Rows are the first reviewer's verdicts. A coefficient is a number, or the reason why there is none. */
export const AgreementTable = z.object({
  categories: z.array(z.enum(['include', 'maybe', 'exclude'])),
  table: z.array(z.array(z.int())),
  n: z.int(),
  percentAgreement: Interval,
  kappa: Interval,
  kappaMax: Value,
  ac1: Interval,
  pabak: Interval,
  specific: z.array(Value),
});
export type AgreementTable = z.infer<typeof AgreementTable>;
export const AgreementPair = z.object({
  reviewers: z.tuple([z.string(), z.string()]),
  n: z.int(),
  threeWay: AgreementTable.extend({ weightedKappa: Interval }).nullable(),
  collapsed: AgreementTable.extend({
    positiveAgreement: Value,
    negativeAgreement: Value,
    prevalenceIndex: Value,
    biasIndex: Value,
    mcNemar: McNemar,
  }),
});
export type AgreementPair = z.infer<typeof AgreementPair>;
export const StageAgreement = z.object({
  stageId: z.string(),
  stage: z.string(),
  kind: z.string(),
  /** Citations that are final at the stage and were read by two people or more. */
  citations: z.int(),
  /** Why nothing is shown yet; null once something is. */
  withheld: z.string().nullable(),
  pairs: z.array(AgreementPair),
  all: z
    .object({ reviewers: z.int(), citations: z.int(), everyoneAgrees: Value, alpha: Value, ac1: Interval })
    .nullable(),
});
export type StageAgreement = z.infer<typeof StageAgreement>;
export const AgreementQuery = z.strictObject({ stageId: Ref });
export type AgreementQuery = z.infer<typeof AgreementQuery>;
export const AgreementStages = z.array(z.object({ stageId: z.string(), name: z.string(), kind: z.string() }));
export type AgreementStages = z.infer<typeof AgreementStages>;

export const MethodsText = z.object({ markdown: z.string() });
export type MethodsText = z.infer<typeof MethodsText>;
