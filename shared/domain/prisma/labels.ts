/**
 * The words of the diagram: those of the official template (Page et al., BMJ 2021;372:n71) unless the authors change
 * them. Words may be edited or translated; numbers may not, so a label that carries one is refused.
 */
import { Refusal } from '../refusal';

export const PRISMA_LABELS = {
  bar_identification: 'Identification',
  bar_screening: 'Screening',
  bar_included: 'Included',
  title_previous: 'Previous studies',
  title_databases: 'Identification of studies via databases and registers',
  title_databases_updated: 'Identification of new studies via databases and registers',
  title_other: 'Identification of studies via other methods',
  title_other_updated: 'Identification of new studies via other methods',
  previous_studies: 'Studies included in previous version of review',
  previous_reports: 'Reports of studies included in previous version of review',
  identified: 'Records identified from*:',
  database_results: 'Databases',
  register_results: 'Registers',
  other_identified: 'Records identified from:',
  website_results: 'Websites',
  organisation_results: 'Organisations',
  citations_results: 'Citation searching',
  expert_results: 'Experts',
  other_results: 'Other methods',
  removed: 'Records removed before screening:',
  duplicates: 'Duplicate records removed',
  excluded_automatic: 'Records marked as ineligible by automation tools',
  excluded_other: 'Records removed for other reasons',
  records_screened: 'Records screened',
  records_excluded: 'Records excluded**',
  sought_reports: 'Reports sought for retrieval',
  notretrieved_reports: 'Reports not retrieved',
  assessed: 'Reports assessed for eligibility',
  reports_excluded: 'Reports excluded:',
  no_reason: 'No reason reported',
  awaiting: 'Reports awaiting classification',
  ongoing: 'Reports of ongoing studies',
  other_removed: 'Records not taken further:',
  other_duplicates: 'Duplicate records',
  other_removed_before: 'Records removed before screening',
  other_screen_excluded: 'Records excluded at title and abstract',
  new_studies: 'Studies included in review',
  new_reports: 'Reports of included studies',
  new_studies_updated: 'New studies included in review',
  new_reports_updated: 'Reports of new included studies',
  dropped_studies: 'Previous studies no longer eligible',
  dropped_reports: 'Reports of previous studies no longer eligible',
  total_studies: 'Total studies included in review',
  total_reports: 'Reports of total included studies',
  studies_after_appraisal: 'Studies kept after quality appraisal',
  total_studies_ma: 'Total studies included in meta-analysis',
  total_reports_ma: 'Reports of total included studies in meta-analysis',
  in_progress: 'In progress',
  pending_screening: 'not yet screened',
  pending_retrieval: 'retrieval pending',
  pending_full_text: 'full text pending',
  pending_conflicts: 'in conflict',
  pending_studies: 'not yet assigned to a study',
  note_sources: 'Records by source:',
  note_sources_shown: 'Numbers by source are given in the box.',
  note_moment: 'Numbers as of',
  note_protocol: 'protocol version',
  note_by_person: 'Excluded by a person',
  note_by_automation: 'by automation tools',
  note_other_methods: 'Of the records identified by other methods, not shown in a box:',
  note_other_hidden: 'Records identified by other methods, not shown in this layout:',
  note_previous_hidden: 'Studies included in previous version of review, not shown in this layout:',
  note_citation: 'Layout: PRISMA 2020, Page MJ et al. BMJ 2021;372:n71, CC BY 4.0.',
} as const;

export type LabelKey = keyof typeof PRISMA_LABELS;
export type Labels = Readonly<Record<LabelKey, string>>;

/** The template's words with the authors' changes; a blank change means the template's own word. */
export function labelsWith(changes: Partial<Record<LabelKey, string>> = {}): Labels {
  const labels: Record<LabelKey, string> = { ...PRISMA_LABELS };
  for (const key of Object.keys(PRISMA_LABELS) as LabelKey[]) {
    const change = changes[key]?.trim();
    if (!change) continue;
    if (/\bn\s*=\s*[\d.,]*/i.test(change))
      throw new Refusal(
        'label_holds_number',
        `The label "${change}" carries a count. Counts come from the records; write the words alone.`,
        422,
        { label: key },
      );
    labels[key] = change;
  }
  return labels;
}
