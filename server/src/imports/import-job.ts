import { join } from 'node:path';
import { Injectable } from '@nestjs/common';
import type { FilePreview } from '@shared/contracts/imports';
import type { ReadProblem } from '@shared/domain/references/reference';
import { Refusal } from '@shared/domain/refusal';
import { ImportEntity } from '../citations/citation.entity';
import { TextIndex } from '../citations/text-index';
import { DuplicateRuns } from '../duplicates/duplicate-runs';
import { Clock } from '../platform/clock';
import { Database } from '../platform/database/database';
import { FileStore } from '../platform/files/file-store';
import type { JobEntity } from '../platform/jobs/job.entity';
import { JobRunner } from '../platform/jobs/job-runner';
import type { JobControl, JobHandler } from '../platform/jobs/job-types';
import { Workers } from '../platform/jobs/workers';
import { type Command, Ledger, sha256 } from '../platform/ledger/ledger';
import type { ImportMessage, ImportTask } from './import.worker';
import { insertBatch, type RowBatch } from './reference-rows';
import { ImportProblemEntity } from './upload.entity';

export const IMPORT_JOB = 'import';
const WORKER = join(__dirname, 'import.worker');

/**
 * Takes the records of an uploaded file in, chunk by chunk. Each chunk is one transaction of its rows and the event that
 * binds them, so after a kill the job goes on behind the last chunk. A cancelled one is withdrawn; run again, it is
 * restored and goes on.
 */
@Injectable()
export class ImportJob implements JobHandler {
  readonly kind = IMPORT_JOB;
  readonly slot = 'records';

  constructor(
    jobs: JobRunner,
    private readonly database: Database,
    private readonly ledger: Ledger,
    private readonly files: FileStore,
    private readonly workers: Workers,
    private readonly duplicates: DuplicateRuns,
    private readonly texts: TextIndex,
    private readonly clock: Clock,
  ) {
    jobs.register(this);
  }

  async run(control: JobControl): Promise<object> {
    const { job, signal } = control;
    const entity = await this.importOf(job);
    if (!(await this.files.exists(entity.sha256))) {
      throw new Refusal(
        'file_missing',
        'The uploaded file is gone from the server. Withdraw this import and send the file again.',
      );
    }
    if (entity.state === 'withdrawn') await this.restore(job, entity.id);
    control.progress(entity.taken, entity.count, 'reading');
    const task: ImportTask = {
      path: this.files.pathOf(entity.sha256),
      fileName: entity.fileName,
      reviewId: job.reviewId,
      importId: entity.id,
      from: entity.taken + 1,
      meanings: (job.payload as Partial<Pick<FilePreview, 'meanings'>>).meanings ?? null,
    };
    // While one chunk is written the next one is fetched, and no more: what is held stays small.
    let writing: Promise<void> = Promise.resolve();
    const received = async (message: ImportMessage): Promise<void> => {
      if (message.kind === 'read') return this.wasRead(entity, message.count, message.problems);
      const { first, count } = message.batch;
      if (first + count - 1 > entity.count) throw changed(first + count - 1, entity.count);
      await writing;
      signal.throwIfAborted();
      writing = this.write(control, entity, message.batch);
      // A rejection is seen where it is awaited; until then it must not count as unhandled.
      writing.catch(() => undefined);
    };
    try {
      await this.workers.run(WORKER, task, received, signal);
    } finally {
      await Promise.allSettled([writing]);
    }
    await writing;
    await this.finish(job, entity);
    control.progress(entity.count, entity.count, 'making_searchable');
    await this.texts.catchUp(signal);
    return { importId: entity.id, count: entity.count };
  }

  async cancelled(job: JobEntity): Promise<void> {
    const { id, state } = await this.importOf(job);
    if (state !== 'reading') return;
    await this.ledger.act(this.command(job, this.clock.newId(), { cancel: id }), async (act) => {
      await act.append('import.withdrawn', { importId: id, reason: 'Cancelled while it was taken in' });
    });
    await this.texts.catchUp();
  }

  private importOf(job: JobEntity): Promise<ImportEntity> {
    const { reviewId } = job;
    return this.database.read((manager) =>
      manager.findOneByOrFail(ImportEntity, { id: String(job.subject), reviewId }),
    );
  }

  private async restore(job: JobEntity, importId: string): Promise<void> {
    await this.ledger.act(this.command(job, this.clock.newId(), { restore: importId }), async (act) => {
      await act.append('import.restored', { importId });
    });
  }

  private async wasRead(entity: ImportEntity, count: number, problems: readonly ReadProblem[]): Promise<void> {
    if (count !== entity.count) throw changed(count, entity.count);
    await this.database.transaction(async ({ manager }) => {
      await manager.delete(ImportProblemEntity, { importId: entity.id });
      const rows = problems.map((problem, i) => ({ importId: entity.id, number: i + 1, ...problem }));
      for (let i = 0; i < rows.length; i += 200) await manager.insert(ImportProblemEntity, rows.slice(i, i + 200));
    });
  }

  private async write({ job, progress }: JobControl, { id, count: all }: ImportEntity, batch: RowBatch): Promise<void> {
    const { first, count, digest } = batch;
    const request = { importId: id, first, count, digest };
    await this.ledger.act(this.command(job, `c${first}`, request), async (act) => {
      await insertBatch(act.manager, batch);
      await act.append('import.chunk', request);
    });
    progress(first + count - 1, all, 'taking_in');
  }

  private async finish(job: JobEntity, { id, count }: ImportEntity): Promise<void> {
    await this.database.transaction(async (tx) => {
      await this.ledger.act(this.command(job, 'end', { finish: id, count }), async (act) => {
        await act.append('import.finished', { importId: id, count });
      });
      await this.duplicates.ask(tx, { reviewId: job.reviewId, memberId: job.memberId });
    });
  }

  /** The machine acts for the member who imported; the id is the same whenever the same piece is written. */
  private command(job: JobEntity, piece: string, request: unknown): Command {
    const { reviewId, memberId } = job;
    const id = `${sha256(job.id).slice(0, 24)}-${piece}`;
    return { reviewId, id, memberId, request, machine: IMPORT_JOB };
  }
}

function changed(count: number, expected: number): Refusal {
  return new Refusal(
    'import_changed',
    `The file now reads as ${count} records, not ${expected}: Evenhand was updated in between. Withdraw this import and import the file again.`,
  );
}
