import type { MessagePort } from 'node:worker_threads';
import { Refusal } from '@shared/domain/refusal';
import { asker, type Outcome, type WorkerTask } from './worker-task';

/** Runs in each worker thread: loads the task's module and gives it a line to the main thread. */
export async function run({ path, input, port }: { path: string; input: unknown; port: MessagePort }) {
  const { task } = (await import(path)) as { task: WorkerTask<unknown, unknown> };
  try {
    return { value: await task(input, asker(port)) } satisfies Outcome;
  } catch (error) {
    // Errors lose their class on the way to the main thread; a refusal must arrive as one.
    if (!(error instanceof Refusal)) throw error;
    const { code, detail, status, fields } = error;
    return { refusal: { code, detail, status, fields } } satisfies Outcome;
  } finally {
    port.close();
  }
}
