import { type EntityManager, In } from 'typeorm';
import type { ComparedRecord } from '@shared/contracts/duplicates';
import { viewOf } from '../citations/best-view';
import { CitationEntity, ImportEntity, ReferenceEntity, SearchEntity } from '../citations/citation.entity';

/** Records as they were imported, by id: what a person compares. Nothing of what was decided on them goes in. */
export async function comparedRecords(
  manager: EntityManager,
  reviewId: string,
  ids: readonly string[],
): Promise<Map<string, ComparedRecord>> {
  const found = new Map<string, ComparedRecord>();
  if (ids.length === 0) return found;
  const citations = await manager.findBy(CitationEntity, { id: In([...ids]), reviewId });
  const references = await manager.findBy(ReferenceEntity, { id: In([...ids]), reviewId });
  const imports = await manager.findBy(ImportEntity, { id: In(unique(citations.map((c) => c.importId))) });
  const searches = await manager.findBy(SearchEntity, { id: In(unique(citations.map((c) => c.searchId))) });
  const roots = unique(citations.map((c) => c.mergedInto ?? c.id));
  const copies = await manager
    .createQueryBuilder(CitationEntity, 'c')
    .select(['c.mergedInto AS root', 'COUNT(*) AS n'])
    .where({ mergedInto: In(roots), isWithdrawn: false })
    .groupBy('c.mergedInto')
    .getRawMany<{ root: string; n: number | string }>();
  const copiesOf = new Map(copies.map(({ root, n }) => [root, Number(n)]));
  const referenceOf = new Map(references.map((reference) => [reference.id, reference]));
  for (const { id, ordinal, importId, searchId, mergedInto } of citations) {
    const reference = referenceOf.get(id);
    if (!reference) continue;
    found.set(id, {
      ...viewOf(reference, null),
      id,
      ordinal,
      source: searches.find((search) => search.id === searchId)?.details.source ?? '',
      fileName: imports.find((entity) => entity.id === importId)?.fileName ?? '',
      copies: copiesOf.get(mergedInto ?? id) ?? 0,
    });
  }
  return found;
}

const unique = <T>(values: readonly T[]): T[] => [...new Set(values)];
