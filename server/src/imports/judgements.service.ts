import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { DecisionsTaking, ImportJudgements, TagsTaking, TakingBegun } from '@shared/contracts/judgements';
import { mayDo } from '@shared/domain/access/roles';
import { JudgedTally } from '@shared/domain/references/judgements';
import { canonical } from '@shared/domain/ledger/canonical';
import { Refusal } from '@shared/domain/refusal';
import { CitationTagEntity, ImportEntity } from '../citations/citation.entity';
import { Database } from '../platform/database/database';
import { notFound } from '../platform/http/problem.filter';
import type { Membership } from '../platform/http/route';
import { JobEntity } from '../platform/jobs/job.entity';
import { JobRunner } from '../platform/jobs/job-runner';
import { MemberEntity } from '../reviews/review.entity';
import { DecisionEntity, StageEntity } from '../screening/decision.entity';
import { requireKnownReasons, requireOpenStage } from '../screening/decision-rules';
import { judgedRecords } from './judged-records';
import { JUDGEMENTS_JOB, type JudgementsTask } from './judgements-job';

/** Records looked at in one go. */
const PAGE = 2000;

/** What the file of an import says of decisions and labels made in another tool, and taking them over. */
@Injectable()
export class JudgementsService {
  constructor(
    private readonly database: Database,
    private readonly jobs: JobRunner,
  ) {}

  async of({ reviewId }: Membership, importId: string): Promise<ImportJudgements> {
    const { count } = await this.database.read((manager) => importOf(manager, reviewId, importId));
    const tally = new JudgedTally();
    for (let first = 1; first <= count; first += PAGE) {
      const records = await this.database.read((m) => judgedRecords(m, importId, first, first + PAGE - 1));
      for (const record of records) tally.add(record);
    }
    const found = tally.summary() ?? { people: [], reasons: [], labels: [] };
    const taken = await this.database.read(async (manager) => ({
      decisions: await manager.countBy(DecisionEntity, { importId }),
      tags: await manager.countBy(CitationTagEntity, { importId }),
    }));
    return { ...found, taken };
  }

  /** Records decisions of the file as decisions of members. Each is held against the stage's rule by itself. */
  async takeDecisions(me: Membership, importId: string, taking: DecisionsTaking): Promise<TakingBegun> {
    const { id, people, reasons } = taking;
    await this.database.read(async (manager) => {
      await requireFinished(manager, me.reviewId, importId);
      for (const { memberId, stageId } of people) {
        const stage = await manager.findOneBy(StageEntity, { id: stageId, reviewId: me.reviewId });
        if (!stage) throw new Refusal('no_such_stage', 'There is no such stage in this review.', 404);
        requireOpenStage(stage);
        await requireReader(manager, me.reviewId, memberId);
        await requireKnownReasons(
          manager,
          stage,
          reasons.map(({ reasonId }) => reasonId),
        );
      }
    });
    return this.enqueue(me, importId, id, { kind: 'decisions', people, reasons });
  }

  /** Gives the records of an import the chosen labels of their file as tags. */
  async takeTags(me: Membership, importId: string, { id, labels, people }: TagsTaking): Promise<TakingBegun> {
    await this.database.read((manager) => requireFinished(manager, me.reviewId, importId));
    return this.enqueue(me, importId, id, { kind: 'tags', labels, people });
  }

  private async enqueue(me: Membership, importId: string, id: string, task: JudgementsTask): Promise<TakingBegun> {
    const { reviewId, memberId } = me;
    await this.database.transaction(async (tx) => {
      const known = await tx.manager.findOneBy(JobEntity, { id });
      if (!known) {
        const job = { id, reviewId, memberId, kind: JUDGEMENTS_JOB, subject: importId, payload: task };
        await this.jobs.enqueue(tx, job);
      } else if (known.memberId !== memberId || canonical(known.payload) !== canonical(task)) {
        throw new Refusal('idempotency_mismatch', 'This id was used for another request. Send it under a new id.', 422);
      }
    });
    return { id, jobId: id };
  }
}

async function importOf(manager: EntityManager, reviewId: string, importId: string): Promise<ImportEntity> {
  const entity = await manager.findOneBy(ImportEntity, { id: importId, reviewId });
  if (!entity) throw new Refusal(notFound.code, notFound.detail, 404);
  return entity;
}

async function requireFinished(manager: EntityManager, reviewId: string, importId: string): Promise<void> {
  const { state, taken, count } = await importOf(manager, reviewId, importId);
  if (state === 'finished' && taken === count) return;
  throw new Refusal('import_not_finished', 'This import is not in as a whole. Wait until it is, or restore it first.');
}

async function requireReader(manager: EntityManager, reviewId: string, memberId: string): Promise<void> {
  const member = await manager.findOneBy(MemberEntity, { id: memberId, reviewId });
  if (member && !member.leftAt && mayDo(member.roles, 'screening.decide')) return;
  throw new Refusal(
    'not_a_reader',
    'Decisions can only be recorded for members who screen. Give the person the role of a reviewer first.',
    422,
  );
}
