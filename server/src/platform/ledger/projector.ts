import type { EntityManager, EntityTarget, ObjectLiteral } from 'typeorm';
import type { EventType, LedgerEvent } from '@shared/domain/ledger/events';

/**
 * What an act read to check its rule, handed on with its event so that a projector need not read it again. It was read in
 * the same transaction under the review's lock; a replay goes without, and gives the same rows.
 */
export type Known = object;

/**
 * Turns events into rows. A projector is the only writer of its tables, reads nothing but them, the ledger and the bulk
 * content that events are bound to, and answers the same for the same events, so that replaying rebuilds the tables.
 */
export interface Projector {
  /** Its read tables, children before parents (the order in which they can be emptied). */
  readonly tables: readonly EntityTarget<ObjectLiteral>[];
  readonly handles: readonly EventType[];
  /** Lower ones apply first, for those who read what they write; 10 unless said otherwise. */
  readonly order?: number;
  apply(event: LedgerEvent, manager: EntityManager, known?: Known): Promise<void>;
}

/** Narrows an event to its type, and so its payload. */
export function isType<T extends EventType>(event: LedgerEvent, type: T): event is LedgerEvent<T> {
  return event.type === type;
}
