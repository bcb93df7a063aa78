import type { EntityManager } from 'typeorm';
import { Refusal } from '@shared/domain/refusal';
import {
  type CitationFacts,
  type DuplicateSet,
  duplicateSets,
  type SetDecision,
  type SetStanding,
} from '../citations/duplicate-sets';
import type { StageEntity } from './decision.entity';
import { stagesOf } from './review-stages';

/** Everything the rules ask about one citation at one stage. */
export class StageFacts {
  constructor(
    readonly stage: StageEntity,
    /** All stages of the review. */
    readonly stages: readonly StageEntity[],
    /** The citation with its copies and what was decided on them. */
    readonly set: DuplicateSet,
  ) {}

  get citation(): CitationFacts {
    return this.set.kept;
  }

  /** Ids of the whole duplicate set, the kept copy first. */
  get setIds(): string[] {
    return [this.set.kept.id, ...this.set.copies.map((copy) => copy.id)];
  }

  /** Current decisions on the whole set at this stage. */
  get decisions(): SetDecision[] {
    return this.decisionsAt(this.stage);
  }

  /** Whether a decision of the member stands, on this record or on a copy of it. */
  hasDecided(memberId: string): boolean {
    return this.decisions.some((decision) => decision.memberId === memberId);
  }

  get standing(): SetStanding | null {
    const { set, stage } = this;
    return set.standings.find((row) => row.citationId === set.kept.id && row.stageId === stage.id) ?? null;
  }

  /** Whether somebody settled a conflict here. */
  get isResolved(): boolean {
    return this.set.resolutions.some((resolution) => resolution.stageId === this.stage.id);
  }

  /** Whether the set was decided on at full text. */
  get isAssessed(): boolean {
    const fullText = this.stages.find((stage) => stage.kind === 'full-text');
    return fullText !== undefined && this.decisionsAt(fullText).length > 0;
  }

  private decisionsAt({ id }: StageEntity): SetDecision[] {
    return this.set.decisions.filter((decision) => decision.isCurrent && decision.stageId === id);
  }
}

/** @throws Refusal where the stage or the citation is not of this review, or the citation is a copy of another. */
export async function stageFacts(
  manager: EntityManager,
  reviewId: string,
  stageId: string,
  citationId: string,
): Promise<StageFacts> {
  const stages = await stagesOf(manager, reviewId);
  const stage = stages.find((one) => one.id === stageId);
  if (!stage) throw new Refusal('no_such_stage', 'There is no such stage in this review.', 404);
  const [set] = await duplicateSets(manager, reviewId, [citationId]);
  if (!set) throw new Refusal('no_such_citation', 'There is no such citation in this review.', 404);
  if (set.kept.id !== citationId) {
    throw new Refusal(
      'merged_away',
      'This record was found to be a copy of another one since you were shown it. Nothing was recorded; go on with the next.',
      409,
      { mergedInto: set.kept.id },
    );
  }
  return new StageFacts(stage, stages, set);
}

/** Whether something was built on the standing: a resolution, a comment, or a step after this stage. */
export async function isUsed(manager: EntityManager, facts: StageFacts): Promise<boolean> {
  const { stage, citation, setIds } = facts;
  if (facts.isResolved) return true;
  if (stage.kind === 'title-abstract' && (citation.retrieval || citation.classified || facts.isAssessed)) return true;
  const comments = await manager.sql<object[]>`
    SELECT 1 FROM comment WHERE citation_id IN (${() => setIds}) AND stage_id = ${stage.id} LIMIT 1`;
  return comments.length > 0;
}
