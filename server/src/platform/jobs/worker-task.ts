import type { MessagePort } from 'node:worker_threads';
import type { Refusal } from '@shared/domain/refusal';

/** What a worker module exports: it asks the main thread for data, or hands some over, and waits for the answer. */
export type WorkerTask<Input, Result> = (input: Input, ask: Ask) => Promise<Result> | Result;
export type Ask = (message: unknown) => Promise<unknown>;

/** One question, or its answer, on the line between a worker and the main thread. */
export interface Envelope {
  number: number;
  message?: unknown;
  answer?: unknown;
  error?: string;
}

/** How a task ended: errors other than refusals travel as errors. */
export type Outcome = { value: unknown } | { refusal: Pick<Refusal, 'code' | 'detail' | 'status' | 'fields'> };

/** The worker's side of `serveAsks`. */
export function asker(port: MessagePort): Ask {
  let last = 0;
  const open = new Map<number, { resolve: (value: unknown) => void; reject: (error: Error) => void }>();
  port.on('message', ({ number, answer, error }: Envelope) => {
    const waiting = open.get(number);
    open.delete(number);
    if (error === undefined) waiting?.resolve(answer);
    else waiting?.reject(new Error(error));
  });
  return (message) =>
    new Promise((resolve, reject) => {
      const number = ++last;
      open.set(number, { resolve, reject });
      port.postMessage({ number, message } satisfies Envelope);
    });
}
