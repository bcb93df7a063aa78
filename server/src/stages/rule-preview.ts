import type { EntityManager } from 'typeorm';
import type { RulePreview } from '@shared/contracts/stages';
import type { StageRule } from '@shared/domain/screening/rule';
import { type CopyFacts, standingOfSet } from '@shared/domain/screening/set-standing';
import { missingDecisions, type Standing } from '@shared/domain/screening/standing';
import { DecisionEntity, ResolutionEntity, type StageEntity } from '../screening/decision.entity';

/** One citation in the flow with what was decided on it and on its copies at the stage. */
export interface DecidedCitation {
  kept: CopyFacts;
  others: CopyFacts[];
  isSought: boolean;
}

type Effect = Pick<RulePreview, 'moves' | 'changed' | 'stranded'> & { sure: number; possible: number };

/**
 * The effect of another rule on what was decided.
 *
 * Of citations that are complete everything may be said. Of the others nothing here depends on a verdict: `sure` counts
 * those with readers enough under the new rule, `possible` adds those that an include would complete there.
 */
export function effectOf(
  citations: readonly DecidedCitation[],
  now: StageRule,
  next: StageRule,
  readerCount: number,
  reasonRank: (reason: string) => number,
): Effect {
  const moves = new Map<string, { from: Standing['standing']; to: Standing['standing']; citations: number }>();
  const effect = { changed: 0, stranded: 0, sure: 0, possible: 0 };
  for (const { kept, others, isSought } of citations) {
    const before = standingOfSet(kept, others, now, readerCount, reasonRank);
    if (!before.isComplete) {
      const decisions = [kept, ...others].flatMap((copy) => copy.decisions);
      const isSure = missingDecisions(decisions, { ...next, secondReader: 'all' }, readerCount) === 0;
      if (isSure) effect.sure++;
      if (isSure || (next.secondReader === 'exclusions' && decisions.length > 0)) effect.possible++;
      continue;
    }
    const after = standingOfSet(kept, others, next, readerCount, reasonRank);
    const key = `${before.standing} ${after.standing}`;
    const move = moves.get(key) ?? { from: before.standing, to: after.standing, citations: 0 };
    move.citations++;
    moves.set(key, move);
    if (before.standing !== after.standing) effect.changed++;
    if (before.standing === 'included' && after.standing !== 'included' && isSought) effect.stranded++;
  }
  const order = ['included', 'excluded', 'conflict', 'pending'];
  const rank = (move: { from: string; to: string }): number => order.indexOf(move.from) * 10 + order.indexOf(move.to);
  return { ...effect, moves: [...moves.values()].sort((a, b) => rank(a) - rank(b)) };
}

/** Every citation in the flow that has a decision or a resolution at the stage, copies gathered under the kept one. */
export async function decidedCitations(manager: EntityManager, stage: StageEntity): Promise<DecidedCitation[]> {
  const { reviewId, id: stageId } = stage;
  const decisions = await manager.find(DecisionEntity, {
    where: { reviewId, stageId, isCurrent: true },
    select: { id: true, citationId: true, memberId: true, verdict: true, reportedReason: true },
  });
  const resolutions = await manager.findBy(ResolutionEntity, { reviewId, stageId, isCurrent: true });
  const rows = await manager
    .createQueryBuilder()
    .select(['c.id AS id', 'k.id AS root', 'c.is_withdrawn AS withdrawn', 'k.retrieval AS retrieval'])
    .from('citation', 'c')
    .innerJoin('citation', 'k', 'k.id = COALESCE(c.merged_into, c.id)')
    .where('c.review_id = :reviewId AND k.is_withdrawn = :no AND k.removed IS NULL', { reviewId, no: false })
    // Lists, not look-ups row by row: there is no index from a citation to its decisions at a stage.
    .andWhere(
      `(c.id IN (SELECT d.citation_id FROM decision d
          WHERE d.review_id = :reviewId AND d.stage_id = :stageId AND d.is_current = :yes)
        OR c.id IN (SELECT r.citation_id FROM resolution r
          WHERE r.review_id = :reviewId AND r.stage_id = :stageId AND r.is_current = :yes))`,
      { stageId, yes: true },
    )
    .getRawMany<{ id: string; root: string; withdrawn: boolean | number; retrieval: string | null }>();

  const facts = new Map<string, { decisions: DecisionEntity[]; resolution: ResolutionEntity | null }>();
  const factsOf = (id: string) => {
    const known = facts.get(id) ?? { decisions: [], resolution: null };
    facts.set(id, known);
    return known;
  };
  for (const decision of decisions) factsOf(decision.citationId).decisions.push(decision);
  for (const resolution of resolutions) factsOf(resolution.citationId).resolution = resolution;

  const sets = new Map<string, DecidedCitation>();
  for (const { id, root, withdrawn, retrieval } of rows) {
    const set = sets.get(root) ?? {
      kept: { decisions: [], resolution: null },
      others: [],
      isSought: retrieval !== null,
    };
    if (id === root) set.kept = factsOf(id);
    else if (!withdrawn) set.others.push(factsOf(id));
    sets.set(root, set);
  }
  return [...sets.values()];
}
