import { TOLERANCE } from '@shared/domain/known-answers/comparison';
import type { DuplicateFigures } from './duplicate-sets';
import { RIS_FIELDS_KIND } from './reference-files';
import type { Measured } from './run';
import { meansOf, type ScreeningFigures, type ScreeningMeans } from './screening-sets';

/** The figures as plain text, one table a kind of data. */
export function asText(measured: Measured): string {
  const { kinds, files, duplicates, screening, notCovered, otherFolders, failures } = measured;
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
  const references = kinds.filter(({ kind }) => kind.startsWith('references') && kind !== RIS_FIELDS_KIND);
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
  const fields = files.find(({ kind }) => kind === RIS_FIELDS_KIND)?.notes[0];
  if (fields) lines.push('', 'Fields of RIS records, of those that any tag carries', '', `  ${fields}`);
  if (duplicates.sets.length > 0) {
    const { withCorrections } = duplicates;
    lines.push('', 'Duplicates joined without asking, and what is put before a person', '');
    lines.push(...duplicateTable(duplicates.sets, duplicates.pooled));
    lines.push('', 'The same where a review counts corrections as copies of their article', '');
    lines.push(...duplicateTable(withCorrections.sets, withCorrections.pooled));
  }
  if (screening.sets.length > 0) lines.push('', ...screeningTable(screening.sets));
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

function heldOut({ tunedWithout: one }: DuplicateFigures): string {
  return one ? `${one.truePositives}/${one.falsePositives}/${one.falseNegatives} at ${one.threshold}` : '';
}

function duplicateTable(sets: readonly DuplicateFigures[], all: DuplicateFigures | null): string[] {
  const share = (value: number): string => value.toFixed(4);
  return table(
    [
      'set',
      'records',
      'TP',
      'FP',
      'of them corrections',
      'FN',
      'sensitivity',
      'specificity',
      'precision',
      'asked',
      'sensitivity once answered',
      'CPU s',
      'tuned without it: TP/FP/FN',
    ],
    [...sets, ...(all && sets.length > 1 ? [all] : [])].map((one) => [
      one.set,
      one.records,
      one.truePositives,
      one.falsePositives,
      one.falseCorrections,
      one.falseNegatives,
      share(one.sensitivity),
      share(one.specificity),
      share(one.precision),
      one.asked,
      share(one.sensitivityAfterAsking),
      one.cpuSeconds.toFixed(2),
      heldOut(one),
    ]),
  );
}

/** The anchor beside ours on the anchor's priors, then ours from the protocol alone, each set and the mean over sets. */
function screeningTable(sets: readonly ScreeningFigures[]): string[] {
  const figures = (means: ScreeningMeans | null): string[] =>
    means
      ? [means.loss, means.wss95, means.atd, means.recallAt10].map((value) => value.toFixed(4))
      : ['-', '-', '-', '-'];
  const head = ['loss', 'WSS@95', 'ATD', 'recall@10'];
  const means = (pick: (one: ScreeningFigures) => ScreeningMeans | null): ScreeningMeans | null => {
    const those = sets.flatMap((one) => pick(one) ?? []);
    return those.length > 0 ? meansOf(those) : null;
  };
  const rows = (pick: (one: ScreeningFigures) => ScreeningMeans | null): string[][] => [
    ...sets.map((one) => figures(pick(one))),
    figures(means(pick)),
  ];
  const [anchor, ours, cold] = [rows((one) => one.anchor), rows((one) => one.ours), rows((one) => one.cold)];
  const names = [...sets.map(({ set }) => set), 'mean'];
  const number = (value: number | null, digits: number): string => (value === null ? '-' : value.toFixed(digits));
  return [
    'Screening in order of relevance, with the known priors of each run: u4 as stated, then ours',
    '',
    ...table(
      ['set', ...head.map((name) => `u4 ${name}`), ...head],
      names.map((name, at) => [name, ...(anchor[at] ?? []), ...(ours[at] ?? [])]),
    ),
    '',
    'From the protocol alone; our own u4 against the stated one; the stopping criterion (recall .95, confidence .95)',
    '',
    ...table(
      ['set', ...head, 'u4 deviates', 'worst recall at stop', 'share read', 'ms a training'],
      names.map((name, at) => [
        name,
        ...(cold[at] ?? []),
        number(sets[at]?.reproduction ?? null, 4),
        number(sets[at]?.stop?.worstRecall ?? null, 3),
        number(sets[at]?.stop?.meanShare ?? null, 3),
        number(sets[at]?.msPerTraining ?? null, 1),
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
