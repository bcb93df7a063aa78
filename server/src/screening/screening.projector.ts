import { Injectable } from '@nestjs/common';
import { type EntityManager, In, IsNull, Not } from 'typeorm';
import type { EventType, LedgerEvent } from '@shared/domain/ledger/events';
import type { Place } from '@shared/domain/screening/place';
import type { ConfirmationSample } from '@shared/domain/screening/stop';
import { CitationEntity, StandingEntity } from '../citations/citation.entity';
import { refreshSets, refreshStandings } from '../citations/standings';
import { withDecision } from '../citations/duplicate-sets';
import { putRows } from '../platform/database/rows';
import { Ledger } from '../platform/ledger/ledger';
import { isType, type Known, type Projector } from '../platform/ledger/projector';
import { reasonOrder } from '../protocol/reason-order';
import {
  AssignmentEntity,
  BatchEntity,
  CommentEntity,
  DecisionEntity,
  ResolutionEntity,
  StageEntity,
  StageSampleEntity,
} from './decision.entity';
import { StageFacts } from './facts';

const CHUNK = 500;

/** Stages, batches, decisions and what settles them. */
@Injectable()
export class ScreeningProjector implements Projector {
  readonly order = 2;
  readonly tables = [
    CommentEntity,
    ResolutionEntity,
    DecisionEntity,
    AssignmentEntity,
    BatchEntity,
    StageSampleEntity,
    StageEntity,
  ];
  readonly handles: readonly EventType[] = [
    'stage.added',
    'stage.ruled',
    'stage.closed',
    'stage.stopped',
    'stage.sampled',
    'stage.sample-withdrawn',
    'stage.opened',
    'batch.assigned',
    'batch.withdrawn',
    'decision.made',
    'decision.withdrawn',
    'standing.reopened',
    'conflict.resolved',
    'conflict.discussed',
    'member.joined',
    'member.roles-set',
    'member.left',
    'member.returned',
  ];

  constructor(ledger: Ledger) {
    ledger.register(this);
  }

  async apply(event: LedgerEvent, manager: EntityManager, known?: Known): Promise<void> {
    if (isType(event, 'decision.made')) await applyDecisionMade(event, manager, known);
    else if (event.type.startsWith('stage.')) await applyStage(event, manager);
    else if (event.type.startsWith('batch.')) await applyBatch(event, manager);
    else if (event.type.startsWith('member.')) await refreshEveryoneStages(event, manager);
    else await applyDecision(event, manager);
  }
}

async function applyStage(event: LedgerEvent, manager: EntityManager): Promise<void> {
  const reviewId = event.reviewId;
  if (isType(event, 'stage.added')) {
    const { stageId, kind, name, rule, sample } = event.payload;
    const position = await manager.countBy(StageEntity, { reviewId });
    await manager.insert(StageEntity, {
      id: stageId,
      reviewId,
      kind,
      name,
      position,
      rule,
      sample: sample && { of: sample.of, size: sample.size, seed: sample.seed },
      closedAt: null,
      stop: null,
      confirmation: null,
    });
    await insertAll(
      manager,
      StageSampleEntity,
      sample?.citationIds.map((citationId) => ({ stageId, citationId, reviewId })) ?? [],
    );
  } else if (isType(event, 'stage.ruled')) {
    const { stageId, name, rule } = event.payload;
    await manager.update(StageEntity, { id: stageId, reviewId }, { name, rule });
    await refreshStage(event, manager, stageId);
  } else if (isType(event, 'stage.closed')) {
    await manager.update(StageEntity, { id: event.payload.stageId, reviewId }, { closedAt: event.at });
  } else if (isType(event, 'stage.opened')) {
    const { stageId } = event.payload;
    const wasStopped = await manager.existsBy(StageEntity, { id: stageId, stop: Not(IsNull()) });
    await manager.update(StageEntity, { id: stageId, reviewId }, { closedAt: null, stop: null });
    if (wasStopped) await setConfirmation(manager, event, stageId, null);
    if (wasStopped) await refreshPlace(event, manager, 'screened-out-automation');
  } else if (isType(event, 'stage.stopped')) {
    const { stageId, stop } = event.payload;
    await manager.update(StageEntity, { id: stageId, reviewId }, { closedAt: event.at, stop });
    await refreshPlace(event, manager, 'screening');
  } else if (isType(event, 'stage.sampled')) {
    const { citationIds, ...sample } = event.payload.sample;
    await setConfirmation(manager, event, event.payload.stageId, sample, citationIds);
  } else if (isType(event, 'stage.sample-withdrawn')) {
    await setConfirmation(manager, event, event.payload.stageId, null);
  }
}

/** A step has one confirmation sample at most; which citations the former ones had stands in the ledger. */
async function setConfirmation(
  manager: EntityManager,
  { reviewId }: LedgerEvent,
  stageId: string,
  confirmation: ConfirmationSample | null,
  citationIds: readonly string[] = [],
): Promise<void> {
  await manager.update(StageEntity, { id: stageId, reviewId }, { confirmation });
  await manager.delete(StageSampleEntity, { stageId });
  await insertAll(
    manager,
    StageSampleEntity,
    citationIds.map((citationId) => ({ stageId, citationId, reviewId })),
  );
}

async function applyBatch(event: LedgerEvent, manager: EntityManager): Promise<void> {
  const reviewId = event.reviewId;
  if (isType(event, 'batch.assigned')) {
    const { batchId, stageId, name, memberIds, citationIds } = event.payload;
    await manager.insert(BatchEntity, { id: batchId, reviewId, stageId, name, memberIds, withdrawnAt: null });
    const rows = citationIds.flatMap((citationId) =>
      memberIds.map((memberId) => ({ batchId, citationId, memberId, stageId, reviewId })),
    );
    await insertAll(manager, AssignmentEntity, rows);
  } else if (isType(event, 'batch.withdrawn')) {
    await manager.update(BatchEntity, { id: event.payload.batchId, reviewId }, { withdrawnAt: event.at });
    await manager.delete(AssignmentEntity, { batchId: event.payload.batchId });
  }
}

async function applyDecision(event: LedgerEvent, manager: EntityManager): Promise<void> {
  const common = { reviewId: event.reviewId, protocolVersion: event.protocolVersion, at: event.at, seq: event.seq };
  if (isType(event, 'decision.withdrawn')) {
    const { citationId, stageId } = event.payload;
    const own = { citationId, stageId, memberId: event.actor.member };
    await manager.update(DecisionEntity, { ...own, isCurrent: true }, { isCurrent: false });
    await refreshStandings(manager, event, [citationId]);
  } else if (isType(event, 'conflict.resolved')) {
    const { citationId, stageId, verdict, reasons, note } = event.payload;
    await manager.update(ResolutionEntity, { citationId, stageId, isCurrent: true }, { isCurrent: false });
    await manager.insert(ResolutionEntity, {
      ...common,
      id: event.id,
      citationId,
      stageId,
      memberId: event.actor.member,
      verdict,
      reasons,
      reportedReason: await firstReason(event, reasons, manager),
      note,
      isCurrent: true,
    });
    await refreshStandings(manager, event, [citationId]);
  } else if (isType(event, 'conflict.discussed')) {
    const { citationId, stageId, text } = event.payload;
    await manager.insert(CommentEntity, {
      id: event.id,
      reviewId: event.reviewId,
      citationId,
      stageId,
      memberId: event.actor.member,
      text,
      at: event.at,
    });
  } else if (isType(event, 'standing.reopened')) {
    const { citationId, stageId, clear } = event.payload;
    await manager.update(ResolutionEntity, { citationId, stageId, isCurrent: true }, { isCurrent: false });
    if (clear) await manager.update(DecisionEntity, { citationId, stageId, isCurrent: true }, { isCurrent: false });
    await refreshStandings(manager, event, [citationId]);
  }
}

/**
 * Nothing is written as often, hence plain SQL, and nothing that the act has read is read again: the set it knows, with
 * this decision in it, is the set as it would be read now.
 */
async function applyDecisionMade(
  event: LedgerEvent<'decision.made'>,
  manager: EntityManager,
  known?: Known,
): Promise<void> {
  const { citationId, stageId, verdict, reasons, tags, note, quotations, imported, handed } = event.payload;
  const memberId = event.actor.member;
  const reportedReason = await firstReason(event, reasons, manager);
  const facts = known instanceof StageFacts ? known : null;
  if (!facts || facts.hasDecided(memberId)) {
    await manager.sql`
      UPDATE decision SET is_current = false
      WHERE citation_id = ${citationId} AND stage_id = ${stageId} AND member_id = ${memberId} AND is_current = true`;
  }
  const row = {
    id: event.id,
    review_id: event.reviewId,
    stage_id: stageId,
    citation_id: citationId,
    member_id: memberId,
    verdict,
    reasons: JSON.stringify(reasons),
    reported_reason: reportedReason,
    tags: JSON.stringify(tags),
    note,
    quotations: quotations ? JSON.stringify(quotations) : null,
    import_id: imported?.importId ?? null,
    handed: handed ? JSON.stringify(handed) : null,
    protocol_version: event.protocolVersion,
    at: event.at,
    seq: event.seq,
    is_current: true,
    is_first_locked: false,
  };
  await putRows(manager, 'decision', [row]);
  if (facts) {
    const made = { citationId, stageId, memberId, verdict, reportedReason, isCurrent: true, isFirstLocked: false };
    await refreshSets(manager, event, facts.stages, [withDecision(facts.set, made)]);
  } else {
    await refreshStandings(manager, event, [citationId]);
  }
}

/** The ticked reason that comes first in protocol order; ids the protocol does not know stay behind those it knows. */
async function firstReason(
  event: LedgerEvent,
  reasons: readonly string[],
  manager: EntityManager,
): Promise<string | null> {
  if (reasons.length === 0) return null;
  const order = await reasonOrder(manager, event.reviewId, event.protocolVersion);
  return order.find((reason) => reasons.includes(reason)) ?? reasons[0] ?? null;
}

/** A changed rule holds from its event on: every citation that has decisions at the stage is looked at anew. */
async function refreshStage(event: LedgerEvent, manager: EntityManager, stageId: string): Promise<void> {
  const rows = await manager.find(StandingEntity, { where: { stageId }, select: { citationId: true } });
  await refreshStandings(
    manager,
    event,
    rows.map((row) => row.citationId),
  );
}

/** All that stand at one place now. */
async function refreshPlace(event: LedgerEvent, manager: EntityManager, place: Place): Promise<void> {
  const rows = await manager.find(CitationEntity, { where: { reviewId: event.reviewId, place }, select: { id: true } });
  await refreshStandings(
    manager,
    event,
    rows.map((row) => row.id),
  );
}

/** Where a stage asks everyone, its pending citations hang on who everyone is. */
async function refreshEveryoneStages(event: LedgerEvent, manager: EntityManager): Promise<void> {
  const stages = await manager.findBy(StageEntity, { reviewId: event.reviewId });
  const ids = stages.filter((stage) => stage.rule.readers === 'everyone').map((stage) => stage.id);
  if (ids.length === 0) return;
  const rows = await manager.find(StandingEntity, {
    where: { stageId: In(ids), basis: 'none' },
    select: { citationId: true },
  });
  await refreshStandings(
    manager,
    event,
    rows.map((row) => row.citationId),
  );
}

async function insertAll<T extends object>(
  manager: EntityManager,
  entity: new () => T,
  rows: readonly T[],
): Promise<void> {
  for (let i = 0; i < rows.length; i += CHUNK) {
    await manager
      .createQueryBuilder()
      .insert()
      .into(entity)
      .values(rows.slice(i, i + CHUNK) as never)
      .updateEntity(false)
      .execute();
  }
}
