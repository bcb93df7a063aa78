import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { decodeText } from '@shared/domain/references/decode';
import { readReferences } from '../file-commands';
import type { Checked } from '@shared/domain/known-answers/comparison';
import { addRis, emptyAgreement, RIS_FIELDS } from '@shared/domain/references/ris-agreement';
import { filesBelow } from './folders';

/** Reference files whose number of records was counted by other means than reading them. */
export function measureReferences(data: string): Checked[] {
  const folder = join(data, 'references');
  const manifest = join(folder, 'MANIFEST.tsv');
  const found = filesBelow(folder).filter((name) => !/^(MANIFEST\.tsv|README\.md)$/.test(name));
  if (!existsSync(manifest)) return found.map((file) => unlisted(`references/${file}`, 'there is no MANIFEST.tsv'));
  const rows = parse(readFileSync(manifest, 'utf8'), {
    columns: true,
    delimiter: '\t',
    quote: false,
    bom: true,
    relax_column_count: true,
    skip_empty_lines: true,
  }) as Record<string, string>[];
  const listed = new Set<string>();
  const checked = rows.map((row) => {
    const name = row['file'] ?? '';
    const inside = [`files/${name}`, name].find((path) => existsSync(join(folder, path)));
    if (inside) listed.add(inside);
    return measureFile(inside ? join(folder, inside) : null, `references/${inside ?? name}`, row);
  });
  return [
    ...checked,
    risFields(
      rows.flatMap((row) => {
        const path = join(folder, 'files', row['file'] ?? '');
        return row['format'] === 'ris' && existsSync(path) ? [path] : [];
      }),
    ),
    ...found
      .filter((name) => !listed.has(name))
      .map((name) => unlisted(`references/${name}`, 'the manifest does not name it')),
  ];
}

export const RIS_FIELDS_KIND = 'references ris fields';
/** Share of the records in which a tag carries a field that must have it in the reference. */
const FIELDS_AT_LEAST = 0.999;

/** Over all RIS files: of what any tag carries, how much the references have. */
function risFields(paths: readonly string[]): Checked {
  const agreement = emptyAgreement();
  for (const path of paths) {
    const { format, references } = readReferences(path);
    if (format === 'ris') addRis(agreement, decodeText(readFileSync(path)).text, references);
  }
  const { carried, kept, misses } = agreement;
  const shares = RIS_FIELDS.map((field) => ({ field, share: carried[field] === 0 ? 1 : kept[field] / carried[field] }));
  const worst = Math.min(...shares.map(({ share }) => share));
  return {
    kind: RIS_FIELDS_KIND,
    file: `references (${paths.length} RIS files)`,
    status: paths.length === 0 ? 'not-covered' : worst >= FIELDS_AT_LEAST ? 'passed' : 'failed',
    compared: Object.values(carried).reduce((sum, count) => sum + count, 0),
    worst: null,
    notes: [
      shares.map(({ field, share }) => `${field} ${(100 * share).toFixed(2)} % of ${carried[field]}`).join(', '),
      ...misses.map(
        ({ field, record, carried: is, read }) => `${field} of record ${record}: "${is}" read as "${read}"`,
      ),
    ],
  };
}

function unlisted(file: string, note: string): Checked {
  return { kind: 'references', file, status: 'not-covered', compared: 0, worst: null, notes: [note] };
}

function measureFile(path: string | null, file: string, row: Record<string, string>): Checked {
  const format = row['format'] || 'unknown';
  const checked = (status: Checked['status'], compared: number, ...notes: string[]): Checked => {
    return { kind: `references ${format}`, file, status, compared, worst: null, notes };
  };
  if (path === null) return checked('absent', 0, 'named in the manifest, not in the folder');
  const stated = /^\d+$/.test(row['expected_records'] ?? '') ? Number(row['expected_records']) : null;
  if (stated === null) return checked('not-covered', 0, 'the manifest states no number of records');
  let read: number;
  try {
    read = readReferences(path).references.length;
  } catch (error) {
    return checked('failed', 1, `cannot be read: ${(error as Error).message}`);
  }
  if (read === stated) return checked('passed', 1);
  const recount = recounted(path, row['counted_by'] ?? '');
  const note = `${read} records read, ${stated} stated (${row['counted_by'] || 'no word of how'})`;
  if (recount?.count === read) return checked('disputed', 1, `${note}; the file has ${read} ${recount.by}`);
  return checked('failed', 1, note);
}

/**
 * A count that the stated one may have missed: some libraries write the type line `%0` for some records of a tagged
 * file only, while every record has one title.
 */
function recounted(path: string, countedBy: string): { count: number; by: string } | null {
  if (countedBy !== '%0 lines') return null;
  const lines = decodeText(readFileSync(path)).text.split(/\r\n|\n|\r/);
  return { count: lines.filter((line) => line.startsWith('%T ')).length, by: '%T lines' };
}
