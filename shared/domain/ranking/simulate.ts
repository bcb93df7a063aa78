import type { RankerConfig } from './config';
import { Learner } from './learner';
import { rankingMetrics, type RankingMetrics } from './metrics';
import { poolOf, type Pool, type RankedText } from './pool';
import { queryOrder, shuffled } from './querier';

export interface LabelledText extends RankedText {
  isIncluded: boolean;
}

export interface SimulationOptions {
  config: RankerConfig;
  /** Rows (from 0) whose labels are known from the start; they are left out of the metrics. */
  priors: readonly number[];
  /** The question and criteria, for a cold start; may be empty. */
  protocol: string;
  seed: number;
}

export interface Simulation {
  /** Rows in the order read, until the last included one; the rest is in no order. */
  order: number[];
  metrics: RankingMetrics;
  trainings: number;
  pool: Pool;
}

/**
 * Reads a labelled set as a reviewer would who follows the queue: the best record, its label, a new training, the next
 * best, until the last included record is found. `onRead` hears of each record read.
 */
export function simulate(
  records: readonly LabelledText[],
  { config, priors, protocol, seed }: SimulationOptions,
  onRead: (row: number) => void = () => undefined,
): Simulation {
  const pool = poolOf(records, protocol, config);
  const learner = new Learner(pool, config);
  const isRead = new Uint8Array(records.length);
  const tell = (row: number): void => {
    isRead[row] = 1;
    learner.tell(row, records[row]!.isIncluded);
  };
  priors.forEach(tell);
  const byChance = shuffled(records.length, seed);
  let missing = records.filter((record, row) => record.isIncluded && !isRead[row]).length;
  const order: number[] = [];
  let trainings = 0;
  while (missing > 0) {
    const next = queryOrder(learner.scores(), byChance, config.querier, order.length, (row) => !isRead[row], 1)[0]!;
    if (learner.isTrained) trainings++;
    tell(next);
    order.push(next);
    onRead(next);
    if (records[next]!.isIncluded) missing--;
  }
  const unread = records.length - priors.length - order.length;
  const labels = [...order.map((row) => records[row]!.isIncluded), ...Array.from({ length: unread }, () => false)];
  return { order, metrics: rankingMetrics(labels), trainings, pool };
}
