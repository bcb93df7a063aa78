import type { EntityManager } from 'typeorm';
import type { LedgerEvent } from '@shared/domain/ledger/events';
import { placeOf } from '@shared/domain/screening/place';
import { type CopyFacts, standingOfSet } from '@shared/domain/screening/set-standing';
import type { Standing } from '@shared/domain/screening/standing';
import { chunksOf, putRows, type Row } from '../platform/database/rows';
import { reasonOrder } from '../protocol/reason-order';
import type { StageEntity } from '../screening/decision.entity';
import { reviewerCount, stagesOf } from '../screening/review-stages';
import { type CitationFacts, type DuplicateSet, duplicateSets } from './duplicate-sets';

/**
 * The one function that brings what is derived of a citation (its standing at every stage, its place in the flow) in
 * step with the facts. Every projector calls it after it changed a fact; replaying gives the same rows.
 *
 * Some hundred citations at a time are read, looked at, and written where something changed, so that a new rule over a
 * whole review holds the writer for about a second.
 */
export async function refreshStandings(
  manager: EntityManager,
  event: LedgerEvent,
  citationIds: readonly string[],
): Promise<void> {
  if (citationIds.length === 0) return;
  const stages = await stagesOf(manager, event.reviewId);
  for (const ids of chunksOf([...new Set(citationIds)])) {
    await refreshSets(manager, event, stages, await duplicateSets(manager, event.reviewId, ids));
  }
}

/** The same for sets that were read already, with the event's own change in them. */
export async function refreshSets(
  manager: EntityManager,
  event: LedgerEvent,
  stages: readonly StageEntity[],
  sets: readonly DuplicateSet[],
): Promise<void> {
  const needsEveryone = stages.some((stage) => stage.rule.readers === 'everyone');
  const readers = needsEveryone ? await reviewerCount(manager, event.reviewId) : 0;
  const context: Context = { stages, readers, reasonRank: await reasonRankFor(manager, event, sets) };
  const changes = sets.map((set) => changesOf(set, context));
  await store(manager, event, changes);
}

interface Context {
  stages: readonly StageEntity[];
  /** Reviewers now in the review: what "everyone" means. */
  readers: number;
  reasonRank: (reason: string) => number;
}

/** The place of reasons in protocol order; the protocol is read only where somebody gave a reason. */
async function reasonRankFor(
  manager: EntityManager,
  event: LedgerEvent,
  sets: readonly DuplicateSet[],
): Promise<Context['reasonRank']> {
  const hasReasons = sets.some((set) => set.decisions.some((decision) => decision.reportedReason !== null));
  const reasons = hasReasons ? await reasonOrder(manager, event.reviewId, event.protocolVersion) : [];
  return (reason) => (reasons.includes(reason) ? reasons.indexOf(reason) : reasons.length);
}

/** What is stored of a set and no longer holds, as it is to be. */
interface Changes {
  standings: { citationId: string; stageId: string; to: Standing }[];
  /** Copies whose own standings go: the kept citation stands for them. */
  unstood: string[];
  /** Where the set became complete for the first time: the decisions that stood then are marked, once. */
  firstComplete: { stageId: string; citationIds: string[] }[];
  places: { citationId: string; to: StoredPlace }[];
}
type StoredPlace = Pick<CitationFacts, 'place' | 'screenReason' | 'assessReason'>;

function changesOf(set: DuplicateSet, { stages, readers, reasonRank }: Context): Changes {
  const { kept, copies } = set;
  const others = copies.filter((copy) => !copy.isWithdrawn);
  const changes: Changes = { standings: [], unstood: [], firstComplete: [], places: [] };
  const standings = new Map<StageEntity['kind'], Standing>();
  for (const stage of stages) {
    const own = factsOf(set, kept.id, stage.id);
    const othersFacts = others.map((copy) => factsOf(set, copy.id, stage.id));
    const to = standingOfSet(own, othersFacts, stage.rule, readers, reasonRank);
    if (!standings.has(stage.kind)) standings.set(stage.kind, to);
    const before = set.standings.find((row) => row.citationId === kept.id && row.stageId === stage.id);
    const wasTouched = [own, ...othersFacts].some((f) => f.decisions.length > 0 || f.resolution !== null);
    if (before ? !isSame(before, to) : wasTouched) {
      changes.standings.push({ citationId: kept.id, stageId: stage.id, to });
    }
    if (to.isComplete && !before?.isComplete) {
      const citationIds = [kept.id, ...others.map((copy) => copy.id)];
      const wasMarked = set.decisions.some(
        (one) => one.isFirstLocked && one.stageId === stage.id && citationIds.includes(one.citationId),
      );
      if (!wasMarked) changes.firstComplete.push({ stageId: stage.id, citationIds });
    }
  }
  const stoppedAt = stages.find((stage) => stage.kind === 'title-abstract')?.stop?.upTo ?? 0;
  const pairs: [CitationFacts, typeof standings][] = [[kept, standings]];
  for (const copy of copies) {
    if (set.standings.some((row) => row.citationId === copy.id)) changes.unstood.push(copy.id);
    pairs.push([copy, new Map()]);
  }
  for (const [citation, at] of pairs) {
    const to = storedPlaceOf(citation, at, stoppedAt);
    const isHere =
      to.place === citation.place &&
      to.screenReason === citation.screenReason &&
      to.assessReason === citation.assessReason;
    if (!isHere) changes.places.push({ citationId: citation.id, to });
  }
  return changes;
}

function factsOf(set: DuplicateSet, citationId: string, stageId: string): CopyFacts {
  return {
    decisions: set.decisions.filter((one) => one.isCurrent && one.citationId === citationId && one.stageId === stageId),
    resolution: set.resolutions.find((one) => one.citationId === citationId && one.stageId === stageId) ?? null,
  };
}

const isSame = (a: Omit<Standing, 'missing'>, b: Standing): boolean =>
  a.standing === b.standing &&
  a.isComplete === b.isComplete &&
  a.basis === b.basis &&
  a.reportedReason === b.reportedReason;

/** `stoppedAt`: ordinal up to which what was not read is left, where screening was stopped. */
function storedPlaceOf(
  citation: CitationFacts,
  at: ReadonlyMap<StageEntity['kind'], Standing>,
  stoppedAt: number,
): StoredPlace {
  const titleAbstract = at.get('title-abstract') ?? NOTHING;
  const fullText = at.get('full-text') ?? NOTHING;
  const place = placeOf({ ...citation, titleAbstract, isLeftByStop: citation.ordinal <= stoppedAt, fullText });
  return {
    place,
    screenReason: place === 'screened-out' ? titleAbstract.reportedReason : null,
    assessReason: place === 'assessed-out' ? fullText.reportedReason : null,
  };
}

const NOTHING: Standing = { standing: 'pending', isComplete: false, missing: 1, reportedReason: null, basis: 'none' };

/** Writes the changes of many sets, like with like. */
async function store(manager: EntityManager, event: LedgerEvent, changes: readonly Changes[]): Promise<void> {
  const rows = changes.flatMap((one) => one.standings).map((change) => standingRow(event, change));
  await putRows(manager, 'standing', rows, ['citation_id', 'stage_id']);
  for (const ids of chunksOf(changes.flatMap((one) => one.unstood))) {
    await manager.sql`DELETE FROM standing WHERE citation_id IN (${() => ids})`;
  }
  const firstComplete = changes.flatMap((one) => one.firstComplete);
  for (const [stageId, found] of groupBy(firstComplete, (one) => one.stageId)) {
    for (const ids of chunksOf(found.flatMap((one) => one.citationIds))) {
      await manager.sql`
        UPDATE decision SET is_first_locked = true
        WHERE citation_id IN (${() => ids}) AND stage_id = ${stageId} AND is_current = true`;
    }
  }
  const places = changes.flatMap((one) => one.places);
  for (const alike of groupBy(places, ({ to }) => JSON.stringify(to)).values()) {
    const { place, screenReason, assessReason } = (alike[0] as (typeof places)[number]).to;
    for (const ids of chunksOf(alike.map((one) => one.citationId))) {
      await manager.sql`
        UPDATE citation SET place = ${place}, screen_reason = ${screenReason}, assess_reason = ${assessReason}
        WHERE id IN (${() => ids})`;
    }
  }
}

function standingRow(event: LedgerEvent, { citationId, stageId, to }: Changes['standings'][number]): Row {
  return {
    citation_id: citationId,
    stage_id: stageId,
    review_id: event.reviewId,
    standing: to.standing,
    is_complete: to.isComplete,
    basis: to.basis,
    reported_reason: to.reportedReason,
    settled_at: to.isComplete ? event.at : null,
    settled_seq: to.isComplete ? event.seq : null,
  };
}

function groupBy<T>(all: readonly T[], keyOf: (one: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const one of all) {
    const group = groups.get(keyOf(one));
    if (group) group.push(one);
    else groups.set(keyOf(one), [one]);
  }
  return groups;
}
