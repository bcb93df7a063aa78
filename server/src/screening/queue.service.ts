import { Injectable } from '@nestjs/common';
import { type EntityManager, In, LessThan, MoreThan, Not, type SelectQueryBuilder } from 'typeorm';
import type { NewTaking, OwnProgress, Queue, QueueQuery, Taking } from '@shared/contracts/screening';
import { Refusal } from '@shared/domain/refusal';
import type { Place } from '@shared/domain/screening/place';
import { isRanked } from '@shared/domain/screening/rule';
import { type DecisionFact, isWanted } from '@shared/domain/screening/standing';
import { CitationEntity } from '../citations/citation.entity';
import { placeTotals } from '../citations/place-counts';
import { Clock } from '../platform/clock';
import { Database } from '../platform/database/database';
import type { Membership } from '../platform/http/route';
import { RelevanceService } from '../ranking/relevance.service';
import { MemberEntity, ReviewEntity } from '../reviews/review.entity';
import { TodoCounters } from '../reviews/todo';
import { presentCitations } from './citation-views';
import { DecisionEntity, StageEntity } from './decision.entity';
import { LeaseEntity } from './reading.entity';
import { reviewerCount } from './review-stages';

/** How long a citation stays handed to a reader who says nothing. */
const LEASE_MS = 10 * 60_000;
const HOUR_MS = 3_600_000;
/** Rows written in one statement; databases bound how many values one may carry. */
const LEASES_AT_ONCE = 100;
/** Candidates looked at in one go. */
const LOOK_AHEAD = 120;

/**
 * Hands out the next citations: not yet decided by the reader, still needing a decision, theirs by assignment, in the
 * stage's order. A reader who was handed a citation holds one of its slots until they decide or the lease runs out, so
 * that no two readers are handed the last one. Since deciding only turns a held slot into a used one, what others are
 * handed does not depend on whether or how somebody decided.
 */
@Injectable()
export class QueueService {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly relevance: RelevanceService,
    todos: TodoCounters,
  ) {
    todos.register('toScreen', (me) => this.toScreen(me));
  }

  async next(me: Membership, stageId: string, query: QueueQuery): Promise<Queue> {
    const ranked = await this.ranked(me, stageId);
    const { stage, chosen, progress, protocolVersion } = await this.database.read(async (manager) => {
      const found = await openStage(manager, me.reviewId, stageId);
      const review = await manager.findOneByOrFail(ReviewEntity, { id: me.reviewId });
      return {
        stage: found,
        chosen: found.closedAt ? [] : await this.choose(manager, me, found, query, ranked),
        progress: await this.progressAt(manager, me, found),
        protocolVersion: review.protocolVersion,
      };
    });
    if (chosen.length > 0) await this.lease(me, stage, chosen, LEASE_MS);
    const citations = await this.database.read((manager) => presentCitations(manager, chosen, stage.rule));
    return { citations, progress, protocolVersion };
  }

  /**
   * Holds the next citations for hours instead of minutes, for a reader who goes where there is no network. What is taken
   * is what the queue would hand out next, one slot of each: others read on beside them, and nobody is handed a last slot.
   */
  async take(me: Membership, stageId: string, { count, hours }: NewTaking): Promise<Taking> {
    const ranked = await this.ranked(me, stageId);
    const { stage, chosen } = await this.database.read(async (manager) => {
      const found = await openStage(manager, me.reviewId, stageId);
      const next = found.closedAt ? [] : await this.choose(manager, me, found, { limit: count }, ranked);
      return { stage: found, chosen: next };
    });
    const until = await this.lease(me, stage, chosen, hours * HOUR_MS);
    return { taken: chosen.length, until };
  }

  /** Frees the reader's slots that are held and not used. */
  async giveBack(me: Membership, stageId: string): Promise<void> {
    await this.database.transaction(async ({ manager }) => {
      const { id } = await openStage(manager, me.reviewId, stageId);
      await manager.delete(LeaseEntity, { stageId: id, memberId: me.memberId });
    });
  }

  progress(me: Membership, stageId: string): Promise<OwnProgress> {
    return this.database.read(async (manager) =>
      this.progressAt(manager, me, await openStage(manager, me.reviewId, stageId)),
    );
  }

  private async choose(
    manager: EntityManager,
    me: Membership,
    stage: StageEntity,
    query: Pick<QueueQuery, 'limit' | 'after'>,
    ranked: readonly string[] | null,
  ): Promise<CitationEntity[]> {
    const readers = await reviewerCount(manager, me.reviewId);
    const first = ranked ? await this.chooseRanked(manager, me, stage, query, ranked, readers) : [];
    // Until there is something to rank by, and for what came in since, the fixed order holds.
    if (first.length > 0) return first;
    const start = await this.startOf(manager, stage, query.after);
    const chosen: CitationEntity[] = [];
    for (const [from, to] of rounds(stage, start)) {
      let position = from;
      while (chosen.length < query.limit) {
        const candidates = await this.candidates(manager, me, stage, position, to);
        for (const candidate of await this.wanted(manager, me, stage, candidates, readers)) {
          if (chosen.length < query.limit) chosen.push(candidate);
        }
        const last = candidates.at(-1);
        if (!last || candidates.length < LOOK_AHEAD) break;
        position = keyOf(stage, last);
      }
    }
    return chosen;
  }

  /** The reader's order at a stage that has one of its own for each; found before the tables are read. */
  private async ranked(me: Membership, stageId: string): Promise<readonly string[] | null> {
    const stage = await this.database.read((manager) => openStage(manager, me.reviewId, stageId));
    return isRanked(stage.rule) && !stage.closedAt ? this.relevance.orderFor(me.memberId, stage) : null;
  }

  /** The best of the reader's own order; a reader who goes on is not handed again what they hold already. */
  private async chooseRanked(
    manager: EntityManager,
    me: Membership,
    stage: StageEntity,
    { limit, after }: Pick<QueueQuery, 'limit' | 'after'>,
    ranked: readonly string[],
    readers: number,
  ): Promise<CitationEntity[]> {
    const held = after ? await this.heldBy(manager, me, stage) : new Set<string>();
    const chosen: CitationEntity[] = [];
    for (let at = 0; at < ranked.length && chosen.length < limit; at += LOOK_AHEAD) {
      const ids = ranked.slice(at, at + LOOK_AHEAD).filter((id) => !held.has(id));
      const found = await atStage(manager, me, stage).andWhere('c.id IN (:...ids)', { ids }).getMany();
      const byId = new Map(found.map((citation) => [citation.id, citation]));
      const candidates = ids.flatMap((id) => byId.get(id) ?? []);
      chosen.push(...(await this.wanted(manager, me, stage, candidates, readers)));
    }
    return chosen.slice(0, limit);
  }

  private async heldBy(manager: EntityManager, me: Membership, stage: StageEntity): Promise<Set<string>> {
    const mine = { stageId: stage.id, memberId: me.memberId, until: MoreThan(this.clock.now()) };
    return new Set((await manager.findBy(LeaseEntity, mine)).map(({ citationId }) => citationId));
  }

  /** Where the reader's list goes on: after the last citation they were handed, else at the start of the order. */
  private async startOf(manager: EntityManager, stage: StageEntity, after?: string): Promise<number | null> {
    const last = after ? await manager.findOneBy(CitationEntity, { id: after, reviewId: stage.reviewId }) : null;
    if (last) return keyOf(stage, last);
    return isByChance(stage) ? seedStart(stage.rule.seed) : null;
  }

  private candidates(
    manager: EntityManager,
    me: Membership,
    stage: StageEntity,
    from: number | null,
    to: number | null,
  ): Promise<CitationEntity[]> {
    const column = isByChance(stage) ? 'c.shuffle' : 'c.ordinal';
    const isDescending = stage.rule.order === 'newest';
    const builder = atStage(manager, me, stage)
      .orderBy(column, isDescending ? 'DESC' : 'ASC')
      .limit(LOOK_AHEAD);
    if (from !== null) builder.andWhere(`${column} ${isDescending ? '<' : '>'} :from`, { from });
    if (to !== null) builder.andWhere(`${column} ${isDescending ? '>=' : '<='} :to`, { to });
    return builder.getMany();
  }

  /** Of the candidates those that still have a free slot for this reader. */
  private async wanted(
    manager: EntityManager,
    me: Membership,
    stage: StageEntity,
    candidates: CitationEntity[],
    readers: number,
  ): Promise<CitationEntity[]> {
    if (candidates.length === 0) return [];
    const ids = candidates.map((candidate) => candidate.id);
    const copies = await manager.find(CitationEntity, { where: { mergedInto: In(ids) } });
    const keptOf = new Map(copies.map((copy) => [copy.id, copy.mergedInto as string]));
    const decisions = await manager.findBy(DecisionEntity, {
      citationId: In([...ids, ...keptOf.keys()]),
      stageId: stage.id,
      isCurrent: true,
    });
    // What somebody holds who has left the review is free at once.
    const leases = await manager
      .createQueryBuilder(LeaseEntity, 'l')
      .innerJoin(MemberEntity, 'm', 'm.id = l.memberId AND m.leftAt IS NULL')
      .where({ stageId: stage.id, citationId: In(ids), memberId: Not(me.memberId), until: MoreThan(this.clock.now()) })
      .getMany();
    const slots = new Map<string, DecisionFact[]>();
    const hold = (citationId: string, fact: DecisionFact): void => {
      const held = slots.get(citationId) ?? [];
      if (!held.some((other) => other.memberId === fact.memberId)) slots.set(citationId, [...held, fact]);
    };
    for (const decision of decisions) hold(keptOf.get(decision.citationId) ?? decision.citationId, decision);
    for (const { citationId, memberId } of leases)
      hold(citationId, { memberId, verdict: 'exclude', reportedReason: null });
    return candidates.filter((candidate) => isWanted(me.memberId, slots.get(candidate.id) ?? [], stage.rule, readers));
  }

  /** Holds the citations for so long from now, and never for shorter than they were held already. */
  private async lease(
    me: Membership,
    stage: StageEntity,
    citations: readonly CitationEntity[],
    ms: number,
  ): Promise<string> {
    const until = new Date(Date.parse(this.clock.now()) + ms).toISOString();
    await this.database.transaction(async ({ manager }) => {
      await manager.delete(LeaseEntity, { until: LessThan(this.clock.now()) });
      const mine = { stageId: stage.id, memberId: me.memberId };
      const longer = await manager.findBy(LeaseEntity, { ...mine, until: MoreThan(until) });
      const held = new Set(longer.map(({ citationId }) => citationId));
      const rows = citations.filter(({ id }) => !held.has(id)).map(({ id }) => ({ ...mine, citationId: id, until }));
      for (let at = 0; at < rows.length; at += LEASES_AT_ONCE) {
        const some = rows.slice(at, at + LEASES_AT_ONCE);
        await manager.upsert(LeaseEntity, some, ['stageId', 'citationId', 'memberId']);
      }
    });
    return until;
  }

  private async progressAt(manager: EntityManager, me: Membership, stage: StageEntity): Promise<OwnProgress> {
    const decided = await manager.countBy(DecisionEntity, {
      reviewId: me.reviewId,
      stageId: stage.id,
      memberId: me.memberId,
      isCurrent: true,
    });
    const remaining = stage.closedAt ? 0 : await remainingAt(manager, me, stage);
    return { decided, remaining };
  }

  private toScreen(me: Membership): Promise<number | null> {
    if (!me.permissions.includes('screening.decide')) return Promise.resolve(null);
    return this.database.read(async (manager) => {
      const stages = await manager.findBy(StageEntity, { reviewId: me.reviewId });
      let sum = 0;
      for (const stage of stages) sum += (await this.progressAt(manager, me, stage)).remaining;
      return sum;
    });
  }
}

async function openStage(manager: EntityManager, reviewId: string, stageId: string): Promise<StageEntity> {
  const stage = await manager.findOneBy(StageEntity, { id: stageId, reviewId });
  if (!stage) throw new Refusal('no_such_stage', 'There is no such stage in this review.', 404);
  return stage;
}

/** Where a citation waits to be read at the stage, or at the one that a pilot rehearses. */
function placeAt(stage: StageEntity): Place {
  const of = stage.kind === 'pilot' ? (stage.sample?.of ?? 'title-abstract') : stage.kind;
  return of === 'full-text' ? 'assessing' : 'screening';
}

/** Citations at the stage that this reader has not decided on, and that are theirs where the work is divided. */
function atStage(manager: EntityManager, me: Membership, stage: StageEntity): SelectQueryBuilder<CitationEntity> {
  const place = placeAt(stage);
  const builder = manager
    .createQueryBuilder(CitationEntity, 'c')
    .where('c.reviewId = :reviewId AND c.place = :place', { reviewId: me.reviewId, place })
    .andWhere(
      `NOT EXISTS (SELECT 1 FROM decision d WHERE d.citation_id = c.id AND d.stage_id = :stageId
        AND d.member_id = :memberId AND d.is_current = :yes)`,
      { stageId: stage.id, memberId: me.memberId, yes: true },
    );
  if (stage.kind === 'pilot') {
    builder.andWhere('EXISTS (SELECT 1 FROM stage_sample s WHERE s.stage_id = :stageId AND s.citation_id = c.id)');
    builder.andWhere(`NOT EXISTS (SELECT 1 FROM standing t WHERE t.stage_id = :stageId AND t.citation_id = c.id
      AND t.is_complete = :yes)`);
  }
  if (stage.rule.assignment === 'batches') {
    // What somebody who left had in their batch and never read is anybody's, until they come back.
    builder.andWhere(`(EXISTS (SELECT 1 FROM assignment a WHERE a.stage_id = :stageId AND a.member_id = :memberId
      AND a.citation_id = c.id)
      OR EXISTS (SELECT 1 FROM assignment a JOIN member m ON m.id = a.member_id
        WHERE a.stage_id = :stageId AND a.citation_id = c.id AND m.left_at IS NOT NULL
        AND NOT EXISTS (SELECT 1 FROM decision e WHERE e.citation_id = c.id AND e.stage_id = :stageId
          AND e.member_id = m.id AND e.is_current = :yes)))`);
  }
  return builder;
}

/**
 * How many citations `atStage` has. Where all are everybody's they are not looked at one by one: what waits there less
 * what the reader has decided of it.
 */
async function remainingAt(manager: EntityManager, me: Membership, stage: StageEntity): Promise<number> {
  if (stage.kind === 'pilot' || stage.rule.assignment === 'batches') {
    const found = await atStage(manager, me, stage).select('COUNT(*)', 'n').getRawOne<{ n: number | string }>();
    return Number(found?.n ?? 0);
  }
  const place = placeAt(stage);
  const waiting = (await placeTotals(manager, me.reviewId))[place];
  const [decided] = await manager.sql<{ n: number | string }[]>`
    SELECT COUNT(*) AS n FROM decision d JOIN citation c ON c.id = d.citation_id
    WHERE d.review_id = ${me.reviewId} AND d.stage_id = ${stage.id} AND d.member_id = ${me.memberId}
      AND d.is_current = true AND c.place = ${place}`;
  return waiting - Number(decided?.n ?? 0);
}

const keyOf = (stage: StageEntity, citation: CitationEntity): number =>
  isByChance(stage) ? citation.shuffle : citation.ordinal;

/** Whether the fixed order of the stage is the seeded random one: also what a ranked stage begins with. */
const isByChance = (stage: StageEntity): boolean => stage.rule.order === 'random' || isRanked(stage.rule);

/** A seed is a place to begin in the one circular random order. */
export const seedStart = (seed: number): number => Math.imul(seed | 0, 0x9e3779b1) >>> 1;

/** From the start to the end of the order, then from its beginning up to the start. */
function rounds(stage: StageEntity, start: number | null): [number | null, number | null][] {
  if (start === null) return [[null, null]];
  return [
    [start, null],
    [null, start],
  ];
}
