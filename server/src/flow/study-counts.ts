import type { EntityManager } from 'typeorm';
import type { ReportUse } from '@shared/domain/prisma/report-uses';
import { CitationEntity } from '../citations/citation.entity';
import { usesOf } from '../studies/report-uses';
import { StudyReportEntity } from '../studies/study.entity';

export interface StudyCount {
  cycle: number;
  /** Studies whose first included report came in this cycle. */
  newStudies: number;
  /** Included reports of this cycle whose study an earlier cycle had brought. */
  laterReports: number;
}

/** Studies and reports that are used further on. */
export interface UseCount {
  studies: number;
  reports: number;
}

export interface CountedStudies {
  cycles: StudyCount[];
  /** Uses that nobody speaks of are absent. */
  uses: Partial<Record<ReportUse, UseCount>>;
}

/** Studies behind the included reports; a report that nobody put into a study is a study of its own. */
export async function countStudies(manager: EntityManager, reviewId: string): Promise<CountedStudies> {
  const reports = await manager.find(CitationEntity, {
    where: { reviewId, place: 'included' },
    select: { id: true, cycle: true },
  });
  // What was said of a copy holds for the record that stayed.
  const rows = await manager
    .createQueryBuilder(StudyReportEntity, 's')
    .innerJoin(CitationEntity, 'c', 'c.id = s.citationId')
    .select('s.studyId', 'studyId')
    .addSelect('COALESCE(c.mergedInto, c.id)', 'citationId')
    .where('s.reviewId = :reviewId', { reviewId })
    .getRawMany<{ studyId: string; citationId: string }>();
  const studiesOf = new Map<string, string[]>();
  for (const { studyId, citationId } of rows) {
    studiesOf.set(citationId, [...(studiesOf.get(citationId) ?? []), studyId]);
  }
  const studyIdsOf = (id: string): string[] => studiesOf.get(id) ?? [id];
  const uses = await usesOf(manager, reviewId);
  return {
    cycles: countedStudies(reports.map(({ id, cycle }) => ({ cycle, studyIds: studyIdsOf(id) }))),
    uses: Object.fromEntries(
      [...uses].map(([use, ids]) => [use, { reports: ids.size, studies: new Set([...ids].flatMap(studyIdsOf)).size }]),
    ),
  };
}

/** Reports with the studies they describe, counted by cycle. */
export function countedStudies(reports: readonly { cycle: number; studyIds: readonly string[] }[]): StudyCount[] {
  const firstOf = new Map<string, number>();
  for (const { cycle, studyIds } of reports) {
    for (const study of studyIds) firstOf.set(study, Math.min(cycle, firstOf.get(study) ?? cycle));
  }
  const counts = new Map<number, StudyCount>();
  const countOf = (cycle: number): StudyCount => {
    const count = counts.get(cycle) ?? { cycle, newStudies: 0, laterReports: 0 };
    counts.set(cycle, count);
    return count;
  };
  for (const cycle of firstOf.values()) countOf(cycle).newStudies++;
  for (const { cycle, studyIds } of reports) {
    const isLater = studyIds.every((study) => (firstOf.get(study) ?? cycle) < cycle);
    countOf(cycle).laterReports += isLater ? 1 : 0;
  }
  return [...counts.values()].sort((a, b) => a.cycle - b.cycle);
}
