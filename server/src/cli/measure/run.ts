import type { Checked } from './checked';
import { type DuplicateFigures, MARKS, measureDuplicates, pooled, type UnmeasuredSet } from './duplicate-sets';
import { foldersIn } from './folders';
import { measureOracles } from './oracles';
import { measureReferences } from './reference-files';

export interface Measured {
  /** Nothing failed; what is not covered yet fails nothing and is listed. */
  ok: boolean;
  /** Why not, one sentence each. */
  failures: string[];
  kinds: KindSummary[];
  files: Checked[];
  duplicates: {
    sets: DuplicateFigures[];
    pooled: DuplicateFigures | null;
    unmeasured: UnmeasuredSet[];
    marks: typeof MARKS;
  };
  notCovered: { kind: string; files: string[]; note: string }[];
  /** Folders of the data that hold nothing this command knows. */
  otherFolders: string[];
}

export interface KindSummary {
  kind: string;
  files: number;
  passed: number;
  failed: number;
  disputed: number;
  absent: number;
  /** Values held against each other. */
  compared: number;
  worst: number | null;
}

const KNOWN = ['oracles', 'references', 'duplicates'];

export function runMeasures(data: string): Measured {
  const files = [...measureOracles(data), ...measureReferences(data)];
  const { sets, unmeasured } = measureDuplicates(data);
  const all = sets.length > 0 ? pooled(sets) : null;
  const failures = [
    ...files.filter(({ status }) => status === 'failed').map(({ file, notes }) => `${file}: ${notes[0]}`),
    ...unmeasured.map(({ set, reason }) => `duplicates/${set}: ${reason}`),
    ...(['sensitivity', 'precision'] as const).flatMap((what) =>
      all && all[what] < MARKS[what] ? [`duplicates, pooled: ${what} ${all[what].toFixed(4)} < ${MARKS[what]}`] : [],
    ),
  ];
  if (files.length + sets.length + unmeasured.length === 0)
    failures.push('the folder holds no oracles, references or duplicates');
  return {
    ok: failures.length === 0,
    failures,
    kinds: summarise(files),
    files,
    duplicates: { sets, pooled: all, unmeasured, marks: MARKS },
    notCovered: uncovered(files),
    otherFolders: foldersIn(data).filter((name) => !KNOWN.includes(name)),
  };
}

function summarise(files: readonly Checked[]): KindSummary[] {
  const covered = files.filter(({ status }) => status !== 'not-covered');
  return [...new Set(covered.map(({ kind }) => kind))].map((kind) => {
    const those = covered.filter((file) => file.kind === kind);
    const count = (status: Checked['status']): number => those.filter((file) => file.status === status).length;
    const deviations = those.flatMap(({ worst }) => (worst === null ? [] : [worst]));
    return {
      kind,
      files: those.length,
      passed: count('passed'),
      failed: count('failed'),
      disputed: count('disputed'),
      absent: count('absent'),
      compared: those.reduce((sum, file) => sum + file.compared, 0),
      worst: deviations.length > 0 ? Math.max(...deviations) : null,
    };
  });
}

function uncovered(files: readonly Checked[]): Measured['notCovered'] {
  const those = files.filter(({ status }) => status === 'not-covered');
  return [...new Set(those.map(({ kind }) => kind))].map((kind) => {
    const ofKind = those.filter((file) => file.kind === kind);
    const [first] = ofKind;
    return { kind, files: ofKind.map(({ file }) => file), note: first?.notes[0] ?? '' };
  });
}
