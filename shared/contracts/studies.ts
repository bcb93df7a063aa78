import * as z from 'zod';
import { REPORT_USES } from '@shared/domain/prisma/report-uses';
import { PLACES } from '@shared/domain/screening/place';
import { Id, Ref } from './basics';

const Label = z.string().trim().min(1, 'must not be empty').max(200);
const CitationIds = z.array(Ref).min(1).max(200);

export const StudyReport = z.object({
  citationId: z.string(),
  ordinal: z.int(),
  title: z.string().nullable(),
  authors: z.array(z.string()),
  year: z.int().nullable(),
  journal: z.string().nullable(),
  registryIds: z.array(z.string()),
  place: z.enum(PLACES),
});
export type StudyReport = z.infer<typeof StudyReport>;

/** `id` is null for a report that nobody put into a study: it stands for a study of its own. */
export const Study = z.object({
  id: z.string().nullable(),
  label: z.string(),
  reports: z.array(StudyReport),
  /** What any of its included reports is used in. */
  usedIn: z.array(z.enum(REPORT_USES)),
});
export type Study = z.infer<typeof Study>;

export const StudySuggestion = z.object({
  citationIds: z.array(z.string()),
  ground: z.enum(['registry', 'author-title']),
  /** What they share: registry numbers, or the author and the words of their titles. */
  shared: z.array(z.string()),
});
export type StudySuggestion = z.infer<typeof StudySuggestion>;

export const Studies = z.object({
  studies: z.array(Study),
  reports: z.int(),
  suggestions: z.array(StudySuggestion),
});
export type Studies = z.infer<typeof Studies>;

/** A report belongs to one study; putting it into another takes it out of the first, unless it is to stay in both. */
export const NewStudy = z.strictObject({
  id: Id,
  studyId: Id,
  label: Label,
  citationIds: CitationIds,
  staysElsewhere: z.boolean(),
});
export type NewStudy = z.infer<typeof NewStudy>;
export const StudyChange = NewStudy.omit({ studyId: true });
export type StudyChange = z.infer<typeof StudyChange>;
export const StudyDissolution = z.strictObject({ id: Id });

/** Marks all the named reports as used in it, or as no longer used. */
export const ReportsUsed = z.strictObject({
  id: Id,
  citationIds: CitationIds,
  usedIn: z.enum(REPORT_USES),
  isUsed: z.boolean(),
});
export type ReportsUsed = z.infer<typeof ReportsUsed>;
