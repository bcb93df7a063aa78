import type { Permission } from '@shared/domain/access/roles';
import type { EventType } from '@shared/domain/ledger/events';

/** What a stream may say has changed. It never says what, by whom or which record. */
export type Topic = 'review' | 'team' | 'protocol' | 'stages' | 'imports' | 'duplicates' | 'records';

/**
 * The topics of event types, and who may hear of each. Whatever is about decisions is absent on purpose: that something
 * was decided may show to nobody before the citation is complete, and a stream would show the moment of it.
 */
const TOPICS: readonly [prefix: string, topic: Topic, may: Permission][] = [
  ['review.', 'review', 'review.read'],
  ['member.', 'team', 'team.read'],
  ['protocol.', 'protocol', 'protocol.read'],
  ['stage.', 'stages', 'stages.read'],
  ['batch.', 'stages', 'stages.read'],
  ['search.', 'imports', 'searches.read'],
  ['import.', 'imports', 'searches.read'],
  ['duplicates.', 'duplicates', 'duplicates.read'],
  ['citation.', 'records', 'records.edit'],
];

export function topicOf(type: EventType): { topic: Topic; may: Permission } | null {
  const found = TOPICS.find(([prefix]) => type.startsWith(prefix));
  return found ? { topic: found[1], may: found[2] } : null;
}
