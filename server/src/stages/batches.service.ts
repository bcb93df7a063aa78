import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Batch, BatchesMade, BatchWithdrawal, NewBatches } from '@shared/contracts/stages';
import { mayDo } from '@shared/domain/access/roles';
import { Refusal } from '@shared/domain/refusal';
import { divideByShare, divisionFault, type ReaderShare, seededRandom } from '@shared/domain/screening/division';
import type { StageRule } from '@shared/domain/screening/rule';
import { Clock } from '../platform/clock';
import { Database } from '../platform/database/database';
import type { Membership } from '../platform/http/route';
import { Ledger } from '../platform/ledger/ledger';
import { MemberEntity } from '../reviews/review.entity';
import { BatchEntity } from '../screening/decision.entity';
import { drawFrom, undivided } from './stage-citations';
import { openStage, stageOf } from './stages.service';

interface PlannedBatch {
  memberIds: string[];
  citationIds: string[];
}

const SHARE_FAULTS = {
  shares_not_whole: 'The shares do not make 100 percent.',
  too_few_readers: 'Each citation needs more readers than are named.',
  share_too_large:
    'One share is too large: nobody reads a citation twice, so a share is at most 100 divided by the readers.',
  too_few_experts: 'The experts’ shares are too small for each citation to have an expert.',
  too_few_novices: 'The shares of those who are no experts are too small for each citation to have one of them.',
} as const;

/** Who is to read what. A division is drawn once and written to the ledger; the seed allows it to be drawn again. */
@Injectable()
export class BatchesService {
  constructor(
    private readonly database: Database,
    private readonly ledger: Ledger,
    private readonly clock: Clock,
  ) {}

  /** Standing batches with their progress by volume: complete citations, and the viewer's own decisions. */
  list({ reviewId, memberId }: Membership, stageId: string): Promise<Batch[]> {
    return this.database.read(async (manager) => {
      await stageOf(manager, reviewId, stageId);
      const batches = await manager.findBy(BatchEntity, { reviewId, stageId });
      const volumes = await batchVolumes(manager, reviewId, stageId, memberId);
      return batches
        .filter((batch) => batch.withdrawnAt === null)
        .map(({ id, name, memberIds }) => {
          const { citations = 0, complete = 0, own = 0 } = volumes.get(id) ?? {};
          return { id, name, memberIds, citations, complete, own: memberIds.includes(memberId) ? own : null };
        })
        .sort((a, b) => a.name.localeCompare(b.name, 'en') || (a.id < b.id ? -1 : 1));
    });
  }

  divide({ reviewId, memberId }: Membership, stageId: string, { id, ...request }: NewBatches): Promise<BatchesMade> {
    return this.ledger.act({ reviewId, id, memberId, request: { stageId, ...request } }, async (act) => {
      const stage = await openStage(act.manager, reviewId, stageId);
      const memberIds = request.how === 'fixed' ? request.memberIds : request.shares.map((share) => share.memberId);
      await checkReaders(act.manager, reviewId, memberIds);
      if (request.how === 'fixed') checkFixed(stage.rule, memberIds);
      const citationIds = await drawFrom(undivided(act.manager, stage), request.seed, request.citations);
      if (citationIds.length === 0) {
        throw new Refusal('nothing_to_divide', 'Every citation that waits at this stage is in a batch already.');
      }
      const planned: PlannedBatch[] =
        request.how === 'fixed'
          ? [{ memberIds, citationIds }]
          : byShare(stage.rule, request.shares, citationIds, request.seed);
      const batches: BatchesMade['batches'] = [];
      for (const plan of planned) {
        const batchId = this.clock.newId();
        await act.append('batch.assigned', { batchId, stageId, name: request.name, ...plan });
        batches.push({ id: batchId, memberIds: plan.memberIds, citations: plan.citationIds.length });
      }
      return { batches };
    });
  }

  /** Gives what is not yet decided back to the pool; decisions made under the batch stay. */
  withdraw(
    { reviewId, memberId }: Membership,
    stageId: string,
    batchId: string,
    { id, reason }: BatchWithdrawal,
  ): Promise<{ id: string }> {
    return this.ledger.act({ reviewId, id, memberId, request: { stageId, batchId, reason } }, async (act) => {
      const batch = await act.manager.findOneBy(BatchEntity, { id: batchId, reviewId, stageId });
      if (!batch) throw new Refusal('no_such_batch', 'There is no such batch at this stage.', 404);
      if (batch.withdrawnAt) throw new Refusal('nothing_changed', 'The batch was withdrawn already.');
      await act.append('batch.withdrawn', { batchId, reason });
      return { id };
    });
  }
}

async function checkReaders(manager: EntityManager, reviewId: string, memberIds: readonly string[]): Promise<void> {
  if (new Set(memberIds).size < memberIds.length) {
    throw new Refusal('reader_twice', 'The same reader is named twice. Name each once.', 422);
  }
  const members = await manager.findBy(MemberEntity, { reviewId });
  const readers = members.filter((member) => !member.leftAt && mayDo(member.roles, 'screening.decide'));
  const stranger = memberIds.find((memberId) => !readers.some((member) => member.id === memberId));
  if (stranger !== undefined) {
    throw new Refusal(
      'not_a_reader',
      'A named reader is not a reviewer of this review. Choose among its reviewers.',
      422,
      {
        memberId: stranger,
      },
    );
  }
}

/** A batch nobody could finish is refused: too few readers, or no expert among them where the rule wants one. */
function checkFixed(rule: StageRule, memberIds: readonly string[]): void {
  if (rule.readers !== 'everyone' && memberIds.length < rule.readers) {
    throw new Refusal('too_few_readers', `Each citation needs ${rule.readers} readers: name at least as many.`, 422);
  }
  const experts = memberIds.filter((memberId) => rule.experts.includes(memberId)).length;
  if (rule.pairing !== 'any' && experts === 0) {
    throw new Refusal('too_few_experts', 'The rule asks for an expert: name at least one.', 422);
  }
  if (rule.pairing === 'one-expert-one-novice' && experts === memberIds.length) {
    throw new Refusal('too_few_novices', 'The rule asks for a novice: name at least one reader who is no expert.', 422);
  }
}

function byShare(
  rule: StageRule,
  given: readonly { memberId: string; percent: number }[],
  citationIds: readonly string[],
  seed: number,
): PlannedBatch[] {
  if (rule.readers === 'everyone') {
    throw new Refusal(
      'everyone_reads',
      'Everyone reads every citation at this stage: there is nothing to share out.',
      422,
    );
  }
  const shares: ReaderShare[] = given.map((share) => ({ ...share, isExpert: rule.experts.includes(share.memberId) }));
  const fault = divisionFault(shares, rule.readers, rule.pairing);
  if (fault) throw new Refusal(fault.code, `${SHARE_FAULTS[fault.code]} Nothing was divided.`, 422, { ...fault });
  const lists = divideByShare(citationIds, shares, rule.readers, rule.pairing, seededRandom(seed));
  return [...lists]
    .filter(([, list]) => list.length > 0)
    .map(([memberId, list]) => ({ memberIds: [memberId], citationIds: list }));
}

async function batchVolumes(
  manager: EntityManager,
  reviewId: string,
  stageId: string,
  memberId: string,
): Promise<Map<string, { citations: number; complete: number; own: number }>> {
  const mine = `(SELECT d.citation_id FROM decision d WHERE d.review_id = :reviewId AND d.stage_id = :stageId
    AND d.member_id = :memberId AND d.is_current = :yes)`;
  const rows = await manager
    .createQueryBuilder()
    .select('a.batch_id', 'batchId')
    .addSelect('COUNT(DISTINCT k.id)', 'citations')
    .addSelect('COUNT(DISTINCT CASE WHEN s.is_complete = :yes THEN k.id END)', 'complete')
    .addSelect(`COUNT(DISTINCT CASE WHEN a.citation_id IN ${mine} OR k.id IN ${mine} THEN k.id END)`, 'own')
    .from('assignment', 'a')
    .innerJoin('citation', 'c', 'c.id = a.citation_id')
    .innerJoin('citation', 'k', 'k.id = COALESCE(c.merged_into, c.id)')
    .leftJoin('standing', 's', 's.citation_id = k.id AND s.stage_id = a.stage_id')
    .where('a.review_id = :reviewId AND a.stage_id = :stageId', { reviewId, stageId, memberId, yes: true })
    .andWhere('k.is_withdrawn = :no AND k.removed IS NULL', { no: false })
    .groupBy('a.batch_id')
    .getRawMany<{ batchId: string; citations: string; complete: string; own: string }>();
  return new Map(
    rows.map(({ batchId, citations, complete, own }) => [
      batchId,
      { citations: Number(citations), complete: Number(complete), own: Number(own) },
    ]),
  );
}
