import { canonical } from './canonical';
import type { LedgerEvent } from './events';

/** SHA-256 of a text as 64 lower-case hexadecimal digits; handed in, so that the domain stays pure. */
export type Sha256 = (text: string) => string;

/** The hash before the first event of every review. */
export const GENESIS = '0'.repeat(64);

/** Hash of one entry: SHA-256 over the canonical JSON of all its fields, `previousHash` included, `hash` excluded. */
export function hashOf(event: Omit<LedgerEvent, 'hash'>, sha256: Sha256): string {
  const { reviewId, seq, id, type, actor, at, protocolVersion, payload, previousHash } = event;
  return sha256(canonical({ reviewId, seq, id, type, actor, at, protocolVersion, payload, previousHash }));
}

export interface ChainFault {
  seq: number;
  /** gap: a row is missing or out of order; link: does not follow its predecessor; hash: its content was altered. */
  kind: 'gap' | 'link' | 'hash';
  message: string;
}

/** The first break of a review's chain, in order of `seq`, or null where the chain holds. Costs one hash an event. */
export function checkChain(
  events: Iterable<LedgerEvent>,
  sha256: Sha256,
  start: { seq: number; hash: string } = { seq: 0, hash: GENESIS },
): ChainFault | null {
  let { seq, hash } = start;
  for (const event of events) {
    if (event.seq !== seq + 1) {
      return { seq: seq + 1, kind: 'gap', message: `event ${seq + 1} is missing or out of order: found ${event.seq}` };
    }
    if (event.previousHash !== hash) {
      return { seq: event.seq, kind: 'link', message: `event ${event.seq} does not follow event ${seq}` };
    }
    if (hashOf(event, sha256) !== event.hash) {
      return { seq: event.seq, kind: 'hash', message: `event ${event.seq} (${event.type}) was altered` };
    }
    seq = event.seq;
    hash = event.hash;
  }
  return null;
}
