import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { Injectable, type OnModuleDestroy } from '@nestjs/common';
import { type RankerAnswers, RankerEngine, type RankerRequest } from './ranker-engine';

const COMPILED = join(__dirname, 'ranker.worker.js');

interface Waiting {
  resolve: (answer: never) => void;
  reject: (error: Error) => void;
}

/**
 * The line to the ranking thread, which starts with the first question. Training takes processor time that nobody's
 * request should wait for. Where the compiled module is not there (specs run the sources) the engine runs in this thread.
 */
@Injectable()
export class Ranker implements OnModuleDestroy {
  private thread: Worker | null = null;
  private inline: RankerEngine | null = null;
  private readonly open = new Map<number, Waiting>();
  private last = 0;

  ask<R extends RankerRequest>(request: R): Promise<RankerAnswers[R['kind']]> {
    if (!existsSync(COMPILED)) return Promise.resolve((this.inline ??= new RankerEngine()).answer(request));
    this.thread ??= this.begin();
    return new Promise((resolve, reject) => {
      const number = ++this.last;
      this.open.set(number, { resolve, reject });
      this.thread?.postMessage({ number, request });
    });
  }

  async onModuleDestroy(): Promise<void> {
    const { thread } = this;
    this.thread = null;
    await thread?.terminate();
  }

  private begin(): Worker {
    const thread = new Worker(COMPILED, { resourceLimits: { maxOldGenerationSizeMb: 4096 } });
    thread.unref();
    thread.on('message', ({ number, answer, error }: { number: number; answer: never; error?: string }) => {
      const waiting = this.open.get(number);
      this.open.delete(number);
      if (error === undefined) waiting?.resolve(answer);
      else waiting?.reject(new Error(error));
    });
    const end = (error: Error): void => {
      if (this.thread === thread) this.thread = null;
      for (const { reject } of this.open.values()) reject(error);
      this.open.clear();
    };
    thread.on('error', end);
    thread.on('exit', () => end(new Error('The ranking thread has ended.')));
    return thread;
  }
}
