import type { Standing } from './standing';

/**
 * The one place in the flow where a citation is at this moment. Every PRISMA box is a count of places; history is never
 * counted. The order of the tests below is the order of the diagram.
 */
export const PLACES = [
  'withdrawn',
  'duplicate',
  'removed-automation',
  'removed-other',
  'screening',
  'screening-conflict',
  'screened-out',
  'screened-out-automation',
  'retrieval',
  'not-retrieved',
  'assessing',
  'assessing-conflict',
  'assessed-out',
  'awaiting',
  'ongoing',
  'included',
] as const;
export type Place = (typeof PLACES)[number];

export interface PlaceFacts {
  /** The import it came with was withdrawn: it counts nowhere. */
  isWithdrawn: boolean;
  /** Citation it was merged into, or null. */
  mergedInto: string | null;
  removed: 'automation' | 'other' | null;
  titleAbstract: Standing;
  /** Whether a person stopped the screening and the machine's order left it unread. */
  isLeftByStop: boolean;
  retrieval: 'sought' | 'retrieved' | 'not-retrieved' | null;
  classified: 'awaiting' | 'ongoing' | null;
  fullText: Standing;
}

export function placeOf(facts: PlaceFacts): Place {
  if (facts.isWithdrawn) return 'withdrawn';
  if (facts.mergedInto !== null) return 'duplicate';
  if (facts.removed) return facts.removed === 'automation' ? 'removed-automation' : 'removed-other';
  if (facts.titleAbstract.standing === 'pending') return facts.isLeftByStop ? 'screened-out-automation' : 'screening';
  if (facts.titleAbstract.standing === 'conflict') return 'screening-conflict';
  if (facts.titleAbstract.standing === 'excluded') return 'screened-out';
  if (facts.retrieval === 'not-retrieved') return 'not-retrieved';
  if (facts.retrieval !== 'retrieved') return 'retrieval';
  if (facts.classified) return facts.classified;
  if (facts.fullText.standing === 'pending') return 'assessing';
  if (facts.fullText.standing === 'conflict') return 'assessing-conflict';
  if (facts.fullText.standing === 'excluded') return 'assessed-out';
  return 'included';
}
