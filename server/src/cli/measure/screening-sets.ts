import { existsSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { DEFAULT_RANKER, U4 } from '@shared/domain/ranking/config';
import type { LabelledText } from '@shared/domain/ranking/simulate';
import { readLabelledSet } from '../labelled-set';
import { simulationReport, type SimulationReport } from '../simulate-command';
import type { UnmeasuredSet } from './duplicate-sets';
import { filesBelow } from './folders';

/** Means over the runs of one set. */
export interface ScreeningMeans {
  loss: number;
  wss95: number;
  atd: number;
  recallAt10: number;
  ndcg: number;
}

export interface ScreeningFigures {
  set: string;
  records: number;
  included: number;
  /** What the anchor's file states, and ours on the same priors; null where no anchor is stated. */
  anchor: ScreeningMeans | null;
  ours: ScreeningMeans | null;
  /** Our u4 on the first of the anchor's priors: the largest deviation of any metric from the stated ones. */
  reproduction: number | null;
  /** From the protocol's text alone; null without one. */
  cold: ScreeningMeans | null;
  /** Over all runs with the default model: the smallest recall and the mean share read when the criterion was met. */
  stop: { worstRecall: number; meanShare: number } | null;
  msPerTraining: number;
}

interface AnchorRun extends ScreeningMeans {
  seed: number;
  priorRows: number[];
}

interface Anchor {
  sets: Record<string, { runs: AnchorRun[] } | undefined>;
}

const METRICS = ['loss', 'wss95', 'atd', 'recallAt10', 'ndcg'] as const;

/** Every labelled CSV of `screening`, with the priors of `anchor-u4.json` and the texts of `protocols.json` where they are. */
export function measureScreening(data: string): { sets: ScreeningFigures[]; unmeasured: UnmeasuredSet[] } {
  const folder = join(data, 'screening');
  const anchor = read<Anchor>(join(folder, 'anchor-u4.json'));
  const protocols = read<Record<string, string>>(join(folder, 'protocols.json')) ?? {};
  const sets: ScreeningFigures[] = [];
  const unmeasured: UnmeasuredSet[] = [];
  for (const file of filesBelow(folder).filter((name) => name.endsWith('.csv'))) {
    const set = basename(file, '.csv');
    try {
      const records = readLabelledSet(join(folder, file));
      sets.push(figuresOf(set, records, anchor?.sets[set]?.runs ?? [], protocols[set] ?? ''));
    } catch (error) {
      unmeasured.push({ set, reason: `cannot be measured: ${(error as Error).message}` });
    }
  }
  return { sets, unmeasured };
}

function figuresOf(set: string, records: LabelledText[], runs: AnchorRun[], protocol: string): ScreeningFigures {
  const of = (config: typeof U4, priors: number[], text = '', seed = 0): SimulationReport =>
    simulationReport(set, records, { config, priors, protocol: text, seed });
  const ours = runs.map(({ priorRows, seed }) => of(DEFAULT_RANKER, priorRows, '', seed));
  const [first] = runs;
  const again = first ? of(U4, first.priorRows, '', first.seed) : null;
  const cold = protocol ? of(DEFAULT_RANKER, [], protocol) : null;
  const all = [...ours, ...(cold ? [cold] : [])];
  if (all.length === 0) all.push(of(DEFAULT_RANKER, []));
  const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
  return {
    set,
    records: records.length,
    included: all[0]!.included,
    anchor: runs.length > 0 ? meansOf(runs) : null,
    ours: ours.length > 0 ? meansOf(ours.map(({ metrics }) => metrics as ScreeningMeans)) : null,
    reproduction:
      first && again ? Math.max(...METRICS.map((name) => Math.abs(first[name] - (again.metrics[name] ?? NaN)))) : null,
    cold: cold ? meansOf([cold.metrics as ScreeningMeans]) : null,
    stop: {
      worstRecall: Math.min(...all.map(({ stop }) => stop.recall)),
      meanShare: mean(all.map(({ stop }) => stop.share)),
    },
    msPerTraining: 1000 * mean(all.map(({ cpuSeconds }) => cpuSeconds.perTraining)),
  };
}

/** The mean of each metric; of sets, each counts once. */
export function meansOf(those: readonly ScreeningMeans[]): ScreeningMeans {
  const mean = (name: (typeof METRICS)[number]): number =>
    those.reduce((sum, one) => sum + one[name], 0) / those.length;
  return Object.fromEntries(METRICS.map((name) => [name, mean(name)])) as unknown as ScreeningMeans;
}

function read<T>(path: string): T | null {
  return existsSync(path) ? (JSON.parse(readFileSync(path, 'utf8')) as T) : null;
}
