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
  /** Those of the false positives that are corrections joined to their article, which the labels keep apart. */
  falseCorrections: number;
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
  /** With the least score of a merge tuned on the other sets alone; null where there is no other. */
  tunedWithout: HeldOutFigures | null;
}

export interface HeldOutFigures {
  /** Least score of a pair joined without asking. */
  threshold: number;
  truePositives: number;
  falsePositives: number;
  falseNegatives: number;
}

/** A set that could not be measured, and why. */
export interface UnmeasuredSet {
  set: string;
  reason: string;
}

export interface MeasuredSets {
  sets: DuplicateFigures[];
  unmeasured: UnmeasuredSet[];
}

/** What sets new to the tool should give, pooled: published tools reach .96 to .997 and .9968 to .9997. */
export const MARKS = { sensitivity: 0.97, precision: 0.998 } as const;

/** Least scores tried when one set is measured with the threshold that does best on the others. */
const THRESHOLDS = [0.9, 0.93, 0.95, 0.97, 0.985] as const;
/** A false merge hides a record from screening, a missed one costs a second reading. */
const COST_OF_FALSE_MERGE = 10;

/**
 * Every folder below `duplicates` with records.csv and groups.csv, each run by itself.
 *
 * @param corrections whether a correction counts as a copy of its article, as a review may set
 */
export function measureDuplicates(data: string, corrections: 'merge' | 'link' = 'link'): MeasuredSets {
  const folder = join(data, 'duplicates');
  const atThresholds = new Map<string, HeldOutFigures[]>();
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
      const { figures, counts } = measureSet({ set: name, records, groupsFile: groups, corrections });
      sets.push(figures);
      atThresholds.set(name, counts);
    } catch (error) {
      unmeasured.push({ set: name, reason: `cannot be measured: ${(error as Error).message}` });
    }
  }
  for (const one of sets) one.tunedWithout = heldOut(one.set, atThresholds);
  return { sets, unmeasured };
}

/** A set's counts at the threshold that costs least on the other sets; of equals the one nearest to a sure thing. */
function heldOut(set: string, atThresholds: ReadonlyMap<string, readonly HeldOutFigures[]>): HeldOutFigures | null {
  const others = [...atThresholds].filter(([name]) => name !== set);
  if (others.length === 0) return null;
  const costs = THRESHOLDS.map((_, at) =>
    others.reduce((sum, [, counts]) => {
      const { falsePositives = 0, falseNegatives = 0 } = counts[at] ?? {};
      return sum + falsePositives * COST_OF_FALSE_MERGE + falseNegatives;
    }, 0),
  );
  return atThresholds.get(set)?.[costs.lastIndexOf(Math.min(...costs))] ?? null;
}

function measureSet({
  set,
  records,
  groupsFile,
  corrections,
}: {
  set: string;
  records: string;
  groupsFile: string;
  corrections: 'merge' | 'link';
}): { figures: DuplicateFigures; counts: HeldOutFigures[] } {
  const groups = (parse(readFileSync(groupsFile, 'utf8'), { columns: true, bom: true }) as Record<string, string>[])
    .map((row) => (row['ids'] ?? '').split(';').map((id) => id.trim()))
    .filter((ids) => ids.length > 1);
  const before = process.cpuUsage();
  const inputs = dedupInputs(records);
  const { sets, questions } = dedupe(inputs, { corrections });
  const { user, system } = process.cpuUsage(before);
  const known = new Set(inputs.map(({ id }) => id));
  const stray = groups.flat().find((id) => !known.has(id));
  if (stray !== undefined) throw new Error(`groups.csv names ${stray}, which is not among the records`);
  const ids = sets.map((one) => one.ids);
  const counts = countAgainstGold(ids, groups);
  const articles = sets.map((one) => one.ids.filter((id) => !one.corrections.includes(id)));
  const at = (threshold: number): HeldOutFigures => {
    const merged = dedupe(inputs, { certain: threshold, corrections }).sets.map((one) => one.ids);
    const { truePositives, falsePositives, falseNegatives } = countAgainstGold(merged, groups);
    return { threshold, truePositives, falsePositives, falseNegatives };
  };
  const figures = figuresOf({
    set,
    records: inputs.length,
    truePositives: counts.truePositives,
    falsePositives: counts.falsePositives,
    falseCorrections: counts.falsePositives - countAgainstGold(articles, groups).falsePositives,
    falseNegatives: counts.falseNegatives,
    asked: questions.length,
    recoveredByAsking: recoveredByQuestions(ids, questions, groups),
    cpuSeconds: (user + system) / 1e6,
  });
  return { figures, counts: THRESHOLDS.map(at) };
}

type Counts = Pick<
  DuplicateFigures,
  | 'set'
  | 'records'
  | 'truePositives'
  | 'falsePositives'
  | 'falseCorrections'
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
    tunedWithout: null,
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
    falseCorrections: sum((one) => one.falseCorrections),
    falseNegatives: sum((one) => one.falseNegatives),
    asked: sum((one) => one.asked),
    recoveredByAsking: sum((one) => one.recoveredByAsking),
    cpuSeconds: sum((one) => one.cpuSeconds),
  });
}
