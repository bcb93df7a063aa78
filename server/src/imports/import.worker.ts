import type { ReadProblem } from '@shared/domain/references/reference';
import type { Ask } from '../platform/jobs/worker-task';
import { readFile } from './read-file';
import { batchOf, CHUNK_RECORDS, type RowBatch, rowOf } from './reference-rows';

export interface ImportTask {
  path: string;
  fileName: string;
  reviewId: string;
  importId: string;
  /** First record that is still to be handed over, from 1. */
  from: number;
}

/** What the task hands over: first what it read, then the rows, chunk by chunk. */
export type ImportMessage =
  { kind: 'read'; count: number; problems: ReadProblem[] } | { kind: 'rows'; batch: RowBatch };

/** Reads the file and hands its records over from `from` on; makes one chunk while the one before is written. */
export async function task({ path, fileName, reviewId, importId, from }: ImportTask, ask: Ask): Promise<null> {
  const { references, problems } = readFile(path, fileName);
  await ask({ kind: 'read', count: references.length, problems } satisfies ImportMessage);
  let written: Promise<unknown> = Promise.resolve();
  for (let first = from; first <= references.length; first += CHUNK_RECORDS) {
    const chunk = references.slice(first - 1, first - 1 + CHUNK_RECORDS);
    const batch = batchOf(chunk.map((reference, i) => rowOf(reviewId, importId, first + i, reference)));
    await written;
    written = ask({ kind: 'rows', batch } satisfies ImportMessage);
    // A rejection is seen at the next turn; until then it must not count as unhandled.
    written.catch(() => undefined);
  }
  await written;
  return null;
}
