// How long work keeps the processor, in this process or in one of its own.
import { spawnSync } from 'node:child_process';

/** Processor seconds of some work, the least of several runs: other work on the machine only ever adds. */
export function processorSeconds(work, runs = 1) {
  let least = Infinity;
  for (let i = 0; i < runs; i++) {
    const before = process.cpuUsage();
    work();
    const { user, system } = process.cpuUsage(before);
    least = Math.min(least, (user + system) / 1e6);
  }
  return least;
}

/** What a file of this folder prints when it is run in a process of its own; null where it cannot be run. */
export function inItsOwnProcess(file, records) {
  const run = spawnSync(process.execPath, [file, String(records)], { encoding: 'utf8' });
  return run.status === 0 ? JSON.parse(run.stdout) : null;
}
