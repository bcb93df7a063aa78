import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import type { ImportProblems, ProblemsQuery } from '@shared/contracts/imports';
import type { ImportRow, NewSearch, SearchCorrection, Searches } from '@shared/contracts/searches';
import { Refusal } from '@shared/domain/refusal';
import type * as z from 'zod';
import { CitationEntity, ImportEntity, SearchEntity } from '../citations/citation.entity';
import { Clock } from '../platform/clock';
import { Database } from '../platform/database/database';
import { notFound } from '../platform/http/problem.filter';
import type { Membership } from '../platform/http/route';
import { assertSeen } from '../platform/http/seen';
import { JobEntity } from '../platform/jobs/job.entity';
import { Ledger } from '../platform/ledger/ledger';
import { IMPORT_JOB } from './import-job';
import { ImportProblemEntity } from './upload.entity';

/** Searches as PRISMA-S reports them, with what came of each. */
@Injectable()
export class SearchesService {
  constructor(
    private readonly database: Database,
    private readonly ledger: Ledger,
    private readonly clock: Clock,
  ) {}

  async list({ reviewId }: Membership): Promise<Searches> {
    const { searches, imports, jobs, counts } = await this.database.read(async (manager) => ({
      searches: await manager.find(SearchEntity, { where: { reviewId }, order: { recordedAt: 'ASC', id: 'ASC' } }),
      imports: await manager.find(ImportEntity, { where: { reviewId }, order: { begunAt: 'ASC', id: 'ASC' } }),
      jobs: await manager.find(JobEntity, {
        where: { reviewId, kind: IMPORT_JOB },
        order: { createdAt: 'ASC' },
        select: { id: true, subject: true, state: true, done: true },
      }),
      counts: await manager
        .createQueryBuilder(CitationEntity, 'c')
        .select(['c.importId AS "importId"', 'c.place AS place', 'COUNT(*) AS n'])
        .where({ reviewId, place: In(['duplicate', 'removed-automation', 'removed-other']) })
        .groupBy('c.importId')
        .addGroupBy('c.place')
        .getRawMany<{ importId: string; place: string; n: number | string }>(),
    }));
    const jobOf = new Map(jobs.map((job) => [job.subject, job]));
    const count = (importId: string, isWanted: (place: string) => boolean): number =>
      counts.reduce((sum, row) => (row.importId === importId && isWanted(row.place) ? sum + Number(row.n) : sum), 0);
    const rows = imports.map((entity): ImportRow => {
      const job = jobOf.get(entity.id);
      const isAtWork = job?.state === 'queued' || job?.state === 'running';
      return {
        ...entity,
        state: stateOf(entity, isAtWork),
        jobId: job?.id ?? null,
        judged: entity.judged === true,
        duplicates: count(entity.id, (place) => place === 'duplicate'),
        removed: count(entity.id, (place) => place.startsWith('removed-')),
      };
    });
    const sums = (some: readonly ImportRow[]) => ({
      records: some.reduce((sum, row) => sum + (row.state === 'withdrawn' ? 0 : row.taken), 0),
      duplicates: some.reduce((sum, row) => sum + row.duplicates, 0),
      removed: some.reduce((sum, row) => sum + row.removed, 0),
    });
    return {
      searches: searches.map((search) => {
        const own = rows.filter((row) => row.searchId === search.id);
        return { ...search, ...sums(own), imports: own };
      }),
      totals: sums(rows),
    };
  }

  record({ reviewId, memberId }: Membership, { id, search }: NewSearch) {
    return this.ledger.act({ reviewId, id, memberId, request: search }, async (act) => {
      const searchId = this.clock.newId();
      await act.append('search.recorded', { searchId, search });
      return { id: searchId };
    });
  }

  correct({ reviewId, memberId }: Membership, searchId: string, { id, seen, search }: SearchCorrection) {
    return this.ledger.act({ reviewId, id, memberId, request: { searchId, seen, search } }, async (act) => {
      const now = await act.manager.findOneBy(SearchEntity, { id: searchId, reviewId });
      if (!now) throw absent();
      assertSeen('The description of this search', seen, now.details);
      await act.append('search.corrected', { searchId, search });
      return { id };
    });
  }

  async problems(
    { reviewId }: Membership,
    importId: string,
    { after, limit }: ProblemsQuery,
  ): Promise<z.infer<typeof ImportProblems>> {
    return this.database.read(async (manager) => {
      if (!(await manager.existsBy(ImportEntity, { id: importId, reviewId }))) throw absent();
      const rows = await manager.find(ImportProblemEntity, {
        where: { importId },
        order: { number: 'ASC' },
        skip: after,
        take: limit + 1,
      });
      return { rows: rows.slice(0, limit), next: rows.length > limit ? after + limit : null };
    });
  }

  async fileOf({ reviewId }: Membership, importId: string): Promise<ImportEntity> {
    const entity = await this.database.read((manager) => manager.findOneBy(ImportEntity, { id: importId, reviewId }));
    if (!entity) throw absent();
    return entity;
  }
}

/** An import that was restored or interrupted part-way has records outstanding, whatever its last event says. */
function stateOf({ state, taken, count }: ImportEntity, isAtWork: boolean): ImportRow['state'] {
  // All is in even while it is still being made searchable.
  if (state === 'finished' && taken === count) return 'finished';
  if (isAtWork) return 'reading';
  return state === 'withdrawn' ? 'withdrawn' : 'stopped';
}

const absent = (): Refusal => new Refusal(notFound.code, notFound.detail, 404);
