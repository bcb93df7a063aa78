import { Injectable } from '@nestjs/common';
import { type EntityManager, LessThanOrEqual } from 'typeorm';
import type { Flow, FlowMoments, FlowOptions, FlowQuery } from '@shared/contracts/flow';
import { FlowOptions as FlowOptionsSchema } from '@shared/contracts/flow';
import { prismaFlow } from '@shared/domain/prisma/flow';
import { flowCounts } from '@shared/domain/prisma/flow-counts';
import { checkFlow } from '@shared/domain/prisma/identities';
import { livingFlows, type LivingPart } from '@shared/domain/prisma/living';
import { Refusal } from '@shared/domain/refusal';
import { Past } from '../audit/past';
import { Database } from '../platform/database/database';
import type { Membership } from '../platform/http/route';
import { EventEntity } from '../platform/ledger/event.entity';
import { FlowSettingEntity } from './flow.entity';
import { type FlowFacts, flowFacts, studiesByCycle } from './flow-facts';

/** Past moments kept ready; each is a few kilobytes. */
const KEPT = 200;

export interface FlowMoment {
  asOf: Flow['asOf'];
  facts: FlowFacts;
}

/** The numbers of the diagram, now or as of any event: one query over where every record stands. */
@Injectable()
export class FlowService {
  /** A past moment never changes, so its facts are kept; the promise is, so that two readers wait for one replay. */
  private readonly known = new Map<string, Promise<FlowFacts>>();

  constructor(
    private readonly database: Database,
    private readonly past: Past,
  ) {}

  async flow(me: Membership, query: FlowQuery): Promise<Flow> {
    const { asOf, facts } = await this.moment(me.reviewId, query.asOf);
    const parts = partsOf(facts, query.structure);
    return {
      asOf,
      parts: parts.map(({ cycles, flow }) => ({ cycles, flow, check: checkFlow(flow), counts: flowCounts(flow) })),
      reasons: facts.reasons,
      sources: facts.sources,
      options: await this.options(me.reviewId),
      mayEdit: me.permissions.includes('export.read'),
    };
  }

  /** Days with events, oldest first. */
  moments({ reviewId }: Membership): Promise<FlowMoments> {
    return this.database.read(async (manager) => {
      const rows = await manager
        .createQueryBuilder(EventEntity, 'e')
        .select('SUBSTR(e.at, 1, 10)', 'day')
        .addSelect('MAX(e.seq)', 'seq')
        .addSelect('COUNT(*)', 'events')
        .where('e.reviewId = :reviewId', { reviewId })
        .groupBy('SUBSTR(e.at, 1, 10)')
        .orderBy('MAX(e.seq)', 'ASC')
        .getRawMany<{ day: string; seq: number | string; events: number | string }>();
      return rows.map(({ day, seq, events }) => ({ day, seq: Number(seq), events: Number(events) }));
    });
  }

  async moment(reviewId: string, asOf: string | undefined): Promise<FlowMoment> {
    const { last, chosen, now } = await this.database.read(async (manager) => {
      const lastEvent = await latest(manager, reviewId);
      const chosenEvent = asOf === undefined ? lastEvent : await eventAt(manager, reviewId, asOf);
      const isNow = chosenEvent?.seq === lastEvent?.seq;
      return { last: lastEvent, chosen: chosenEvent, now: isNow ? await flowFacts(manager, reviewId) : null };
    });
    if (!chosen || !last) {
      throw new Refusal(
        'before_the_review',
        'Nothing was recorded in this review by then. Choose a later moment.',
        422,
      );
    }
    const asOfInfo = {
      seq: chosen.seq,
      at: chosen.at,
      isNow: now !== null,
      protocolVersion: chosen.protocolVersion,
    };
    return { asOf: asOfInfo, facts: now ?? (await this.factsAsOf(reviewId, chosen.seq)) };
  }

  options(reviewId: string): Promise<FlowOptions> {
    return this.database.read(async (manager) => {
      const row = await manager.findOneBy(FlowSettingEntity, { reviewId });
      return FlowOptionsSchema.parse(row?.options ?? {});
    });
  }

  private factsAsOf(reviewId: string, seq: number): Promise<FlowFacts> {
    const key = `${reviewId} ${seq}`;
    const known = this.known.get(key);
    if (known) return known;
    const facts = this.past.at(reviewId, seq, (manager) => flowFacts(manager, reviewId));
    this.known.set(key, facts);
    facts.catch(() => this.known.delete(key));
    const oldest = this.known.keys().next().value;
    if (this.known.size > KEPT && oldest !== undefined) this.known.delete(oldest);
    return facts;
  }
}

export function partsOf(facts: FlowFacts, structure: FlowQuery['structure']): LivingPart[] {
  const studies = studiesByCycle(facts);
  const orders = {
    sourceOrder: facts.sources.map(({ source }) => source),
    reasonOrder: facts.reasons.map(({ label }) => label),
  };
  const parts = livingFlows(facts.groups, studies, structure, orders);
  if (parts.length > 0) return parts;
  return [{ cycles: [], flow: prismaFlow([], { studies: { newStudies: 0 } }) }];
}

function latest(manager: EntityManager, reviewId: string): Promise<EventEntity | null> {
  return manager.findOne(EventEntity, { where: { reviewId }, order: { seq: 'DESC' } });
}

/** The last event by the given number, instant or end of day. */
function eventAt(manager: EntityManager, reviewId: string, asOf: string): Promise<EventEntity | null> {
  const by = /^\d{1,9}$/.test(asOf)
    ? { seq: LessThanOrEqual(Number(asOf)) }
    : { at: LessThanOrEqual(asOf.includes('T') ? asOf : `${asOf}T23:59:59.999Z`) };
  return manager.findOne(EventEntity, { where: { reviewId, ...by }, order: { seq: 'DESC' } });
}
