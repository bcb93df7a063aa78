import type { Clock } from '../clock';
import type { Database, Tx } from '../database/database';
import { JobEntity } from './job.entity';

const LEASE_MS = 60_000;
const LOOKED_AT = 200;

const UNHELD = { holder: null, leaseUntil: null };
const UNFINISHED = { finishedAt: null, error: null, result: null };

/** The job table as one runner sees it: what waits, what it may take, and what it holds by a lease. */
export class JobQueue {
  private readonly holder = `${process.pid}-${Math.random().toString(36).slice(2, 10)}`;

  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  async add({ manager }: Tx, job: Omit<JobEntity, keyof typeof FRESH | 'createdAt'>): Promise<JobEntity> {
    const row: JobEntity = { ...FRESH, ...job, createdAt: this.clock.now() };
    await manager.insert(JobEntity, row);
    return row;
  }

  async requeue({ manager }: Tx, job: JobEntity): Promise<JobEntity> {
    const fresh = {
      state: 'queued',
      step: 'waiting',
      attempts: 0,
      cancelAsked: false,
      ...UNHELD,
      ...UNFINISHED,
    } as const;
    await manager.update(JobEntity, { id: job.id }, fresh);
    return { ...job, ...fresh };
  }

  waiting(): Promise<JobEntity[]> {
    return this.database.read((manager) =>
      manager.find(JobEntity, {
        where: { state: 'queued' },
        order: { createdAt: 'ASC', id: 'ASC' },
        take: LOOKED_AT,
      }),
    );
  }

  isAnyWaiting(): Promise<boolean> {
    return this.database.read((manager) => manager.existsBy(JobEntity, { state: 'queued' }));
  }

  /** Takes the job, unless its slot is in use or another server was quicker. */
  claim(job: JobEntity): Promise<JobEntity | null> {
    return this.database.transaction(async (tx) => {
      const { manager } = tx;
      await this.database.lockReview(tx, job.reviewId);
      const isTaken = await manager.existsBy(JobEntity, { reviewId: job.reviewId, slot: job.slot, state: 'running' });
      const now = await manager.findOneBy(JobEntity, { id: job.id, state: 'queued' });
      if (isTaken || !now) return null;
      const held = {
        state: 'running',
        attempts: now.attempts + 1,
        holder: this.holder,
        leaseUntil: this.leaseEnd(),
        startedAt: now.startedAt ?? this.clock.now(),
      } as const;
      await manager.update(JobEntity, { id: job.id }, held);
      return { ...now, ...held };
    });
  }

  /** Lengthens the lease. Answers whether somebody asked, perhaps on another server, to cancel the job. */
  hold(jobId: string): Promise<boolean> {
    return this.database.transaction(async ({ manager }) => {
      await manager.update(JobEntity, { id: jobId, holder: this.holder }, { leaseUntil: this.leaseEnd() });
      return manager.existsBy(JobEntity, { id: jobId, cancelAsked: true });
    });
  }

  async writeProgress({ id, done, total, step }: JobEntity): Promise<void> {
    await this.database.transaction(({ manager }) =>
      manager.update(JobEntity, { id, holder: this.holder }, { done, total, step }),
    );
  }

  /** Lets go of a job with what came of it; changes nothing once another runner holds it. */
  async end(job: JobEntity, end: Partial<JobEntity>): Promise<void> {
    Object.assign(job, { finishedAt: this.clock.now(), ...UNHELD, ...end });
    const { state, result, error, done, total, step, attempts, finishedAt } = job;
    const row = { state, result, error, done, total, step, attempts, finishedAt, ...UNHELD };
    await this.database.transaction(({ manager }) =>
      manager.update(JobEntity, { id: job.id, holder: this.holder }, row),
    );
  }

  /** Cancels a job that waits (answers true), or leaves word for the runner that holds it. */
  cancel(jobId: string): Promise<boolean> {
    return this.database.transaction(async ({ manager }) => {
      const now = await manager.findOneByOrFail(JobEntity, { id: jobId });
      if (now.state === 'running') await manager.update(JobEntity, { id: jobId }, { cancelAsked: true });
      if (now.state !== 'queued') return false;
      await manager.update(JobEntity, { id: jobId }, { state: 'cancelled', finishedAt: this.clock.now() });
      return true;
    });
  }

  /**
   * Puts back what stopped servers left behind: jobs with a lapsed lease, and when a server starts on a database that
   * only one server can open, all of them.
   */
  async release({ all }: { all: boolean }): Promise<void> {
    await this.database.transaction(async ({ manager }) => {
      const query = manager
        .createQueryBuilder()
        .update(JobEntity)
        .set({ state: 'queued', ...UNHELD })
        .where('state = :running', { running: 'running' });
      if (!all) query.andWhere('lease_until < :now', { now: this.clock.now() });
      await query.execute();
    });
  }

  private leaseEnd(): string {
    return new Date(Date.parse(this.clock.now()) + LEASE_MS).toISOString();
  }
}

const FRESH = {
  state: 'queued',
  done: 0,
  total: 0,
  step: 'waiting',
  attempts: 0,
  cancelAsked: false,
  startedAt: null,
  ...UNHELD,
  ...UNFINISHED,
} as const;
