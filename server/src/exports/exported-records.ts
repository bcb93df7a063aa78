import { type EntityManager, In } from 'typeorm';
import { withoutJudgements } from '@shared/domain/references/judgements';
import type { Exported } from '@shared/domain/references/own-notes';
import { tagsOf } from '../citations/citation-tags';
import { viewOf } from '../citations/best-view';
import { CitationEntity, ReferenceEntity, StandingEntity } from '../citations/citation.entity';
import { DecisionEntity } from '../screening/decision.entity';

export interface Wording {
  reasons: ReadonlyMap<string, string>;
  sources: ReadonlyMap<string, string>;
}

/**
 * Records as readers see them, corrections and all, with where they stand as labels. What an imported file says of decisions
 * goes out again, but for those that were taken over and are not final yet: they are as sealed as any vote.
 */
export async function exportedRecords(
  manager: EntityManager,
  citations: readonly CitationEntity[],
  wording: Wording,
): Promise<Exported[]> {
  if (citations.length === 0) return [];
  const references = await manager.findBy(ReferenceEntity, { id: In(citations.map((citation) => citation.id)) });
  const byId = new Map(references.map((reference) => [reference.id, reference]));
  const tags = await tagsOf(manager, new Map(citations.map(({ id }) => [id, id])));
  const groups = await groupsOf(manager, citations);
  const sealed = await sealedIn(manager, citations);
  return citations.flatMap((citation) => {
    const reference = byId.get(citation.id);
    if (!reference) return [];
    const record = exported(citation, reference, wording, tags.get(citation.id) ?? [], groups.get(citation.id));
    return [sealed.has(citation.id) ? { ...record, reference: withoutJudgements(record.reference) } : record];
  });
}

/** Records with a decision taken over from their file whose citation still lacks a final standing there. */
async function sealedIn(manager: EntityManager, citations: readonly CitationEntity[]): Promise<ReadonlySet<string>> {
  const found = await manager
    .createQueryBuilder(DecisionEntity, 'd')
    .innerJoin(CitationEntity, 'c', 'c.id = d.citationId')
    .leftJoin(
      StandingEntity,
      's',
      's.stage_id = d.stage_id AND s.citation_id = COALESCE(c.merged_into, c.id) AND s.is_complete = :yes',
    )
    .select('DISTINCT d.citation_id', 'id')
    .where('d.citationId IN (:...ids) AND d.isCurrent = :yes', { ids: citations.map(({ id }) => id), yes: true })
    .andWhere('d.import_id IS NOT NULL AND s.citation_id IS NULL')
    .getRawMany<{ id: string }>();
  return new Set(found.map(({ id }) => id));
}

/** Of copies the number of the record that they were joined to: the same for a whole set. */
async function groupsOf(
  manager: EntityManager,
  citations: readonly CitationEntity[],
): Promise<ReadonlyMap<string, number>> {
  const kept = new Set(citations.flatMap(({ mergedInto }) => mergedInto ?? []));
  if (kept.size === 0) return new Map();
  const roots = await manager.find(CitationEntity, {
    where: { id: In([...kept]) },
    select: { id: true, ordinal: true },
  });
  const numbers = new Map(roots.map(({ id, ordinal }) => [id, ordinal]));
  return new Map(
    citations.flatMap(({ id, mergedInto }) => {
      const number = mergedInto === null ? undefined : numbers.get(mergedInto);
      return number === undefined ? [] : [[id, number] as const];
    }),
  );
}

function exported(
  citation: CitationEntity,
  reference: ReferenceEntity,
  { reasons, sources }: Wording,
  tags: readonly string[],
  group: number | undefined,
): Exported {
  const { rest, raw } = reference;
  const view = viewOf(reference, citation.overlay);
  // A corrected year has no month or day; those of the record would contradict it.
  const date = view.year === reference.year ? rest.date : view.year === null ? null : String(view.year);
  const named = (id: string): string => reasons.get(id) ?? id;
  return {
    reference: { ...rest, ...view, type: rest.type, date, raw },
    labels: {
      record: [String(citation.ordinal)],
      group: group === undefined ? [] : [String(group)],
      place: [citation.place],
      source: [sources.get(citation.searchId) ?? citation.searchId],
      cycle: [String(citation.cycle)],
      'screening-reason': citation.screenReason ? [named(citation.screenReason)] : [],
      reason: citation.assessReason ? [named(citation.assessReason)] : [],
      removed: citation.removedWhy ? [citation.removedWhy] : [],
      retrieval: citation.retrievalWhy ? [citation.retrievalWhy] : [],
      tags,
    },
  };
}

/** The labels that get a column of their own in tables. */
export const LABEL_COLUMNS = [
  'record',
  'group',
  'place',
  'source',
  'cycle',
  'screening-reason',
  'reason',
  'removed',
  'retrieval',
  'tags',
];
