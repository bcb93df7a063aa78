import { Injectable } from '@nestjs/common';
import type { Job, JobsQuery } from '@shared/contracts/jobs';
import { Refusal } from '@shared/domain/refusal';
import { Database } from '../database/database';
import { notFound } from '../http/problem.filter';
import type { Membership } from '../http/route';
import { JobEntity } from './job.entity';
import { JobRunner } from './job-runner';

/** Whether a member may see and steer a job: their own, and all of them for those who look after the records. */
export function maySeeJob(me: Pick<Membership, 'memberId' | 'permissions'>, job: { memberId: string }): boolean {
  return job.memberId === me.memberId || me.permissions.includes('records.edit');
}

@Injectable()
export class JobsService {
  constructor(
    private readonly database: Database,
    private readonly runner: JobRunner,
  ) {}

  async list(me: Membership, { kind, subject, state, limit }: JobsQuery): Promise<Job[]> {
    const where = {
      reviewId: me.reviewId,
      ...(me.permissions.includes('records.edit') ? {} : { memberId: me.memberId }),
      ...(kind ? { kind } : {}),
      ...(subject ? { subject } : {}),
      ...(state ? { state } : {}),
    };
    const order = { createdAt: 'DESC', id: 'DESC' } as const;
    const jobs = await this.database.read((manager) => manager.find(JobEntity, { where, order, take: limit }));
    return jobs.map((job) => presentJob(job));
  }

  async one(me: Membership, id: string): Promise<Job> {
    return presentJob(await this.find(me, id));
  }

  /** Cancelling what has ended changes nothing and answers as if it had been cancelled in time. */
  async cancel(me: Membership, id: string): Promise<{ id: string }> {
    const job = await this.find(me, id);
    if (job.state === 'queued' || job.state === 'running') await this.runner.cancel(job);
    return { id };
  }

  async retry(me: Membership, id: string): Promise<{ id: string }> {
    const job = await this.find(me, id);
    if (job.state === 'done') throw new Refusal('job_done', 'This work is done; there is nothing to run again.');
    if (job.state === 'queued' || job.state === 'running') return { id };
    await this.database.transaction((tx) => this.runner.requeue(tx, job));
    return { id };
  }

  private async find(me: Membership, id: string): Promise<JobEntity> {
    const job = await this.database.read((manager) => manager.findOneBy(JobEntity, { id, reviewId: me.reviewId }));
    if (!job || !maySeeJob(me, job)) throw new Refusal(notFound.code, notFound.detail, 404);
    return job;
  }
}

/** Only for those who may see the job. */
export function presentJob(job: JobEntity): Job {
  return { ...job, result: job.result as Record<string, unknown> | null, mayAct: true };
}
