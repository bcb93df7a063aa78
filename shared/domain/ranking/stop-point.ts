import { type StoppingTarget, stoppingTest } from './stopping';

/** Where a simulated reading would have stopped, and what it would have found by then. */
export interface StopPoint {
  target: StoppingTarget;
  /** Records read when the criterion was first met. */
  read: number;
  share: number;
  recall: number;
}

/** The first record after which the criterion is met; `labels` in the order read, priors left out. */
export function stopPoint(labels: readonly boolean[], target: StoppingTarget): StopPoint {
  const total = labels.length;
  const includes = labels.filter(Boolean).length;
  const positions: number[] = [];
  for (let read = 1; read <= total; read++) {
    if (labels[read - 1]) positions.push(read);
    if (!stoppingTest({ total, read, positions }, target).isMet) continue;
    return { target, read, share: read / total, recall: includes === 0 ? 1 : positions.length / includes };
  }
  return { target, read: total, share: 1, recall: 1 };
}
