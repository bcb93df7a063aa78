import { Injectable } from '@nestjs/common';
import { type EntityManager, In } from 'typeorm';
import type {
  NewClassification,
  NewRetrieval,
  ReportCounts,
  Reports,
  ReportsChanged,
  ReportsQuery,
  RetrievalSettings,
} from '@shared/contracts/full-texts';
import { Refusal } from '@shared/domain/refusal';
import { CitationEntity } from '../citations/citation.entity';
import { textMatch } from '../citations/text-match';
import { Database } from '../platform/database/database';
import { notFound } from '../platform/http/problem.filter';
import type { Membership } from '../platform/http/route';
import { Ledger } from '../platform/ledger/ledger';
import { TodoCounters } from '../reviews/todo';
import { RetrievalSettingEntity } from './full-text.entity';
import { ALL_REPORT_PLACES, filesOf, presentReports, REPORT_PLACES, stateOf } from './report-rows';

/** Places at which a report was assessed: going back behind that needs a reopening. */
const ASSESSED = ['assessing-conflict', 'assessed-out', 'included'];

/** Reports on their way: what is sought, what came, what could not be had and why. */
@Injectable()
export class RetrievalService {
  constructor(
    private readonly database: Database,
    private readonly ledger: Ledger,
    todos: TodoCounters,
  ) {
    todos.register('toRetrieve', (me) => this.toRetrieve(me));
  }

  list(me: Membership, query: ReportsQuery): Promise<Reports> {
    return this.database.read(async (manager) => {
      const places = query.state ? REPORT_PLACES[query.state] : ALL_REPORT_PLACES;
      const builder = manager
        .createQueryBuilder(CitationEntity, 'c')
        .where('c.reviewId = :reviewId AND c.place IN (:...places)', { reviewId: me.reviewId, places })
        .andWhere('c.ordinal > :after', { after: query.after });
      if (query.withoutFile) {
        builder.andWhere(`NOT EXISTS (SELECT 1 FROM full_text f WHERE f.citation_id = c.id)`);
      }
      if (query.q) textMatch(builder, 'c.id', query.q, this.database.dialect);
      const found = await builder
        .orderBy('c.ordinal', 'ASC')
        .limit(query.limit + 1)
        .getMany();
      const page = found.slice(0, query.limit);
      const setting = await manager.findOneBy(RetrievalSettingEntity, { reviewId: me.reviewId });
      const openUrlBase = setting?.openUrlBase ?? null;
      return {
        rows: await presentReports(manager, me, page, openUrlBase),
        counts: await countsOf(manager, me.reviewId),
        next: found.length > query.limit ? (page.at(-1)?.ordinal ?? null) : null,
        openUrlBase,
      };
    });
  }

  record(me: Membership, { id, ...request }: NewRetrieval): Promise<ReportsChanged> {
    if (request.status === 'not-retrieved' && request.reason === null) {
      throw new Refusal('reason_missing', 'Say why the report could not be had: it is reported.', 422, {
        fields: { reason: 'must say why' },
      });
    }
    return this.ledger.act({ reviewId: me.reviewId, id, memberId: me.memberId, request }, async (act) => {
      const reports = await reportsOf(act.manager, me.reviewId, request.citationIds);
      if (request.status !== 'retrieved') {
        refuseAssessed(reports);
        await refuseWithFiles(act.manager, me.reviewId, reports);
      }
      const citationIds = reports.map((report) => report.id);
      await act.append('retrieval.recorded', { ...request, citationIds });
      return { id, changed: citationIds.length };
    });
  }

  classify(me: Membership, { id, ...request }: NewClassification): Promise<ReportsChanged> {
    return this.ledger.act({ reviewId: me.reviewId, id, memberId: me.memberId, request }, async (act) => {
      const reports = await reportsOf(act.manager, me.reviewId, request.citationIds);
      const missing = reports.filter((report) => report.retrieval !== 'retrieved');
      if (missing.length > 0) {
        throw new Refusal(
          'not_retrieved_yet',
          `${listed(missing)} is not at hand. Record it as retrieved first; nothing was changed.`,
          422,
          { citationIds: missing.map((report) => report.id) },
        );
      }
      refuseAssessed(reports);
      for (const { id: citationId } of reports) {
        await act.append('report.classified', { citationId, as: request.as, reason: request.reason });
      }
      return { id, changed: reports.length };
    });
  }

  async saveSettings(me: Membership, { id, openUrlBase }: RetrievalSettings): Promise<{ id: string }> {
    await this.database.transaction(({ manager }) =>
      manager.upsert(RetrievalSettingEntity, { reviewId: me.reviewId, openUrlBase }, ['reviewId']),
    );
    return { id };
  }

  private async toRetrieve(me: Membership): Promise<number | null> {
    if (!me.permissions.includes('full-text.edit')) return null;
    return this.database.read((manager) =>
      manager.countBy(CitationEntity, { reviewId: me.reviewId, place: 'retrieval' }),
    );
  }
}

async function countsOf(manager: EntityManager, reviewId: string): Promise<ReportCounts> {
  const counts: ReportCounts = { sought: 0, 'not-retrieved': 0, retrieved: 0, awaiting: 0, ongoing: 0 };
  const rows = await manager
    .createQueryBuilder(CitationEntity, 'c')
    .select(['c.place AS place', 'COUNT(*) AS number'])
    .where('c.reviewId = :reviewId AND c.place IN (:...places)', { reviewId, places: ALL_REPORT_PLACES })
    .groupBy('c.place')
    .getRawMany<{ place: CitationEntity['place']; number: number | string }>();
  for (const { place, number } of rows) {
    const state = stateOf(place);
    if (state) counts[state] += Number(number);
  }
  return counts;
}

/** The named reports, each once. @throws Refusal where one is unknown, a copy of another, or not sought at all. */
export async function reportsOf(
  manager: EntityManager,
  reviewId: string,
  ids: readonly string[],
): Promise<CitationEntity[]> {
  const wanted = [...new Set(ids)];
  const rows = await manager.find(CitationEntity, { where: { id: In(wanted), reviewId }, order: { ordinal: 'ASC' } });
  if (rows.length < wanted.length) throw new Refusal(notFound.code, notFound.detail, 404);
  const copy = rows.find((row) => row.mergedInto !== null);
  if (copy) {
    throw new Refusal(
      'is_a_copy',
      `Record ${copy.ordinal} is a copy of another record. Nothing was changed; use the record it was joined to.`,
      409,
      { citationId: copy.mergedInto },
    );
  }
  const outside = rows.filter((row) => stateOf(row.place) === null);
  if (outside.length > 0) {
    throw new Refusal(
      'not_sought',
      `${listed(outside)} is not among the reports that are sought. Nothing was changed.`,
      422,
      { citationIds: outside.map((row) => row.id) },
    );
  }
  return rows;
}

function refuseAssessed(reports: readonly CitationEntity[]): void {
  const assessed = reports.filter((report) => ASSESSED.includes(report.place));
  if (assessed.length === 0) return;
  throw new Refusal(
    'assessed',
    `${listed(assessed)} was assessed at full text already. A lead can reopen it first; nothing was changed.`,
    409,
    { citationIds: assessed.map((report) => report.id) },
  );
}

async function refuseWithFiles(manager: EntityManager, reviewId: string, reports: readonly CitationEntity[]) {
  const files = await filesOf(
    manager,
    reviewId,
    reports.map(({ id }) => id),
  );
  const held = reports.filter(({ id }) => (files.get(id)?.length ?? 0) > 0);
  if (held.length === 0) return;
  throw new Refusal(
    'has_file',
    `${listed(held)} has a file attached, so it was retrieved. Detach the file first; nothing was changed.`,
    409,
    { citationIds: held.map((report) => report.id) },
  );
}

function listed(citations: readonly CitationEntity[]): string {
  const numbers = citations.slice(0, 5).map((citation) => citation.ordinal);
  const more = citations.length > numbers.length ? ` and ${citations.length - numbers.length} more` : '';
  return `Record ${numbers.join(', ')}${more}`;
}
