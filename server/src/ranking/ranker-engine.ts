import { DEFAULT_RANKER } from '@shared/domain/ranking/config';
import { Learner, type TermWeight } from '@shared/domain/ranking/learner';
import { type Part, scoredPart } from '@shared/domain/ranking/second-look';
import { type Guidance, type Pool, PoolBuilder, type RankedText } from '@shared/domain/ranking/pool';

/** Labels as rows of the pool and whether each is included. */
export interface Labels {
  rows: Int32Array;
  included: Uint8Array;
}

/** What the ranker is asked; each pool is a review's records, each learner one reader at one stage. */
export type RankerRequest =
  | { kind: 'add'; pool: string; records: RankedText[] }
  | { kind: 'build'; pool: string; protocol: string }
  | { kind: 'drop'; pool: string }
  | { kind: 'order'; pool: string; learner: string; labels: Labels; by: 'relevance' | 'uncertain' }
  | { kind: 'part'; pool: string; labels: Labels; part: number; most: number }
  | { kind: 'explain'; pool: string; learner: string; row: number };

export interface RankerAnswers {
  add: null;
  build: Guidance;
  drop: null;
  /** Rows without a label, first ones first, each with its score; null when there is nothing to order by. */
  order: { rows: Int32Array; scores: Float32Array; isTrained: boolean } | null;
  /** See the domain's `scoredPart`. */
  part: Part | null;
  explain: TermWeight[];
}

interface Held {
  pool: Pool;
  learners: Map<string, Learner>;
}

const toldBy = ({ rows, included }: Labels): Map<number, boolean> =>
  new Map(Array.from(rows, (row, i) => [row, included[i] === 1]));

/** The models of the reviews being screened. It lives in a thread of its own; nothing in it outlasts the process. */
export class RankerEngine {
  private readonly coming = new Map<string, PoolBuilder>();
  private readonly held = new Map<string, Held>();

  answer<R extends RankerRequest>(request: R): RankerAnswers[R['kind']] {
    return this.dispatch(request) as RankerAnswers[R['kind']];
  }

  private dispatch(request: RankerRequest): RankerAnswers[RankerRequest['kind']] {
    switch (request.kind) {
      case 'add': {
        const builder = this.coming.get(request.pool) ?? new PoolBuilder(DEFAULT_RANKER);
        this.coming.set(request.pool, builder);
        for (const record of request.records) builder.add(record);
        return null;
      }
      case 'build': {
        const pool = (this.coming.get(request.pool) ?? new PoolBuilder(DEFAULT_RANKER)).build(request.protocol);
        this.coming.delete(request.pool);
        this.held.set(request.pool, { pool, learners: new Map() });
        return pool.guidance;
      }
      case 'drop':
        this.held.delete(request.pool);
        return null;
      case 'order':
        return this.order(request.pool, request.learner, request.labels, request.by);
      case 'part': {
        const pool = this.held.get(request.pool)?.pool;
        return pool ? scoredPart(pool, DEFAULT_RANKER, toldBy(request.labels), request.part, request.most) : null;
      }
      case 'explain':
        return this.held.get(request.pool)?.learners.get(request.learner)?.explain(request.row) ?? [];
    }
  }

  private order(
    name: string,
    learnerName: string,
    labels: Labels,
    by: 'relevance' | 'uncertain',
  ): RankerAnswers['order'] {
    const held = this.held.get(name);
    if (!held) return null;
    const learner = held.learners.get(learnerName) ?? new Learner(held.pool, DEFAULT_RANKER);
    held.learners.set(learnerName, learner);
    const told = toldBy(labels);
    learner.tellAll(told);
    const scores = learner.scores();
    if (!scores) return null;
    const worth = by === 'relevance' || !learner.isTrained ? scores : scores.map((score) => -Math.abs(score));
    const rows = Int32Array.from(scores.keys()).filter((row) => !told.has(row));
    rows.sort((a, b) => worth[b]! - worth[a]! || a - b);
    return { rows, scores: Float32Array.from(rows, (row) => scores[row] as number), isTrained: learner.isTrained };
  }
}
