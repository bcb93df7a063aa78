import type { EntityManager, SelectQueryBuilder } from 'typeorm';
import type { RecordsQuery } from '@shared/contracts/screening';
import { CitationEntity } from './citation.entity';

const DATABASE_KINDS = ['database', 'register'];

/** Which records: as the list of records and the files made from it are asked for them. */
export type Choice = Omit<RecordsQuery, 'q' | 'asOf' | 'after' | 'limit'>;

/**
 * The citations (`c`) of a choice, in no order and whatever words they hold: the list and the files add the words each in
 * the way that pages fastest for it.
 */
export function chosenCitations(
  manager: EntityManager,
  reviewId: string,
  choice: Choice,
): SelectQueryBuilder<CitationEntity> {
  const builder = manager.createQueryBuilder(CitationEntity, 'c').where('c.reviewId = :reviewId', { reviewId });
  if (choice.place) builder.andWhere('c.place IN (:...places)', { places: choice.place.split(',') });
  // What was taken back with its import is asked for by name, or not at all.
  else if (!choice.importId) builder.andWhere('c.place <> :withdrawn', { withdrawn: 'withdrawn' });
  if (choice.searchId) builder.andWhere('c.searchId = :searchId', { searchId: choice.searchId });
  if (choice.importId) builder.andWhere('c.importId = :importId', { importId: choice.importId });
  if (choice.sourceKind) builder.andWhere('c.sourceKind IN (:...kinds)', { kinds: choice.sourceKind.split(',') });
  if (choice.arm) {
    const not = choice.arm === 'databases' ? '' : 'NOT ';
    builder.andWhere(`c.sourceKind ${not}IN (:...armKinds)`, { armKinds: DATABASE_KINDS });
  }
  if (choice.reason) {
    builder.andWhere('(c.screenReason = :reason OR c.assessReason = :reason)', { reason: choice.reason });
  }
  if (choice.tag) {
    builder.andWhere(
      `c.id IN (SELECT COALESCE(e.merged_into, e.id) FROM citation_tag t JOIN citation e ON e.id = t.citation_id
        WHERE t.review_id = :reviewId AND t.tag = :tag)`,
      { tag: choice.tag },
    );
  }
  if (choice.usedIn) {
    builder.andWhere(
      `c.id IN (SELECT COALESCE(e.merged_into, e.id) FROM report_use u JOIN citation e ON e.id = u.citation_id
        WHERE u.review_id = :reviewId AND u.used_in = :usedIn)`,
      { usedIn: choice.usedIn },
    );
  }
  if (choice.stageId && choice.upToVersion !== undefined) settledUpTo(builder, choice.stageId, choice.upToVersion);
  if (choice.cycle !== undefined) builder.andWhere('c.cycle = :cycle', { cycle: choice.cycle });
  return builder;
}

/** The citations that an amendment's figures count (`ImpactService`): complete, the oldest decision under `version` or before. */
function settledUpTo(builder: SelectQueryBuilder<CitationEntity>, stageId: string, version: number): void {
  builder.andWhere('c.mergedInto IS NULL AND c.isWithdrawn = :notWithdrawn', { notWithdrawn: false }).andWhere(
    `EXISTS (SELECT 1 FROM standing s WHERE s.citation_id = c.id AND s.stage_id = :stageId AND s.is_complete = :yes)
       AND c.id IN (SELECT COALESCE(e.merged_into, e.id) FROM decision d JOIN citation e ON e.id = d.citation_id
         WHERE d.review_id = :reviewId AND d.stage_id = :stageId AND d.is_current = :yes
           AND d.protocol_version <= :version)`,
    { stageId, version, yes: true },
  );
}
