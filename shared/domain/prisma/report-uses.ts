/**
 * What becomes of included reports after eligibility. PRISMA 2020 has no box for either, but reviews with a quality filter
 * or a meta-analysis count them, and so do the boxes that follow the last official one.
 */
export const REPORT_USES = ['appraisal', 'meta-analysis'] as const;
/** `appraisal`: passed the critical appraisal that decides what goes on; `meta-analysis`: its results are pooled. */
export type ReportUse = (typeof REPORT_USES)[number];
