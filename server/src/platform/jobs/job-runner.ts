import { Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { Refusal } from '@shared/domain/refusal';
import { Clock } from '../clock';
import { Database, type Tx } from '../database/database';
import { log } from '../log';
import { JobEntity } from './job.entity';

/** What a running job has in hand. */
export interface JobControl {
  readonly job: Readonly<JobEntity>;
  /** Aborts when the job is cancelled or the server stops; pass it on to workers. */
  readonly signal: AbortSignal;
  /** Says how far it is. Told to screens at once, written down once a second. */
  progress(done: number, total: number, step: string): void;
}

/**
 * Does one kind of work. It may be started again after a kill at any moment, so it writes in pieces and begins where the
 * written pieces end.
 */
export interface JobHandler {
  readonly kind: string;
  /** Jobs of one review and slot run one after another; the kind's own name unless said otherwise. */
  readonly slot?: string;
  /** Answers what came of it, for the job's `result`. */
  run(control: JobControl): Promise<object>;
  /** Takes back or settles what was done so far, after somebody cancelled. */
  cancelled?(job: Readonly<JobEntity>): Promise<void>;
}

export interface NewJob {
  id?: string;
  reviewId: string;
  memberId: string;
  kind: string;
  subject?: string | null;
  payload: object;
  /** Do nothing when such a job of the review waits already. */
  once?: boolean;
}

export type JobListener = (job: Readonly<JobEntity>) => void;

const LEASE_MS = 60_000;
const BEAT_MS = 15_000;
const POLL_MS = 5_000;
const PROGRESS_WRITE_MS = 1_000;
const MOST_ATTEMPTS = 5;
/** Jobs running at once on this server; their processor time is bounded by the worker threads. */
const MOST_RUNNING = 4;

type StopReason = 'cancelled' | 'shutdown';
interface Running {
  job: JobEntity;
  abort: AbortController;
  settled: Promise<void>;
  writtenAt: number;
}

/**
 * Runs jobs in this process. A job belongs to the runner that holds its lease; leases that run out, and on a database
 * that only one server can open all that a stopped server left behind, go back to the queue.
 */
@Injectable()
export class JobRunner implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly handlers = new Map<string, JobHandler>();
  private readonly listeners = new Set<JobListener>();
  private readonly running = new Map<string, Running>();
  private readonly holder: string;
  private readonly timers: NodeJS.Timeout[] = [];
  private isStopping = false;
  private looking: Promise<void> | null = null;
  private lookAgain = false;

  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {
    this.holder = `${process.pid}-${Math.random().toString(36).slice(2, 10)}`;
  }

  /** Features register their handlers when they start. */
  register(handler: JobHandler): void {
    this.handlers.set(handler.kind, handler);
  }

  /** Called whenever a job's state or progress changed. Answers the function that stops listening. */
  onChange(listener: JobListener): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  /** Asks for work, as part of the open unit of work; it starts once that is durable. Answers the job's id. */
  async enqueue(tx: Tx, { id, reviewId, memberId, kind, subject, payload, once }: NewJob): Promise<string> {
    if (once) {
      const waiting = await tx.manager.findOneBy(JobEntity, { reviewId, kind, state: 'queued' });
      if (waiting) return waiting.id;
    }
    const job: JobEntity = {
      id: id ?? this.clock.newId(),
      reviewId,
      memberId,
      kind,
      slot: this.handlers.get(kind)?.slot ?? kind,
      subject: subject ?? null,
      state: 'queued',
      payload,
      done: 0,
      total: 0,
      step: 'waiting',
      attempts: 0,
      holder: null,
      leaseUntil: null,
      cancelAsked: false,
      result: null,
      error: null,
      createdAt: this.clock.now(),
      startedAt: null,
      finishedAt: null,
    };
    await tx.manager.insert(JobEntity, job);
    tx.afterCommit(() => {
      this.tell(job);
      this.look();
    });
    return job.id;
  }

  /** Puts a job back into the queue, as it was asked for. */
  async requeue(tx: Tx, job: JobEntity): Promise<void> {
    const fresh = {
      state: 'queued',
      step: 'waiting',
      attempts: 0,
      cancelAsked: false,
      ...UNHELD,
      ...UNFINISHED,
    } as const;
    await tx.manager.update(JobEntity, { id: job.id }, fresh);
    tx.afterCommit(() => {
      this.tell({ ...job, ...fresh });
      this.look();
    });
  }

  /** Stops a job. One that runs is stopped where it is and settled by its handler; the answer comes after that. */
  async cancel(job: JobEntity): Promise<void> {
    const running = this.running.get(job.id);
    if (running) {
      running.abort.abort('cancelled' satisfies StopReason);
      await running.settled;
      return;
    }
    const wasWaiting = await this.database.transaction(async ({ manager }) => {
      const now = await manager.findOneByOrFail(JobEntity, { id: job.id });
      if (now.state === 'running') await manager.update(JobEntity, { id: job.id }, { cancelAsked: true });
      if (now.state !== 'queued') return false;
      await manager.update(JobEntity, { id: job.id }, { state: 'cancelled', finishedAt: this.clock.now() });
      return true;
    });
    if (wasWaiting) await this.settleCancelled(job);
    // Claimed in this moment: its runner may be this one, and look only after the claim.
    else if (this.running.has(job.id)) await this.cancel(job);
  }

  async onApplicationBootstrap(): Promise<void> {
    if (this.database.dialect === 'sqlite') {
      await this.database.transaction(({ manager }) =>
        manager.update(JobEntity, { state: 'running' }, { state: 'queued', ...UNHELD }),
      );
    }
    this.timers.push(
      setInterval(() => this.look(), POLL_MS),
      setInterval(() => void this.beat(), BEAT_MS),
    );
    for (const timer of this.timers) timer.unref();
    this.look();
  }

  async onModuleDestroy(): Promise<void> {
    this.isStopping = true;
    for (const timer of this.timers) clearInterval(timer);
    for (const { abort } of this.running.values()) abort.abort('shutdown' satisfies StopReason);
    await this.looking;
    await Promise.allSettled([...this.running.values()].map((running) => running.settled));
  }

  /** Resolves when nothing waits or runs; for specs and the command line. */
  async idle(): Promise<void> {
    for (;;) {
      await this.looking;
      const open = [...this.running.values()].map((running) => running.settled);
      if (open.length > 0) await Promise.allSettled(open);
      else if (await this.database.read((m) => m.existsBy(JobEntity, { state: 'queued' }))) {
        this.look();
        await this.looking;
      } else return;
    }
  }

  private look(): void {
    if (this.isStopping) return;
    if (this.looking) {
      this.lookAgain = true;
      return;
    }
    this.looking = this.startWaiting()
      .catch((err: unknown) => log.error({ err }, 'looking for jobs failed'))
      .finally(() => {
        this.looking = null;
        if (this.lookAgain) {
          this.lookAgain = false;
          this.look();
        }
      });
  }

  private async startWaiting(): Promise<void> {
    if (this.database.dialect === 'postgres') await this.releaseLapsed();
    const waiting = await this.database.read((manager) =>
      manager.find(JobEntity, { where: { state: 'queued' }, order: { createdAt: 'ASC', id: 'ASC' }, take: 200 }),
    );
    const blocked = new Set<string>();
    for (const job of waiting) {
      if (this.isStopping || this.running.size >= MOST_RUNNING) return;
      const slot = `${job.reviewId} ${job.slot}`;
      if (blocked.has(slot) || !this.handlers.has(job.kind)) continue;
      blocked.add(slot);
      const claimed = await this.claim(job);
      if (claimed) this.start(claimed);
    }
  }

  /** Takes the job, unless its slot is in use or another server was quicker. */
  private claim(job: JobEntity): Promise<JobEntity | null> {
    return this.database.transaction(async (tx) => {
      const { manager } = tx;
      await this.database.lockReview(tx, job.reviewId);
      const isTaken = await manager.existsBy(JobEntity, { reviewId: job.reviewId, slot: job.slot, state: 'running' });
      const now = await manager.findOneBy(JobEntity, { id: job.id, state: 'queued' });
      if (isTaken || !now) return null;
      const claimed: JobEntity = {
        ...now,
        state: 'running',
        attempts: now.attempts + 1,
        holder: this.holder,
        leaseUntil: this.leaseEnd(),
        startedAt: now.startedAt ?? this.clock.now(),
      };
      const { state, attempts, holder, leaseUntil, startedAt } = claimed;
      await manager.update(JobEntity, { id: job.id }, { state, attempts, holder, leaseUntil, startedAt });
      return claimed;
    });
  }

  private start(job: JobEntity): void {
    const running: Running = { job, abort: new AbortController(), settled: Promise.resolve(), writtenAt: 0 };
    this.running.set(job.id, running);
    this.tell(job);
    running.settled = this.runToEnd(running).finally(() => {
      this.running.delete(job.id);
      this.look();
    });
  }

  private async runToEnd(running: Running): Promise<void> {
    const { job, abort } = running;
    const handler = this.handlers.get(job.kind) as JobHandler;
    try {
      if (job.attempts > MOST_ATTEMPTS) throw new Refusal('job_keeps_stopping', KEEPS_STOPPING);
      const result = await handler.run({
        job,
        signal: abort.signal,
        progress: (done, total, step) => this.progressed(running, done, total, step),
      });
      await this.finish(job, { state: 'done', result, error: null, done: job.total });
    } catch (error) {
      const reason = abort.signal.aborted ? (abort.signal.reason as StopReason) : null;
      if (reason === 'shutdown')
        await this.finish(job, { state: 'queued', finishedAt: null, attempts: job.attempts - 1 });
      else if (reason === 'cancelled') {
        await this.finish(job, { state: 'cancelled' });
        await this.settleCancelled(job);
      } else {
        if (!(error instanceof Refusal)) log.error({ jobId: job.id, kind: job.kind, err: error }, 'job failed');
        await this.finish(job, { state: 'failed', error: faultOf(error) });
      }
    }
  }

  private async settleCancelled(job: JobEntity): Promise<void> {
    try {
      await this.handlers.get(job.kind)?.cancelled?.(job);
    } catch (err) {
      log.error({ jobId: job.id, kind: job.kind, err }, 'settling a cancelled job failed');
    }
    this.tell({ ...job, state: 'cancelled' });
  }

  private async finish(job: JobEntity, end: Partial<JobEntity>): Promise<void> {
    Object.assign(job, { finishedAt: this.clock.now(), ...UNHELD, ...end });
    const { state, result, error, done, total, step, attempts, finishedAt, holder, leaseUntil } = job;
    const row = { state, result, error, done, total, step, attempts, finishedAt, holder, leaseUntil };
    await this.database
      .transaction(({ manager }) => manager.update(JobEntity, { id: job.id, holder: this.holder }, row))
      .catch((err: unknown) => log.error({ jobId: job.id, err }, 'the end of a job was not written'));
    this.tell(job);
  }

  private progressed(running: Running, done: number, total: number, step: string): void {
    const { job } = running;
    Object.assign(job, { done, total, step });
    this.tell(job);
    if (Date.now() - running.writtenAt < PROGRESS_WRITE_MS) return;
    running.writtenAt = Date.now();
    this.database
      .transaction(({ manager }) =>
        manager.update(JobEntity, { id: job.id, holder: this.holder }, { done, total, step }),
      )
      .catch((err: unknown) => log.warn({ jobId: job.id, err }, 'progress was not written'));
  }

  /** Holds on to what runs here, and sees cancels asked for on other servers. */
  private async beat(): Promise<void> {
    for (const { job, abort } of this.running.values()) {
      const asked = await this.database
        .transaction(async ({ manager }) => {
          await manager.update(JobEntity, { id: job.id, holder: this.holder }, { leaseUntil: this.leaseEnd() });
          return manager.existsBy(JobEntity, { id: job.id, cancelAsked: true });
        })
        .catch(() => false);
      if (asked) abort.abort('cancelled' satisfies StopReason);
    }
  }

  private async releaseLapsed(): Promise<void> {
    await this.database.transaction(({ manager }) =>
      manager
        .createQueryBuilder()
        .update(JobEntity)
        .set({ state: 'queued', ...UNHELD })
        .where('state = :running AND lease_until < :now', { running: 'running', now: this.clock.now() })
        .execute(),
    );
  }

  private leaseEnd(): string {
    return new Date(Date.parse(this.clock.now()) + LEASE_MS).toISOString();
  }

  private tell(job: JobEntity): void {
    for (const listener of this.listeners) listener(job);
  }
}

const UNHELD = { holder: null, leaseUntil: null };
const UNFINISHED = { finishedAt: null, error: null, result: null };
const KEEPS_STOPPING =
  'The server stopped several times while doing this, so it is not started again by itself. Run it again, or ask the host to look at the log.';

function faultOf(error: unknown): { code: string; detail: string } {
  if (error instanceof Refusal) return { code: error.code, detail: error.detail };
  return {
    code: 'internal_error',
    detail:
      'Something went wrong on the server. What was written stays; run the job again, or ask the host to look at the log.',
  };
}
