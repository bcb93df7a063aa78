import type { EntityManager, SelectQueryBuilder } from 'typeorm';
import { In } from 'typeorm';
import type { RecordsFileQuery } from '@shared/contracts/exports';
import type { Exported } from '@shared/domain/references/own-notes';
import { viewOf } from '../citations/best-view';
import { CitationEntity, ReferenceEntity } from '../citations/citation.entity';
import { textMatch } from '../citations/text-match';

const DATABASE_KINDS = ['database', 'register'];

export type Choice = Omit<RecordsFileQuery, 'format'>;

/** The citations that a list of records with the same query shows. */
export function chosenCitations(
  manager: EntityManager,
  reviewId: string,
  choice: Choice,
  dialect: 'sqlite' | 'postgres',
): SelectQueryBuilder<CitationEntity> {
  const builder = manager.createQueryBuilder(CitationEntity, 'c').where('c.reviewId = :reviewId', { reviewId });
  if (choice.place) builder.andWhere('c.place IN (:...places)', { places: choice.place.split(',') });
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
  if (choice.cycle !== undefined) builder.andWhere('c.cycle = :cycle', { cycle: choice.cycle });
  if (choice.q) textMatch(builder, 'c.id', choice.q, dialect);
  return builder;
}

export interface Wording {
  reasons: ReadonlyMap<string, string>;
  sources: ReadonlyMap<string, string>;
}

/** Records as readers see them, corrections and all, with where they stand as labels. */
export async function exportedRecords(
  manager: EntityManager,
  citations: readonly CitationEntity[],
  wording: Wording,
): Promise<Exported[]> {
  if (citations.length === 0) return [];
  const references = await manager.findBy(ReferenceEntity, { id: In(citations.map((citation) => citation.id)) });
  const byId = new Map(references.map((reference) => [reference.id, reference]));
  return citations.flatMap((citation) => {
    const reference = byId.get(citation.id);
    return reference ? [exported(citation, reference, wording)] : [];
  });
}

function exported(citation: CitationEntity, reference: ReferenceEntity, { reasons, sources }: Wording): Exported {
  const { rest, raw } = reference;
  const view = viewOf(reference, citation.overlay);
  // A corrected year has no month or day; those of the record would contradict it.
  const date = view.year === reference.year ? rest.date : view.year === null ? null : String(view.year);
  const named = (id: string): string => reasons.get(id) ?? id;
  return {
    reference: { ...rest, ...view, type: rest.type, date, raw },
    labels: {
      record: [String(citation.ordinal)],
      place: [citation.place],
      source: [sources.get(citation.searchId) ?? citation.searchId],
      cycle: [String(citation.cycle)],
      'screening-reason': citation.screenReason ? [named(citation.screenReason)] : [],
      reason: citation.assessReason ? [named(citation.assessReason)] : [],
      removed: citation.removedWhy ? [citation.removedWhy] : [],
      retrieval: citation.retrievalWhy ? [citation.retrievalWhy] : [],
    },
  };
}

/** The labels that get a column of their own in tables. */
export const LABEL_COLUMNS = [
  'record',
  'place',
  'source',
  'cycle',
  'screening-reason',
  'reason',
  'removed',
  'retrieval',
];
