/**
 * One line of a GROUP BY over the records of a review, and the one place that says where such a record stands.
 *
 * PRISMA counts states, never history: a record has exactly one current terminal state, and every box is a sum over
 * states. The same two functions answer "how many" (prismaFlow) and "which ones" (opening a number), so they agree.
 */
export type Arm = 'databases' | 'other';

export type SourceKind =
  'database' | 'register' | 'website' | 'organisation' | 'citation-searching' | 'expert' | 'other';

export interface FlowGroup {
  /** How many records share all the values below. */
  n: number;
  /** `databases`: databases and registers; `other`: every other method. */
  arm: Arm;
  sourceKind: SourceKind;
  /** Name of the source as reported: "MEDLINE", "ClinicalTrials.gov", "Backward citations". */
  source: string;
  /** Search cycle of a living or updated review, from 1. */
  cycle: number;
  /** A copy of another record (m records of one citation: m - 1 duplicates), whenever it was found to be one. */
  duplicate: boolean;
  /** Removed before screening, and by what. */
  removed: null | 'automation' | 'other';
  /** Final at title-abstract; `null` while unscreened, waiting for a vote or in conflict. */
  titleAbstract: null | 'include' | 'exclude';
  titleAbstractBy: 'person' | 'automation' | null;
  retrieval: null | 'retrieved' | 'not-retrieved';
  /** Final at full text; `awaiting` classification and `ongoing` are Cochrane's categories. */
  fullText: null | 'include' | 'exclude' | 'awaiting' | 'ongoing';
  /** The one reported full-text reason: the first ticked in protocol order. */
  reason: string | null;
  /** The one reported title-abstract reason, where the review keeps them. */
  reasonTitleAbstract?: string | null;
  /** Pending at this stage because votes disagree; the number is shown, it changes no box. */
  conflict?: 'title-abstract' | 'full-text' | null;
}

export type FlowState =
  | 'duplicate'
  | 'removed-automation'
  | 'removed-other'
  | 'screening-pending'
  | 'screen-excluded'
  | 'retrieval-pending'
  | 'not-retrieved'
  | 'full-text-pending'
  | 'excluded'
  | 'awaiting'
  | 'ongoing'
  | 'included';

/**
 * Where a record stands now. The earliest obstacle wins: a late duplicate leaves every later box, and a withdrawn
 * title-abstract decision makes the record pending whatever its full text says. A full-text decision without a
 * retrieval mark implies that the report was obtained.
 */
export function stateOf(group: FlowGroup): FlowState {
  if (group.duplicate) return 'duplicate';
  if (group.removed === 'automation') return 'removed-automation';
  if (group.removed === 'other') return 'removed-other';
  if (group.titleAbstract === null) return 'screening-pending';
  if (group.titleAbstract === 'exclude') return 'screen-excluded';
  if (group.retrieval === 'not-retrieved') return 'not-retrieved';
  if (group.fullText === null) return group.retrieval === null ? 'retrieval-pending' : 'full-text-pending';
  if (group.fullText === 'exclude') return 'excluded';
  if (group.fullText === 'include') return 'included';
  return group.fullText;
}

/** Every number of the diagram that is a set of records; the names of the PRISMA2020 R package where it has one. */
export type RecordBoxKey =
  | 'database_results'
  | 'register_results'
  | 'website_results'
  | 'organisation_results'
  | 'citations_results'
  | 'expert_results'
  | 'other_results'
  | 'duplicates'
  | 'excluded_automatic'
  | 'excluded_other'
  | 'records_screened'
  | 'records_excluded'
  | 'dbr_sought_reports'
  | 'dbr_notretrieved_reports'
  | 'dbr_assessed'
  | 'dbr_excluded'
  | 'other_sought_reports'
  | 'other_notretrieved_reports'
  | 'other_assessed'
  | 'other_excluded'
  | 'new_reports'
  | 'other_duplicates'
  | 'other_removed'
  | 'other_screened'
  | 'other_screen_excluded'
  | 'screening_pending'
  | 'screening_conflicts'
  | 'retrieval_pending'
  | 'full_text_pending'
  | 'full_text_conflicts'
  | 'awaiting'
  | 'ongoing';

/** The numbers that count studies, or reports of earlier versions, and so have no record of this flow behind them. */
export type StudyBoxKey =
  | 'previous_studies'
  | 'previous_reports'
  | 'new_studies'
  | 'total_studies'
  | 'total_reports'
  | 'total_studies_ma'
  | 'total_reports_ma'
  | 'studies_after_appraisal';

export type BoxKey = RecordBoxKey | StudyBoxKey;

const OTHER_KIND_KEY: Readonly<Record<SourceKind, RecordBoxKey>> = {
  website: 'website_results',
  organisation: 'organisation_results',
  'citation-searching': 'citations_results',
  expert: 'expert_results',
  database: 'other_results',
  register: 'other_results',
  other: 'other_results',
};

/** The identification line that counts a record. In the databases arm everything that is no register is a database. */
export function identifiedKey(arm: Arm, kind: SourceKind): RecordBoxKey {
  if (arm === 'databases') return kind === 'register' ? 'register_results' : 'database_results';
  return OTHER_KIND_KEY[kind];
}

/** All numbers of the diagram that count this record: what opening one of them must list. */
export function boxesOfRecord(group: FlowGroup): RecordBoxKey[] {
  const state = stateOf(group);
  const db = group.arm === 'databases';
  const keys: RecordBoxKey[] = [identifiedKey(group.arm, group.sourceKind)];
  switch (state) {
    case 'duplicate':
      return [...keys, db ? 'duplicates' : 'other_duplicates'];
    case 'removed-automation':
      return [...keys, db ? 'excluded_automatic' : 'other_removed'];
    case 'removed-other':
      return [...keys, db ? 'excluded_other' : 'other_removed'];
    case 'screening-pending':
      keys.push('screening_pending');
      if (group.conflict === 'title-abstract') keys.push('screening_conflicts');
      return keys;
  }
  keys.push(db ? 'records_screened' : 'other_screened');
  if (state === 'screen-excluded') return [...keys, db ? 'records_excluded' : 'other_screen_excluded'];
  keys.push(db ? 'dbr_sought_reports' : 'other_sought_reports');
  if (state === 'not-retrieved') return [...keys, db ? 'dbr_notretrieved_reports' : 'other_notretrieved_reports'];
  if (state === 'retrieval-pending') return [...keys, 'retrieval_pending'];
  keys.push(db ? 'dbr_assessed' : 'other_assessed');
  switch (state) {
    case 'full-text-pending':
      keys.push('full_text_pending');
      if (group.conflict === 'full-text') keys.push('full_text_conflicts');
      return keys;
    case 'excluded':
      return [...keys, db ? 'dbr_excluded' : 'other_excluded'];
    case 'included':
      return [...keys, 'new_reports'];
    default:
      return [...keys, state];
  }
}
