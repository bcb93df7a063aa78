import sqlite3 from 'sqlite3';

type Callback = (error: Error | null) => void;

/** Statements kept ready on one connection. */
const MOST = 400;
/** Longer texts are bulk writes, of which the next one seldom has as many rows. */
const LONGEST = 4000;
const IS_KEPT = /^\s*(SELECT|INSERT|UPDATE|DELETE|BEGIN|COMMIT|ROLLBACK|SAVEPOINT|RELEASE)\b/i;
/** A write that answers rows stays open after the first of them, and would be in the way of the commit. */
const STAYS_OPEN = /\bRETURNING\b/i;

/**
 * A connection that keeps the statements it has prepared. The plain driver prepares a statement anew for every call,
 * which takes half the time of a short query.
 */
class PreparingDatabase extends sqlite3.Database {
  /** By text, the one longest unused first. */
  private readonly prepared = new Map<string, sqlite3.Statement>();

  override run(sql: string, ...rest: unknown[]): this {
    const statement = this.statementOf(sql, rest);
    if (!statement) return super.run(sql, ...rest);
    statement.run(...rest);
    return this;
  }

  override all(sql: string, ...rest: unknown[]): this {
    const statement = this.statementOf(sql, rest);
    if (!statement) return super.all(sql, ...rest);
    statement.all(...rest);
    return this;
  }

  /** A connection with statements left on it does not close. */
  override close(callback?: Callback): void {
    for (const statement of this.prepared.values()) statement.finalize();
    this.prepared.clear();
    super.close(callback);
  }

  private statementOf(sql: string, rest: readonly unknown[]): sqlite3.Statement | null {
    const known = this.prepared.get(sql);
    if (known) {
      this.prepared.delete(sql);
      this.prepared.set(sql, known);
      return known;
    }
    if (sql.length > LONGEST || !IS_KEPT.test(sql) || STAYS_OPEN.test(sql)) return null;
    const callback = rest.at(-1) as Callback | undefined;
    // What is asked of a statement that could not be prepared is dropped by the driver; the error is told here, once.
    const statement = this.prepare(sql, (error: Error | null) => {
      if (error) callback?.call(this, error);
      else this.keep(sql, statement);
    });
    return statement;
  }

  private keep(sql: string, statement: sqlite3.Statement): void {
    if (this.prepared.has(sql)) {
      statement.finalize();
      return;
    }
    this.prepared.set(sql, statement);
    if (this.prepared.size <= MOST) return;
    const [oldest] = this.prepared;
    if (!oldest) return;
    this.prepared.delete(oldest[0]);
    oldest[1].finalize();
  }
}

/**
 * The driver as TypeORM is given it. TypeORM asks for `verbose()`, which switches to long stack traces; they take a fifth
 * of the time of a short query.
 */
export const sqliteDriver = { ...sqlite3, Database: PreparingDatabase, verbose: () => sqliteDriver };
