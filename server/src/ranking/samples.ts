import type { EntityManager } from 'typeorm';
import type { Recall } from '@shared/contracts/ranking';
import { confirmationOf, recallFromSample } from '@shared/domain/ranking/sample-estimate';
import type { Reading } from '@shared/domain/ranking/stopping';
import type { StoppingTarget } from '@shared/domain/protocol/protocol';
import { auditArcs } from '@shared/domain/screening/chance-order';
import { auditShareOf } from '@shared/domain/screening/rule';
import type { StageEntity } from '../screening/decision.entity';
import { citationsAt } from '../stages/stage-citations';

/**
 * What the audit sample says of recall. Its members have an order of their own, by chance; the estimate rests on those up
 * to the first that is not final, whoever read them and why. (The records beyond that were read for their score, and would
 * flatter the estimate. A sample that ends just before a given unread one is unbiased: Haldane, Biometrika 1945;33:222.)
 */
export async function auditOf(manager: EntityManager, stage: StageEntity, reading: Reading): Promise<Recall['audit']> {
  const share = auditShareOf(stage.rule);
  if (share === 0) return null;
  const standings: (string | null)[] = [];
  for (const { from, to } of auditArcs(stage.rule.seed, share)) {
    const query = citationsAt(manager, stage)
      .leftJoin('standing', 's', 's.citation_id = c.id AND s.stage_id = :stageId AND s.is_complete = :yes', {
        yes: true,
      })
      .select('s.standing', 'standing')
      .orderBy('c.shuffle')
      .addOrderBy('c.id');
    if (from !== null) query.andWhere('c.shuffle > :from', { from });
    if (to !== null) query.andWhere('c.shuffle <= :to', { to });
    for (const { standing } of await query.getRawMany<{ standing: string | null }>()) standings.push(standing);
  }
  const open = standings.findIndex((standing) => standing !== 'included' && standing !== 'excluded');
  const final = open < 0 ? standings : standings.slice(0, open);
  const relevant = final.filter((standing) => standing === 'included').length;
  const estimate = recallFromSample(reading.total, reading.positions.length, final.length, relevant);
  return { share, members: standings.length, final: final.length, relevant, estimate };
}

/**
 * How far a confirmation sample is read and what it says, once all of it is final. A copy counts with the record it was
 * merged into; what was withdrawn or removed since needs no reading and is not relevant.
 */
export async function confirmationAt(
  manager: EntityManager,
  stage: StageEntity,
  target: StoppingTarget,
): Promise<Recall['confirmation']> {
  const { confirmation: sample, id } = stage;
  if (!sample) return null;
  const rows = await manager.sql<{ standing: string | null; isGone: boolean | number }[]>`
    SELECT s.standing, CASE WHEN c.is_withdrawn = true OR c.removed IS NOT NULL THEN 1 ELSE 0 END AS "isGone"
    FROM stage_sample x JOIN citation c ON c.id = x.citation_id
    LEFT JOIN standing s ON s.citation_id = COALESCE(c.merged_into, c.id) AND s.stage_id = ${id}
    WHERE x.stage_id = ${id}`;
  const isFinal = rows.filter(
    ({ standing, isGone }) => Number(isGone) === 1 || standing === 'included' || standing === 'excluded',
  );
  const relevant = isFinal.filter(({ standing, isGone }) => Number(isGone) === 0 && standing === 'included').length;
  const result = isFinal.length < sample.size ? null : confirmationOf({ ...sample, relevant }, target);
  return { ...sample, final: isFinal.length, relevant, result };
}
