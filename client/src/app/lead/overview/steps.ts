export interface Step {
  key: 'protocol' | 'team' | 'records';
  /** Screen where it is taken, below the review's address. */
  path: string;
  isDone: boolean;
}

/** Readers that usual screening needs: two who do not see each other. */
const READERS = 2;

/** The way to the first decision, in the order that works; each step may be taken at any time. */
export function stepsOf(has: { protocolVersion: number; readers: number; records: number }): Step[] {
  return [
    { key: 'protocol', path: 'protocol', isDone: has.protocolVersion > 0 },
    { key: 'team', path: 'team', isDone: has.readers >= READERS },
    { key: 'records', path: 'searches', isDone: has.records > 0 },
  ];
}
