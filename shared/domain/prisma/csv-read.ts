/** Reads the CSV of the PRISMA2020 R package (see `csv-template`), which is also what `csv` writes. */
import { Refusal } from '../refusal';
import { type CsvKey, type CsvList, isMissing, ROWS } from './csv-template';
import { labelsWith } from './labels';
import type { LabelKey } from './labels';
import { isTotalRow } from './published';
import type { PublishedCounts } from './published';

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
