import type { EntityManager } from 'typeorm';
import type { ReportUse } from '@shared/domain/prisma/report-uses';
import { CitationEntity } from '../citations/citation.entity';
import { ReportUseEntity } from './study.entity';

/** Included reports by what they are used in; what was said of a copy holds for the record that stayed. */
export async function usesOf(
  manager: EntityManager,
  reviewId: string,
): Promise<ReadonlyMap<ReportUse, ReadonlySet<string>>> {
  const rows = await manager
    .createQueryBuilder(ReportUseEntity, 'u')
    .innerJoin(CitationEntity, 'e', 'e.id = u.citationId')
    .innerJoin(CitationEntity, 'c', 'c.id = COALESCE(e.mergedInto, e.id)')
    .select('u.usedIn', 'usedIn')
    .addSelect('c.id', 'citationId')
    .where('u.reviewId = :reviewId AND c.place = :place', { reviewId, place: 'included' })
    .getRawMany<{ usedIn: ReportUse; citationId: string }>();
  const uses = new Map<ReportUse, Set<string>>();
  for (const { usedIn, citationId } of rows) uses.set(usedIn, (uses.get(usedIn) ?? new Set()).add(citationId));
  return uses;
}
