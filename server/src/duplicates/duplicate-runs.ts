import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Tx } from '../platform/database/database';
import { JobEntity } from '../platform/jobs/job.entity';
import { JobRunner } from '../platform/jobs/job-runner';
import { DuplicateSettingEntity } from './question.entity';

export const DUPLICATES_JOB = 'duplicates';

/** Asks for a search for duplicates; several requests that wait become one run. */
@Injectable()
export class DuplicateRuns {
  constructor(private readonly jobs: JobRunner) {}

  /** `full` compares everything anew; otherwise only what came in since the last run is compared with all. */
  async ask(
    tx: Tx,
    { reviewId, memberId, full = false }: { reviewId: string; memberId: string; full?: boolean },
  ): Promise<string> {
    const waiting = await tx.manager.findOneBy(JobEntity, { reviewId, kind: DUPLICATES_JOB, state: 'queued' });
    if (waiting) {
      if (full) await tx.manager.update(JobEntity, { id: waiting.id }, { payload: { full } });
      return waiting.id;
    }
    return this.jobs.enqueue(tx, { reviewId, memberId, kind: DUPLICATES_JOB, payload: { full } });
  }
}

const DEFAULTS = { certain: 'merge', cochrane: 'link', corrections: 'link', comparedTo: 0, unasked: 0 } as const;

export async function settingOf(manager: EntityManager, reviewId: string): Promise<DuplicateSettingEntity> {
  const setting = await manager.findOneBy(DuplicateSettingEntity, { reviewId });
  return setting ?? { ...DEFAULTS, reviewId };
}

export async function changeSetting(
  manager: EntityManager,
  reviewId: string,
  change: Partial<Pick<DuplicateSettingEntity, 'certain' | 'cochrane' | 'corrections' | 'comparedTo' | 'unasked'>>,
): Promise<void> {
  const isSet = await manager.existsBy(DuplicateSettingEntity, { reviewId });
  if (isSet) await manager.update(DuplicateSettingEntity, { reviewId }, change);
  else await manager.insert(DuplicateSettingEntity, { ...DEFAULTS, reviewId, ...change });
}
