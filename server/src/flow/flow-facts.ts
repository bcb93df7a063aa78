import type { EntityManager } from 'typeorm';
import type { FlowGroup, StudyCounts } from '@shared/domain/prisma/flow';
import type { CycleStudies } from '@shared/domain/prisma/living';
import type { SourceKind } from '@shared/domain/ledger/events';
import type { Place } from '@shared/domain/screening/place';
import { SearchEntity } from '../citations/citation.entity';
import { placeCounts } from '../citations/place-counts';
import { ProtocolVersionEntity } from '../protocol/protocol.entity';
import { PreviousVersionEntity } from './flow.entity';
import { type CountedStudies, countStudies } from './study-counts';

/** Everything a diagram is computed from, small whatever the size of the review. */
export interface FlowFacts {
  groups: FlowGroup[];
  studies: CountedStudies;
  previous: { studies: number; reports: number } | null;
  reasons: { id: string; label: string }[];
  sources: { searchId: string; source: string; kind: SourceKind }[];
}

export async function flowFacts(manager: EntityManager, reviewId: string): Promise<FlowFacts> {
  const rows = await placeCounts(manager, reviewId);
  const searches = await manager.find(SearchEntity, { where: { reviewId }, order: { recordedAt: 'ASC', id: 'ASC' } });
  const reasons = await reasonLabels(manager, reviewId);
  const labels = new Map(reasons.map(({ id, label }) => [id, label]));
  const names = new Map(searches.map((search) => [search.id, search.details.source]));
  const labelOf = (id: string | null): string | null => (id === null ? null : (labels.get(id) ?? id));
  const groups = rows.flatMap((row) => {
    const source = names.get(row.searchId) ?? row.searchId;
    const reasonsOf = { screen: labelOf(row.screenReason), assess: labelOf(row.assessReason) };
    const group = groupOf(row.place, { ...row, source }, reasonsOf);
    return group ? [group] : [];
  });
  const previous = await manager.findOneBy(PreviousVersionEntity, { reviewId });
  return {
    groups,
    studies: await countStudies(manager, reviewId),
    previous: previous && { studies: previous.studies, reports: previous.reports },
    reasons,
    sources: searches.map(({ id, details }) => ({ searchId: id, source: details.source, kind: details.sourceKind })),
  };
}

/** Reasons in protocol order, in the words of the version in force; those of earlier versions follow. */
export async function reasonLabels(manager: EntityManager, reviewId: string): Promise<{ id: string; label: string }[]> {
  const versions = await manager.find(ProtocolVersionEntity, { where: { reviewId }, order: { version: 'DESC' } });
  const labels = new Map<string, string>();
  for (const { document } of versions) {
    for (const { id, label } of document.exclusionReasons) if (!labels.has(id)) labels.set(id, label);
  }
  return [...labels].map(([id, label]) => ({ id, label }));
}

const ARM_OF_DATABASES: readonly SourceKind[] = ['database', 'register'];

/** A place in the words of the diagram; null for records that count nowhere. */
export function groupOf(
  place: Place,
  from: { n: number; sourceKind: SourceKind; source: string; cycle: number },
  reasons: { screen: string | null; assess: string | null },
): FlowGroup | null {
  const start: FlowGroup = {
    n: from.n,
    arm: ARM_OF_DATABASES.includes(from.sourceKind) ? 'databases' : 'other',
    sourceKind: from.sourceKind,
    source: from.source,
    cycle: from.cycle,
    duplicate: false,
    removed: null,
    titleAbstract: null,
    titleAbstractBy: null,
    retrieval: null,
    fullText: null,
    reason: null,
    reasonTitleAbstract: null,
    conflict: null,
  };
  const sought: FlowGroup = { ...start, titleAbstract: 'include', titleAbstractBy: 'person' };
  const assessed: FlowGroup = { ...sought, retrieval: 'retrieved' };
  const out: FlowGroup = { ...start, titleAbstract: 'exclude', reasonTitleAbstract: reasons.screen };
  switch (place) {
    case 'withdrawn':
      return null;
    case 'duplicate':
      return { ...start, duplicate: true };
    case 'removed-automation':
      return { ...start, removed: 'automation' };
    case 'removed-other':
      return { ...start, removed: 'other' };
    case 'screening':
      return start;
    case 'screening-conflict':
      return { ...start, conflict: 'title-abstract' };
    case 'screened-out':
      return { ...out, titleAbstractBy: 'person' };
    case 'screened-out-automation':
      return { ...out, titleAbstractBy: 'automation' };
    case 'retrieval':
      return sought;
    case 'not-retrieved':
      return { ...sought, retrieval: 'not-retrieved' };
    case 'assessing':
      return assessed;
    case 'assessing-conflict':
      return { ...assessed, conflict: 'full-text' };
    case 'assessed-out':
      return { ...assessed, fullText: 'exclude', reason: reasons.assess };
    case 'awaiting':
    case 'ongoing':
      return { ...assessed, fullText: place };
    case 'included':
      return { ...assessed, fullText: 'include' };
    default:
      throw new Error(`the flow does not know the place "${String(place)}"`);
  }
}

/** What each cycle adds: a study counts in the cycle of its first included report. */
export function studiesByCycle({ groups, studies, previous }: FlowFacts): CycleStudies {
  const cycles = [
    ...new Set([...groups.map((group) => group.cycle), ...studies.cycles.map((study) => study.cycle)]),
  ].sort((a, b) => a - b);
  const first = cycles[0] ?? 1;
  return Object.fromEntries(
    (cycles.length > 0 ? cycles : [first]).map((cycle) => [
      cycle,
      {
        newStudies: studies.cycles.find((study) => study.cycle === cycle)?.newStudies ?? 0,
        newReportsOfPreviousStudies: studies.cycles.find((study) => study.cycle === cycle)?.laterReports ?? 0,
        previousStudies: cycle === first ? (previous?.studies ?? null) : null,
        previousReports: cycle === first ? (previous?.reports ?? null) : null,
        // A synthesis is of all there is by then.
        ...(cycle === (cycles.at(-1) ?? first) ? usedCounts(studies.uses) : {}),
      },
    ]),
  );
}

const usedCounts = (uses: CountedStudies['uses']): Partial<StudyCounts> => ({
  studiesAfterAppraisal: uses.appraisal?.studies ?? null,
  studiesInMetaAnalysis: uses['meta-analysis']?.studies ?? null,
  reportsInMetaAnalysis: uses['meta-analysis']?.reports ?? null,
});
