import { AsyncLocalStorage } from 'node:async_hooks';
import type { DataSource, EntityManager, QueryRunner } from 'typeorm';
import { Refusal } from '@shared/domain/refusal';
import { Database, type Tx } from './database';

interface Unit {
  work: (tx: Tx) => Promise<unknown>;
  resolve: (value: unknown) => void;
  reject: (reason: unknown) => void;
  queuedAt: number;
}

const LONGEST_WAIT_MS = 15_000;
const LARGEST_BATCH = 64;
const BATCH_BUDGET_MS = 50;

/**
 * SQLite with one writing connection and a few reading ones.
 *
 * The stock driver runs all requests on one connection, so that a rollback of one request takes the acknowledged rows
 * of another with it. Here nobody holds the writing connection but the loop below: it takes waiting units of work in
 * the order they came, runs each inside a savepoint, and commits a batch of them with one fsync. A unit is answered
 * only after that commit, so an acknowledged write is durable, and a failed unit takes nothing of its neighbours along.
 */
export class SqliteDatabase extends Database {
  readonly dialect = 'sqlite';
  private readonly scope = new AsyncLocalStorage<Tx>();
  private readonly readScope = new AsyncLocalStorage<EntityManager>();
  private readonly waiting: Unit[] = [];
  private readonly idleReaders: DataSource[];
  private readonly readerQueue: ((reader: DataSource) => void)[] = [];
  private isDraining = false;
  private drained: Promise<void> = Promise.resolve();
  private runner: QueryRunner | null = null;

  constructor(
    private readonly writer: DataSource,
    private readonly readers: DataSource[],
  ) {
    super();
    this.idleReaders = [...readers];
  }

  transaction<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
    const open = this.scope.getStore();
    if (open) return this.joined(open, work);
    return new Promise<T>((resolve, reject) => {
      this.waiting.push({ work, resolve: resolve as (v: unknown) => void, reject, queuedAt: Date.now() });
      if (!this.isDraining) this.drained = this.drain();
    });
  }

  async read<T>(work: (manager: EntityManager) => Promise<T>): Promise<T> {
    const open = this.scope.getStore()?.manager ?? this.readScope.getStore();
    if (open) return work(open);
    const reader = await this.takeReader();
    const runner = reader.createQueryRunner();
    try {
      await runner.query('BEGIN');
      return await this.readScope.run(runner.manager, () => work(runner.manager));
    } finally {
      await runner.query('COMMIT').catch(() => undefined);
      this.giveReader(reader);
    }
  }

  async lookUp<T>(statement: (manager: EntityManager) => Promise<T>): Promise<T> {
    const open = this.scope.getStore()?.manager ?? this.readScope.getStore();
    if (open) return statement(open);
    const reader = await this.takeReader();
    try {
      return await statement(reader.manager);
    } finally {
      this.giveReader(reader);
    }
  }

  lockReview(): Promise<void> {
    return Promise.resolve();
  }

  async close(): Promise<void> {
    await this.drained;
    for (const source of [this.writer, ...this.readers]) if (source.isInitialized) await source.destroy();
  }

  private async joined<T>(tx: Tx, work: (tx: Tx) => Promise<T>): Promise<T> {
    const name = 'inner_work';
    await tx.manager.query(`SAVEPOINT ${name}`);
    try {
      const value = await work(tx);
      await tx.manager.query(`RELEASE ${name}`);
      return value;
    } catch (error) {
      await tx.manager.query(`ROLLBACK TO ${name}`);
      await tx.manager.query(`RELEASE ${name}`);
      throw error;
    }
  }

  private async drain(): Promise<void> {
    this.isDraining = true;
    try {
      while (this.waiting.length > 0) await this.runBatch();
    } finally {
      this.isDraining = false;
    }
  }

  /** One commit for as many waiting units as fit the budget. */
  private async runBatch(): Promise<void> {
    const runner = (this.runner ??= this.writer.createQueryRunner());
    const answers: (() => void)[] = [];
    const done: Unit[] = [];
    const after: (() => void)[] = [];
    const started = Date.now();
    try {
      await runner.query('BEGIN IMMEDIATE');
    } catch (error) {
      this.waiting.shift()?.reject(error);
      return;
    }
    // TypeORM must know of the open transaction, so that it nests savepoints in it instead of beginning its own.
    const state = runner as unknown as { isTransactionActive: boolean; transactionDepth: number };
    state.isTransactionActive = true;
    state.transactionDepth = 1;
    while (this.waiting.length > 0 && done.length < LARGEST_BATCH && Date.now() - started < BATCH_BUDGET_MS) {
      const unit = this.waiting.shift();
      if (!unit) break;
      done.push(unit);
      if (Date.now() - unit.queuedAt > LONGEST_WAIT_MS) {
        answers.push(() =>
          unit.reject(new Refusal('busy', 'The server is busy and did nothing. Try again in a moment.', 503)),
        );
        continue;
      }
      const actions: (() => void)[] = [];
      const tx: Tx = { manager: runner.manager, afterCommit: (action) => actions.push(action) };
      // The innermost of a name is what a rollback goes back to; the commit releases all of them.
      await runner.query('SAVEPOINT unit');
      try {
        const value = await this.scope.run(tx, () => unit.work(tx));
        after.push(...actions);
        answers.push(() => unit.resolve(value));
      } catch (error) {
        await runner.query('ROLLBACK TO unit');
        answers.push(() => unit.reject(error));
      }
    }
    try {
      await runner.query('COMMIT');
    } catch (error) {
      await runner.query('ROLLBACK').catch(() => undefined);
      for (const unit of done) unit.reject(error);
      return;
    } finally {
      state.isTransactionActive = false;
      state.transactionDepth = 0;
    }
    for (const answer of answers) answer();
    for (const action of after) action();
  }

  private takeReader(): Promise<DataSource> {
    const reader = this.idleReaders.pop();
    if (reader) return Promise.resolve(reader);
    return new Promise((resolve) => this.readerQueue.push(resolve));
  }

  private giveReader(reader: DataSource): void {
    const next = this.readerQueue.shift();
    if (next) next(reader);
    else this.idleReaders.push(reader);
  }
}
