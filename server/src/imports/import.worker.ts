import type { FilePreview } from '@shared/contracts/imports';
import type { ReadProblem } from '@shared/domain/references/reference';
import type { ReferenceEntity } from '../citations/citation.entity';
import type { Ask } from '../platform/jobs/worker-task';
import { columnChoice, recordsOf } from './read-file';
import { batchOf, CHUNK_RECORDS, type RowBatch, rowOf } from './reference-rows';

export interface ImportTask {
  path: string;
  fileName: string;
  reviewId: string;
  importId: string;
  /** First record that is still to be handed over, from 1. */
  from: number;
  /** What somebody said the columns of a table mean. */
  meanings: FilePreview['meanings'];
}

/** What the task hands over: the rows, chunk by chunk, and at the end what it read. */
export type ImportMessage =
  { kind: 'read'; count: number; problems: ReadProblem[] } | { kind: 'rows'; batch: RowBatch };

/** Reads the file and hands its records over from `from` on; reads one chunk while the one before is written. */
export async function task(given: ImportTask, ask: Ask): Promise<null> {
  const { path, fileName, reviewId, importId, from, meanings } = given;
  const reading = recordsOf(path, fileName, { anyTable: meanings !== null, columns: columnChoice(meanings) });
  let rows: ReferenceEntity[] = [];
  let count = 0;
  let written: Promise<unknown> = Promise.resolve();
  const handOver = async (): Promise<void> => {
    const batch = batchOf(rows);
    rows = [];
    await written;
    written = ask({ kind: 'rows', batch } satisfies ImportMessage);
    // A rejection is seen at the next turn; until then it must not count as unhandled.
    written.catch(() => undefined);
  };
  for (;;) {
    const next = reading.next();
    if (next.done) {
      if (rows.length > 0) await handOver();
      await written;
      await ask({ kind: 'read', count, problems: next.value.problems } satisfies ImportMessage);
      return null;
    }
    count++;
    if (count >= from) rows.push(rowOf(reviewId, importId, count, next.value));
    if (rows.length === CHUNK_RECORDS) await handOver();
  }
}
