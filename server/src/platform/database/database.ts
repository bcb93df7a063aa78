import type { EntityManager } from 'typeorm';

/** An open unit of work: every write goes through one. */
export interface Tx {
  readonly manager: EntityManager;
  /** Runs once the work is durable; never when it is rolled back. */
  afterCommit(action: () => void): void;
}

/**
 * The one seam for every read and write.
 *
 * `transaction` is atomic, isolated from all others and durable when it resolves; a call inside another joins it.
 * `read` sees one committed state from its first to its last query and never waits for writers. Neither may hold
 * anything slow: parse, train and render before or after.
 */
export abstract class Database {
  abstract readonly dialect: 'sqlite' | 'postgres';
  abstract transaction<T>(work: (tx: Tx) => Promise<T>): Promise<T>;
  abstract read<T>(work: (manager: EntityManager) => Promise<T>): Promise<T>;
  /** A read of one statement, which sees one state without a transaction: a third of the trips to the database. */
  abstract lookUp<T>(statement: (manager: EntityManager) => Promise<T>): Promise<T>;
  /** Holds the review to this unit of work until it ends, against other servers on the same PostgreSQL. */
  abstract lockReview(tx: Tx, reviewId: string): Promise<void>;
  abstract close(): Promise<void>;
}
