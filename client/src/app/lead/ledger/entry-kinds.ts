import type { EventType } from '@shared/domain/ledger/events';

/** Kinds of entries as the filter offers them; the first of "screening" takes decisions and their withdrawals at once. */
export const ENTRY_GROUPS: readonly { key: string; types: readonly EventType[] }[] = [
  {
    key: 'review',
    types: [
      'review.created',
      'review.described',
      'review.archived',
      'review.restored',
      'member.joined',
      'member.roles-set',
      'member.left',
      'member.returned',
    ],
  },
  {
    key: 'protocol',
    types: [
      'protocol.published',
      'stage.added',
      'stage.ruled',
      'stage.closed',
      'stage.stopped',
      'stage.sampled',
      'stage.sample-withdrawn',
      'stage.opened',
      'batch.assigned',
      'batch.withdrawn',
    ],
  },
  {
    key: 'records',
    types: [
      'search.recorded',
      'search.corrected',
      'import.begun',
      'import.chunk',
      'import.finished',
      'import.withdrawn',
      'import.restored',
      'duplicates.merged',
      'duplicates.split',
      'duplicates.asked',
      'duplicates.linked',
      'duplicates.dismissed',
      'duplicates.ruled',
      'citation.removed',
      'citation.returned',
      'citation.corrected',
      'citation.tagged',
    ],
  },
  { key: 'screening', types: ['standing.reopened', 'conflict.resolved', 'conflict.discussed'] },
  {
    key: 'reports',
    types: [
      'retrieval.recorded',
      'full-text.attached',
      'full-text.detached',
      'report.classified',
      'study.formed',
      'study.changed',
      'study.dissolved',
      'reports.used',
      'previous-version.recorded',
    ],
  },
];

/** Both together: a filter on one of them alone would tell of a sealed entry which it is. */
export const DECISIONS = 'decision.made,decision.withdrawn';

/** Fields of an entry that say something by themselves, in the order they are kept; the rest is in the entry as it is kept. */
export function factsOf(payload: unknown): { field: string; value: string }[] {
  if (typeof payload !== 'object' || payload === null) return [];
  return Object.entries(payload).flatMap(([field, value]: [string, unknown]) => {
    if (/Ids?$/.test(field)) return [];
    if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') {
      return [{ field, value: String(value) }];
    }
    const isWords = Array.isArray(value) && value.length > 0 && value.every((one) => typeof one === 'string');
    return isWords ? [{ field, value: value.join(', ') }] : [];
  });
}

/** Records that an entry is about, each once; of entries about duplicates those of their sets and pairs. */
export function citationsOf(payload: unknown): string[] {
  const entry = (payload ?? {}) as Record<string, unknown>;
  const lists = [entry['sets'], entry['questions'], entry['links'], entry['pairs']].filter(Array.isArray);
  const parts = [entry, ...(lists.flat() as unknown[])].filter((part) => typeof part === 'object' && part !== null);
  const ids = parts.flatMap((part) => {
    const { citationId, citationIds, memberIds, a, b } = part as Record<string, unknown>;
    // Members of a set are records; elsewhere they are people.
    return [citationId, citationIds, citationId === undefined ? [] : memberIds, a, b].flat();
  });
  return [...new Set(ids.filter((id): id is string => typeof id === 'string'))];
}
