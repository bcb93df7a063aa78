import { Injectable } from '@nestjs/common';
import { type EntityManager, In } from 'typeorm';
import type { NewStudy, ReportsUsed, Studies, Study, StudyChange, StudyReport } from '@shared/contracts/studies';
import { REPORT_USES } from '@shared/domain/prisma/report-uses';
import { Refusal } from '@shared/domain/refusal';
import { CitationEntity } from '../citations/citation.entity';
import { Database } from '../platform/database/database';
import { notFound } from '../platform/http/problem.filter';
import type { Membership } from '../platform/http/route';
import { type Act, Ledger } from '../platform/ledger/ledger';
import { presentCitations } from '../screening/citation-views';
import { usesOf } from './report-uses';
import { StudyEntity, StudyReportEntity } from './study.entity';
import { labelOf, suggestStudies } from './suggest';

/** Places of reports that can describe a study. */
const STUDY_PLACES = ['included', 'awaiting', 'ongoing'] as const;

/** Studies and the reports they are described in. A report that nobody put into one stands for a study of its own. */
@Injectable()
export class StudiesService {
  constructor(
    private readonly database: Database,
    private readonly ledger: Ledger,
  ) {}

  list({ reviewId }: Membership): Promise<Studies> {
    return this.database.read(async (manager) => {
      const formed = await manager.find(StudyEntity, { where: { reviewId }, order: { label: 'ASC', id: 'ASC' } });
      const links = await manager.findBy(StudyReportEntity, { reviewId });
      const rows = await reportsIn(
        manager,
        reviewId,
        links.map(({ citationId }) => citationId),
      );
      const keptOf = new Map(rows.map((row) => [row.id, row.mergedInto ?? row.id]));
      const kept = rows.filter((row) => row.mergedInto === null);
      const reports = new Map((await presentStudyReports(manager, kept)).map((report) => [report.citationId, report]));
      const linked = new Map<string, Set<string>>();
      for (const { studyId, citationId } of links) {
        const id = keptOf.get(citationId) ?? citationId;
        linked.set(studyId, (linked.get(studyId) ?? new Set()).add(id));
      }
      const inStudies = new Set([...linked.values()].flatMap((ids) => [...ids]));
      const uses = await usesOf(manager, reviewId);
      const study = (id: string | null, label: string, own: StudyReport[]): Study => ({
        id,
        label,
        reports: inOrder(own),
        usedIn: REPORT_USES.filter((use) => own.some(({ citationId }) => uses.get(use)?.has(citationId))),
      });
      const given = formed.map(({ id, label }) =>
        study(
          id,
          label,
          [...(linked.get(id) ?? [])].flatMap((one) => reports.get(one) ?? []),
        ),
      );
      const alone = inOrder([...reports.values()])
        .filter((report) => report.place === 'included' && !inStudies.has(report.citationId))
        .map((report) => study(null, labelOf(report), [report]));
      const all = [...reports.values()].map((report) => ({ ...report, id: report.citationId }));
      const areTogether = (a: string, b: string): boolean =>
        [...linked.values()].some((ids) => ids.has(a) && ids.has(b));
      const studies = [...given, ...alone];
      return {
        studies,
        // What awaits classification or is ongoing, and nobody put into a study, is no report of one.
        reports: new Set(studies.flatMap((one) => one.reports.map(({ citationId }) => citationId))).size,
        suggestions: suggestStudies(all, areTogether).slice(0, 100),
      };
    });
  }

  form(me: Membership, { id, ...request }: NewStudy): Promise<{ id: string }> {
    const { studyId, label, staysElsewhere } = request;
    return this.ledger.act({ reviewId: me.reviewId, id, memberId: me.memberId, request }, async (act) => {
      if (await act.manager.existsBy(StudyEntity, { id: studyId })) {
        throw new Refusal('study_exists', 'A study with this id exists already. Reload and look.', 409);
      }
      const citationIds = await requireReports(act.manager, me.reviewId, request.citationIds);
      if (!staysElsewhere) await takeOut(act, citationIds, studyId);
      await act.append('study.formed', { studyId, label, citationIds });
      return { id };
    });
  }

  change(me: Membership, studyId: string, { id, ...rest }: StudyChange): Promise<{ id: string }> {
    const request = { studyId, ...rest };
    return this.ledger.act({ reviewId: me.reviewId, id, memberId: me.memberId, request }, async (act) => {
      await requireStudy(act.manager, me.reviewId, studyId);
      const citationIds = await requireReports(act.manager, me.reviewId, rest.citationIds);
      if (!rest.staysElsewhere) await takeOut(act, citationIds, studyId);
      await act.append('study.changed', { studyId, label: rest.label, citationIds });
      return { id };
    });
  }

  use(me: Membership, { id, ...request }: ReportsUsed): Promise<{ id: string }> {
    return this.ledger.act({ reviewId: me.reviewId, id, memberId: me.memberId, request }, async (act) => {
      const { isUsed, usedIn } = request;
      const citationIds = await requireReports(
        act.manager,
        me.reviewId,
        request.citationIds,
        isUsed ? ['included'] : STUDY_PLACES,
      );
      await act.append('reports.used', { citationIds, usedIn, isUsed });
      return { id };
    });
  }

  dissolve(me: Membership, studyId: string, id: string): Promise<{ id: string }> {
    return this.ledger.act({ reviewId: me.reviewId, id, memberId: me.memberId, request: { studyId } }, async (act) => {
      await requireStudy(act.manager, me.reviewId, studyId);
      await act.append('study.dissolved', { studyId });
      return { id };
    });
  }
}

async function requireStudy(manager: EntityManager, reviewId: string, studyId: string): Promise<void> {
  if (await manager.existsBy(StudyEntity, { id: studyId, reviewId })) return;
  throw new Refusal(notFound.code, notFound.detail, 404);
}

/** Ids of reports that may describe a study, in the order of the records. */
async function requireReports(
  manager: EntityManager,
  reviewId: string,
  ids: readonly string[],
  places: readonly string[] = STUDY_PLACES,
): Promise<string[]> {
  const wanted = [...new Set(ids)];
  const rows = await manager.find(CitationEntity, { where: { id: In(wanted), reviewId }, order: { ordinal: 'ASC' } });
  if (rows.length < wanted.length) throw new Refusal(notFound.code, notFound.detail, 404);
  const wrong = rows.find((row) => !places.includes(row.place));
  if (wrong) {
    throw new Refusal(
      'not_a_report_of_a_study',
      `Record ${wrong.ordinal} is not among the ${places.join(', ')} reports. Nothing was changed.`,
      422,
      { citationId: wrong.id },
    );
  }
  return rows.map((row) => row.id);
}

/** Takes reports out of every other study; one that would be left without reports is dissolved. */
async function takeOut(act: Act, citationIds: readonly string[], exceptStudyId: string): Promise<void> {
  const { manager, reviewId } = act;
  const links = await manager.findBy(StudyReportEntity, { reviewId, citationId: In([...citationIds]) });
  const studyIds = [...new Set(links.map(({ studyId }) => studyId))].filter((id) => id !== exceptStudyId).sort();
  for (const studyId of studyIds) {
    const study = await manager.findOneByOrFail(StudyEntity, { id: studyId, reviewId });
    const own = await manager.findBy(StudyReportEntity, { studyId, reviewId });
    const left = own.map(({ citationId }) => citationId).filter((id) => !citationIds.includes(id));
    if (left.length === 0) await act.append('study.dissolved', { studyId });
    else await act.append('study.changed', { studyId, label: study.label, citationIds: left.sort() });
  }
}

/** Included reports, and those that somebody put into a study with the records they were joined to since. */
async function reportsIn(
  manager: EntityManager,
  reviewId: string,
  linked: readonly string[],
): Promise<CitationEntity[]> {
  const byId = new Map<string, CitationEntity>();
  const add = (rows: readonly CitationEntity[]): void => rows.forEach((row) => byId.set(row.id, row));
  add(await manager.findBy(CitationEntity, { reviewId, place: In([...STUDY_PLACES]) }));
  const missing = linked.filter((id) => !byId.has(id));
  add(missing.length > 0 ? await manager.findBy(CitationEntity, { reviewId, id: In(missing) }) : []);
  const kept = [...byId.values()].flatMap(({ mergedInto }) =>
    mergedInto && !byId.has(mergedInto) ? [mergedInto] : [],
  );
  add(kept.length > 0 ? await manager.findBy(CitationEntity, { reviewId, id: In(kept) }) : []);
  return [...byId.values()];
}

async function presentStudyReports(manager: EntityManager, rows: readonly CitationEntity[]): Promise<StudyReport[]> {
  const reports: StudyReport[] = [];
  for (let i = 0; i < rows.length; i += 500) {
    const some = rows.slice(i, i + 500);
    const places = new Map(some.map((row) => [row.id, row.place]));
    for (const citation of await presentCitations(manager, some)) {
      const { id, ordinal, title, authors, year, journal, registryIds } = citation;
      const place = places.get(id) ?? 'included';
      reports.push({ citationId: id, ordinal, title, authors: authors ?? [], year, journal, registryIds, place });
    }
  }
  return reports;
}

const inOrder = (reports: readonly StudyReport[]): StudyReport[] => [...reports].sort((a, b) => a.ordinal - b.ordinal);
