import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { AmendmentImpact, ImpactQuery } from '@shared/contracts/protocol';
import {
  amendmentReach,
  compareProtocols,
  type ItemDifference,
  type ProtocolDifference,
} from '@shared/domain/protocol/diff';
import { appliesAt, type ProtocolDocument } from '@shared/domain/protocol/protocol';
import { Database } from '../platform/database/database';
import type { Membership } from '../platform/http/route';
import { ReviewEntity } from '../reviews/review.entity';
import { StageEntity } from '../screening/decision.entity';
import { documentsOf } from './protocol.service';

type ScreeningStep = 'title-abstract' | 'full-text';

/** Says what an amendment touches before it is published, or after. */
@Injectable()
export class ImpactService {
  constructor(private readonly database: Database) {}

  of(me: Membership, query: ImpactQuery): Promise<AmendmentImpact> {
    return this.database.read(async (manager) => {
      const review = await manager.findOneByOrFail(ReviewEntity, { id: me.reviewId });
      const from = query.from ?? review.protocolVersion;
      const to = query.to ?? 'draft';
      if (from === 0) return NOTHING_BEFORE;
      const [before, after] = await documentsOf(manager, me, from, to);
      const difference = compareProtocols(before, after);
      const itemsOf = (key: string) => difference.sections.find((section) => section.key === key)?.items ?? [];
      const touched = touchedSteps(before, after, difference);
      const stages = await manager.find(StageEntity, { where: { reviewId: me.reviewId }, order: { position: 'ASC' } });
      const limit = to === 'draft' ? review.protocolVersion : to - 1;
      const reasons = [];
      for (const item of itemsOf('exclusionReasons')) {
        const settled = await settledUnder(manager, me.reviewId, item.itemId ?? '');
        reasons.push({ ...changedPart(item, before, after, 'exclusionReasons'), settled });
      }
      const rows = [];
      for (const stage of stages) {
        const step = stage.kind === 'pilot' ? stage.sample?.of : stage.kind;
        const byVersion = await volumes(manager, me, stage.id, limit);
        rows.push({
          stageId: stage.id,
          name: stage.name,
          kind: stage.kind,
          isTouched: touched.some((one) => one === step),
          settled: byVersion.reduce((sum, row) => sum + row.settled, 0),
          own: byVersion.reduce((sum, row) => sum + row.own, 0),
          byVersion,
        });
      }
      return {
        from,
        isFirst: false,
        difference,
        criteria: itemsOf('criteria').map((item) => changedPart(item, before, after, 'criteria')),
        reasons,
        reasonOrderChanged: amendmentReach(before, after).reasonOrderChanged,
        stages: rows,
      };
    });
  }
}

const NOTHING_BEFORE: AmendmentImpact = {
  from: 0,
  isFirst: true,
  difference: null,
  criteria: [],
  reasons: [],
  reasonOrderChanged: false,
  stages: [],
};

function changedPart(
  { itemId, change }: ItemDifference,
  before: ProtocolDocument,
  after: ProtocolDocument,
  list: 'criteria' | 'exclusionReasons',
) {
  const id = itemId ?? '';
  const textIn = (document: ProtocolDocument): string =>
    (list === 'criteria'
      ? document.criteria.find((criterion) => criterion.id === id)?.text
      : document.exclusionReasons.find((reason) => reason.id === id)?.label) ?? '';
  return { id, change, before: textIn(before), after: textIn(after) };
}

/** The steps whose decisions were made by other criteria or reported under other reasons than the newer version's. */
function touchedSteps(
  before: ProtocolDocument,
  after: ProtocolDocument,
  difference: ProtocolDifference,
): ScreeningStep[] {
  const { stages } = amendmentReach(before, after);
  const reasonIds = new Set(
    difference.sections.find((section) => section.key === 'exclusionReasons')?.items.map((item) => item.itemId),
  );
  const reasons = [...before.exclusionReasons, ...after.exclusionReasons].filter((reason) => reasonIds.has(reason.id));
  return (['title-abstract', 'full-text'] as const).filter(
    (step) => stages.includes(step) || reasons.some((reason) => appliesAt(reason.stage, step)),
  );
}

async function settledUnder(manager: EntityManager, reviewId: string, reasonId: string): Promise<number> {
  const row = await manager
    .createQueryBuilder()
    .select('COUNT(*)', 'n')
    .from('standing', 's')
    .innerJoin('citation', 'c', 'c.id = s.citation_id')
    .where('s.review_id = :reviewId AND s.reported_reason = :reasonId AND s.is_complete = :yes', {
      reviewId,
      reasonId,
      yes: true,
    })
    .andWhere('c.merged_into IS NULL AND c.is_withdrawn = :no', { no: false })
    .getRawOne<{ n: number | string }>();
  return Number(row?.n ?? 0);
}

/**
 * Complete citations at a stage by the oldest version among their decisions, and the viewer's own decisions by version,
 * up to version `limit`.
 */
async function volumes(
  manager: EntityManager,
  { reviewId, memberId }: Membership,
  stageId: string,
  limit: number,
): Promise<{ version: number; settled: number; own: number }[]> {
  const settled = await manager
    .createQueryBuilder()
    .select('MIN(d.protocol_version)', 'version')
    .from('decision', 'd')
    .innerJoin('citation', 'c', 'c.id = d.citation_id')
    .innerJoin('citation', 'k', 'k.id = COALESCE(c.merged_into, c.id)')
    .innerJoin('standing', 's', 's.citation_id = k.id AND s.stage_id = d.stage_id')
    .where('d.review_id = :reviewId AND d.stage_id = :stageId AND d.is_current = :yes', {
      reviewId,
      stageId,
      yes: true,
    })
    .andWhere('s.is_complete = :yes AND k.is_withdrawn = :no', { no: false })
    .groupBy('k.id')
    .getRawMany<{ version: number }>();
  const own = await manager
    .createQueryBuilder()
    .select('d.protocol_version', 'version')
    .from('decision', 'd')
    .where('d.review_id = :reviewId AND d.stage_id = :stageId AND d.is_current = :yes', {
      reviewId,
      stageId,
      yes: true,
    })
    .andWhere('d.member_id = :memberId', { memberId })
    .getRawMany<{ version: number }>();
  const table = new Map<number, { version: number; settled: number; own: number }>();
  const add = (rows: readonly { version: number }[], column: 'settled' | 'own'): void => {
    for (const { version } of rows) {
      if (version > limit) continue;
      const row = table.get(version) ?? { version, settled: 0, own: 0 };
      row[column]++;
      table.set(version, row);
    }
  };
  add(settled, 'settled');
  add(own, 'own');
  return [...table.values()].sort((a, b) => a.version - b.version);
}
