import { parentPort } from 'node:worker_threads';
import { RankerEngine, type RankerRequest } from './ranker-engine';

/** Runs in the ranking thread: one engine, requests answered in their order. */
const engine = new RankerEngine();

parentPort?.on('message', ({ number, request }: { number: number; request: RankerRequest }) => {
  try {
    parentPort?.postMessage({ number, answer: engine.answer(request) });
  } catch (error) {
    parentPort?.postMessage({ number, error: String(error) });
  }
});
