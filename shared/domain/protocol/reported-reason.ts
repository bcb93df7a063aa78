import type { ExclusionReason, ProtocolDocument } from './protocol';

type Reasons = Pick<ProtocolDocument, 'exclusionReasons'>;

/**
 * The one reason that a report's exclusion is printed under: of those ticked, the first in protocol order.
 *
 * The order in which they were ticked, and by whom, plays no part, so a reader's or an adjudicator's ticks give the
 * same number in the flow diagram. Ids that this version does not know (a reason that an amendment removed) are
 * passed over; null when none is known.
 */
export function reportedReason(reasonIds: Iterable<string>, protocol: Reasons): ExclusionReason | null {
  const ticked = new Set(reasonIds);
  return protocol.exclusionReasons.find((reason) => ticked.has(reason.id)) ?? null;
}

/** The ticked ids in protocol order, each once; ids this version does not know follow as they came. */
export function reasonIdsInProtocolOrder(reasonIds: Iterable<string>, protocol: Reasons): string[] {
  const ticked = new Set(reasonIds);
  const known = new Set<string>();
  for (const reason of protocol.exclusionReasons) if (ticked.has(reason.id)) known.add(reason.id);
  return [...known, ...[...ticked].filter((id) => !known.has(id))];
}
