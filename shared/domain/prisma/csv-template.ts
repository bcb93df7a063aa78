/**
 * The diagram's counts in the CSV of the PRISMA2020 R package and Shiny app (Haddaway et al., Campbell Syst Rev
 * 2022;18:e1230): columns data,node,box,description,boxtext,tooltips,url,n, one row per count, lists as
 * "label, n; label, n".
 *
 * The package finds rows by substring of `data`, so no row of ours may contain another row's name. What its template
 * has no row for (pending, awaiting, other-methods duplicates) travels in JSON, not here.
 */
import type { LabelKey } from './labels';

export type CsvKey =
  | 'previous_studies'
  | 'previous_reports'
  | 'database_results'
  | 'register_results'
  | 'website_results'
  | 'organisation_results'
  | 'citations_results'
  | 'duplicates'
  | 'excluded_automatic'
  | 'excluded_other'
  | 'records_screened'
  | 'records_excluded'
  | 'dbr_sought_reports'
  | 'dbr_notretrieved_reports'
  | 'other_sought_reports'
  | 'other_notretrieved_reports'
  | 'dbr_assessed'
  | 'other_assessed'
  | 'new_studies'
  | 'new_reports'
  | 'total_studies'
  | 'total_reports'
  | 'total_studies_ma'
  | 'total_reports_ma';
export type CsvList = 'database_specific_results' | 'register_specific_results' | 'dbr_excluded' | 'other_excluded';

type Kind = 'count' | 'list' | 'title';
type Row = readonly [data: CsvKey | CsvList | string, node: string, box: string, label: LabelKey, kind: Kind];

/** Row, node of the package's graph, box number of the template, our label. */
export const ROWS: readonly Row[] = [
  ['', 'node4', 'prevstud', 'title_previous', 'title'],
  ['previous_studies', 'node5', 'box1', 'previous_studies', 'count'],
  ['previous_reports', '', 'box1', 'previous_reports', 'count'],
  ['', 'node6', 'newstud', 'title_databases_updated', 'title'],
  ['database_results', 'node7', 'box2', 'database_results', 'count'],
  ['database_specific_results', '', 'box2', 'database_results', 'list'],
  ['register_results', '', 'box2', 'register_results', 'count'],
  ['register_specific_results', '', 'box2', 'register_results', 'list'],
  ['', 'node16', 'othstud', 'title_other_updated', 'title'],
  ['website_results', 'node17', 'box11', 'website_results', 'count'],
  ['organisation_results', '', 'box11', 'organisation_results', 'count'],
  ['citations_results', '', 'box11', 'citations_results', 'count'],
  ['duplicates', 'node8', 'box3', 'duplicates', 'count'],
  ['excluded_automatic', '', 'box3', 'excluded_automatic', 'count'],
  ['excluded_other', '', 'box3', 'excluded_other', 'count'],
  ['records_screened', 'node9', 'box4', 'records_screened', 'count'],
  ['records_excluded', 'node10', 'box5', 'records_excluded', 'count'],
  ['dbr_sought_reports', 'node11', 'box6', 'sought_reports', 'count'],
  ['dbr_notretrieved_reports', 'node12', 'box7', 'notretrieved_reports', 'count'],
  ['other_sought_reports', 'node18', 'box12', 'sought_reports', 'count'],
  ['other_notretrieved_reports', 'node19', 'box13', 'notretrieved_reports', 'count'],
  ['dbr_assessed', 'node13', 'box8', 'assessed', 'count'],
  ['dbr_excluded', 'node14', 'box9', 'reports_excluded', 'list'],
  ['other_assessed', 'node20', 'box14', 'assessed', 'count'],
  ['other_excluded', 'node21', 'box15', 'reports_excluded', 'list'],
  ['new_studies', 'node15', 'box10', 'new_studies_updated', 'count'],
  ['new_reports', '', 'box10', 'new_reports_updated', 'count'],
  ['total_studies', 'node22', 'box16', 'total_studies', 'count'],
  ['total_reports', '', 'box16', 'total_reports', 'count'],
  ['total_studies_ma', '', 'box17', 'total_studies_ma', 'count'],
  ['total_reports_ma', '', 'box17', 'total_reports_ma', 'count'],
  ['identification', 'node1', 'identification', 'bar_identification', 'title'],
  ['screening', 'node2', 'screening', 'bar_screening', 'title'],
  ['included', 'node3', 'included', 'bar_included', 'title'],
];

/** Nothing stands there: an empty cell, or R's word for it. */
export function isMissing(value: string): boolean {
  return value === '' || value === 'NA';
}
