import { Between, type EntityManager, In } from 'typeorm';
import { type Judged, judgedIn } from '@shared/domain/references/judgements';
import { CitationEntity, ReferenceEntity } from '../citations/citation.entity';

/** A record of an import with what its file says people decided. */
export interface JudgedRecord extends Judged {
  /** The record's own citation. */
  id: string;
  /** The citation that readers see: another one where the record was found to be a copy. */
  keptId: string;
}

/** Records from the first to the last place in the file; those the file says nothing of are left out. */
export async function judgedRecords(
  manager: EntityManager,
  importId: string,
  first: number,
  last: number,
): Promise<JudgedRecord[]> {
  const references = await manager.find(ReferenceEntity, {
    where: { importId, position: Between(first, last) },
    order: { position: 'ASC' },
    select: { id: true, position: true, rest: true },
  });
  const judged = references
    .map(({ id, rest }) => ({ id, ...judgedIn(rest) }))
    .filter(({ judgements, labels }) => judgements.length > 0 || labels.length > 0);
  if (judged.length === 0) return [];
  const citations = await manager.find(CitationEntity, {
    where: { id: In(judged.map(({ id }) => id)) },
    select: { id: true, mergedInto: true },
  });
  const keptOf = new Map(citations.map(({ id, mergedInto }) => [id, mergedInto ?? id]));
  return judged.map((one) => ({ ...one, keptId: keptOf.get(one.id) ?? one.id }));
}
