import { Injectable, Logger } from '@nestjs/common';
import type { WhyThisOne } from '@shared/contracts/ranking';
import type { Guidance } from '@shared/domain/ranking/pool';
import { type Odd, oddest, type Part, PARTS } from '@shared/domain/ranking/second-look';
import { isRanked, isTeamOrder } from '@shared/domain/screening/rule';
import { Database } from '../platform/database/database';
import type { StageEntity } from '../screening/decision.entity';
import { asLabels, finalStandings, labelsOf, withKeyPapers } from './labels';
import { type HeldPool, Pools, versionOf } from './pools';
import { Ranker } from './ranker';

/** Records of each kind that a second look is advised at. */
const MOST_ODD = 25;

/** A final record that looks as if it had been decided the other way. */
export type OddRecord = Omit<Odd, 'row'> & { id: string };

/** A reader's order: those without a label, first ones first, each with the score that put it there. */
export interface Order {
  ids: readonly string[];
  scores: Float32Array;
  isTrained: boolean;
  /** Records it learnt from; 0 until one of each kind is known. */
  labels: number;
}

/**
 * The order of relevance of one reader at one stage, or of all of them where the rule says so. It learns from standings
 * that are final and, where each reader has an order of their own, from that reader's decisions; never from anybody
 * else's pending decision, so nothing of those can be read off it. Reading the protocol comes first: until one record of
 * each kind is known, likeness to it decides.
 */
@Injectable()
export class RelevanceService {
  /** How long a reader waits for a new order at most; then the latest one serves, and the new one the next time. */
  waitMs = 1000;
  private readonly log = new Logger(RelevanceService.name);
  private readonly pools: Pools;
  private readonly odd = new Map<string, { version: string; records: OddRecord[] }>();
  private readonly orders = new Map<string, Order>();
  /** Work under way, by what it is for, so that it is done once for all who wait. */
  private readonly running = new Map<string, Promise<unknown>>();

  constructor(
    private readonly database: Database,
    private readonly ranker: Ranker,
  ) {
    this.pools = new Pools(database, ranker);
  }

  /** The order that the reader is handed records in; null while there is nothing to order by. */
  async orderFor(memberId: string, stage: StageEntity): Promise<Order | null> {
    const key = learnerOf(memberId, stage);
    await within(
      this.waitMs,
      this.once(`order ${key}`, () => this.refresh(memberId, stage, key)),
    );
    return this.orders.get(key) ?? null;
  }

  /** The terms that speak most for or against a record in the reader's own order; a stage in another order has none. */
  async explain(memberId: string, stage: StageEntity, citationId: string): Promise<WhyThisOne> {
    if (!isRanked(stage.rule)) return { isTrained: false, terms: [] };
    await this.orderFor(memberId, stage);
    const key = learnerOf(memberId, stage);
    const isTrained = this.orders.get(key)?.isTrained ?? false;
    const pool = this.pools.latest(stage.reviewId);
    const row = pool?.rowOf.get(citationId);
    if (!pool || row === undefined) return { isTrained, terms: [] };
    return { isTrained, terms: await this.ranker.ask({ kind: 'explain', pool: pool.name, learner: key, row }) };
  }

  /** How much the protocol has to go by; null before the records were first read. */
  async guidanceOf(reviewId: string): Promise<Guidance | null> {
    await within(this.waitMs, this.pool(reviewId));
    return this.pools.latest(reviewId)?.guidance ?? null;
  }

  /**
   * Final records that look as if they had been decided the other way, the oddest first; null while they are looked for.
   * The parts are asked for one by one, so that readers' orders are trained in between.
   */
  async oddAt(stage: StageEntity): Promise<OddRecord[] | null> {
    await within(
      this.waitMs,
      this.once(`odd ${stage.id}`, () => this.findOdd(stage)),
    );
    const found = this.odd.get(stage.id);
    return found && found.version === (await this.oddVersion(stage)) ? found.records : null;
  }

  private async findOdd(stage: StageEntity): Promise<void> {
    const pool = await this.pool(stage.reviewId);
    const version = await this.oddVersion(stage);
    if (this.odd.get(stage.id)?.version === version) return;
    const final = await this.database.read((manager) => finalStandings(manager, stage));
    const labels = asLabels(new Map(final.map(({ id, isIncluded }) => [id, isIncluded])), pool);
    const parts: Part[] = [];
    for (let part = 0; part < PARTS; part++) {
      const scored = await this.ranker.ask({ kind: 'part', pool: pool.name, labels, part, most: MOST_ODD });
      if (scored) parts.push(scored);
    }
    const records = oddest(parts, MOST_ODD).map(({ row, ...rest }) => ({ id: pool.ids[row] as string, ...rest }));
    this.odd.set(stage.id, { version, records });
  }

  /** Changes with every standing that becomes final, or stops being so, and with the records themselves. */
  private oddVersion(stage: StageEntity): Promise<string> {
    return this.database.read(async (manager) => {
      const [row] = await manager.sql<{ n: number | string; last: number | string | null }[]>`
        SELECT COUNT(*) AS n, MAX(settled_seq) AS last FROM standing
        WHERE stage_id = ${stage.id} AND is_complete = true AND standing IN ('included', 'excluded')`;
      return `${await versionOf(manager, stage.reviewId)} ${row?.n} ${row?.last}`;
    });
  }

  /** How far the records of a review are read in; null where they are, or nobody has asked for an order yet. */
  readingIn(reviewId: string): { read: number; total: number } | null {
    return this.pools.readingIn(reviewId);
  }

  private async refresh(memberId: string, stage: StageEntity, key: string): Promise<void> {
    const pool = await this.pool(stage.reviewId);
    const labels = await this.database.read((manager) => labelsOf(manager, memberId, stage, pool));
    const by = stage.rule.order === 'uncertain' ? 'uncertain' : 'relevance';
    const learnt = withKeyPapers(labels, pool);
    const order = await this.ranker.ask({ kind: 'order', pool: pool.name, learner: key, labels: learnt, by });
    if (!order) {
      this.orders.delete(key);
      return;
    }
    const { rows, scores, isTrained } = order;
    // Key papers are not labels of the stage: people read them too, and first.
    const isLabelled = new Set(labels.rows);
    const keyRows = pool.keyRows.filter((row) => !isLabelled.has(row));
    const ids = Array.from([...keyRows, ...rows], (row) => pool.ids[row] as string);
    const highest = scores.reduce((most, score) => Math.max(most, score), 0);
    this.orders.set(key, {
      ids,
      scores: Float32Array.from([...keyRows.map(() => highest), ...scores]),
      isTrained,
      labels: isTrained ? learnt.rows.length : 0,
    });
  }

  private pool(reviewId: string): Promise<HeldPool> {
    return this.once(`pool ${reviewId}`, () => this.pools.current(reviewId));
  }

  private once<T>(what: string, work: () => Promise<T>): Promise<T> {
    const running = this.running.get(what) as Promise<T> | undefined;
    if (running) return running;
    const started = work().finally(() => this.running.delete(what));
    this.running.set(what, started);
    // Those who wait hear of a failure; one that nobody waited for is told here.
    started.catch((error: unknown) => this.log.warn(`ranking failed: ${String(error)}`));
    return started;
  }
}

/** The learner whose order a reader is handed records in. */
const learnerOf = (memberId: string, stage: StageEntity): string =>
  isTeamOrder(stage.rule) ? `${stage.id} team` : `${stage.id} ${memberId}`;

async function within(ms: number, work: Promise<unknown>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const waited = new Promise((resolve) => (timer = setTimeout(resolve, ms)));
  await Promise.race([work, waited]).finally(() => clearTimeout(timer));
}
