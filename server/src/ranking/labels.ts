import type { EntityManager } from 'typeorm';
import { isTeamOrder } from '@shared/domain/screening/rule';
import { CitationEntity, StandingEntity } from '../citations/citation.entity';
import { DecisionEntity, type StageEntity } from '../screening/decision.entity';
import type { HeldPool } from './pools';
import type { Labels } from './ranker-engine';

/**
 * What a reader's order may learn from: final standings, then own decisions where nothing is final yet ("maybe" is worth
 * reading, so it counts with the included). A decision on a copy speaks for the kept record. An order that a team shares
 * learns from final standings alone: anybody's open vote would show in everybody's order.
 */
export async function labelsOf(
  manager: EntityManager,
  memberId: string,
  stage: StageEntity,
  pool: HeldPool,
): Promise<Labels> {
  const labels = new Map<string, boolean>();
  const own = isTeamOrder(stage.rule) ? [] : await ownVerdicts(manager, memberId, stage);
  for (const { id, verdict } of own) labels.set(id, verdict !== 'exclude');
  for (const { id, isIncluded } of await finalStandings(manager, stage)) labels.set(id, isIncluded);
  return asLabels(labels, pool);
}

/** Key papers as included, where nobody whose decision may be learnt from has said anything else. */
export function withKeyPapers(labels: Labels, { keyRows }: HeldPool): Labels {
  const all = new Map(Array.from(labels.rows, (row, i) => [row, labels.included[i] as number]));
  for (const row of keyRows) if (!all.has(row)) all.set(row, 1);
  const rows = Int32Array.from(all.keys()).sort();
  return { rows, included: Uint8Array.from(rows, (row) => all.get(row) as number) };
}

/** Rows ascend, so that the same labels give the same sums however they were read. */
export function asLabels(labels: ReadonlyMap<string, boolean>, { ids, rowOf }: HeldPool): Labels {
  const rows = Int32Array.from([...labels.keys()].flatMap((id) => rowOf.get(id) ?? [])).sort();
  return { rows, included: Uint8Array.from(rows, (row) => (labels.get(ids[row] as string) ? 1 : 0)) };
}

export async function finalStandings(
  manager: EntityManager,
  stage: StageEntity,
): Promise<{ id: string; isIncluded: boolean }[]> {
  const final = await manager
    .createQueryBuilder(StandingEntity, 's')
    .select('s.citationId', 'id')
    .addSelect('s.standing', 'standing')
    .where('s.stageId = :stageId AND s.isComplete = :yes', { stageId: stage.id, yes: true })
    .andWhere(`s.standing IN ('included', 'excluded')`)
    .getRawMany<{ id: string; standing: string }>();
  return final.map(({ id, standing }) => ({ id, isIncluded: standing === 'included' }));
}

/** What a reader has decided at the stage, for the kept records. */
export function ownVerdicts(
  manager: EntityManager,
  memberId: string,
  stage: StageEntity,
): Promise<{ id: string; verdict: string }[]> {
  return manager
    .createQueryBuilder(DecisionEntity, 'd')
    .innerJoin(CitationEntity, 'c', 'c.id = d.citationId')
    .select('COALESCE(c.merged_into, c.id)', 'id')
    .addSelect('d.verdict', 'verdict')
    .where('d.reviewId = :reviewId AND d.stageId = :stageId AND d.memberId = :memberId AND d.isCurrent = :yes', {
      reviewId: stage.reviewId,
      stageId: stage.id,
      memberId,
      yes: true,
    })
    .getRawMany<{ id: string; verdict: string }>();
}
