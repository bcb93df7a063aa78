import type { JobEntity } from './job.entity';

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

/** Called whenever a job's state or progress changed. */
export type JobListener = (job: Readonly<JobEntity>) => void;
