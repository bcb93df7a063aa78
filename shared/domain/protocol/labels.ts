/** The field's words for the document's choices and plans, as printed. */
import type {
  AnalysisPlan,
  Criterion,
  CriterionStage,
  Outcome,
  PlannedSource,
  ReviewKind,
  SearchPlan,
  StoppingTarget,
} from './protocol';

export const REVIEW_KIND_LABELS: Readonly<Record<ReviewKind, string>> = {
  systematic: 'Systematic review',
  scoping: 'Scoping review',
  rapid: 'Rapid review',
  'living-map': 'Living evidence map',
  umbrella: 'Umbrella review',
};

export const CRITERION_KIND_LABELS: Readonly<Record<Criterion['kind'], string>> = {
  inclusion: 'Inclusion',
  exclusion: 'Exclusion',
};

export const STAGE_LABELS: Readonly<Record<CriterionStage, string>> = {
  'title-abstract': 'Title and abstract',
  'full-text': 'Full text',
  both: 'Both stages',
};

export const OUTCOME_KIND_LABELS: Readonly<Record<Outcome['kind'], string>> = {
  primary: 'Primary',
  secondary: 'Secondary',
};

export const SOURCE_KIND_LABELS: Readonly<Record<PlannedSource['kind'], string>> = {
  database: 'Database',
  register: 'Register',
  'other-method': 'Other method',
};

export const SEARCH_LABELS: Readonly<Record<Exclude<keyof SearchPlan, 'sources'>, string>> = {
  strategy: 'Draft search strategy',
  limits: 'Limits',
  peerReview: 'Peer review of the strategy',
  updates: 'Updates of the search',
  keyPapers: 'Key papers',
};

export const ANALYSIS_LABELS: Readonly<Record<Exclude<keyof AnalysisPlan, 'stopping'>, string>> = {
  dataManagement: 'Data management',
  screening: 'Screening',
  extraction: 'Data extraction',
  dataItems: 'Data items',
  riskOfBias: 'Risk of bias',
  synthesisCriteria: 'Criteria for quantitative synthesis',
  synthesis: 'Synthesis',
  additionalAnalyses: 'Additional analyses',
  withoutMetaAnalysis: 'Synthesis without meta-analysis',
  reportingBias: 'Reporting bias',
  certainty: 'Certainty of the evidence',
};

export const STOPPING_LABEL = 'Stopping criterion of screening';

/** The target in words; empty where none is fixed. */
export function stoppingSentence(target: StoppingTarget | null): string {
  if (!target) return '';
  const percent = (share: number): string => `${Number((share * 100).toFixed(2))} %`;
  return `At least ${percent(target.recall)} of the relevant records found, with ${percent(target.confidence)} confidence (hypergeometric test of Callaghan and Müller-Hansen 2020).`;
}
