import { Injectable } from '@nestjs/common';
import { type EntityManager, In, type SelectQueryBuilder } from 'typeorm';
import type { LinkedRecord, LinkedRecords, LinkRow, Links, LinksQuery } from '@shared/contracts/duplicates';
import type { RecordRelation } from '@shared/domain/ledger/events';
import { GRAVITY } from '@shared/domain/references/stated-links';
import { Refusal } from '@shared/domain/refusal';
import { CitationEntity } from '../citations/citation.entity';
import { Database } from '../platform/database/database';
import { notFound } from '../platform/http/problem.filter';
import { comparedRecords } from './compared-records';
import { RecordLinkEntity } from './question.entity';

const ROOT_A = 'COALESCE(a.mergedInto, a.id)';
const ROOT_B = 'COALESCE(b.mergedInto, b.id)';

/** Links between records that both count and have not become one citation since. */
function liveLinks(manager: EntityManager, reviewId: string): SelectQueryBuilder<RecordLinkEntity> {
  return manager
    .createQueryBuilder(RecordLinkEntity, 'l')
    .innerJoin(CitationEntity, 'a', 'a.id = l.a AND a.isWithdrawn = :no', { no: false })
    .innerJoin(CitationEntity, 'b', 'b.id = l.b AND b.isWithdrawn = :no')
    .where('l.reviewId = :reviewId', { reviewId })
    .andWhere(`${ROOT_A} <> ${ROOT_B}`);
}

/**
 * The same, one for each two citations and relation: copies that say the same of each other are one
 * link, shown as the copy has it that says which of them is the notice.
 */
function distinctLinks(manager: EntityManager, reviewId: string, citationId?: string) {
  const links = liveLinks(manager, reviewId)
    .select('COALESCE(MIN(CASE WHEN l.notice IS NULL THEN NULL ELSE l.id END), MIN(l.id))', 'id')
    .addSelect('l.relation', 'relation')
    .addSelect('MIN(l.seq)', 'seq')
    .groupBy('l.relation')
    .addGroupBy(`CASE WHEN ${ROOT_A} < ${ROOT_B} THEN ${ROOT_A} ELSE ${ROOT_B} END`)
    .addGroupBy(`CASE WHEN ${ROOT_A} < ${ROOT_B} THEN ${ROOT_B} ELSE ${ROOT_A} END`);
  return citationId ? links.andWhere(`(${ROOT_A} = :citationId OR ${ROOT_B} = :citationId)`, { citationId }) : links;
}

/** How many links a review's list shows. */
export async function countLinks(manager: EntityManager, reviewId: string, citationId?: string): Promise<number> {
  const links = distinctLinks(manager, reviewId, citationId);
  const counted = await manager
    .createQueryBuilder()
    .select('COUNT(*)', 'n')
    .from(`(${links.getQuery()})`, 'd')
    .setParameters(links.getParameters())
    .getRawOne<{ n: number | string }>();
  return Number(counted?.n ?? 0);
}

/** Records that belong together and are not one, for the review and for one record. */
@Injectable()
export class LinksQueries {
  constructor(private readonly database: Database) {}

  /** Linked records, kind by kind. */
  list(reviewId: string, { citationId, after, limit }: LinksQuery): Promise<Links> {
    return this.database.read(async (manager) => {
      const page = await distinctLinks(manager, reviewId, citationId)
        .orderBy('l.relation', 'ASC')
        .addOrderBy('MIN(l.seq)', 'ASC')
        .addOrderBy('MIN(l.id)', 'ASC')
        .offset(after)
        .limit(limit)
        .getRawMany<{ id: string }>();
      const rows = await linksIn(manager, page);
      const records = await comparedRecords(
        manager,
        reviewId,
        rows.flatMap(({ a, b }) => [a, b]),
      );
      return {
        total: await countLinks(manager, reviewId, citationId),
        rows: rows.flatMap(({ id, relation, notice, why, ...pair }): LinkRow[] => {
          const [a, b] = [records.get(pair.a), records.get(pair.b)];
          const side = notice === pair.a ? 'a' : notice === pair.b ? 'b' : null;
          return a && b ? [{ id, relation, notice: side, why, a, b }] : [];
        }),
      };
    });
  }

  /** What belongs with a citation, by any of its records: the kept record of each, a retraction before all. */
  ofRecord(reviewId: string, recordId: string): Promise<LinkedRecords> {
    return this.database.read(async (manager) => {
      const record = await manager.findOneBy(CitationEntity, { id: recordId, reviewId });
      if (!record) throw new Refusal(notFound.code, notFound.detail, 404);
      const own = record.mergedInto ?? record.id;
      const found = await distinctLinks(manager, reviewId, own)
        .orderBy('l.relation', 'ASC')
        .addOrderBy('MIN(l.seq)', 'ASC')
        .addOrderBy('MIN(l.id)', 'ASC')
        .getRawMany<{ id: string }>();
      const links = await linksIn(manager, found);
      const ends = await manager.findBy(CitationEntity, { id: In(links.flatMap(({ a, b }) => [a, b])), reviewId });
      const rootOf = new Map(ends.map(({ id, mergedInto }) => [id, mergedInto ?? id]));
      const others = links.map(({ a, b }) => (rootOf.get(a) === own ? rootOf.get(b) : rootOf.get(a)) ?? '');
      const records = await comparedRecords(manager, reviewId, others);
      const rows = links.flatMap(({ relation, notice, why }, i): LinkedRecord[] => {
        const other = records.get(others[i]!);
        if (!other) return [];
        const { id: citationId, ordinal, title, year } = other;
        const isNotice = notice === null ? null : rootOf.get(notice) !== own;
        return [{ citationId, ordinal, title, year, relation, isNotice, why }];
      });
      return { rows: rows.sort((x, y) => gravity(x.relation) - gravity(y.relation)) };
    });
  }
}

/** The gravest first; what only a comparison found is behind what records say. */
function gravity(relation: RecordRelation): number {
  const at = (GRAVITY as readonly RecordRelation[]).indexOf(relation);
  return at < 0 ? GRAVITY.length : at;
}

/** The links of these ids, in their order. */
async function linksIn(manager: EntityManager, page: readonly { id: string }[]): Promise<RecordLinkEntity[]> {
  const links = await manager.findBy(RecordLinkEntity, { id: In(page.map(({ id }) => id)) });
  const byId = new Map(links.map((link) => [link.id, link]));
  return page.flatMap(({ id }) => byId.get(id) ?? []);
}
