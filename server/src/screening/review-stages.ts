import type { EntityManager } from 'typeorm';
import { mayDo, type Role } from '@shared/domain/access/roles';
import type { StageRule } from '@shared/domain/screening/rule';
import type { StageEntity } from './decision.entity';

type StageRow = Omit<StageEntity, 'rule' | 'sample' | 'stop' | 'confirmation'> & {
  rule: string;
  sample: string | null;
  stop: string | null;
  confirmation: string | null;
};

/** The stages of a review in their order. Every decision asks for them twice, hence without the query builder. */
export async function stagesOf(manager: EntityManager, reviewId: string): Promise<StageEntity[]> {
  const rows = await manager.sql<StageRow[]>`
    SELECT id, review_id AS "reviewId", kind, name, position, rule, sample, closed_at AS "closedAt", stop, confirmation
    FROM stage WHERE review_id = ${reviewId} ORDER BY position`;
  return rows.map((row) => ({
    ...row,
    rule: JSON.parse(row.rule) as StageRule,
    sample: parsed<StageEntity['sample']>(row.sample),
    stop: parsed<StageEntity['stop']>(row.stop),
    confirmation: parsed<StageEntity['confirmation']>(row.confirmation),
  }));
}

const parsed = <T>(text: string | null): T | null => (text === null ? null : (JSON.parse(text) as T));

/** Reviewers now in the review: what "everyone" means. */
export async function reviewerCount(manager: EntityManager, reviewId: string): Promise<number> {
  const members = await manager.sql<{ roles: string }[]>`
    SELECT roles FROM member WHERE review_id = ${reviewId} AND left_at IS NULL`;
  return members.filter(({ roles }) => mayDo(JSON.parse(roles) as Role[], 'screening.decide')).length;
}
