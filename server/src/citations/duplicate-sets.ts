import type { EntityManager } from 'typeorm';
import type { DecisionFact, ResolutionFact, Standing } from '@shared/domain/screening/standing';
import type { CitationEntity } from './citation.entity';

/** What a citation's place in the flow follows from, and the place stored of it. */
export type CitationFacts = Pick<
  CitationEntity,
  | ('id' | 'reviewId' | 'ordinal' | 'mergedInto' | 'isWithdrawn' | 'removed' | 'retrieval' | 'classified')
  | ('place' | 'screenReason' | 'assessReason')
>;

interface AtStage {
  citationId: string;
  stageId: string;
}

export type SetDecision = AtStage & DecisionFact & { isCurrent: boolean; isFirstLocked: boolean };
export type SetResolution = AtStage & ResolutionFact;
export type SetStanding = AtStage & Omit<Standing, 'missing'>;

/** A citation with its copies, and everything decided and derived on any of them at any stage. */
export interface DuplicateSet {
  kept: CitationFacts;
  copies: CitationFacts[];
  /** Those that were changed or withdrawn too. */
  decisions: SetDecision[];
  /** The current ones. */
  resolutions: SetResolution[];
  /** As stored. */
  standings: SetStanding[];
}

/** The set once a member has decided: their earlier decision on the same record counts no more. */
export function withDecision(set: DuplicateSet, made: SetDecision): DuplicateSet {
  const isReplaced = (one: SetDecision): boolean =>
    one.citationId === made.citationId && one.stageId === made.stageId && one.memberId === made.memberId;
  const before = set.decisions.map((one) => (isReplaced(one) ? { ...one, isCurrent: false } : one));
  return { ...set, decisions: [...before, made] };
}

/**
 * The duplicate sets that citations of the review belong to, in a handful of statements however many they are. Written
 * as plain SQL, since every decision begins with it.
 */
export async function duplicateSets(
  manager: EntityManager,
  reviewId: string,
  citationIds: readonly string[],
): Promise<DuplicateSet[]> {
  const citations = new Map<string, CitationFacts>();
  const named = await addCitations(manager, citations, citationIds);
  const roots = new Set(named.filter((one) => one.reviewId === reviewId).map((one) => one.mergedInto ?? one.id));
  const missing = [...roots].filter((root) => !citationIds.includes(root));
  if (missing.length > 0) await addCitations(manager, citations, missing);

  const sets = new Map<string, DuplicateSet>();
  for (const root of roots) {
    const kept = citations.get(root);
    if (kept) sets.set(root, { kept, copies: [], decisions: [], resolutions: [], standings: [] });
  }
  const setOf = new Map([...sets].map(([id, set]) => [id, set]));
  for (const citation of citations.values()) {
    const set = citation.mergedInto === null ? undefined : sets.get(citation.mergedInto);
    if (!set) continue;
    set.copies.push(citation);
    setOf.set(citation.id, set);
  }
  const ids = [...setOf.keys()];
  if (ids.length === 0) return [];
  for (const row of await rowsOn(manager, ids)) addTo(setOf.get(row.citationId) as DuplicateSet, row);
  return [...sets.values()];
}

/** Reads the citations and the copies of each; answers all that were found. */
async function addCitations(
  manager: EntityManager,
  into: Map<string, CitationFacts>,
  ids: readonly string[],
): Promise<CitationFacts[]> {
  const columns = `id, review_id AS "reviewId", ordinal, merged_into AS "mergedInto", is_withdrawn AS "isWithdrawn", removed,
    retrieval, classified, place, screen_reason AS "screenReason", assess_reason AS "assessReason"`;
  // Two branches, each with its own index: an OR makes SQLite read the whole review.
  const rows = await manager.sql<CitationFacts[]>`
    SELECT ${() => columns} FROM citation WHERE id IN (${() => [...ids]})
    UNION ALL
    SELECT ${() => columns} FROM citation WHERE merged_into IN (${() => [...ids]})`;
  for (const row of rows) into.set(row.id, { ...row, isWithdrawn: Boolean(row.isWithdrawn) });
  return rows;
}

/** A row of one of three tables; what a table does not have is null or false. */
interface AnyRow extends AtStage {
  kind: 'decision' | 'resolution' | 'standing';
  memberId: string | null;
  /** The verdict, or the standing. */
  outcome: string;
  basis: string | null;
  reportedReason: string | null;
  isCurrent: boolean;
  isFirstLocked: boolean;
  isComplete: boolean;
}

/** One statement for three tables: on a busy machine it is the number of statements that takes the time. */
function rowsOn(manager: EntityManager, ids: string[]): Promise<AnyRow[]> {
  return manager.sql<AnyRow[]>`
    SELECT 'decision' AS kind, citation_id AS "citationId", stage_id AS "stageId", member_id AS "memberId",
      verdict AS outcome, NULL AS basis, reported_reason AS "reportedReason", is_current AS "isCurrent",
      is_first_locked AS "isFirstLocked", false AS "isComplete"
    FROM decision WHERE citation_id IN (${() => ids})
    UNION ALL
    SELECT 'resolution', citation_id, stage_id, member_id, verdict, NULL, reported_reason, true, false, false
    FROM resolution WHERE citation_id IN (${() => ids}) AND is_current = true
    UNION ALL
    SELECT 'standing', citation_id, stage_id, NULL, standing, basis, reported_reason, true, false, is_complete
    FROM standing WHERE citation_id IN (${() => ids})`;
}

function addTo(set: DuplicateSet, row: AnyRow): void {
  const { citationId, stageId, reportedReason } = row;
  const at = { citationId, stageId, reportedReason };
  if (row.kind === 'decision') {
    set.decisions.push({
      ...at,
      memberId: row.memberId as string,
      verdict: row.outcome as SetDecision['verdict'],
      isCurrent: Boolean(row.isCurrent),
      isFirstLocked: Boolean(row.isFirstLocked),
    });
  } else if (row.kind === 'resolution') {
    set.resolutions.push({ ...at, verdict: row.outcome as SetResolution['verdict'] });
  } else {
    set.standings.push({
      ...at,
      standing: row.outcome as SetStanding['standing'],
      basis: row.basis as SetStanding['basis'],
      isComplete: Boolean(row.isComplete),
    });
  }
}
