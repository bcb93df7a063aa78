import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Done } from '@shared/contracts/basics';
import type { ConfirmationDrawn, NewConfirmation, Recall, RecallQuery, Stopping } from '@shared/contracts/ranking';
import type { StageTurn } from '@shared/contracts/stages';
import { DEFAULT_RANKER } from '@shared/domain/ranking/config';
import { confirmationSize } from '@shared/domain/ranking/sample-estimate';
import {
  type Reading,
  recallFrontier,
  remainingEstimate,
  sinceLastRelevant,
  stoppingTest,
} from '@shared/domain/ranking/stopping';
import { type StoppingTarget, stoppingTarget } from '@shared/domain/protocol/protocol';
import { Refusal } from '@shared/domain/refusal';
import { isRanked, isTeamOrder } from '@shared/domain/screening/rule';
import type { StageStop } from '@shared/domain/screening/stop';
import { CitationEntity, StandingEntity } from '../citations/citation.entity';
import { Database } from '../platform/database/database';
import type { Membership } from '../platform/http/route';
import { EventEntity } from '../platform/ledger/event.entity';
import { Ledger } from '../platform/ledger/ledger';
import { ProtocolVersionEntity } from '../protocol/protocol.entity';
import { ReviewEntity } from '../reviews/review.entity';
import type { StageEntity } from '../screening/decision.entity';
import { drawFrom, volumeOf, waitingAt } from '../stages/stage-citations';
import { openStage, stageOf } from '../stages/stages.service';
import { RelevanceService } from './relevance.service';
import { auditOf, confirmationAt } from './samples';

/** What a lead may know of how much has been found: it rests on final standings alone. */
@Injectable()
export class RecallService {
  constructor(
    private readonly database: Database,
    private readonly ledger: Ledger,
    private readonly relevance: RelevanceService,
  ) {}

  /** Ends the step: its criterion must be met, and nothing may be half read or unsettled. */
  async stop(
    { reviewId, memberId }: Membership,
    stageId: string,
    { id, ...request }: Stopping,
  ): Promise<{ id: string }> {
    return this.ledger.act({ reviewId, id, memberId, request: { stageId, ...request } }, async (act) => {
      const stage = await openStage(act.manager, reviewId, stageId);
      assertStoppable(stage);
      assertTarget(await targetInForce(act.manager, reviewId), request);
      await assertSettled(act.manager, stage);
      const { recall, confidence, reason, method = 'hypergeometric' } = request;
      const reading = await readingOf(act.manager, stage);
      const sample = await readSample(act.manager, stage, request);
      const { p, frontier, upTo } =
        method === 'random-sample'
          ? confirmed(sample)
          : { ...tested(reading, request), upTo: await lastOrdinal(act.manager, reviewId) };
      const unread = await waitingAt(act.manager, stage).andWhere('c.ordinal <= :upTo', { upTo }).getCount();
      const stop: StageStop = {
        method,
        recall,
        confidence,
        total: reading.total,
        read: reading.read,
        found: reading.positions.length,
        p,
        frontier,
        unread,
        upTo,
        model: isRanked(stage.rule) ? DEFAULT_RANKER.model : null,
        ...(sample && stage.confirmation ? { sample: { ...stage.confirmation, relevant: sample.relevant } } : {}),
        reason,
      };
      await act.append('stage.stopped', { stageId, stop });
      return { id };
    });
  }

  /**
   * Draws a random sample of what is unread. It is drawn from all that is not final, half-read records too: which of them
   * somebody has begun must not show in it.
   */
  draw(
    { reviewId, memberId }: Membership,
    stageId: string,
    { id, ...request }: NewConfirmation,
  ): Promise<ConfirmationDrawn> {
    return this.ledger.act({ reviewId, id, memberId, request: { stageId, ...request } }, async (act) => {
      const stage = await openStage(act.manager, reviewId, stageId);
      assertStoppable(stage);
      assertTarget(await targetInForce(act.manager, reviewId), request);
      await readSample(act.manager, stage, request);
      const found = (await readingOf(act.manager, stage)).positions.length;
      const unread = await waitingAt(act.manager, stage).getCount();
      const { recall, confidence, seed } = request;
      const wanted = request.size ?? Math.max(1, confirmationSize(unread, found, request));
      const citationIds = await drawFrom(waitingAt(act.manager, stage), seed, wanted);
      if (citationIds.length === 0) {
        throw new Refusal('nothing_unread', 'Nothing at this stage is unread, so there is nothing to draw from.');
      }
      const size = citationIds.length;
      const upTo = await lastOrdinal(act.manager, reviewId);
      await act.append('stage.sampled', {
        stageId,
        sample: { size, seed, recall, confidence, unread, found, upTo, citationIds },
      });
      return { id, size, unread };
    });
  }

  /** Takes the sample back: what was decided on it stays, and the queue goes on in its order. */
  withdrawSample({ reviewId, memberId }: Membership, stageId: string, { id, reason }: StageTurn): Promise<Done> {
    return this.ledger.act({ reviewId, id, memberId, request: { stageId, reason } }, async (act) => {
      const stage = await openStage(act.manager, reviewId, stageId);
      if (!stage.confirmation) throw noSample();
      await act.append('stage.sample-withdrawn', { stageId, reason });
      return { id };
    });
  }

  async of({ reviewId }: Membership, stageId: string, asked: RecallQuery): Promise<Recall> {
    const { stage, target, protocolTarget, reading, unread, audit, confirmation, learntTo } = await this.database.read(
      async (manager) => {
        const found = await stageOf(manager, reviewId, stageId);
        const fixed = await targetInForce(manager, reviewId);
        const { recall, confidence } = fixed ?? USUAL_TARGET;
        const wanted = { recall: asked.recall ?? recall, confidence: asked.confidence ?? confidence };
        const read = await readingOf(manager, found);
        return {
          stage: found,
          protocolTarget: fixed,
          target: wanted,
          reading: read,
          unread: await waitingAt(manager, found).getCount(),
          audit: await auditOf(manager, found, read),
          confirmation: await confirmationAt(manager, found, wanted),
          learntTo: await momentOf(manager, reviewId, read.lastSeq),
        };
      },
    );
    const isUsed = isRanked(stage.rule);
    const { p, isMet } = stoppingTest(reading, target);
    return {
      total: reading.total,
      read: reading.read,
      positions: [...reading.positions],
      target,
      protocolTarget,
      test: { p, isMet },
      frontier: recallFrontier(reading, target.confidence),
      estimate: remainingEstimate(reading),
      audit,
      confirmation,
      confirmationSize: confirmationSize(unread, reading.positions.length, target),
      sinceLastRelevant: sinceLastRelevant(reading),
      model: {
        name: DEFAULT_RANKER.model,
        isUsed,
        isTeam: isTeamOrder(stage.rule),
        learntTo,
        protocol: isUsed ? await this.relevance.guidanceOf(reviewId) : null,
        reading: isUsed ? this.relevance.readingIn(reviewId) : null,
      },
    };
  }
}

/** Asked for where the protocol fixes nothing. */
const USUAL_TARGET: StoppingTarget = { recall: 0.95, confidence: 0.95 };

function assertStoppable(stage: StageEntity): void {
  if (stage.kind === 'title-abstract') return;
  throw new Refusal('stop_elsewhere', 'Only the screening of titles and abstracts can be stopped early.');
}

/** Ordinal of the last record in the review: what comes in later a stop does not touch. */
const lastOrdinal = async (manager: EntityManager, reviewId: string): Promise<number> =>
  (await manager.maximum(CitationEntity, 'ordinal', { reviewId })) ?? 0;

/** The heuristic test over the reading so far. */
function tested(reading: Reading, target: StoppingTarget): { p: number; frontier: number } {
  const { p, isMet } = stoppingTest(reading, target);
  const frontier = recallFrontier(reading, target.confidence);
  if (isMet && p !== null) return { p, frontier };
  throw new Refusal(
    'criterion_not_met',
    'The stopping criterion is not met yet. Nothing was changed; go on screening, or close the step without stopping it.',
    409,
    { p, frontier },
  );
}

/** The strict test, on the confirmation sample. */
function confirmed(sample: Recall['confirmation']): { p: number; frontier: number; upTo: number } {
  if (!sample?.result) throw noSample();
  const { p, isMet, recall } = sample.result;
  if (isMet) return { p, frontier: recall, upTo: sample.upTo };
  throw new Refusal(
    'not_confirmed',
    'The sample does not confirm the target: too much may remain. Nothing was changed; go on screening.',
    409,
    { p, frontier: recall },
  );
}

const noSample = (): Refusal => new Refusal('no_sample', 'No confirmation sample is drawn at this stage.', 409);

/** The confirmation sample, if there is one; while it is being read nothing can be stopped on it or beside it. */
async function readSample(
  manager: EntityManager,
  stage: StageEntity,
  target: StoppingTarget,
): Promise<Recall['confirmation']> {
  const sample = await confirmationAt(manager, stage, target);
  if (!sample || sample.result) return sample;
  throw new Refusal(
    'sample_open',
    `${sample.final} of ${sample.size} records of the confirmation sample are final. Read it to the end, or withdraw it; nothing was changed.`,
    409,
    { final: sample.final, size: sample.size },
  );
}

async function targetInForce(manager: EntityManager, reviewId: string): Promise<StoppingTarget | null> {
  const { protocolVersion: version } = await manager.findOneByOrFail(ReviewEntity, { id: reviewId });
  const inForce = await manager.findOneBy(ProtocolVersionEntity, { reviewId, version });
  return inForce && stoppingTarget(inForce.document);
}

/** A target chosen after reading is none: another than the protocol's needs an amendment, with its reason. */
function assertTarget(fixed: StoppingTarget | null, asked: StoppingTarget): void {
  if (!fixed || (fixed.recall === asked.recall && fixed.confidence === asked.confidence)) return;
  throw new Refusal(
    'other_target',
    'The protocol fixes another target. Stop on that one, or amend the protocol; nothing was changed.',
    409,
    { recall: fixed.recall, confidence: fixed.confidence },
  );
}

async function assertSettled(manager: EntityManager, stage: StageEntity): Promise<void> {
  const at = { reviewId: stage.reviewId };
  const conflicts = await manager.countBy(CitationEntity, { ...at, place: 'screening-conflict' });
  const halfRead = await manager
    .createQueryBuilder(CitationEntity, 'c')
    .where('c.reviewId = :reviewId AND c.place = :place', { ...at, place: 'screening' })
    .andWhere(
      'EXISTS (SELECT 1 FROM decision d WHERE d.citation_id = c.id AND d.stage_id = :stageId AND d.is_current = :yes)',
      { stageId: stage.id, yes: true },
    )
    .getCount();
  if (conflicts + halfRead === 0) return;
  throw new Refusal(
    'not_settled',
    `${halfRead} records still lack a decision and ${conflicts} conflicts are open. Settle them first; nothing was changed.`,
    409,
    { halfRead, conflicts },
  );
}

/** Final standings in the order in which they became final, and the entry that made the last so. An open conflict is not read yet. */
async function readingOf(manager: EntityManager, stage: StageEntity): Promise<Reading & { lastSeq: number | null }> {
  const { citations } = await volumeOf(manager, stage);
  const final = await manager
    .createQueryBuilder(StandingEntity, 's')
    .select('s.standing', 'standing')
    .addSelect('s.settledSeq', 'seq')
    .where('s.stageId = :stageId AND s.isComplete = :yes', { stageId: stage.id, yes: true })
    .andWhere(`s.standing IN ('included', 'excluded')`)
    .andWhere(
      'EXISTS (SELECT 1 FROM citation c WHERE c.id = s.citation_id AND c.merged_into IS NULL AND c.is_withdrawn = :no)',
      {
        no: false,
      },
    )
    .orderBy('s.settledSeq')
    .addOrderBy('s.citationId')
    .getRawMany<{ standing: string; seq: number }>();
  return {
    total: Math.max(citations, final.length),
    read: final.length,
    positions: final.flatMap(({ standing }, at) => (standing === 'included' ? [at + 1] : [])),
    lastSeq: final.at(-1)?.seq ?? null,
  };
}

async function momentOf(manager: EntityManager, reviewId: string, seq: number | null): Promise<string | null> {
  if (seq === null) return null;
  return (await manager.findOneByOrFail(EventEntity, { reviewId, seq })).at;
}
