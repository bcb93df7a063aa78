import { type EntityManager, In, LessThanOrEqual } from 'typeorm';
import { mayDo } from '@shared/domain/access/roles';
import type { LedgerEvent } from '@shared/domain/ledger/events';
import { placeOf } from '@shared/domain/screening/place';
import { type CopyFacts, standingOfSet } from '@shared/domain/screening/set-standing';
import type { Standing } from '@shared/domain/screening/standing';
import { ProtocolVersionEntity } from '../protocol/protocol.entity';
import { MemberEntity } from '../reviews/review.entity';
import { DecisionEntity, ResolutionEntity, StageEntity } from '../screening/decision.entity';
import { CitationEntity, StandingEntity } from './citation.entity';

/**
 * The one function that brings what is derived of a citation (its standing at every stage, its place in the flow) in
 * step with the facts. Every projector calls it after it changed a fact; replaying gives the same rows.
 */
export async function refreshStandings(
  manager: EntityManager,
  event: LedgerEvent,
  citationIds: readonly string[],
): Promise<void> {
  if (citationIds.length === 0) return;
  const context = await loadContext(manager, event);
  const ids = [...new Set(citationIds)];
  for (let i = 0; i < ids.length; i += 300) await refreshSome(manager, event, context, ids.slice(i, i + 300));
}

interface Context {
  stages: StageEntity[];
  /** Reviewers now in the review: what "everyone" means. */
  reviewerCount: number;
  reasonRank: (reason: string) => number;
}

async function loadContext(manager: EntityManager, event: LedgerEvent): Promise<Context> {
  const { reviewId } = event;
  const stages = await manager.find(StageEntity, { where: { reviewId }, order: { position: 'ASC' } });
  const needsEveryone = stages.some((stage) => stage.rule.readers === 'everyone');
  const members = needsEveryone ? await manager.findBy(MemberEntity, { reviewId }) : [];
  const reasons = await reasonOrder(manager, reviewId, event.protocolVersion);
  return {
    stages,
    reviewerCount: members.filter((m) => !m.leftAt && mayDo(m.roles, 'screening.decide')).length,
    reasonRank: (reason) => {
      const rank = reasons.indexOf(reason);
      return rank === -1 ? reasons.length : rank;
    },
  };
}

/** Versions never change, so what was read once stays true. */
const reasonOrders = new Map<string, string[]>();

/** Ids of the exclusion reasons in the order of the protocol version in force. */
export async function reasonOrder(manager: EntityManager, reviewId: string, version: number): Promise<string[]> {
  const cacheKey = `${reviewId} ${version}`;
  const known = reasonOrders.get(cacheKey);
  if (known) return known;
  const protocol = await manager.findOne(ProtocolVersionEntity, {
    where: { reviewId, version: LessThanOrEqual(version) },
    order: { version: 'DESC' },
  });
  const order = protocol?.document.exclusionReasons.map((reason) => reason.id) ?? [];
  if (protocol) {
    if (reasonOrders.size > 1000) reasonOrders.clear();
    reasonOrders.set(cacheKey, order);
  }
  return order;
}

async function refreshSome(
  manager: EntityManager,
  event: LedgerEvent,
  context: Context,
  ids: readonly string[],
): Promise<void> {
  const named = await manager.findBy(CitationEntity, { id: In(ids), reviewId: event.reviewId });
  const roots = [...new Set(named.map((citation) => citation.mergedInto ?? citation.id))];
  const copies = await manager.findBy(CitationEntity, { mergedInto: In(roots) });
  const missing = roots.filter((root) => !named.some((citation) => citation.id === root));
  const kept = [
    ...named.filter((citation) => citation.mergedInto === null),
    ...(missing.length > 0 ? await manager.findBy(CitationEntity, { id: In(missing) }) : []),
  ];
  const all = [...kept, ...copies].map((citation) => citation.id);
  const decisions = groupBy(await manager.findBy(DecisionEntity, { citationId: In(all), isCurrent: true }));
  const resolutions = groupBy(await manager.findBy(ResolutionEntity, { citationId: In(all), isCurrent: true }));
  const stored = groupBy(await manager.findBy(StandingEntity, { citationId: In(all) }));

  const factsOf = (citationId: string, stage: StageEntity): CopyFacts => ({
    decisions: (decisions.get(citationId) ?? []).filter((decision) => decision.stageId === stage.id),
    resolution: (resolutions.get(citationId) ?? []).find((resolution) => resolution.stageId === stage.id) ?? null,
  });
  for (const citation of kept) {
    const others = copies.filter((copy) => copy.mergedInto === citation.id && !copy.isWithdrawn);
    const standings = new Map<string, Standing>();
    for (const stage of context.stages) {
      const own = factsOf(citation.id, stage);
      const othersFacts = others.map((copy) => factsOf(copy.id, stage));
      const standing = standingOfSet(own, othersFacts, stage.rule, context.reviewerCount, context.reasonRank);
      standings.set(stage.id, standing);
      const wasTouched = [own, ...othersFacts].some((f) => f.decisions.length > 0 || f.resolution !== null);
      const before = (stored.get(citation.id) ?? []).find((row) => row.stageId === stage.id) ?? null;
      if (wasTouched || before) await storeStanding(manager, event, citation, stage, standing, before);
      if (standing.isComplete && !before?.isComplete) await lockFirst(manager, [citation, ...others], stage);
    }
    await storePlace(manager, citation, context, standings);
  }
  for (const copy of copies) {
    if (stored.has(copy.id)) await manager.delete(StandingEntity, { citationId: copy.id });
    await storePlace(manager, copy, context, new Map());
  }
}

async function storeStanding(
  manager: EntityManager,
  event: LedgerEvent,
  citation: CitationEntity,
  stage: StageEntity,
  { standing, isComplete, basis, reportedReason }: Standing,
  before: StandingEntity | null,
): Promise<void> {
  const key = { citationId: citation.id, stageId: stage.id };
  const settled = isComplete ? { settledAt: event.at, settledSeq: event.seq } : { settledAt: null, settledSeq: null };
  if (!before) {
    await manager.insert(StandingEntity, {
      ...key,
      reviewId: event.reviewId,
      standing,
      isComplete,
      basis,
      reportedReason,
      ...settled,
    });
    return;
  }
  const isSame =
    before.standing === standing &&
    before.isComplete === isComplete &&
    before.basis === basis &&
    before.reportedReason === reportedReason;
  if (!isSame) await manager.update(StandingEntity, key, { standing, isComplete, basis, reportedReason, ...settled });
}

/** Agreement is computed on the decisions that stood when the citation was first complete; they are marked once. */
async function lockFirst(manager: EntityManager, copies: CitationEntity[], stage: StageEntity): Promise<void> {
  const where = { citationId: In(copies.map((copy) => copy.id)), stageId: stage.id };
  if (await manager.existsBy(DecisionEntity, { ...where, isFirstLocked: true })) return;
  await manager.update(DecisionEntity, { ...where, isCurrent: true }, { isFirstLocked: true });
}

async function storePlace(
  manager: EntityManager,
  citation: CitationEntity,
  context: Context,
  standings: ReadonlyMap<string, Standing>,
): Promise<void> {
  const at = (kind: 'title-abstract' | 'full-text'): Standing => {
    const stage = context.stages.find((candidate) => candidate.kind === kind);
    return (stage && standings.get(stage.id)) ?? NOTHING;
  };
  const titleAbstract = at('title-abstract');
  const fullText = at('full-text');
  const place = placeOf({
    isWithdrawn: citation.isWithdrawn,
    mergedInto: citation.mergedInto,
    removed: citation.removed,
    titleAbstract,
    isLeftByStop: false,
    retrieval: citation.retrieval,
    classified: citation.classified,
    fullText,
  });
  const screenReason = place === 'screened-out' ? titleAbstract.reportedReason : null;
  const assessReason = place === 'assessed-out' ? fullText.reportedReason : null;
  if (place !== citation.place || screenReason !== citation.screenReason || assessReason !== citation.assessReason) {
    await manager.update(CitationEntity, { id: citation.id }, { place, screenReason, assessReason });
  }
}

const NOTHING: Standing = { standing: 'pending', isComplete: false, missing: 1, reportedReason: null, basis: 'none' };

function groupBy<T extends { citationId: string }>(rows: readonly T[]): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const row of rows) {
    const group = groups.get(row.citationId);
    if (group) group.push(row);
    else groups.set(row.citationId, [row]);
  }
  return groups;
}
