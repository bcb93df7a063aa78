import { existsSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { dedupe } from '@shared/domain/dedup/dedupe';
import { countAgainstGold, recoveredByQuestions } from '@shared/domain/dedup/measure';
import { dedupInputs } from '../file-commands';
import { foldersIn } from './folders';

export interface DuplicateFigures {
  set: string;
  records: number;
  truePositives: number;
  falsePositives: number;
  falseNegatives: number;
  sensitivity: number;
  /** Share of the records that are no surplus copies and were left alone. */
  specificity: number;
  precision: number;
  /** Pairs put before a person. */
  asked: number;
  /** Surplus copies that the right answers to these questions would add. */
  recoveredByAsking: number;
  /** Sensitivity once the questions are answered. */
  sensitivityAfterAsking: number;
  cpuSeconds: number;
}

/** A set that could not be measured, and why. */
export interface UnmeasuredSet {
  set: string;
  reason: string;
}

/** What sets new to the tool should give, pooled: published tools reach .96 to .997 and .9968 to .9997. */
export const MARKS = { sensitivity: 0.97, precision: 0.998 } as const;

/** Every folder below `duplicates` with records.csv and groups.csv, each run by itself. */
export function measureDuplicates(data: string): { sets: DuplicateFigures[]; unmeasured: UnmeasuredSet[] } {
  const folder = join(data, 'duplicates');
  const sets: DuplicateFigures[] = [];
  const unmeasured: UnmeasuredSet[] = [];
  for (const name of foldersIn(folder)) {
    const [records, groups] = ['records.csv', 'groups.csv'].map((file) => join(folder, name, file)) as [string, string];
    const missing = [records, groups].filter((path) => !existsSync(path)).map((path) => basename(path));
    if (missing.length > 0) {
      unmeasured.push({ set: name, reason: `${missing.join(' and ')} missing` });
      continue;
    }
    try {
      sets.push(measureSet(name, records, groups));
    } catch (error) {
      unmeasured.push({ set: name, reason: `cannot be measured: ${(error as Error).message}` });
    }
  }
  return { sets, unmeasured };
}

function measureSet(set: string, records: string, groupsFile: string): DuplicateFigures {
  const groups = (parse(readFileSync(groupsFile, 'utf8'), { columns: true, bom: true }) as Record<string, string>[])
    .map((row) => (row['ids'] ?? '').split(';').map((id) => id.trim()))
    .filter((ids) => ids.length > 1);
  const before = process.cpuUsage();
  const inputs = dedupInputs(records);
  const { sets, questions } = dedupe(inputs);
  const { user, system } = process.cpuUsage(before);
  const known = new Set(inputs.map(({ id }) => id));
  const stray = groups.flat().find((id) => !known.has(id));
  if (stray !== undefined) throw new Error(`groups.csv names ${stray}, which is not among the records`);
  const ids = sets.map((one) => one.ids);
  const counts = countAgainstGold(ids, groups);
  return figuresOf({
    set,
    records: inputs.length,
    truePositives: counts.truePositives,
    falsePositives: counts.falsePositives,
    falseNegatives: counts.falseNegatives,
    asked: questions.length,
    recoveredByAsking: recoveredByQuestions(ids, questions, groups),
    cpuSeconds: (user + system) / 1e6,
  });
}

type Counts = Pick<
  DuplicateFigures,
  | 'set'
  | 'records'
  | 'truePositives'
  | 'falsePositives'
  | 'falseNegatives'
  | 'asked'
  | 'recoveredByAsking'
  | 'cpuSeconds'
>;

function figuresOf(counts: Counts): DuplicateFigures {
  const { records, truePositives, falsePositives, falseNegatives, recoveredByAsking } = counts;
  const surplus = truePositives + falseNegatives;
  const single = records - surplus;
  const share = (part: number, whole: number): number => (whole === 0 ? 1 : part / whole);
  return {
    ...counts,
    sensitivity: share(truePositives, surplus),
    specificity: share(single - falsePositives, single),
    precision: share(truePositives, truePositives + falsePositives),
    sensitivityAfterAsking: share(truePositives + recoveredByAsking, surplus),
  };
}

/** All sets as one: counts are added, shares follow from the sums. */
export function pooled(sets: readonly DuplicateFigures[]): DuplicateFigures {
  const sum = (pick: (one: DuplicateFigures) => number): number => sets.reduce((total, one) => total + pick(one), 0);
  return figuresOf({
    set: 'pooled',
    records: sum((one) => one.records),
    truePositives: sum((one) => one.truePositives),
    falsePositives: sum((one) => one.falsePositives),
    falseNegatives: sum((one) => one.falseNegatives),
    asked: sum((one) => one.asked),
    recoveredByAsking: sum((one) => one.recoveredByAsking),
    cpuSeconds: sum((one) => one.cpuSeconds),
  });
}
