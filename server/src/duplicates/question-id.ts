import { createHash } from 'node:crypto';

/** The pair in its one order: the lesser id by code units first. */
export function ordered(a: string, b: string): [string, string] {
  return a < b ? [a, b] : [b, a];
}

/** The question about a pair: the same whoever asks, in whatever order. */
export function questionId(a: string, b: string): string {
  return createHash('sha256').update(ordered(a, b).join(' ')).digest('hex').slice(0, 40);
}
