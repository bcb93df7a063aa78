import type { Place } from '@shared/domain/screening/place';

export interface Candidate {
  id: string;
  place: Place;
  /** Order in which records came into the review. */
  ordinal: number;
  /** Whether it is a correction of another of the records. */
  isCorrection?: boolean;
}

/** From the least to the most advanced. */
const ADVANCE: readonly Place[] = [
  'withdrawn',
  'duplicate',
  'removed-automation',
  'removed-other',
  'screening',
  'screening-conflict',
  'screened-out-automation',
  'screened-out',
  'retrieval',
  'not-retrieved',
  'assessing',
  'assessing-conflict',
  'awaiting',
  'ongoing',
  'assessed-out',
  'included',
];

/**
 * Which of several records that are one stays as the citation: the most advanced in the flow, of equals an article before
 * its correction, then the one that came first. Places move only when a citation is complete at a stage, so the choice
 * shows nothing of decisions under way.
 *
 * @throws RangeError without a candidate
 */
export function keptOf<T extends Candidate>(candidates: readonly T[]): T {
  const [first, ...others] = candidates;
  if (!first) throw new RangeError('keptOf: candidates is empty');
  return others.reduce((kept, other) => {
    const lead = ADVANCE.indexOf(other.place) - ADVANCE.indexOf(kept.place);
    const rank = Number(kept.isCorrection ?? false) - Number(other.isCorrection ?? false);
    return (lead || rank || kept.ordinal - other.ordinal) > 0 ? other : kept;
  }, first);
}
