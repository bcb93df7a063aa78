import type { ArmFlow, PrismaFlow } from './flow';
import { identifiedKey } from './flow-group';
import type { Arm, BoxKey, RecordBoxKey } from './flow-group';

/** Every number by the key that links, CSV and DOCX use; `null` where the number does not apply. */
export function flowCounts(flow: PrismaFlow): Record<BoxKey, number | null> {
  const { databases: d, other: o } = flow;
  const kind = (arm: ArmFlow, name: Arm, key: RecordBoxKey): number =>
    arm.byKind.reduce((sum, entry) => sum + (identifiedKey(name, entry.kind) === key ? entry.n : 0), 0);
  return {
    previous_studies: flow.previousStudies,
    previous_reports: flow.previousReports,
    database_results: kind(d, 'databases', 'database_results'),
    register_results: kind(d, 'databases', 'register_results'),
    website_results: kind(o, 'other', 'website_results'),
    organisation_results: kind(o, 'other', 'organisation_results'),
    citations_results: kind(o, 'other', 'citations_results'),
    expert_results: kind(o, 'other', 'expert_results'),
    other_results: kind(o, 'other', 'other_results'),
    duplicates: d.duplicates,
    excluded_automatic: d.removedByAutomation,
    excluded_other: d.removedForOtherReasons,
    records_screened: d.screened,
    records_excluded: d.screenExcluded,
    dbr_sought_reports: d.sought,
    dbr_notretrieved_reports: d.notRetrieved,
    dbr_assessed: d.assessed,
    dbr_excluded: d.excluded,
    other_sought_reports: o.sought,
    other_notretrieved_reports: o.notRetrieved,
    other_assessed: o.assessed,
    other_excluded: o.excluded,
    other_duplicates: o.duplicates,
    other_removed: o.removedByAutomation + o.removedForOtherReasons,
    other_screened: o.screened,
    other_screen_excluded: o.screenExcluded,
    screening_pending: flow.pending.screening,
    screening_conflicts: flow.pending.screeningConflicts,
    retrieval_pending: flow.pending.retrieval,
    full_text_pending: flow.pending.fullText,
    full_text_conflicts: flow.pending.fullTextConflicts,
    awaiting: d.awaiting + o.awaiting,
    ongoing: d.ongoing + o.ongoing,
    new_studies: flow.newStudies,
    new_reports: flow.newReports,
    total_studies: flow.isUpdate ? flow.totalStudies : null,
    total_reports: flow.isUpdate ? flow.totalReports : null,
    total_studies_ma: flow.studiesInMetaAnalysis,
    total_reports_ma: flow.reportsInMetaAnalysis,
    studies_after_appraisal: flow.studiesAfterAppraisal,
  };
}
