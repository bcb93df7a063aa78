/**
 * The diagram's counts in the CSV of the PRISMA2020 R package and Shiny app (Haddaway et al., Campbell Syst Rev
 * 2022;18:e1230): columns data,node,box,description,boxtext,tooltips,url,n, one row per count, lists as
 * "label, n; label, n".
 *
 * The package finds rows by substring of `data`, so no row of ours may contain another row's name. What its template
 * has no row for (pending, awaiting, other-methods duplicates) travels in JSON, not here.
 */
import { Refusal } from '../refusal';
import { layoutFor } from './box-content';
import { flowCounts } from './flow';
import type { BoxKey, PrismaFlow, ReasonCount, SourceCount } from './flow';
import { labelsWith } from './labels';
import type { LabelKey } from './labels';
import { isTotalRow } from './published';
import type { PublishedCounts } from './published';

const HEADER = 'data,node,box,description,boxtext,tooltips,url,n';

/** Counts read from such a file; `null` where the row is missing or empty. */
export interface CsvCounts {
  counts: Partial<Record<CsvKey, number | null>>;
  /** `null` where the row is missing or still holds the template's placeholders. */
  lists: Record<CsvList, { label: string; n: number }[] | null>;
  /** Box text that differs from the template, by its row name. */
  labels: Record<string, string>;
  /** What was left out and why. */
  problems: string[];
}

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
const ROWS: readonly Row[] = [
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

/** `url` gives the address behind a row (its `data`, or its `box` where that is empty); `NA` where it gives none. */
export function toPrismaCsv(
  flow: PrismaFlow,
  options: { labels?: Partial<Record<LabelKey, string>>; url?: (row: string) => string | null } = {},
): string {
  const updated = layoutFor(flow).startsWith('updated');
  const labels = labelsWith(options.labels);
  const counts: Partial<Record<string, number | null>> = flowCounts(flow);
  const lists: Record<CsvList, string> = {
    database_specific_results: list(sources(flow.databases.bySource, false)),
    register_specific_results: list(sources(flow.databases.bySource, true)),
    dbr_excluded: list(reasons(flow.databases.reasons, labels.no_reason)),
    other_excluded: list(reasons(flow.other.reasons, labels.no_reason)),
  };
  // Experts and other methods have no row in the template; they are counted where the package can still draw them.
  const further = (counts['expert_results'] ?? 0) + (counts['other_results'] ?? 0);
  counts['citations_results'] = (counts['citations_results'] ?? 0) + further;
  const rows = ROWS.map(([data, node, box, label, kind]) => {
    const own = updated ? label : (label.replace(/_updated$/, '') as LabelKey);
    let text = labels[own].replace(/[*:]+$/, '');
    if (data === 'citations_results' && further > 0) text = `${text}, ${labels.other_results.toLowerCase()}`;
    const n = kind === 'list' ? lists[data as CsvList] : kind === 'count' ? String(counts[data] ?? 'NA') : 'NA';
    const url = options.url?.(data || box) ?? 'NA';
    return [data || 'NA', node || 'NA', box, text, text, text, url, n].map(cell).join(',');
  });
  return [HEADER, ...rows, ''].join('\r\n');
}

/** Reads the package's file, or ours. A sum among the reasons is refused: it would count every report twice. */
export function fromPrismaCsv(text: string): CsvCounts {
  const [header, ...rows] = parseCsv(text.replace(/^\ufeff/, ''));
  const at = (name: string): number => (header ?? []).findIndex((title) => title.trim().toLowerCase() === name);
  const [dataAt, boxAt, textAt, nAt] = [at('data'), at('box'), at('boxtext'), at('n')];
  if (dataAt === -1 || nAt === -1)
    throw new Refusal(
      'not_a_prisma_csv',
      'The file has no columns "data" and "n"; export it again from PRISMA2020.',
      422,
    );
  const found: CsvCounts = {
    counts: {},
    lists: {
      database_specific_results: null,
      register_specific_results: null,
      dbr_excluded: null,
      other_excluded: null,
    },
    labels: {},
    problems: [],
  };
  const template = labelsWith();
  for (const row of rows) {
    const data = row[dataAt]?.trim() ?? '';
    const value = row[nAt]?.trim() ?? '';
    const known = ROWS.find(([name, , box]) =>
      isMissing(data) ? name === '' && box === row[boxAt]?.trim() : name === data,
    );
    if (!known) {
      if (!isMissing(data)) found.problems.push(`Row "${data}" is not part of the template and was left out.`);
      continue;
    }
    const [name, , box, label, kind] = known;
    const words = row[textAt]?.trim() ?? '';
    const usual = [template[label], template[label.replace(/_updated$/, '') as LabelKey]];
    if (!isMissing(words) && !usual.some((one) => one.replace(/[*:]+$/, '') === words))
      found.labels[name || box] = words;
    if (kind === 'count') found.counts[name as CsvKey] = numberOf(value, name, found.problems);
    if (kind === 'list') found.lists[name as CsvList] = listOf(value, name, found.problems);
  }
  return found;
}

/** What was read, in the words of `checkPublished`. */
export function publishedCountsOf({ counts: c, lists }: CsvCounts): PublishedCounts {
  const entries = (...all: ({ label: string; n: number }[] | null)[]): Record<string, number> | null => {
    const sums = new Map<string, number>();
    for (const { label, n } of all.flatMap((one) => one ?? [])) sums.set(label, (sums.get(label) ?? 0) + n);
    return sums.size === 0 ? null : Object.fromEntries(sums);
  };
  const other = [c.website_results, c.organisation_results, c.citations_results].filter(
    (n) => n !== null && n !== undefined,
  );
  const total = (all: { n: number }[] | null): number | null => all && all.reduce((sum, entry) => sum + entry.n, 0);
  return {
    db_sources: entries(lists.database_specific_results, lists.register_specific_results),
    db_databases: c.database_results,
    db_registers: c.register_results,
    db_duplicates: c.duplicates,
    db_automation_removed: c.excluded_automatic,
    db_other_removed: c.excluded_other,
    db_screened: c.records_screened,
    db_screen_excluded: c.records_excluded,
    db_sought: c.dbr_sought_reports,
    db_not_retrieved: c.dbr_notretrieved_reports,
    db_assessed: c.dbr_assessed,
    db_excluded_reasons: entries(lists.dbr_excluded),
    db_excluded_total: total(lists.dbr_excluded),
    other_identified: other.length > 0 ? other.reduce((sum: number, n) => sum + (n ?? 0), 0) : null,
    other_sought: c.other_sought_reports,
    other_not_retrieved: c.other_notretrieved_reports,
    other_assessed: c.other_assessed,
    other_excluded_reasons: entries(lists.other_excluded),
    other_excluded_total: total(lists.other_excluded),
    previous_studies: c.previous_studies,
    previous_reports: c.previous_reports,
    new_studies: c.new_studies,
    new_reports: c.new_reports,
    total_studies: c.total_studies,
    total_reports: c.total_reports,
    total_studies_ma: c.total_studies_ma,
    total_reports_ma: c.total_reports_ma,
  };
}

/** Everything the flow holds, with the counts by key; stable order, two spaces. */
export function toPrismaJson(flow: PrismaFlow): string {
  const counts: Record<BoxKey, number | null> = flowCounts(flow);
  return `${JSON.stringify({ format: 'evenhand-prisma-flow', version: 1, layout: layoutFor(flow), counts, flow }, null, 2)}\n`;
}

function sources(all: readonly SourceCount[], registers: boolean): { label: string; n: number }[] {
  return all
    .filter((entry) => (entry.kind === 'register') === registers)
    .map(({ source, n }) => ({ label: source, n }));
}

function reasons(all: readonly ReasonCount[], none: string): { label: string; n: number }[] {
  return all.map(({ reason, n }) => ({ label: reason ?? none, n }));
}

/**
 * The package splits lists at ";" and "," and has no way to escape them. Inside a label they become the look-alikes
 * U+FF1B and U+201A, which it prints whole and which reading turns back.
 */
function list(entries: readonly { label: string; n: number }[]): string {
  if (entries.length === 0) return 'NA';
  return entries
    .map(({ label, n }) => `${label.replace(/\s+/g, ' ').trim().replace(/;/g, '\uff1b').replace(/,/g, '\u201a')}, ${n}`)
    .join('; ');
}

function listOf(value: string, row: string, problems: string[]): { label: string; n: number }[] | null {
  if (isMissing(value)) return [];
  const entries: { label: string; n: number }[] = [];
  for (const part of value.split(';').filter((one) => one.trim() !== '')) {
    const cut = part.lastIndexOf(',');
    const label = (cut === -1 ? part : part.slice(0, cut))
      .trim()
      .replace(/\uff1b/g, ';')
      .replace(/\u201a/g, ',');
    if (isTotalRow(label)) {
      problems.push(`"${label}" in "${row}" is the sum of the others and was left out.`);
      continue;
    }
    const n = cut === -1 ? null : numberOf(part.slice(cut + 1).trim(), `${row}: ${label}`, problems);
    if (n === null) {
      if (cut === -1) problems.push(`"${label}" in "${row}" has no number and was left out.`);
      continue;
    }
    entries.push({ label, n });
  }
  return entries.length > 0 ? entries : null;
}

function numberOf(value: string, row: string, problems: string[]): number | null {
  if (isMissing(value) || value.toLowerCase() === 'xxx') return null;
  const plain = value.replace(/(?<=\d)[,\s\u00a0\u202f](?=\d{3}\b)/g, '');
  if (/^\d+(\.0+)?$/.test(plain)) return Number(plain);
  problems.push(`"${value}" in "${row}" is no whole number of 0 or more and was left out.`);
  return null;
}

function isMissing(value: string): boolean {
  return value === '' || value === 'NA';
}

function cell(value: string): string {
  return /[",\r\n]/.test(value) ? `"${value.replace(/"/g, '""')}"` : value;
}

function parseCsv(text: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  let value = '';
  let quoted = false;
  for (let at = 0; at < text.length; at++) {
    const character = text.charAt(at);
    if (quoted) {
      if (character !== '"') value += character;
      else if (text.charAt(at + 1) === '"') {
        value += '"';
        at++;
      } else quoted = false;
    } else if (character === '"') quoted = true;
    else if (character === ',') {
      row.push(value);
      value = '';
    } else if (character === '\n') {
      rows.push([...row, value.replace(/\r$/, '')]);
      row = [];
      value = '';
    } else value += character;
  }
  if (value !== '' || row.length > 0) rows.push([...row, value]);
  return rows.filter((one) => one.some((entry) => entry !== ''));
}
