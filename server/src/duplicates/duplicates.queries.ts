import { Injectable } from '@nestjs/common';
import { type EntityManager, In, type SelectQueryBuilder } from 'typeorm';
import type {
  DuplicateSummary,
  QuestionRow,
  Questions,
  QuestionsQuery,
  SetMember,
  Sets,
  SetsQuery,
} from '@shared/contracts/duplicates';
import { CitationEntity, ReferenceEntity } from '../citations/citation.entity';
import { Database } from '../platform/database/database';
import { JobEntity } from '../platform/jobs/job.entity';
import { comparedRecords } from './compared-records';
import { DUPLICATES_JOB, settingOf } from './duplicate-runs';
import { countLinks } from './links.queries';
import { MatchEntity, QuestionEntity, type QuestionState } from './question.entity';
import { membersOf } from './sets';

/** Questions of a state that still mean something: both records count, and open ones are not yet one citation. */
export function liveQuestions(
  manager: EntityManager,
  reviewId: string,
  state: QuestionState,
): SelectQueryBuilder<QuestionEntity> {
  return manager
    .createQueryBuilder(QuestionEntity, 'q')
    .innerJoin(CitationEntity, 'a', 'a.id = q.a AND a.isWithdrawn = :no', { no: false })
    .innerJoin(CitationEntity, 'b', 'b.id = q.b AND b.isWithdrawn = :no')
    .where('q.reviewId = :reviewId AND q.state = :state', { reviewId, state })
    .andWhere('COALESCE(a.mergedInto, a.id) <> COALESCE(b.mergedInto, b.id)');
}

/** What the duplicates screen reads. */
@Injectable()
export class DuplicatesQueries {
  constructor(private readonly database: Database) {}

  openCount(reviewId: string): Promise<number> {
    return this.database.read((manager) => liveQuestions(manager, reviewId, 'open').getCount());
  }

  async summary(reviewId: string): Promise<DuplicateSummary> {
    return this.database.read(async (manager) => {
      const setting = await settingOf(manager, reviewId);
      const counts = await manager
        .createQueryBuilder(CitationEntity, 'c')
        .select(['COUNT(*) AS duplicates', 'COUNT(DISTINCT c.mergedInto) AS sets'])
        .where({ reviewId, place: 'duplicate' })
        .getRawOne<{ duplicates: number | string; sets: number | string }>();
      const waiting = await manager
        .createQueryBuilder(CitationEntity, 'c')
        .where('c.reviewId = :reviewId AND c.ordinal > :last AND c.isWithdrawn = :no', {
          reviewId,
          last: setting.comparedTo,
          no: false,
        })
        .getCount();
      const job = await manager.findOne(JobEntity, {
        where: { reviewId, kind: DUPLICATES_JOB, state: In(['queued', 'running']) },
        order: { createdAt: 'ASC' },
        select: { id: true },
      });
      return {
        open: await liveQuestions(manager, reviewId, 'open').getCount(),
        different: await liveQuestions(manager, reviewId, 'different').getCount(),
        sets: Number(counts?.sets ?? 0),
        duplicates: Number(counts?.duplicates ?? 0),
        waiting,
        linked: await countLinks(manager, reviewId),
        certain: setting.certain,
        cochrane: setting.cochrane,
        corrections: setting.corrections,
        jobId: job?.id ?? null,
      };
    });
  }

  questions(reviewId: string, { state, after, limit }: QuestionsQuery): Promise<Questions> {
    return this.database.read(async (manager) => {
      const live = liveQuestions(manager, reviewId, state);
      const rows = await live
        .clone()
        .orderBy('q.score', 'DESC')
        .addOrderBy('q.id', 'ASC')
        .offset(after)
        .limit(limit)
        .getMany();
      const ids = rows.flatMap(({ a, b }) => [a, b]);
      const records = await comparedRecords(manager, reviewId, ids);
      return {
        total: await live.getCount(),
        rows: rows.flatMap((row): QuestionRow[] => {
          const [a, b] = [records.get(row.a), records.get(row.b)];
          return a && b ? [{ ...row, a, b }] : [];
        }),
      };
    });
  }

  countFrom(reviewId: string, minScore: number): Promise<number> {
    return this.database.read((manager) =>
      liveQuestions(manager, reviewId, 'open').andWhere('q.score >= :minScore', { minScore }).getCount(),
    );
  }

  /** Sets, those with the record that came last first. */
  sets(reviewId: string, { by, q, after, limit }: SetsQuery): Promise<Sets> {
    return this.database.read(async (manager) => {
      const query = manager.createQueryBuilder(CitationEntity, 'c').where({ reviewId, place: 'duplicate' });
      if (by) query.innerJoin(MatchEntity, 'm', 'm.memberId = c.id AND m.by = :by', { by });
      if (q) {
        query.innerJoin(ReferenceEntity, 'r', 'r.id = c.mergedInto AND LOWER(r.title) LIKE :like', {
          like: `%${q.toLowerCase().replace(/[%_\\]/g, ' ')}%`,
        });
      }
      const total = await query.clone().select('COUNT(DISTINCT c.mergedInto)', 'n').getRawOne<{ n: number | string }>();
      const roots = await query
        .clone()
        .select('c.mergedInto', 'root')
        .addSelect('MAX(c.ordinal)', 'last')
        .groupBy('c.mergedInto')
        .orderBy('MAX(c.ordinal)', 'DESC')
        .offset(after)
        .limit(limit)
        .getRawMany<{ root: string }>();
      const ids = roots.map(({ root }) => root);
      const rows = await this.presentSets(manager, reviewId, ids);
      return {
        rows: ids.map((citationId) => ({ citationId, members: rows.get(citationId) ?? [] })),
        total: Number(total?.n ?? 0),
      };
    });
  }

  private async presentSets(
    manager: EntityManager,
    reviewId: string,
    ids: string[],
  ): Promise<Map<string, SetMember[]>> {
    const sets = new Map<string, SetMember[]>(ids.map((id) => [id, []]));
    if (ids.length === 0) return sets;
    const members = await membersOf(manager, reviewId, ids);
    const memberIds = members.map((member) => member.id);
    const records = await comparedRecords(manager, reviewId, memberIds);
    const matches = await manager.findBy(MatchEntity, { memberId: In(memberIds) });
    const matchOf = new Map(matches.map((match) => [match.memberId, match]));
    for (const { id, mergedInto } of members) {
      const record = records.get(id);
      if (!record) continue;
      const match = mergedInto === null ? undefined : matchOf.get(id);
      const { by = null, score = null, why = [], at = null } = match ?? {};
      sets.get(mergedInto ?? id)?.push({ ...record, isKept: mergedInto === null, by, score, why, at });
    }
    return sets;
  }
}
