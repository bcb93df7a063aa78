/**
 * The one function that decides what of a decision anyone may see. Every reply, list, count, export and event stream
 * that touches decisions goes through it.
 *
 * Own decisions: always, whole. Others': nothing at all until the citation is complete at the stage; after that those
 * with the outcomes see the verdict and its reasons, and names only once nothing is left to settle.
 */
export type Sight = 'all' | 'nameless' | 'none';

export function sightOf(
  viewer: { memberId: string | null; seesOutcomes: boolean },
  decision: { memberId: string },
  citation: { isComplete: boolean; isConflict: boolean },
): Sight {
  if (viewer.memberId !== null && viewer.memberId === decision.memberId) return 'all';
  if (!citation.isComplete || !viewer.seesOutcomes) return 'none';
  return citation.isConflict ? 'nameless' : 'all';
}

/** Whether a member may be shown a conflict to settle: an adjudicator who is not one of its readers. */
export function mayAdjudicate(memberId: string, isAdjudicator: boolean, readerIds: readonly string[]): boolean {
  return isAdjudicator && !readerIds.includes(memberId);
}
