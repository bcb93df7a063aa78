import { laneOf, type NewOutboxEntry, type OutboxEntry } from './screening-outbox-entry';
import type { OutboxStore } from './screening-outbox-queue';

const DATABASE = 'evenhand-outbox';
const ENTRIES = 'entries';

/** As stored: `lane` is empty for a refused entry, so that the index holds only what is still to be sent. */
type Row = Omit<OutboxEntry, 'seq'> & { seq?: number; lane: string; actId: string };

/** Entries in this browser's IndexedDB; the other tabs of the same browser see the same ones. */
export class IndexedDbStore implements OutboxStore {
  private constructor(private readonly database: IDBDatabase) {}

  static open(factory: IDBFactory): Promise<IndexedDbStore> {
    return new Promise((resolve, reject) => {
      const request = factory.open(DATABASE, 1);
      request.onupgradeneeded = () => {
        const entries = request.result.createObjectStore(ENTRIES, { keyPath: 'seq', autoIncrement: true });
        entries.createIndex('lane', 'lane');
        entries.createIndex('accountId', 'accountId');
        entries.createIndex('actId', 'actId');
      };
      request.onsuccess = () => resolve(new IndexedDbStore(request.result));
      request.onerror = () => reject(request.error ?? new Error('the browser keeps no data'));
      request.onblocked = () => reject(new Error('another tab holds the outbox'));
    });
  }

  async append(entry: NewOutboxEntry): Promise<OutboxEntry> {
    const row = rowOf({ ...entry, hasBegun: false, failures: 0, refusal: null });
    const seq = await this.write((entries) => answerOf(entries.add(row)));
    return entryOf({ ...row, seq: Number(seq) });
  }

  async head(lane: string): Promise<{ first: OutboxEntry; isLast: boolean } | null> {
    const entries = this.database.transaction(ENTRIES).objectStore(ENTRIES);
    const [first, second] = await answerOf<Row[]>(entries.index('lane').getAll(lane, 2));
    return first ? { first: entryOf(first), isLast: !second } : null;
  }

  /** What a crash forgets of this, and of a removal, is only sent once more under its own id: neither waits for the disk. */
  begin(seq: number): Promise<OutboxEntry | null> {
    return this.write(async (entries) => {
      const row = await answerOf<Row | undefined>(entries.get(seq));
      if (!row?.lane) return null;
      await answerOf(entries.put({ ...row, hasBegun: true }));
      return entryOf({ ...row, hasBegun: true });
    }, 'relaxed');
  }

  async remove(seq: number): Promise<void> {
    await this.write((entries) => answerOf(entries.delete(seq)), 'relaxed');
  }

  async change(seq: number, patch: Partial<OutboxEntry>): Promise<void> {
    await this.write(async (entries) => {
      const row = await answerOf<Row | undefined>(entries.get(seq));
      if (row) await answerOf(entries.put({ ...rowOf({ ...entryOf(row), ...patch }), seq }));
    });
  }

  takeBack(actId: string): Promise<boolean> {
    return this.write(async (entries) => {
      const row = await answerOf<Row | undefined>(entries.index('actId').get(actId));
      if (!row || row.hasBegun) return false;
      await answerOf(entries.delete(row.seq!));
      return true;
    });
  }

  async ofAccount(accountId: string): Promise<OutboxEntry[]> {
    const entries = this.database.transaction(ENTRIES).objectStore(ENTRIES);
    return (await answerOf<Row[]>(entries.index('accountId').getAll(accountId))).map(entryOf);
  }

  /** Resolves when the transaction is on disk, not when its last request was answered. */
  private write<T>(
    work: (entries: IDBObjectStore) => Promise<T>,
    durability: 'strict' | 'relaxed' = 'strict',
  ): Promise<T> {
    return new Promise((resolve, reject) => {
      const transaction = this.database.transaction(ENTRIES, 'readwrite', { durability });
      let answer: { value: T } | null = null;
      transaction.oncomplete = () => (answer ? resolve(answer.value) : reject(new Error('the browser kept nothing')));
      transaction.onabort = () => reject(transaction.error ?? new Error('the browser kept nothing'));
      work(transaction.objectStore(ENTRIES)).then(
        (value) => (answer = { value }),
        () => transaction.error ?? transaction.abort(),
      );
    });
  }
}

/** Entries in memory alone, where the browser keeps nothing (a private window, no room left). */
export class MemoryStore implements OutboxStore {
  private readonly rows = new Map<number, OutboxEntry>();

  constructor(private last = 0) {}

  append(entry: NewOutboxEntry): Promise<OutboxEntry> {
    const kept = { ...entry, seq: ++this.last, hasBegun: false, failures: 0, refusal: null };
    this.rows.set(kept.seq, kept);
    return Promise.resolve(kept);
  }

  head(lane: string): Promise<{ first: OutboxEntry; isLast: boolean } | null> {
    const [first, second] = [...this.rows.values()].filter((row) => laneOf(row) === lane && !row.refusal);
    return Promise.resolve(first ? { first, isLast: !second } : null);
  }

  begin(seq: number): Promise<OutboxEntry | null> {
    const row = this.rows.get(seq);
    if (!row || row.refusal) return Promise.resolve(null);
    const begun = { ...row, hasBegun: true };
    this.rows.set(seq, begun);
    return Promise.resolve(begun);
  }

  remove(seq: number): Promise<void> {
    this.rows.delete(seq);
    return Promise.resolve();
  }

  change(seq: number, patch: Partial<OutboxEntry>): Promise<void> {
    const row = this.rows.get(seq);
    if (row) this.rows.set(seq, { ...row, ...patch });
    return Promise.resolve();
  }

  takeBack(actId: string): Promise<boolean> {
    const row = [...this.rows.values()].find(({ act }) => act.body.id === actId);
    if (!row || row.hasBegun) return Promise.resolve(false);
    return Promise.resolve(this.rows.delete(row.seq));
  }

  ofAccount(accountId: string): Promise<OutboxEntry[]> {
    return Promise.resolve([...this.rows.values()].filter((row) => row.accountId === accountId));
  }
}

function rowOf(entry: Omit<OutboxEntry, 'seq'>): Row {
  return { ...entry, lane: entry.refusal ? '' : laneOf(entry), actId: entry.act.body.id };
}

function entryOf({ lane: _lane, actId: _actId, ...row }: Row): OutboxEntry {
  return { ...row, seq: row.seq! };
}

function answerOf<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error ?? new Error('the browser refused'));
  });
}
