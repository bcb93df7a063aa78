import { randomUUID } from 'node:crypto';

/** The server's clock and ids; handed in so that tests can hold them still. */
export abstract class Clock {
  /** ISO-8601 UTC instant with milliseconds. */
  abstract now(): string;
  /** A new random id. */
  abstract newId(): string;
}

export class SystemClock extends Clock {
  now(): string {
    return new Date().toISOString();
  }
  newId(): string {
    return randomUUID();
  }
}
