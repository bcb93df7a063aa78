import type { BoxKey } from '@shared/domain/prisma/flow';
import type { ReportUse } from '@shared/domain/prisma/report-uses';
import { PLACES, type Place } from '@shared/domain/screening/place';

/** What to ask the list of records for, to see exactly the records that a number counts. */
export interface RecordsBehind {
  place: Place[];
  arm?: 'databases' | 'other';
  sourceKind?: string;
  usedIn?: ReportUse;
}

const COUNTED = PLACES.filter((place) => place !== 'withdrawn');
const BEFORE: readonly Place[] = ['duplicate', 'removed-automation', 'removed-other'];
const SCREENING: readonly Place[] = ['screening', 'screening-conflict'];
const OUT: readonly Place[] = ['screened-out', 'screened-out-automation'];
const SCREENED = COUNTED.filter((place) => !BEFORE.includes(place) && !SCREENING.includes(place));
const SOUGHT = SCREENED.filter((place) => !OUT.includes(place));
const ASSESSED = SOUGHT.filter((place) => place !== 'retrieval' && place !== 'not-retrieved');

const all = (places: readonly Place[], more: Omit<RecordsBehind, 'place'> = {}): RecordsBehind => ({
  place: [...places],
  ...more,
});
const databases = { arm: 'databases' } as const;
const other = { arm: 'other' } as const;

/** The records behind each number; numbers that count studies of earlier versions have none. */
export const RECORDS_BEHIND: Readonly<Partial<Record<BoxKey, RecordsBehind>>> = {
  database_results: all(COUNTED, { sourceKind: 'database' }),
  register_results: all(COUNTED, { sourceKind: 'register' }),
  website_results: all(COUNTED, { sourceKind: 'website' }),
  organisation_results: all(COUNTED, { sourceKind: 'organisation' }),
  citations_results: all(COUNTED, { sourceKind: 'citation-searching' }),
  expert_results: all(COUNTED, { sourceKind: 'expert' }),
  other_results: all(COUNTED, { sourceKind: 'other' }),
  duplicates: all(['duplicate'], databases),
  excluded_automatic: all(['removed-automation'], databases),
  excluded_other: all(['removed-other'], databases),
  records_screened: all(SCREENED, databases),
  records_excluded: all(OUT, databases),
  dbr_sought_reports: all(SOUGHT, databases),
  dbr_notretrieved_reports: all(['not-retrieved'], databases),
  dbr_assessed: all(ASSESSED, databases),
  dbr_excluded: all(['assessed-out'], databases),
  other_sought_reports: all(SOUGHT, other),
  other_notretrieved_reports: all(['not-retrieved'], other),
  other_assessed: all(ASSESSED, other),
  other_excluded: all(['assessed-out'], other),
  new_reports: all(['included']),
  new_studies: all(['included']),
  total_studies_ma: all(['included'], { usedIn: 'meta-analysis' }),
  total_reports_ma: all(['included'], { usedIn: 'meta-analysis' }),
  studies_after_appraisal: all(['included'], { usedIn: 'appraisal' }),
  other_duplicates: all(['duplicate'], other),
  other_removed: all(['removed-automation', 'removed-other'], other),
  other_screened: all(SCREENED, other),
  other_screen_excluded: all(OUT, other),
  screening_pending: all(SCREENING),
  screening_conflicts: all(['screening-conflict']),
  retrieval_pending: all(['retrieval']),
  full_text_pending: all(['assessing', 'assessing-conflict']),
  full_text_conflicts: all(['assessing-conflict']),
  awaiting: all(['awaiting']),
  ongoing: all(['ongoing']),
};
