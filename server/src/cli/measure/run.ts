import type { Checked } from '@shared/domain/known-answers/comparison';
import { type DuplicateFigures, MARKS, measureDuplicates, pooled, type UnmeasuredSet } from './duplicate-sets';
import { foldersIn } from './folders';
import { measureOracles } from './oracles';
import { measureReferences } from './reference-files';
import { measureScreening, type ScreeningFigures } from './screening-sets';

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
    /** The same where a review counts corrections as copies of their article. */
    withCorrections: { sets: DuplicateFigures[]; pooled: DuplicateFigures | null };
    unmeasured: UnmeasuredSet[];
    marks: typeof MARKS;
  };
  screening: { sets: ScreeningFigures[]; unmeasured: UnmeasuredSet[] };
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

/** The folders this command knows. */
export const KINDS = ['oracles', 'references', 'duplicates', 'screening'] as const;
export type Kind = (typeof KINDS)[number];

export function runMeasures(data: string, only: readonly Kind[] = KINDS): Measured {
  const none = { sets: [], unmeasured: [] };
  const files = [
    ...(only.includes('oracles') ? measureOracles(data) : []),
    ...(only.includes('references') ? measureReferences(data) : []),
  ];
  const { sets, unmeasured } = only.includes('duplicates') ? measureDuplicates(data) : none;
  const joined = only.includes('duplicates') ? measureDuplicates(data, 'merge').sets : [];
  const screening = only.includes('screening') ? measureScreening(data) : none;
  const all = sets.length > 0 ? pooled(sets) : null;
  const failures = [
    ...files.filter(({ status }) => status === 'failed').map(({ file, notes }) => `${file}: ${notes[0]}`),
    ...unmeasured.map(({ set, reason }) => `duplicates/${set}: ${reason}`),
    ...screening.unmeasured.map(({ set, reason }) => `screening/${set}: ${reason}`),
    ...(['sensitivity', 'precision'] as const).flatMap((what) =>
      all && all[what] < MARKS[what] ? [`duplicates, pooled: ${what} ${all[what].toFixed(4)} < ${MARKS[what]}`] : [],
    ),
  ];
  const measured = files.length + sets.length + unmeasured.length + screening.sets.length + screening.unmeasured.length;
  if (measured === 0)
    failures.push(`the folder holds no ${new Intl.ListFormat('en', { type: 'disjunction' }).format(only)}`);
  return {
    ok: failures.length === 0,
    failures,
    kinds: summarise(files),
    files,
    duplicates: {
      sets,
      pooled: all,
      withCorrections: { sets: joined, pooled: joined.length > 0 ? pooled(joined) : null },
      unmeasured,
      marks: MARKS,
    },
    screening,
    notCovered: uncovered(files),
    otherFolders: foldersIn(data).filter((name) => !KINDS.some((kind) => kind === name)),
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
