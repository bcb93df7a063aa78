import { DOCUMENT } from '@angular/common';
import { inject, Injectable } from '@angular/core';
import type { Citation, OwnProgress } from '@shared/contracts/screening';

const DATABASE = 'evenhand-device';
const ANSWERS = 'answers';
const RECORDS = 'records';
const DESKS = 'desks';
const STORES = [ANSWERS, RECORDS, DESKS];
/** After so long without the server what is kept here is not shown any more: sessions end after a week as well. */
const LONGEST_MS = 7 * 24 * 3_600_000;

/** The last answer to a question, and whose it was. */
interface KeptAnswer {
  url: string;
  accountId: string;
  at: number;
  body: unknown;
}

interface KeptRecord {
  key: string;
  accountId: string;
  stageId: string;
  /** Place in the order in which the desk shows them. */
  place: number;
  citation: Citation;
}

/** How far the reader is at a stage, and how many records they wanted with them. */
export interface KeptDesk {
  progress: OwnProgress;
  protocolVersion: number;
  wanted: number;
  until: string | null;
}

/**
 * What one account has read, kept on this device so that it can be read without a network: the last answers to a few
 * questions and the records handed out next. It never holds how anybody else decided. It is emptied when the person signs
 * out or somebody else signs in; nothing of it is needed, so a browser that keeps nothing only loses the offline reading.
 */
@Injectable({ providedIn: 'root' })
export class DeviceStore {
  private readonly factory = inject(DOCUMENT).defaultView?.indexedDB;
  private accountId: string | null = null;
  private opened: Promise<IDBDatabase | null> | null = null;

  /** From here on everything is kept for this account; what another one left is removed. Null: nobody, nothing is kept. */
  async use(accountId: string | null): Promise<void> {
    this.accountId = accountId;
    if (accountId === null) return this.clear();
    const [owner] = await this.all<KeptAnswer>(ANSWERS, null, 1);
    if (owner && owner.accountId !== accountId) await this.clear();
  }

  /** Whose data is here, as far as the device knows: for a start without a network. */
  async resume<T>(url: string): Promise<T | null> {
    const kept = await this.get<KeptAnswer>(ANSWERS, url);
    if (!kept || Date.now() - kept.at > LONGEST_MS) return null;
    this.accountId = kept.accountId;
    return kept.body as T;
  }

  async keepAnswer(url: string, body: unknown): Promise<void> {
    const accountId = this.accountId;
    if (accountId) await this.put(ANSWERS, [{ url, accountId, at: Date.now(), body } satisfies KeptAnswer]);
  }

  /** The last answer to this question, for the account in use. */
  async answer(url: string): Promise<{ body: unknown } | null> {
    const kept = await this.get<KeptAnswer>(ANSWERS, url);
    const isMine = kept !== null && kept.accountId === this.accountId;
    return isMine && Date.now() - kept.at <= LONGEST_MS ? { body: kept.body } : null;
  }

  async keepRecords(stageId: string, records: readonly { citation: Citation; place: number }[]): Promise<void> {
    const accountId = this.accountId;
    if (!accountId) return;
    const rows = records.map(({ citation, place }) => ({ key: keyOf(stageId, citation.id), accountId, stageId, place, citation }));
    await this.put(RECORDS, rows satisfies KeptRecord[]);
  }

  async records(stageId: string): Promise<Citation[]> {
    const kept = await this.all<KeptRecord>(RECORDS, rangeOf(stageId));
    const mine = kept.filter(({ accountId }) => accountId === this.accountId);
    return mine.sort((a, b) => a.place - b.place).map(({ citation }) => citation);
  }

  /** Removes one record of a stage, or all of them. */
  async dropRecords(stageId: string, citationId?: string): Promise<void> {
    const range = citationId ? keyOf(stageId, citationId) : rangeOf(stageId);
    await this.write([RECORDS], (transaction) => transaction.objectStore(RECORDS).delete(range));
  }

  async keepDesk(stageId: string, desk: KeptDesk): Promise<void> {
    const accountId = this.accountId;
    if (accountId) await this.put(DESKS, [{ stageId, accountId, ...desk }]);
  }

  async desk(stageId: string): Promise<KeptDesk | null> {
    const kept = await this.get<KeptDesk & { accountId: string }>(DESKS, stageId);
    return kept?.accountId === this.accountId ? kept : null;
  }

  async clear(): Promise<void> {
    await this.write(STORES, (transaction) => STORES.forEach((name) => transaction.objectStore(name).clear()));
  }

  private async get<T>(store: string, key: string): Promise<T | null> {
    const database = await this.open();
    if (!database) return null;
    return new Promise((resolve) => {
      const request = database.transaction(store).objectStore(store).get(key) as IDBRequest<T | undefined>;
      request.onsuccess = () => resolve(request.result ?? null);
      request.onerror = () => resolve(null);
    });
  }

  private async all<T>(store: string, range: IDBKeyRange | null, most?: number): Promise<T[]> {
    const database = await this.open();
    if (!database) return [];
    return new Promise((resolve) => {
      const request = database.transaction(store).objectStore(store).getAll(range, most) as IDBRequest<T[]>;
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => resolve([]);
    });
  }

  private put(store: string, rows: readonly object[]): Promise<void> {
    return this.write([store], (transaction) => rows.forEach((row) => transaction.objectStore(store).put(row)));
  }

  /** Resolves when it is done, also where the browser has no room: then less can be read without a network. */
  private async write(stores: string[], work: (transaction: IDBTransaction) => unknown): Promise<void> {
    const database = await this.open();
    if (!database) return;
    await new Promise<void>((resolve) => {
      const transaction = database.transaction(stores, 'readwrite');
      transaction.oncomplete = transaction.onabort = () => resolve();
      work(transaction);
    });
  }

  private open(): Promise<IDBDatabase | null> {
    this.opened ??= new Promise((resolve) => {
      if (!this.factory) return resolve(null);
      const request = this.factory.open(DATABASE, 1);
      request.onupgradeneeded = () => {
        request.result.createObjectStore(ANSWERS, { keyPath: 'url' });
        request.result.createObjectStore(RECORDS, { keyPath: 'key' });
        request.result.createObjectStore(DESKS, { keyPath: 'stageId' });
      };
      request.onsuccess = () => {
        request.result.onversionchange = () => request.result.close();
        resolve(request.result);
      };
      request.onerror = request.onblocked = () => resolve(null);
    });
    return this.opened;
  }
}

const keyOf = (stageId: string, citationId: string): string => `${stageId} ${citationId}`;
const rangeOf = (stageId: string): IDBKeyRange => IDBKeyRange.bound(keyOf(stageId, ''), keyOf(stageId, '\uffff'));
