import { existsSync } from 'node:fs';
import { MessageChannel, type MessagePort } from 'node:worker_threads';
import { Inject, Injectable, type OnModuleDestroy } from '@nestjs/common';
import { Piscina } from 'piscina';
import { Refusal } from '@shared/domain/refusal';
import { CONFIG, type Config } from '../config';
import type { Envelope, Outcome, WorkerTask } from './worker-task';

/**
 * Threads for what takes processor time: reading files, finding duplicates. A task is a module whose `task` is a
 * `WorkerTask`, named by its path without extension (`join(__dirname, 'read-file.worker')`). It has no database: what it
 * needs it asks for, and what it makes it hands over piece by piece, so that neither side holds everything.
 *
 * Where the compiled module does not lie beside the path (specs run the sources), the task runs in this thread.
 */
@Injectable()
export class Workers implements OnModuleDestroy {
  private pool: Piscina | null = null;

  constructor(@Inject(CONFIG) private readonly config: Config) {}

  /** Runs a task to its end. An aborted `signal` stops its thread at once and rejects with the signal's reason. */
  async run<Result>(
    path: string,
    input: unknown,
    onAsk: (message: never) => unknown = () => undefined,
    signal: AbortSignal = new AbortController().signal,
  ): Promise<Result> {
    signal.throwIfAborted();
    const answer = onAsk as (message: unknown) => unknown;
    if (!existsSync(`${path}.js`)) return inline<Result>(path, input, answer, signal);
    const { port1, port2 } = new MessageChannel();
    const failed = serveAsks(port1, answer);
    try {
      const running = this.threads().run({ path: `${path}.js`, input, port: port2 }, { transferList: [port2], signal });
      const outcome = (await Promise.race([running, failed])) as Outcome;
      if ('value' in outcome) return outcome.value as Result;
      const { code, detail, status, fields } = outcome.refusal;
      throw new Refusal(code, detail, status, fields);
    } catch (error) {
      if (signal.aborted) throw signal.reason;
      throw error;
    } finally {
      port1.close();
    }
  }

  async onModuleDestroy(): Promise<void> {
    await this.pool?.destroy();
    this.pool = null;
  }

  private threads(): Piscina {
    return (this.pool ??= new Piscina({
      filename: `${__dirname}/worker-entry.js`,
      name: 'run',
      minThreads: 0,
      maxThreads: this.config.WORKERS,
      // A thread ends with its task: what it held, often hundreds of megabytes, is free at once.
      idleTimeout: 0,
      concurrentTasksPerWorker: 1,
      // The message port carries data while a task runs; busy waiting for the next task would starve it.
      atomics: 'disabled',
      resourceLimits: { maxOldGenerationSizeMb: 4096 },
    }));
  }
}

/** Answers a task's questions one by one; settles only by rejecting, when answering fails. */
function serveAsks(port: MessagePort, answer: (message: unknown) => unknown): Promise<never> {
  return new Promise((_, reject) => {
    port.on('message', ({ number, message }: Envelope) => {
      Promise.resolve()
        .then(() => answer(message))
        .then(
          (value) => port.postMessage({ number, answer: value } satisfies Envelope),
          (error: unknown) => {
            port.postMessage({ number, error: String(error) } satisfies Envelope);
            reject(error instanceof Error ? error : new Error(String(error)));
          },
        );
    });
  });
}

async function inline<Result>(
  path: string,
  input: unknown,
  answer: (message: unknown) => unknown,
  signal: AbortSignal,
): Promise<Result> {
  const { task } = (await import(path)) as { task: WorkerTask<unknown, Result> };
  return task(input, async (message) => {
    signal.throwIfAborted();
    const value = await answer(message);
    signal.throwIfAborted();
    return value;
  });
}
