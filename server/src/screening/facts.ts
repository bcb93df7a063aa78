import { type EntityManager, In } from 'typeorm';
import { mayDo } from '@shared/domain/access/roles';
import { Refusal } from '@shared/domain/refusal';
import { CitationEntity, StandingEntity } from '../citations/citation.entity';
import { MemberEntity } from '../reviews/review.entity';
import { CommentEntity, DecisionEntity, ResolutionEntity, StageEntity } from './decision.entity';

/** Everything the rules ask about one citation at one stage. */
export interface StageFacts {
  stage: StageEntity;
  citation: CitationEntity;
  /** Ids of the whole duplicate set, the kept copy first. */
  setIds: string[];
  decisions: DecisionEntity[];
  standing: StandingEntity | null;
}

/** @throws Refusal where the stage or the citation is not of this review, or the citation is a copy of another. */
export async function stageFacts(
  manager: EntityManager,
  reviewId: string,
  stageId: string,
  citationId: string,
): Promise<StageFacts> {
  const stage = await manager.findOneBy(StageEntity, { id: stageId, reviewId });
  if (!stage) throw new Refusal('no_such_stage', 'There is no such stage in this review.', 404);
  const citation = await manager.findOneBy(CitationEntity, { id: citationId, reviewId });
  if (!citation) throw new Refusal('no_such_citation', 'There is no such citation in this review.', 404);
  if (citation.mergedInto) {
    throw new Refusal(
      'merged_away',
      'This record was found to be a copy of another one since you were shown it. Nothing was recorded; go on with the next.',
      409,
      { mergedInto: citation.mergedInto },
    );
  }
  const copies = await manager.find(CitationEntity, { where: { mergedInto: citationId }, select: { id: true } });
  const setIds = [citationId, ...copies.map((copy) => copy.id)];
  const decisions = await manager.findBy(DecisionEntity, { citationId: In(setIds), stageId, isCurrent: true });
  const standing = await manager.findOneBy(StandingEntity, { citationId, stageId });
  return { stage, citation, setIds, decisions, standing };
}

/** Reviewers now in the review: what "everyone" means. */
export async function reviewerCount(manager: EntityManager, reviewId: string): Promise<number> {
  const members = await manager.findBy(MemberEntity, { reviewId });
  return members.filter((member) => !member.leftAt && mayDo(member.roles, 'screening.decide')).length;
}

/** Whether something was built on the standing: a resolution, a comment, or a step after this stage. */
export async function isUsed(manager: EntityManager, { stage, citation, setIds }: StageFacts): Promise<boolean> {
  const at = { citationId: In(setIds), stageId: stage.id };
  if (await manager.existsBy(ResolutionEntity, { ...at, isCurrent: true })) return true;
  if (await manager.existsBy(CommentEntity, at)) return true;
  if (stage.kind !== 'title-abstract') return false;
  if (citation.retrieval || citation.classified) return true;
  const fullText = await manager.findOneBy(StageEntity, { reviewId: citation.reviewId, kind: 'full-text' });
  if (!fullText) return false;
  return manager.existsBy(DecisionEntity, { citationId: In(setIds), stageId: fullText.id, isCurrent: true });
}
