// What the order of relevance costs, in a process of its own: node bench/ranking.mjs RECORDS prints one line of JSON.
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { root } from '../scripts/lib.mjs';
import { inItsOwnProcess, processorSeconds } from './processor.mjs';

const PAGE = 2000;
/** Decisions that the model has learnt from when one more is made. */
const DECIDED = 1000;
const AGAIN = 20;

/** Seconds of processor time and megabytes, from invented texts as long as abstracts; null where it cannot be run. */
export const measureRanking = (records) => inItsOwnProcess(fileURLToPath(import.meta.url), records);

async function measure(records) {
  const { textOf, topicWords } = await import('./texts.mjs');
  const from = (file) => createRequire(import.meta.url)(join(root, 'dist/server/shared/domain/ranking', file));
  const { PoolBuilder } = from('pool.js');
  const { Learner } = from('learner.js');
  const { DEFAULT_RANKER } = from('config.js');
  const builder = new PoolBuilder(DEFAULT_RANKER);
  let buildSeconds = 0;
  for (let at = 0; at < records; at += PAGE) {
    const page = Array.from({ length: Math.min(PAGE, records - at) }, (_, i) => textOf(at + i));
    buildSeconds += processorSeconds(() => page.forEach((record) => builder.add(record)));
  }
  let pool;
  buildSeconds += processorSeconds(() => (pool = builder.build(topicWords())));
  const learner = new Learner(pool, DEFAULT_RANKER);
  // Every hundredth text is of the topic; 97 is no divisor of a round number of records.
  for (let i = 0; i < DECIDED; i++) {
    const row = (i * 97) % records;
    learner.tell(row, row % 100 === 0);
  }
  learner.scores();
  const again = Array.from({ length: AGAIN }, (_, i) => {
    learner.tell(((DECIDED + i) * 97) % records, i === 7);
    return processorSeconds(() => {
      const scores = learner.scores();
      const rows = Int32Array.from(scores.keys());
      rows.sort((a, b) => scores[b] - scores[a] || a - b);
    });
  });
  const megabytes = Math.round(process.resourceUsage().maxRSS / 1024);
  return { buildSeconds, againSeconds: Math.max(...again), megabytes };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  process.stdout.write(`${JSON.stringify(await measure(Number(process.argv[2])))}\n`);
}
