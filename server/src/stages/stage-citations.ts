import { type EntityManager, type SelectQueryBuilder } from 'typeorm';
import type { Place } from '@shared/domain/screening/place';
import { CitationEntity, StandingEntity } from '../citations/citation.entity';
import { shuffleOf } from '../citations/citations.projector';
import type { StageEntity } from '../screening/decision.entity';

export type Step = 'title-abstract' | 'full-text';

/** Where a citation is while the step still waits for it; a report may be divided before its full text is here. */
const OPEN: Readonly<Record<Step, readonly Place[]>> = {
  'title-abstract': ['screening'],
  'full-text': ['retrieval', 'assessing'],
};

/** Where a citation is that takes part in the step or has been through it. */
const AT: Readonly<Record<Step, readonly Place[]>> = {
  'title-abstract': [
    ...(['screening', 'screening-conflict', 'screened-out', 'screened-out-automation', 'retrieval'] as const),
    ...([
      'not-retrieved',
      'assessing',
      'assessing-conflict',
      'assessed-out',
      'awaiting',
      'ongoing',
      'included',
    ] as const),
  ],
  'full-text': [
    ...(['retrieval', 'assessing', 'assessing-conflict', 'assessed-out', 'awaiting', 'ongoing', 'included'] as const),
  ],
};

/** The step whose criteria a stage applies: its own, or the one its pilot rehearses. */
export function stepOf(stage: StageEntity): Step {
  const kind = stage.kind === 'pilot' ? (stage.sample?.of ?? 'title-abstract') : stage.kind;
  return kind === 'full-text' ? 'full-text' : 'title-abstract';
}

export interface Volume {
  citations: number;
  complete: number;
  undivided: number;
}

export async function volumeOf(manager: EntityManager, stage: StageEntity): Promise<Volume> {
  const all = citationsAt(manager, stage);
  const citations = await all.getCount();
  const complete = await all.clone().andWhere(`EXISTS (${completeAt})`, { yes: true }).getCount();
  return { citations, complete, undivided: await undivided(manager, stage).getCount() };
}

/** Citations (`c`) that take part in the stage or have been through it; `:stageId` is set. */
export const citationsAt = (manager: EntityManager, stage: StageEntity): SelectQueryBuilder<CitationEntity> =>
  atStage(manager, stage, stage.kind === 'pilot' ? null : AT[stepOf(stage)]);

/** Citations that still wait for the step, complete ones and open conflicts left out. */
export const waitingAt = (manager: EntityManager, stage: StageEntity): SelectQueryBuilder<CitationEntity> =>
  atStage(manager, stage, OPEN[stepOf(stage)]);

/** Citations that are not complete at the stage and in none of its standing batches. */
export function undivided(manager: EntityManager, stage: StageEntity): SelectQueryBuilder<CitationEntity> {
  return atStage(manager, stage, stage.kind === 'pilot' ? null : OPEN[stepOf(stage)])
    .andWhere(`NOT EXISTS (${completeAt})`, { yes: true })
    .andWhere('c.id NOT IN (SELECT a.citation_id FROM assignment a WHERE a.stage_id = :stageId)');
}

/**
 * The ids of `size` citations drawn at random, or of all for null; in the order drawn. Which ones come hangs on the seed
 * and the ids alone.
 */
export async function drawFrom(
  query: SelectQueryBuilder<CitationEntity>,
  seed: number,
  size: number | null,
): Promise<string[]> {
  const rows = await query.select('c.id', 'id').getRawMany<{ id: string }>();
  const drawn = rows
    .map(({ id }) => ({ id, at: shuffleOf(`${seed} ${id}`) }))
    .sort((a, b) => a.at - b.at || (a.id < b.id ? -1 : 1));
  return (size === null ? drawn : drawn.slice(0, size)).map(({ id }) => id);
}

/** Citations that a pilot of the step may take: waiting to be read, and in no other pilot of it. */
export function forPilot(manager: EntityManager, reviewId: string, of: Step): SelectQueryBuilder<CitationEntity> {
  const places: readonly Place[] = of === 'full-text' ? ['assessing'] : ['screening'];
  return manager
    .createQueryBuilder(CitationEntity, 'c')
    .where('c.reviewId = :reviewId AND c.place IN (:...places)', { reviewId, places })
    .andWhere('c.id NOT IN (SELECT x.citation_id FROM stage_sample x WHERE x.review_id = :reviewId)');
}

const completeAt = `SELECT 1 FROM standing s
  WHERE s.citation_id = c.id AND s.stage_id = :stageId AND s.is_complete = :yes`;

function atStage(
  manager: EntityManager,
  stage: StageEntity,
  places: readonly Place[] | null,
): SelectQueryBuilder<CitationEntity> {
  const query = manager
    .createQueryBuilder(CitationEntity, 'c')
    .where('c.reviewId = :reviewId', { reviewId: stage.reviewId })
    .setParameter('stageId', stage.id);
  if (places) return query.andWhere('c.place IN (:...places)', { places });
  return query
    .andWhere('c.mergedInto IS NULL AND c.isWithdrawn = :no AND c.removed IS NULL', { no: false })
    .andWhere('c.id IN (SELECT x.citation_id FROM stage_sample x WHERE x.stage_id = :stageId)');
}

/** Whether anything at the stage is complete, so that its rule has already decided something. */
export function hasComplete(manager: EntityManager, stageId: string): Promise<boolean> {
  return manager.existsBy(StandingEntity, { stageId, isComplete: true });
}
