import { type EntityManager, In, MoreThan, Not, type SelectQueryBuilder } from 'typeorm';
import { DEFAULT_RANKER } from '@shared/domain/ranking/config';
import { type Arc, auditArcs, isAuditTurn, seedStart, wholeCircle } from '@shared/domain/screening/chance-order';
import type { HandedOut } from '@shared/domain/screening/handed-out';
import type { Place } from '@shared/domain/screening/place';
import { auditShareOf, isRanked, isTeamOrder } from '@shared/domain/screening/rule';
import { type DecisionFact, isWanted } from '@shared/domain/screening/standing';
import { CitationEntity } from '../citations/citation.entity';
import type { Membership } from '../platform/http/route';
import { ownVerdicts } from '../ranking/labels';
import type { Order } from '../ranking/relevance.service';
import { MemberEntity } from '../reviews/review.entity';
import { DecisionEntity, type StageEntity } from './decision.entity';
import { LeaseEntity } from './reading.entity';

/** Candidates looked at in one go; of the audit sample a page needs one or two. */
const LOOK_AHEAD = 120;
const AUDIT_AHEAD = 16;

/** One look at a stage for one reader. */
export interface Look {
  manager: EntityManager;
  me: Membership;
  stage: StageEntity;
  /** Reviewers now in the review. */
  readers: number;
  now: string;
}

export interface Chosen {
  citation: CitationEntity;
  handed: HandedOut | null;
}

/** Citations one after another as somebody asks for them, each with a free slot for the reader. */
type Line = AsyncGenerator<CitationEntity, void>;

/**
 * The next citations for a reader, in the stage's order. An open confirmation sample comes before anything else; under a
 * learnt order every so many turns belong to the audit sample, which is read by chance. Which turn it is follows from what
 * the reader has decided and holds, so that asking again gives the same.
 */
export async function chooseNext(
  look: Look,
  { limit, after }: { limit: number; after?: string | undefined },
  order: Order | null,
): Promise<Chosen[]> {
  const { stage } = look;
  const { rule } = stage;
  // A learnt order and a sample have no place to go on from: a reader who goes on is not handed again what they hold.
  const goesByHeld = isRanked(rule) || stage.confirmation !== null;
  const held = after && goesByHeld ? await heldBy(look) : new Set<string>();
  const taken = new Set(held);
  const chosen: Chosen[] = [];
  const takeFrom = async (line: Line, as: HandedOut['as'] | null): Promise<boolean> => {
    for (;;) {
      const { value } = await line.next();
      if (!value) return false;
      if (taken.has(value.id)) continue;
      taken.add(value.id);
      chosen.push({ citation: value, handed: as && { as, by: placeIn(order, value.id) } });
      return true;
    }
  };
  const takeAll = async (line: Line, as: HandedOut['as'] | null): Promise<void> => {
    let goesOn = true;
    while (goesOn && chosen.length < limit) goesOn = await takeFrom(line, as);
  };

  if (stage.confirmation) await takeAll(inFixedOrder(look, wholeOrder(stage), LOOK_AHEAD, inSample), 'confirmation');
  if (order) {
    const ranked = inRankedOrder(look, await unread(look, order));
    const share = auditShareOf(rule);
    if (share > 0) {
      const audit = inFixedOrder(look, auditArcs(rule.seed, share), AUDIT_AHEAD);
      const turn = await turnOf(look, held);
      let goesOn = true;
      while (goesOn && chosen.length < limit) {
        const isByChance = isAuditTurn(turn + chosen.length, share) && (await takeFrom(audit, 'audit'));
        goesOn = isByChance || (await takeFrom(ranked, 'ranked'));
      }
    }
    await takeAll(ranked, 'ranked');
  }
  // Until there is something to rank by, and for what came in since, the fixed order holds.
  if (chosen.length === 0) {
    const start = goesByHeld ? null : await placeOf(look, after);
    await takeAll(inFixedOrder(look, start === null ? wholeOrder(stage) : wholeCircle(start), LOOK_AHEAD), null);
  }
  return chosen;
}

function placeIn(order: Order | null, id: string): HandedOut['by'] {
  const at = order?.ids.indexOf(id) ?? -1;
  if (!order || at < 0) return null;
  const score = Number((order.scores[at] as number).toFixed(4));
  return { model: DEFAULT_RANKER.model, labels: order.labels, rank: at + 1, score };
}

/** An order that a team shares also holds what the reader has decided and is not final yet. */
async function unread({ manager, me, stage }: Look, { ids }: Order): Promise<readonly string[]> {
  if (!isTeamOrder(stage.rule)) return ids;
  const own = new Set((await ownVerdicts(manager, me.memberId, stage)).map(({ id }) => id));
  return own.size === 0 ? ids : ids.filter((id) => !own.has(id));
}

/** How many records the reader was handed before: those they decided on, and those they hold and have not. */
async function turnOf({ manager, me, stage }: Look, held: ReadonlySet<string>): Promise<number> {
  const own = await manager.find(DecisionEntity, {
    where: { reviewId: me.reviewId, stageId: stage.id, memberId: me.memberId, isCurrent: true },
    select: { id: true, citationId: true },
  });
  return new Set([...own.map(({ citationId }) => citationId), ...held]).size;
}

async function heldBy({ manager, me, stage, now }: Look): Promise<Set<string>> {
  const mine = { stageId: stage.id, memberId: me.memberId, until: MoreThan(now) };
  return new Set((await manager.findBy(LeaseEntity, mine)).map(({ citationId }) => citationId));
}

async function* inRankedOrder(look: Look, ranked: readonly string[]): Line {
  for (let at = 0; at < ranked.length; at += LOOK_AHEAD) {
    const ids = ranked.slice(at, at + LOOK_AHEAD);
    const found = await atStage(look.manager, look.me, look.stage).andWhere('c.id IN (:...ids)', { ids }).getMany();
    const byId = new Map(found.map((citation) => [citation.id, citation]));
    yield* await wanted(
      look,
      ids.flatMap((id) => byId.get(id) ?? []),
    );
  }
}

/** The stage's fixed order over the arcs: by chance, or as records came in. */
async function* inFixedOrder(
  look: Look,
  arcs: readonly Arc[],
  page: number,
  narrow: (query: SelectQueryBuilder<CitationEntity>) => unknown = () => undefined,
): Line {
  const { stage } = look;
  const column = isByChance(stage) ? 'c.shuffle' : 'c.ordinal';
  const isDescending = stage.rule.order === 'newest';
  for (const { from, to } of arcs) {
    let position = from;
    for (;;) {
      const query = atStage(look.manager, look.me, stage)
        .orderBy(column, isDescending ? 'DESC' : 'ASC')
        .limit(page);
      narrow(query);
      if (position !== null) query.andWhere(`${column} ${isDescending ? '<' : '>'} :position`, { position });
      if (to !== null) query.andWhere(`${column} ${isDescending ? '>=' : '<='} :to`, { to });
      const candidates = await query.getMany();
      yield* await wanted(look, candidates);
      const last = candidates.at(-1);
      if (!last || candidates.length < page) break;
      position = keyOf(stage, last);
    }
  }
}

const inSample = (query: SelectQueryBuilder<CitationEntity>): unknown =>
  query.andWhere('EXISTS (SELECT 1 FROM stage_sample x WHERE x.stage_id = :stageId AND x.citation_id = c.id)');

/** Where the reader's list goes on in a fixed order: after the last citation they were handed; null at its start. */
async function placeOf({ manager, stage }: Look, after: string | undefined): Promise<number | null> {
  const last = after ? await manager.findOneBy(CitationEntity, { id: after, reviewId: stage.reviewId }) : null;
  return last && keyOf(stage, last);
}

const keyOf = (stage: StageEntity, citation: CitationEntity): number =>
  isByChance(stage) ? citation.shuffle : citation.ordinal;

/** Whether the fixed order of the stage is the seeded random one: also what a ranked stage begins with. */
const isByChance = (stage: StageEntity): boolean => stage.rule.order === 'random' || isRanked(stage.rule);

const wholeOrder = (stage: StageEntity): Arc[] =>
  isByChance(stage) ? wholeCircle(seedStart(stage.rule.seed)) : [{ from: null, to: null }];

/** Of the candidates those that still have a free slot for this reader. */
async function wanted(look: Look, candidates: CitationEntity[]): Promise<CitationEntity[]> {
  const { manager, me, stage, readers, now } = look;
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
    .where({ stageId: stage.id, citationId: In(ids), memberId: Not(me.memberId), until: MoreThan(now) })
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

/** Where a citation waits to be read at the stage, or at the one that a pilot rehearses. */
export function placeAt(stage: StageEntity): Place {
  const of = stage.kind === 'pilot' ? (stage.sample?.of ?? 'title-abstract') : stage.kind;
  return of === 'full-text' ? 'assessing' : 'screening';
}

/** Citations at the stage that this reader has not decided on, and that are theirs where the work is divided. */
export function atStage(
  manager: EntityManager,
  me: Membership,
  stage: StageEntity,
): SelectQueryBuilder<CitationEntity> {
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
