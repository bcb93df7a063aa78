import { Injectable, Logger } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { WhyThisOne } from '@shared/contracts/ranking';
import type { Guidance } from '@shared/domain/ranking/pool';
import { type Odd, oddest, type Part, PARTS } from '@shared/domain/ranking/second-look';
import { isRanked, isTeamOrder } from '@shared/domain/screening/rule';
import { KeyPapers } from '@shared/domain/ranking/key-papers';
import { rankingText } from '@shared/domain/ranking/protocol-text';
import { CitationEntity, ReferenceEntity, StandingEntity } from '../citations/citation.entity';
import { Database } from '../platform/database/database';
import { ProtocolVersionEntity } from '../protocol/protocol.entity';
import { ReviewEntity } from '../reviews/review.entity';
import { DecisionEntity, type StageEntity } from '../screening/decision.entity';
import { Ranker } from './ranker';
import type { Labels } from './ranker-engine';

const PAGE = 2000;
/** Records of each kind that a second look is advised at. */
const MOST_ODD = 25;
/** Reviews whose models are kept at the same time. */
const MOST_POOLS = 4;

/** The records of a review as the ranking thread has them: a row is a place in `ids`. */
interface HeldPool {
  name: string;
  /** Changes when records come in or the protocol is amended. */
  version: string;
  ids: string[];
  rowOf: Map<string, number>;
  guidance: Guidance;
  /** Rows of the protocol's key papers. */
  keyRows: readonly number[];
}

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
  private readonly pools = new Map<string, HeldPool>();
  private readonly odd = new Map<string, { version: string; records: OddRecord[] }>();
  private readonly readIn = new Map<string, { read: number; total: number }>();
  private readonly orders = new Map<string, Order>();
  /** Work under way, by what it is for, so that it is done once for all who wait. */
  private readonly running = new Map<string, Promise<unknown>>();

  constructor(
    private readonly database: Database,
    private readonly ranker: Ranker,
  ) {}

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
    const pool = this.pools.get(stage.reviewId);
    const row = pool?.rowOf.get(citationId);
    if (!pool || row === undefined) return { isTrained, terms: [] };
    return { isTrained, terms: await this.ranker.ask({ kind: 'explain', pool: pool.name, learner: key, row }) };
  }

  /** How much the protocol has to go by; null before the records were first read. */
  async guidanceOf(reviewId: string): Promise<Guidance | null> {
    await within(
      this.waitMs,
      this.once(`pool ${reviewId}`, () => this.pool(reviewId)),
    );
    return this.pools.get(reviewId)?.guidance ?? null;
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
    const pool = await this.once(`pool ${stage.reviewId}`, () => this.pool(stage.reviewId));
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
    return this.readIn.get(reviewId) ?? null;
  }

  private async refresh(memberId: string, stage: StageEntity, key: string): Promise<void> {
    const pool = await this.once(`pool ${stage.reviewId}`, () => this.pool(stage.reviewId));
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

  private async pool(reviewId: string): Promise<HeldPool> {
    const version = await this.database.read((manager) => versionOf(manager, reviewId));
    const held = this.pools.get(reviewId);
    if (held?.version === version) {
      // Used again: the last to be dropped.
      this.pools.delete(reviewId);
      this.pools.set(reviewId, held);
      return held;
    }
    const pool = await this.build(reviewId, version).finally(() => this.readIn.delete(reviewId));
    this.pools.set(reviewId, pool);
    if (held) await this.ranker.ask({ kind: 'drop', pool: held.name });
    for (const [other, { name }] of this.pools) {
      if (this.pools.size <= MOST_POOLS) break;
      this.pools.delete(other);
      await this.ranker.ask({ kind: 'drop', pool: name });
    }
    return pool;
  }

  private async build(reviewId: string, version: string): Promise<HeldPool> {
    const name = `${reviewId} ${version}`;
    const ids: string[] = [];
    const keyRows: number[] = [];
    const document = await this.database.read((manager) => protocolOf(manager, reviewId));
    const papers = new KeyPapers(document.keyPapers);
    const total = await this.database.read((manager) => manager.countBy(CitationEntity, { reviewId }));
    let after = 0;
    for (;;) {
      const page = await this.database.read((manager) => textsAfter(manager, reviewId, after));
      if (page.length === 0) break;
      for (const record of page) {
        if (papers.has(record)) keyRows.push(ids.length);
        ids.push(record.id);
      }
      await this.ranker.ask({
        kind: 'add',
        pool: name,
        records: page.map(({ title, abstract }) => ({ title, abstract })),
      });
      after = page.at(-1)!.ordinal;
      this.readIn.set(reviewId, { read: ids.length, total });
    }
    const guidance = await this.ranker.ask({ kind: 'build', pool: name, protocol: document.text });
    return { name, version, ids, rowOf: new Map(ids.map((id, row) => [id, row])), guidance, keyRows };
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

async function versionOf(manager: EntityManager, reviewId: string): Promise<string> {
  const review = await manager.findOneByOrFail(ReviewEntity, { id: reviewId });
  const last = await manager.maximum(CitationEntity, 'ordinal', { reviewId });
  return `${review.protocolVersion}.${last ?? 0}`;
}

/** What the protocol in force says to the model. */
async function protocolOf(manager: EntityManager, reviewId: string): Promise<{ text: string; keyPapers: string }> {
  const review = await manager.findOneByOrFail(ReviewEntity, { id: reviewId });
  const version = await manager.findOneBy(ProtocolVersionEntity, { reviewId, version: review.protocolVersion });
  if (!version) return { text: '', keyPapers: '' };
  const { document } = version;
  return { text: rankingText(review.title, document), keyPapers: document.searchPlan.keyPapers ?? '' };
}

interface RecordText {
  id: string;
  ordinal: number;
  title: string;
  abstract: string;
  doi: string | null;
}

/** The next records in the order they came in, copies and withdrawn ones too: rows keep their places. */
async function textsAfter(manager: EntityManager, reviewId: string, after: number): Promise<RecordText[]> {
  const citations = await manager
    .createQueryBuilder(CitationEntity, 'c')
    .select(['c.id', 'c.ordinal', 'c.overlay'])
    .where('c.reviewId = :reviewId AND c.ordinal > :after', { reviewId, after })
    .orderBy('c.ordinal')
    .limit(PAGE)
    .getMany();
  const found = new Map<string, ReferenceEntity>();
  for (let at = 0; at < citations.length; at += 500) {
    const ids = citations.slice(at, at + 500).map(({ id }) => id);
    const references = await manager
      .createQueryBuilder(ReferenceEntity, 'r')
      .select(['r.id', 'r.title', 'r.abstract', 'r.doi'])
      .where('r.id IN (:...ids)', { ids })
      .getMany();
    for (const reference of references) found.set(reference.id, reference);
  }
  return citations.map(({ id, ordinal, overlay }) => {
    const own = found.get(id);
    const { title = own?.title ?? null, abstract = own?.abstract ?? null } = overlay ?? {};
    return { id, ordinal, title: title ?? '', abstract: abstract ?? '', doi: own?.doi ?? null };
  });
}

/**
 * What a reader's order may learn from: final standings, then own decisions where nothing is final yet ("maybe" is worth
 * reading, so it counts with the included). A decision on a copy speaks for the kept record. An order that a team shares
 * learns from final standings alone: anybody's open vote would show in everybody's order.
 */
async function labelsOf(manager: EntityManager, memberId: string, stage: StageEntity, pool: HeldPool): Promise<Labels> {
  const labels = new Map<string, boolean>();
  const own = isTeamOrder(stage.rule) ? [] : await ownVerdicts(manager, memberId, stage);
  for (const { id, verdict } of own) labels.set(id, verdict !== 'exclude');
  for (const { id, isIncluded } of await finalStandings(manager, stage)) labels.set(id, isIncluded);
  return asLabels(labels, pool);
}

/** Key papers as included, where nobody whose decision may be learnt from has said anything else. */
function withKeyPapers(labels: Labels, { keyRows }: HeldPool): Labels {
  const all = new Map(Array.from(labels.rows, (row, i) => [row, labels.included[i] as number]));
  for (const row of keyRows) if (!all.has(row)) all.set(row, 1);
  const rows = Int32Array.from(all.keys()).sort();
  return { rows, included: Uint8Array.from(rows, (row) => all.get(row) as number) };
}

/** Rows ascend, so that the same labels give the same sums however they were read. */
function asLabels(labels: ReadonlyMap<string, boolean>, { ids, rowOf }: HeldPool): Labels {
  const rows = Int32Array.from([...labels.keys()].flatMap((id) => rowOf.get(id) ?? [])).sort();
  return { rows, included: Uint8Array.from(rows, (row) => (labels.get(ids[row] as string) ? 1 : 0)) };
}

async function finalStandings(
  manager: EntityManager,
  stage: StageEntity,
): Promise<{ id: string; isIncluded: boolean }[]> {
  const final = await manager
    .createQueryBuilder(StandingEntity, 's')
    .select('s.citationId', 'id')
    .addSelect('s.standing', 'standing')
    .where('s.stageId = :stageId AND s.isComplete = :yes', { stageId: stage.id, yes: true })
    .andWhere(`s.standing IN ('included', 'excluded')`)
    .getRawMany<{ id: string; standing: string }>();
  return final.map(({ id, standing }) => ({ id, isIncluded: standing === 'included' }));
}

/** What a reader has decided at the stage, for the kept records. */
export function ownVerdicts(
  manager: EntityManager,
  memberId: string,
  stage: StageEntity,
): Promise<{ id: string; verdict: string }[]> {
  return manager
    .createQueryBuilder(DecisionEntity, 'd')
    .innerJoin(CitationEntity, 'c', 'c.id = d.citationId')
    .select('COALESCE(c.merged_into, c.id)', 'id')
    .addSelect('d.verdict', 'verdict')
    .where('d.reviewId = :reviewId AND d.stageId = :stageId AND d.memberId = :memberId AND d.isCurrent = :yes', {
      reviewId: stage.reviewId,
      stageId: stage.id,
      memberId,
      yes: true,
    })
    .getRawMany<{ id: string; verdict: string }>();
}
