import { computed, DestroyRef, effect, inject, Injectable, signal, untracked } from '@angular/core';
import { ReviewState } from '../data/review-state';
import type { ReviewEvent } from '../data/events';

/** How far a job is, as the event stream tells. */
export interface JobProgress {
  id: string;
  kind: string;
  subject: string | null;
  state: string;
  done: number;
  total: number;
  step: string;
}

/** Follows the review's event stream: the progress of jobs, and when a list should be loaded anew. */
@Injectable()
export class JobWatch {
  private readonly review = inject(ReviewState);
  private readonly jobs = signal<ReadonlyMap<string, JobProgress>>(new Map());
  private readonly reloads = new Set<() => void>();
  private stops: (() => void)[] = [];

  /** Of jobs that wait or run. */
  readonly running = computed(() => [...this.jobs().values()].filter(({ state }) => isOpen(state)));

  constructor() {
    effect(() => {
      const stream = this.review.stream();
      untracked(() => {
        this.stop();
        if (!stream) return;
        const reload = (): void => this.reloads.forEach((run) => run());
        this.stops = [
          stream.on('job', (event) => this.take(event)),
          ...['imports', 'duplicates', 'reconnected'].map((type) => stream.on(type, reload)),
        ];
      });
    });
    inject(DestroyRef).onDestroy(() => this.stop());
  }

  /** Runs when searches, imports or duplicates changed, or a job ended. */
  onChange(reload: () => void): void {
    this.reloads.add(reload);
  }

  /** The job about this subject (or of this kind), while it waits or runs. */
  of(match: { kind: string; subject?: string }): JobProgress | null {
    return (
      this.running().find(
        ({ kind, subject }) => kind === match.kind && (match.subject === undefined || subject === match.subject),
      ) ?? null
    );
  }

  private take(event: ReviewEvent): void {
    const job = event as unknown as JobProgress;
    const before = this.jobs().get(job.id);
    this.jobs.update((jobs) => new Map(jobs).set(job.id, job));
    if (before?.state !== job.state) this.reloads.forEach((run) => run());
  }

  private stop(): void {
    for (const stop of this.stops) stop();
    this.stops = [];
  }
}

const isOpen = (state: string): boolean => state === 'queued' || state === 'running';
