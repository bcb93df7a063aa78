import { type EntityManager, In } from 'typeorm';
import { chunksOf } from '../platform/database/rows';
import { CitationTagEntity } from './citation.entity';

/** The tags of records and their copies under the id of the record that was kept, in the order of the alphabet. */
export async function tagsOf(
  manager: EntityManager,
  keptOf: ReadonlyMap<string, string>,
): Promise<ReadonlyMap<string, string[]>> {
  const tags = new Map<string, Set<string>>();
  for (const ids of chunksOf([...keptOf.keys()])) {
    for (const { citationId, tag } of await manager.findBy(CitationTagEntity, { citationId: In(ids) })) {
      const kept = keptOf.get(citationId) ?? citationId;
      tags.set(kept, (tags.get(kept) ?? new Set()).add(tag));
    }
  }
  return new Map([...tags].map(([id, own]) => [id, [...own].sort()]));
}
