import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Recall, RecallQuery, Stopping } from '@shared/contracts/ranking';
import { DEFAULT_RANKER } from '@shared/domain/ranking/config';
import {
  type Reading,
  recallFrontier,
  remainingEstimate,
  sinceLastRelevant,
  stoppingTest,
} from '@shared/domain/ranking/stopping';
import { type StoppingTarget, stoppingTarget } from '@shared/domain/protocol/protocol';
import { Refusal } from '@shared/domain/refusal';
import { isRanked } from '@shared/domain/screening/rule';
import type { StageStop } from '@shared/domain/screening/stop';
import { CitationEntity, StandingEntity } from '../citations/citation.entity';
import { Database } from '../platform/database/database';
import type { Membership } from '../platform/http/route';
import { Ledger } from '../platform/ledger/ledger';
import { ProtocolVersionEntity } from '../protocol/protocol.entity';
import { ReviewEntity } from '../reviews/review.entity';
import type { StageEntity } from '../screening/decision.entity';
import { volumeOf } from '../stages/stage-citations';
import { openStage, stageOf } from '../stages/stages.service';
import { RelevanceService } from './relevance.service';

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
      if (stage.kind !== 'title-abstract')
        throw new Refusal('stop_elsewhere', 'Only the screening of titles and abstracts can be stopped early.');
      assertTarget(await targetInForce(act.manager, reviewId), request);
      await assertSettled(act.manager, stage);
      const reading = await readingOf(act.manager, stage);
      const { p, isMet } = stoppingTest(reading, request);
      if (!isMet || p === null) {
        throw new Refusal(
          'criterion_not_met',
          'The stopping criterion is not met yet. Nothing was changed; go on screening, or close the step without stopping it.',
          409,
          { p, frontier: recallFrontier(reading, request.confidence) },
        );
      }
      const { recall, confidence, reason } = request;
      const stop: StageStop = {
        method: 'hypergeometric',
        recall,
        confidence,
        total: reading.total,
        read: reading.read,
        found: reading.positions.length,
        p,
        frontier: recallFrontier(reading, confidence),
        unread: reading.total - reading.read,
        upTo: (await act.manager.maximum(CitationEntity, 'ordinal', { reviewId })) ?? 0,
        model: isRanked(stage.rule) ? DEFAULT_RANKER.model : null,
        reason,
      };
      await act.append('stage.stopped', { stageId, stop });
      return { id };
    });
  }

  async of({ reviewId }: Membership, stageId: string, asked: RecallQuery): Promise<Recall> {
    const { stage, reading, protocolTarget } = await this.database.read(async (manager) => {
      const found = await stageOf(manager, reviewId, stageId);
      return {
        stage: found,
        reading: await readingOf(manager, found),
        protocolTarget: await targetInForce(manager, reviewId),
      };
    });
    const { recall, confidence } = protocolTarget ?? USUAL_TARGET;
    const target = { recall: asked.recall ?? recall, confidence: asked.confidence ?? confidence };
    const isUsed = isRanked(stage.rule);
    const { p, isMet } = stoppingTest(reading, target);
    return {
      ...reading,
      positions: [...reading.positions],
      target,
      protocolTarget,
      test: { p, isMet },
      frontier: recallFrontier(reading, target.confidence),
      estimate: remainingEstimate(reading),
      sinceLastRelevant: sinceLastRelevant(reading),
      model: {
        name: DEFAULT_RANKER.model,
        isUsed,
        protocol: isUsed ? await this.relevance.guidanceOf(reviewId) : null,
      },
    };
  }
}

/** Asked for where the protocol fixes nothing. */
const USUAL_TARGET: StoppingTarget = { recall: 0.95, confidence: 0.95 };

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

/** Final standings in the order in which they became final. An open conflict is not read yet. */
async function readingOf(manager: EntityManager, stage: StageEntity): Promise<Reading> {
  const { citations } = await volumeOf(manager, stage);
  const final = await manager
    .createQueryBuilder(StandingEntity, 's')
    .select('s.standing', 'standing')
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
    .getRawMany<{ standing: string }>();
  return {
    total: Math.max(citations, final.length),
    read: final.length,
    positions: final.flatMap(({ standing }, at) => (standing === 'included' ? [at + 1] : [])),
  };
}
