import { Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { Refusal } from '@shared/domain/refusal';
import { Clock } from '../clock';
import { Database, type Tx } from '../database/database';
import { log } from '../log';
import { JobEntity } from './job.entity';
import { JobQueue } from './job-queue';
import type { JobHandler, JobListener, NewJob } from './job-types';

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
  private readonly queue: JobQueue;
  private readonly handlers = new Map<string, JobHandler>();
  private readonly listeners = new Set<JobListener>();
  private readonly running = new Map<string, Running>();
  private readonly timers: NodeJS.Timeout[] = [];
  private isStopping = false;
  private looking: Promise<void> | null = null;
  private lookAgain = false;

  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {
    this.queue = new JobQueue(database, clock);
  }

  /** Features register their handlers when they start. */
  register(handler: JobHandler): void {
    this.handlers.set(handler.kind, handler);
  }

  /** Answers the function that stops listening. */
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
    const job = await this.queue.add(tx, {
      id: id ?? this.clock.newId(),
      reviewId,
      memberId,
      kind,
      slot: this.handlers.get(kind)?.slot ?? kind,
      subject: subject ?? null,
      payload,
    });
    this.startAfter(tx, job);
    return job.id;
  }

  /** Puts a job that ended back into the queue, as it was asked for. */
  async requeue(tx: Tx, job: JobEntity): Promise<void> {
    this.startAfter(tx, await this.queue.requeue(tx, job));
  }

  /** Stops a job. One that runs here is stopped where it is and settled by its handler; the answer comes after that. */
  async cancel(job: JobEntity): Promise<void> {
    const running = this.running.get(job.id);
    if (running) {
      running.abort.abort('cancelled' satisfies StopReason);
      await running.settled;
      return;
    }
    if (await this.queue.cancel(job.id)) await this.settleCancelled(job);
    // Claimed in this very moment: it is in `running` only now.
    else if (this.running.has(job.id)) await this.cancel(job);
  }

  async onApplicationBootstrap(): Promise<void> {
    if (this.database.dialect === 'sqlite') await this.queue.release({ all: true });
    this.timers.push(
      setInterval(() => this.look(), POLL_MS),
      setInterval(() => void this.beat(), BEAT_MS),
    );
    for (const timer of this.timers) timer.unref();
    this.look();
  }

  /** Lets the running jobs go back to the queue, before the database closes. */
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
      else if (await this.queue.isAnyWaiting()) {
        this.look();
        await this.looking;
      } else return;
    }
  }

  private startAfter(tx: Tx, job: JobEntity): void {
    tx.afterCommit(() => {
      this.tell(job);
      this.look();
    });
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
        if (!this.lookAgain) return;
        this.lookAgain = false;
        this.look();
      });
  }

  private async startWaiting(): Promise<void> {
    if (this.database.dialect === 'postgres') await this.queue.release({ all: false });
    const tried = new Set<string>();
    for (const job of await this.queue.waiting()) {
      if (this.isStopping || this.running.size >= MOST_RUNNING) return;
      const slot = `${job.reviewId} ${job.slot}`;
      if (tried.has(slot) || !this.handlers.has(job.kind)) continue;
      tried.add(slot);
      const claimed = await this.queue.claim(job);
      if (claimed) this.start(claimed);
    }
  }

  private start(job: JobEntity): void {
    const running: Running = { job, abort: new AbortController(), settled: Promise.resolve(), writtenAt: 0 };
    this.running.set(job.id, running);
    if (this.isStopping) running.abort.abort('shutdown' satisfies StopReason);
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
      abort.signal.throwIfAborted();
      const result = await handler.run({
        job,
        signal: abort.signal,
        progress: (done, total, step) => this.progressed(running, done, total, step),
      });
      await this.end(job, { state: 'done', result, error: null, done: job.total });
    } catch (error) {
      const reason = abort.signal.aborted ? (abort.signal.reason as StopReason) : null;
      if (reason === 'shutdown') await this.end(job, { state: 'queued', finishedAt: null, attempts: job.attempts - 1 });
      else if (reason === 'cancelled') {
        await this.end(job, { state: 'cancelled' });
        await this.settleCancelled(job);
      } else {
        if (!(error instanceof Refusal)) log.error({ jobId: job.id, kind: job.kind, err: error }, 'job failed');
        await this.end(job, { state: 'failed', error: faultOf(error) });
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

  private async end(job: JobEntity, end: Partial<JobEntity>): Promise<void> {
    await this.queue
      .end(job, end)
      .catch((err: unknown) => log.error({ jobId: job.id, err }, 'the end of a job was not written'));
    this.tell(job);
  }

  private progressed(running: Running, done: number, total: number, step: string): void {
    const { job } = running;
    Object.assign(job, { done, total, step });
    this.tell(job);
    if (Date.now() - running.writtenAt < PROGRESS_WRITE_MS) return;
    running.writtenAt = Date.now();
    this.queue.writeProgress(job).catch((err: unknown) => log.warn({ jobId: job.id, err }, 'progress was not written'));
  }

  private async beat(): Promise<void> {
    for (const { job, abort } of this.running.values()) {
      if (await this.queue.hold(job.id).catch(() => false)) abort.abort('cancelled' satisfies StopReason);
    }
  }

  private tell(job: JobEntity): void {
    for (const listener of this.listeners) listener(job);
  }
}

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
