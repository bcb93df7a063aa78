import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Recall, RecallQuery } from '@shared/contracts/ranking';
import { DEFAULT_RANKER } from '@shared/domain/ranking/config';
import {
  type Reading,
  recallFrontier,
  remainingEstimate,
  sinceLastRelevant,
  stoppingTest,
} from '@shared/domain/ranking/stopping';
import { Refusal } from '@shared/domain/refusal';
import { StandingEntity } from '../citations/citation.entity';
import { Database } from '../platform/database/database';
import type { Membership } from '../platform/http/route';
import { StageEntity } from '../screening/decision.entity';
import { volumeOf } from '../stages/stage-citations';
import { RelevanceService } from './relevance.service';

/** What a lead may know of how much has been found: it rests on final standings alone. */
@Injectable()
export class RecallService {
  constructor(
    private readonly database: Database,
    private readonly relevance: RelevanceService,
  ) {}

  async of({ reviewId }: Membership, stageId: string, target: RecallQuery): Promise<Recall> {
    const { stage, reading } = await this.database.read(async (manager) => {
      const found = await stageOf(manager, reviewId, stageId);
      return { stage: found, reading: await readingOf(manager, found) };
    });
    const isUsed = ['relevance', 'uncertain'].includes(stage.rule.order);
    const { p, isMet } = stoppingTest(reading, target);
    return {
      ...reading,
      positions: [...reading.positions],
      target,
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

export async function stageOf(manager: EntityManager, reviewId: string, stageId: string): Promise<StageEntity> {
  const stage = await manager.findOneBy(StageEntity, { id: stageId, reviewId });
  if (!stage) throw new Refusal('no_such_stage', 'There is no such stage in this review.', 404);
  return stage;
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
