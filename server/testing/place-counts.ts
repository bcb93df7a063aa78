import type { EntityManager } from 'typeorm';
import { canonical } from '@shared/domain/ledger/canonical';
import { type PlaceCount, placeCounts } from '../src/citations/place-counts';
import { CitationEntity } from '../src/citations/citation.entity';

/** The counts that the database keeps must be those of the records themselves. */
export async function proveCounts(manager: EntityManager, reviewId: string): Promise<void> {
  const keys = ['place', 'searchId', 'sourceKind', 'cycle', 'screenReason', 'assessReason'] as const;
  const citations = await manager.find(CitationEntity, { where: { reviewId } });
  const counted = new Map<string, number>();
  const keyOf = (row: Omit<PlaceCount, 'n'>): string => canonical(keys.map((key) => row[key]));
  for (const citation of citations) counted.set(keyOf(citation), (counted.get(keyOf(citation)) ?? 0) + 1);
  const kept = new Map((await placeCounts(manager, reviewId)).map((row) => [keyOf(row), row.n]));
  const isSame = kept.size === counted.size && [...counted].every(([key, n]) => kept.get(key) === n);
  if (!isSame) throw new Error(`the kept counts ${canonical([...kept])} are not ${canonical([...counted])}`);
}
