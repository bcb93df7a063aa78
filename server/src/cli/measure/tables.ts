import { TOLERANCE } from './checked';
import type { DuplicateFigures } from './duplicate-sets';
import type { Measured } from './run';

/** The figures as plain text, one table a kind of data. */
export function asText(measured: Measured): string {
  const { kinds, files, duplicates, notCovered, otherFolders, failures } = measured;
  const lines: string[] = [];
  const vectors = kinds.filter(({ kind }) => !kind.startsWith('references'));
  if (vectors.length > 0) {
    lines.push(`Values with known answers (a deviation up to ${TOLERANCE} passes)`, '');
    lines.push(
      ...table(
        ['kind', 'files', 'passed', 'failed', 'values', 'worst deviation'],
        vectors.map((one) => [one.kind, one.files, one.passed, one.failed, one.compared, worst(one.worst)]),
      ),
    );
  }
  const references = kinds.filter(({ kind }) => kind.startsWith('references'));
  if (references.length > 0) {
    lines.push('', 'Reference files with a known number of records', '');
    lines.push(
      ...table(
        ['format', 'files', 'passed', 'failed', 'disputed', 'absent'],
        [...references, total(references)].map((one) => [
          one.kind.replace('references ', ''),
          one.files,
          one.passed,
          one.failed,
          one.disputed,
          one.absent,
        ]),
      ),
    );
  }
  if (duplicates.sets.length > 0) lines.push('', ...duplicateTable(duplicates.sets, duplicates.pooled));
  const noted = files.filter(({ status }) => ['failed', 'disputed', 'absent'].includes(status));
  if (noted.length > 0) lines.push('', 'Files to look at', '');
  for (const { file, status, notes } of noted)
    lines.push(`  ${status}: ${file}`, ...notes.map((note) => `    ${note}`));
  if (notCovered.length + otherFolders.length > 0) lines.push('', 'Not covered yet', '');
  for (const { kind, files: those, note } of notCovered)
    lines.push(`  ${kind}: ${those.length} ${those.length === 1 ? 'file' : 'files'}${note ? ` (${note})` : ''}`);
  for (const folder of otherFolders) lines.push(`  ${folder}: a folder this command does not know`);
  lines.push('', failures.length === 0 ? 'Nothing failed.' : 'Failed:');
  lines.push(...failures.map((failure) => `  ${failure}`));
  return lines.join('\n').trimStart();
}

function duplicateTable(sets: readonly DuplicateFigures[], all: DuplicateFigures | null): string[] {
  const share = (value: number): string => value.toFixed(4);
  return [
    'Duplicates joined without asking, and what is put before a person',
    '',
    ...table(
      [
        'set',
        'records',
        'TP',
        'FP',
        'FN',
        'sensitivity',
        'specificity',
        'precision',
        'asked',
        'sensitivity once answered',
        'CPU s',
      ],
      [...sets, ...(all && sets.length > 1 ? [all] : [])].map((one) => [
        one.set,
        one.records,
        one.truePositives,
        one.falsePositives,
        one.falseNegatives,
        share(one.sensitivity),
        share(one.specificity),
        share(one.precision),
        one.asked,
        share(one.sensitivityAfterAsking),
        one.cpuSeconds.toFixed(2),
      ]),
    ),
  ];
}

function total(those: Measured['kinds']): Measured['kinds'][number] {
  const sum = (pick: (one: Measured['kinds'][number]) => number): number =>
    those.reduce((all, one) => all + pick(one), 0);
  return {
    kind: 'all',
    files: sum((one) => one.files),
    passed: sum((one) => one.passed),
    failed: sum((one) => one.failed),
    disputed: sum((one) => one.disputed),
    absent: sum((one) => one.absent),
    compared: sum((one) => one.compared),
    worst: null,
  };
}

const worst = (value: number | null): string => (value === null ? 'exact' : value === 0 ? '0' : value.toExponential(1));

/** Columns as wide as their longest cell; words to the left, figures to the right. */
function table(head: readonly string[], rows: readonly (readonly (string | number)[])[]): string[] {
  const all = [head, ...rows.map((row) => row.map(String))];
  const widths = head.map((_, at) => Math.max(...all.map((row) => row[at]?.length ?? 0)));
  return all.map((row) =>
    `  ${row.map((cell, at) => (at === 0 ? cell.padEnd(widths[at] ?? 0) : cell.padStart(widths[at] ?? 0))).join('  ')}`.trimEnd(),
  );
}
