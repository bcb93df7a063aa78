import type { StageRule } from './rule';
import { type DecisionFact, type ResolutionFact, type Standing, standingOf } from './standing';

/** What was decided at one stage on one record of a duplicate set. */
export interface CopyFacts {
  decisions: readonly DecisionFact[];
  resolution: ResolutionFact | null;
}

/**
 * Where a duplicate set stands at a stage: the kept copy's decisions together with those made on the other copies, so
 * that no reader's work is asked for twice. Copies that had been settled differently are a conflict to resolve, and so
 * are different verdicts of one reader on two copies. (A set of one is the plain standing.)
 */
export function standingOfSet(
  kept: CopyFacts,
  others: readonly CopyFacts[],
  rule: StageRule,
  readerCount: number,
  reasonRank: (reason: string) => number,
): Standing {
  const alone = standingOf(kept.decisions, kept.resolution, rule, readerCount, reasonRank);
  const touched = others.filter((copy) => copy.decisions.length > 0 || copy.resolution !== null);
  if (touched.length === 0 || kept.resolution) return alone;
  const otherStandings = touched.map((copy) =>
    standingOf(copy.decisions, copy.resolution, rule, readerCount, reasonRank),
  );
  if (alone.isComplete || otherStandings.some((standing) => standing.isComplete)) {
    const settled = [alone, ...otherStandings].filter((standing) => standing.isComplete);
    if (new Set(settled.map((standing) => standing.standing)).size === 1) return settled[0] as Standing;
    return { standing: 'conflict', isComplete: true, missing: 0, reportedReason: null, basis: 'none' };
  }
  const pooled = new Map<string, DecisionFact>();
  for (const decision of [kept, ...touched].flatMap((copy) => copy.decisions)) {
    pooled.set(`${decision.memberId} ${decision.verdict}`, decision);
  }
  return standingOf([...pooled.values()], null, rule, readerCount, reasonRank);
}
