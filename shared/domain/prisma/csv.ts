/** Writes the CSV of the PRISMA2020 R package (see `csv-template`), and everything the flow holds as JSON. */
import { layoutFor } from './box-content';
import type { CsvList } from './csv-template';
import { ROWS } from './csv-template';
import type { PrismaFlow, ReasonCount, SourceCount } from './flow';
import { flowCounts } from './flow-counts';
import type { BoxKey } from './flow-group';
import { labelsWith } from './labels';
import type { LabelKey } from './labels';

const HEADER = 'data,node,box,description,boxtext,tooltips,url,n';

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

function cell(value: string): string {
  return /[",\r\n]/.test(value) ? `"${value.replace(/"/g, '""')}"` : value;
}
