/**
 * What stands in each box of the diagram, before anything has a place: lines of words with their counts.
 *
 * Drawing, the text alternative, DOCX and PDF all start here, so they cannot disagree.
 */
import { flowCounts } from './flow-counts';
import type { ArmFlow, BoxKey, PrismaFlow, ReasonCount, SourceKind } from './flow';
import { labelsWith } from './labels';
import type { LabelKey, Labels } from './labels';

export type Layout = 'new-v1' | 'new-v2' | 'updated-v1' | 'updated-v2';
export type Unit = 'record' | 'report' | 'study';
export type Theme = 'light' | 'dark' | 'print';

export interface DrawOptions {
  /** One of the four official layouts; `auto` takes the smallest that shows everything. */
  layout?: Layout | 'auto';
  /** Numbers per database, register and other source inside the box (else in the footnote). */
  perSourceCounts?: boolean;
  /** Reasons under "Records excluded", where the review keeps them. */
  titleAbstractReasons?: boolean;
  /** Leaves the reports lines out; obeyed only where every study has exactly one report. */
  hideReportsLine?: boolean;
  /** Leaves out the lines within a box that count nothing, such as registers where none was searched. */
  hideEmptyLines?: boolean;
  /** Boxes after the last official one; drawn where the flow has their number. */
  appraisalBox?: boolean;
  metaAnalysisBox?: boolean;
  /** The other-methods records that the template has no box for: in a footnote (default) or in a box. */
  otherMethodsScreening?: 'footnote' | 'box';
  labels?: Partial<Record<LabelKey, string>>;
  /** BCP 47, for the thousands separator; English when absent. */
  locale?: string;
  /** Leaves the source line out, for a journal that sets it in the legend. */
  hideCitation?: boolean;
  /** The moment whose numbers these are, said under the drawing. */
  moment?: FlowMomentNote | null;
}

/** When the numbers held, and the version of the protocol then in force. */
export interface FlowMomentNote {
  /** ISO-8601, UTC. */
  at: string;
  /** Number of the last entry of the ledger that is counted. */
  seq: number;
  /** 0: before the first version. */
  protocolVersion: number;
}

export type BoxId =
  | 'previous'
  | 'identified'
  | 'removed'
  | 'screened'
  | 'records-excluded'
  | 'sought'
  | 'not-retrieved'
  | 'assessed'
  | 'reports-excluded'
  | 'awaiting'
  | 'other-identified'
  | 'other-removed'
  | 'other-sought'
  | 'other-not-retrieved'
  | 'other-assessed'
  | 'other-reports-excluded'
  | 'other-awaiting'
  | 'included'
  | 'total'
  | 'appraisal'
  | 'meta-analysis';

export interface BoxLine {
  /** The number behind this line; `null` for a heading. */
  key: BoxKey | null;
  label: string;
  n: number | null;
  unit: Unit;
  indent: 0 | 1 | 2;
  /** The one source or reason this line counts; a missing reason is the empty string. */
  source?: string;
  reason?: string;
}

export interface BoxContent {
  id: BoxId;
  unit: Unit;
  lines: BoxLine[];
}

/** The smallest official layout that shows all the flow has. */
export function layoutFor(flow: PrismaFlow, wished: Layout | 'auto' = 'auto'): Layout {
  if (wished !== 'auto') return wished;
  return `${flow.isUpdate ? 'updated' : 'new'}-${flow.hasOtherMethods ? 'v2' : 'v1'}`;
}

/** 12345 as the locale groups it. */
export function formatCount(n: number, locale = 'en'): string {
  return new Intl.NumberFormat(locale).format(n);
}

/** "(n = 12,345)", unbroken. */
export function countText(n: number, locale?: string): string {
  return `(n\u00a0=\u00a0${formatCount(n, locale)})`;
}

export function boxContents(flow: PrismaFlow, options: DrawOptions = {}): BoxContent[] {
  const layout = layoutFor(flow, options.layout);
  const labels = labelsWith(options.labels);
  const updated = layout.startsWith('updated');
  const counts = flowCounts(flow);

  const line = (key: BoxKey, unit: Unit, label: string, indent: 0 | 1 = 0, n = counts[key]): BoxLine[] =>
    n === null || (n === 0 && indent > 0 && options.hideEmptyLines) ? [] : [{ key, label, n, unit, indent }];
  const heading = (label: string, unit: Unit): BoxLine => ({ key: null, label, n: null, unit, indent: 0 });
  const boxes: BoxContent[] = [];
  const box = (id: BoxId, unit: Unit, lines: BoxLine[]): void => {
    if (lines.some((one) => one.n !== null)) boxes.push({ id, unit, lines });
  };
  const perSource = (arm: ArmFlow, key: BoxKey, kinds: readonly SourceKind[]): BoxLine[] =>
    options.perSourceCounts
      ? arm.bySource
          .filter((entry) => kinds.includes(entry.kind))
          .map(({ source, n }) => ({ key, label: source, n, unit: 'record', indent: 2, source }))
      : [];

  const d = flow.databases;
  if (updated) {
    const single = options.hideReportsLine && flow.previousStudies === flow.previousReports;
    box('previous', 'study', [
      ...line('previous_studies', 'study', labels.previous_studies),
      ...(single ? [] : line('previous_reports', 'report', labels.previous_reports)),
    ]);
  }
  box('identified', 'record', [
    heading(labels.identified, 'record'),
    ...line('database_results', 'record', labels.database_results, 1),
    ...perSource(d, 'database_results', NOT_REGISTERS),
    ...line('register_results', 'record', labels.register_results, 1),
    ...perSource(d, 'register_results', ['register']),
  ]);
  box('removed', 'record', [
    heading(labels.removed, 'record'),
    ...line('duplicates', 'record', labels.duplicates, 1),
    ...line('excluded_automatic', 'record', labels.excluded_automatic, 1),
    ...line('excluded_other', 'record', labels.excluded_other, 1),
  ]);
  box('screened', 'record', line('records_screened', 'record', labels.records_screened));
  box('records-excluded', 'record', [
    ...line('records_excluded', 'record', labels.records_excluded),
    ...(options.titleAbstractReasons ? reasonLines(d.screenReasons, 'records_excluded', 'record', labels) : []),
  ]);
  box('sought', 'report', line('dbr_sought_reports', 'report', labels.sought_reports));
  box('not-retrieved', 'report', line('dbr_notretrieved_reports', 'report', labels.notretrieved_reports));
  box('assessed', 'report', line('dbr_assessed', 'report', labels.assessed));
  box('reports-excluded', 'report', excludedLines(d, 'dbr_excluded', labels));
  box('awaiting', 'report', awaitingLines(d, labels));

  if (layout.endsWith('v2')) {
    const o = flow.other;
    const kindLine = (key: BoxKey, label: string, kinds: readonly SourceKind[], always: boolean): BoxLine[] =>
      always || (counts[key] ?? 0) > 0 ? [...line(key, 'record', label, 1), ...perSource(o, key, kinds)] : [];
    box('other-identified', 'record', [
      heading(labels.other_identified, 'record'),
      ...kindLine('website_results', labels.website_results, ['website'], true),
      ...kindLine('organisation_results', labels.organisation_results, ['organisation'], true),
      ...kindLine('citations_results', labels.citations_results, ['citation-searching'], true),
      ...kindLine('expert_results', labels.expert_results, ['expert'], false),
      ...kindLine('other_results', labels.other_results, ['other', 'database', 'register'], false),
    ]);
    if (options.otherMethodsScreening === 'box') {
      const lines = otherMethodsLines(flow, labels);
      if (lines.length > 0) box('other-removed', 'record', [heading(labels.other_removed, 'record'), ...lines]);
    }
    box('other-sought', 'report', line('other_sought_reports', 'report', labels.sought_reports));
    box('other-not-retrieved', 'report', line('other_notretrieved_reports', 'report', labels.notretrieved_reports));
    box('other-assessed', 'report', line('other_assessed', 'report', labels.assessed));
    box('other-reports-excluded', 'report', excludedLines(o, 'other_excluded', labels));
    box('other-awaiting', 'report', awaitingLines(o, labels));
  }

  const singleNew = options.hideReportsLine && flow.newStudies === flow.newReports;
  box('included', 'study', [
    ...line('new_studies', 'study', updated ? labels.new_studies_updated : labels.new_studies),
    ...(singleNew ? [] : line('new_reports', 'report', updated ? labels.new_reports_updated : labels.new_reports)),
  ]);
  if (updated) {
    const singleTotal = options.hideReportsLine && flow.totalStudies === flow.totalReports;
    const dropped = (label: string, n: number, unit: Unit): BoxLine[] =>
      n > 0 ? [{ key: null, label, n, unit, indent: 0 }] : [];
    box('total', 'study', [
      ...line('total_studies', 'study', labels.total_studies, 0, flow.totalStudies),
      ...(singleTotal ? [] : line('total_reports', 'report', labels.total_reports, 0, flow.totalReports)),
      ...dropped(labels.dropped_studies, flow.droppedStudies, 'study'),
      ...dropped(labels.dropped_reports, flow.droppedReports, 'report'),
    ]);
  }
  if (options.appraisalBox)
    box('appraisal', 'study', line('studies_after_appraisal', 'study', labels.studies_after_appraisal));
  if (options.metaAnalysisBox)
    box('meta-analysis', 'study', [
      ...line('total_studies_ma', 'study', labels.total_studies_ma),
      ...line('total_reports_ma', 'report', labels.total_reports_ma),
    ]);
  return boxes;
}

const NOT_REGISTERS: readonly SourceKind[] = [
  'database',
  'website',
  'organisation',
  'citation-searching',
  'expert',
  'other',
];

/** The template heads the list with words alone; where nothing was excluded the heading carries the 0. */
function excludedLines(arm: ArmFlow, key: BoxKey, labels: Labels): BoxLine[] {
  if (arm.excluded === 0)
    return [{ key, label: labels.reports_excluded.replace(/\s*:$/, ''), n: 0, unit: 'report', indent: 0 }];
  return [
    { key: null, label: labels.reports_excluded, n: null, unit: 'report', indent: 0 },
    ...reasonLines(arm.reasons, key, 'report', labels),
  ];
}

function reasonLines(reasons: readonly ReasonCount[], key: BoxKey, unit: Unit, labels: Labels): BoxLine[] {
  if (reasons.every((entry) => entry.reason === null) && unit === 'record') return [];
  return reasons.map(({ reason, n }) => ({
    key,
    label: reason ?? labels.no_reason,
    n,
    unit,
    indent: 1,
    reason: reason ?? '',
  }));
}

function awaitingLines(arm: ArmFlow, labels: Labels): BoxLine[] {
  const lines: BoxLine[] = [];
  if (arm.awaiting > 0)
    lines.push({ key: 'awaiting', label: labels.awaiting, n: arm.awaiting, unit: 'report', indent: 0 });
  if (arm.ongoing > 0) lines.push({ key: 'ongoing', label: labels.ongoing, n: arm.ongoing, unit: 'report', indent: 0 });
  return lines;
}

/** Other-methods records that ended before "sought": the template has no box for them. */
export function otherMethodsLines(flow: PrismaFlow, labels: Labels): BoxLine[] {
  const o = flow.other;
  const lines: [BoxKey, string, number][] = [
    ['other_duplicates', labels.other_duplicates, o.duplicates],
    ['other_removed', labels.other_removed_before, o.removedByAutomation + o.removedForOtherReasons],
    ['other_screen_excluded', labels.other_screen_excluded, o.screenExcluded],
  ];
  return lines.filter(([, , n]) => n > 0).map(([key, label, n]) => ({ key, label, n, unit: 'record', indent: 1 }));
}
