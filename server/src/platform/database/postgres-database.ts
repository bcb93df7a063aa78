import { AsyncLocalStorage } from 'node:async_hooks';
import type { DataSource, EntityManager } from 'typeorm';
import { Database, type Tx } from './database';

/** Serialization failure and deadlock: the work is run again. */
const RETRIED = new Set(['40001', '40P01']);

/** PostgreSQL: ordinary transactions; a review's writers queue on its advisory lock. */
export class PostgresDatabase extends Database {
  readonly dialect = 'postgres';
  private readonly scope = new AsyncLocalStorage<Tx>();

  constructor(private readonly source: DataSource) {
    super();
  }

  async transaction<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
    const open = this.scope.getStore();
    if (open) {
      return open.manager.transaction((manager) =>
        work({ manager, afterCommit: (action) => open.afterCommit(action) }),
      );
    }
    for (let attempt = 1; ; attempt++) {
      const after: (() => void)[] = [];
      try {
        const value = await this.source.transaction((manager) => {
          const tx: Tx = { manager, afterCommit: (action) => after.push(action) };
          return this.scope.run(tx, () => work(tx));
        });
        for (const action of after) action();
        return value;
      } catch (error) {
        const code = (error as { code?: string }).code ?? '';
        if (!RETRIED.has(code) || attempt >= 5) throw error;
      }
    }
  }

  read<T>(work: (manager: EntityManager) => Promise<T>): Promise<T> {
    const open = this.scope.getStore();
    if (open) return work(open.manager);
    return this.source.transaction('REPEATABLE READ', async (manager) => {
      await manager.query('SET TRANSACTION READ ONLY');
      return work(manager);
    });
  }

  lookUp<T>(statement: (manager: EntityManager) => Promise<T>): Promise<T> {
    return statement(this.scope.getStore()?.manager ?? this.source.manager);
  }

  async lockReview(tx: Tx, reviewId: string): Promise<void> {
    await tx.manager.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [reviewId]);
  }

  async close(): Promise<void> {
    if (this.source.isInitialized) await this.source.destroy();
  }
}
