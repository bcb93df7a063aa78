import { Injectable } from '@nestjs/common';
import { type EntityManager, LessThan, MoreThan } from 'typeorm';
import type { NewTaking, OwnProgress, Queue, QueueQuery, Taking } from '@shared/contracts/screening';
import { Refusal } from '@shared/domain/refusal';
import { isRanked } from '@shared/domain/screening/rule';
import { placeTotals } from '../citations/place-counts';
import { Clock } from '../platform/clock';
import { Database } from '../platform/database/database';
import type { Membership } from '../platform/http/route';
import { type Order, RelevanceService } from '../ranking/relevance.service';
import { ReviewEntity } from '../reviews/review.entity';
import { TodoCounters } from '../reviews/todo';
import { presentCitations } from './citation-views';
import { DecisionEntity, StageEntity } from './decision.entity';
import { atStage, type Chosen, chooseNext, placeAt } from './queue-choice';
import { LeaseEntity } from './reading.entity';
import { reviewerCount } from './review-stages';

/** How long a citation stays handed to a reader who says nothing. */
const LEASE_MS = 10 * 60_000;
const HOUR_MS = 3_600_000;
/** Rows written in one statement; databases bound how many values one may carry. */
const LEASES_AT_ONCE = 100;
/** A lease that has run out holds no slot; it is kept for a decision that comes late, to say how the record was handed out. */
const KEPT_MS = 24 * HOUR_MS;

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
    const order = await this.orderFor(me, stageId);
    const { stage, chosen, progress, protocolVersion } = await this.database.read(async (manager) => {
      const found = await openStage(manager, me.reviewId, stageId);
      const review = await manager.findOneByOrFail(ReviewEntity, { id: me.reviewId });
      // Handing out holds slots: where nothing can be decided, nothing is handed out.
      const isReadOnly = found.closedAt ?? review.archivedAt;
      return {
        stage: found,
        chosen: isReadOnly ? [] : await this.choose(manager, me, found, query, order),
        progress: await this.progressAt(manager, me, found),
        protocolVersion: review.protocolVersion,
      };
    });
    if (chosen.length > 0) await this.lease(me, stage, chosen, LEASE_MS);
    const citations = await this.database.read((manager) =>
      presentCitations(
        manager,
        chosen.map(({ citation }) => citation),
        stage.rule,
      ),
    );
    return { citations, progress, protocolVersion };
  }

  /**
   * Holds the next citations for hours instead of minutes, for a reader who goes where there is no network. What is taken
   * is what the queue would hand out next, one slot of each: others read on beside them, and nobody is handed a last slot.
   */
  async take(me: Membership, stageId: string, { count, hours }: NewTaking): Promise<Taking> {
    const order = await this.orderFor(me, stageId);
    const { stage, chosen } = await this.database.read(async (manager) => {
      const found = await openStage(manager, me.reviewId, stageId);
      const next = found.closedAt ? [] : await this.choose(manager, me, found, { limit: count }, order);
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
    order: Order | null,
  ): Promise<Chosen[]> {
    const readers = await reviewerCount(manager, me.reviewId);
    return chooseNext({ manager, me, stage, readers, now: this.clock.now() }, query, order);
  }

  /** The reader's order at a stage with a learnt one; found before the tables are read. */
  private async orderFor(me: Membership, stageId: string): Promise<Order | null> {
    const stage = await this.database.read((manager) => openStage(manager, me.reviewId, stageId));
    return isRanked(stage.rule) && !stage.closedAt ? this.relevance.orderFor(me.memberId, stage) : null;
  }

  /** Holds the citations for so long from now, and never for shorter than they were held already. */
  private async lease(me: Membership, stage: StageEntity, chosen: readonly Chosen[], ms: number): Promise<string> {
    const now = Date.parse(this.clock.now());
    const until = new Date(now + ms).toISOString();
    await this.database.transaction(async ({ manager }) => {
      await manager.delete(LeaseEntity, { until: LessThan(new Date(now - KEPT_MS).toISOString()) });
      const mine = { stageId: stage.id, memberId: me.memberId };
      const longer = await manager.findBy(LeaseEntity, { ...mine, until: MoreThan(until) });
      const held = new Set(longer.map(({ citationId }) => citationId));
      const rows = chosen
        .filter(({ citation }) => !held.has(citation.id))
        .map(({ citation, handed }) => ({ ...mine, citationId: citation.id, until, handed }));
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
