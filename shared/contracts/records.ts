import * as z from 'zod';
import { Id, Ref } from './basics';

const CitationIds = z
  .array(Ref)
  .min(1, 'must name a record')
  .max(1000, 'must not name more than 1,000 records at once');
const Reason = z.string().trim().min(1, 'must say why').max(2000);

/** Takes records out before screening. */
export const Removal = z.strictObject({
  id: Id,
  citationIds: CitationIds,
  as: z.enum(['automation', 'other']),
  reason: Reason,
  /** The automation tool and its version; needed where a tool marked the records. */
  tool: z.string().trim().min(1).max(300).nullable(),
});
export type Removal = z.infer<typeof Removal>;

/** Brings removed records back to where they were. */
export const ReturnOfRecords = z.strictObject({ id: Id, citationIds: CitationIds, reason: Reason.nullable() });
export type ReturnOfRecords = z.infer<typeof ReturnOfRecords>;

const Field = (max: number) => z.string().trim().max(max).nullable();
/** Fields of what readers see; the record as imported stays as it is. Null empties a field. */
export const Correction = z.strictObject({
  id: Id,
  citationId: Ref,
  fields: z
    .strictObject({
      title: Field(2000),
      abstract: Field(60_000),
      /** Family, Given; Family, Given */
      authors: Field(20_000),
      year: z
        .string()
        .trim()
        .regex(/^\d{4}$/, 'must be a year of four digits')
        .nullable(),
      journal: Field(1000),
      volume: Field(100),
      issue: Field(100),
      pages: Field(100),
      doi: Field(255),
      pmid: z
        .string()
        .trim()
        .regex(/^\d{1,9}$/, 'must be a number')
        .nullable(),
    })
    .partial()
    .refine((fields) => Object.keys(fields).length > 0, 'must correct a field'),
});
export type Correction = z.infer<typeof Correction>;
export const RecordsDone = z.object({ id: z.string(), changed: z.int() });
export type RecordsDone = z.infer<typeof RecordsDone>;
