import { Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Database } from '../platform/database/database';
import { log } from '../platform/log';

/** Records entered in one transaction: other people's writes get in between. */
const AT_ONCE = 1000;

/** The number of the last row that was entered; rows are entered in the order of their numbers. */
const LAST_ENTERED = '(SELECT COALESCE(MAX(id), 0) FROM reference_text_docsize)';

/**
 * The text index of SQLite trails behind the records: entering them in the import's own transactions would make everybody
 * wait. The index itself says how far it is, so a kill at any moment loses nothing. PostgreSQL enters rows as they are
 * written.
 */
@Injectable()
export class TextIndex implements OnApplicationBootstrap, OnModuleDestroy {
  private isStopping = false;
  private atStart: Promise<void> = Promise.resolve();

  constructor(private readonly database: Database) {}

  /** Enters all records that are in by now; an aborted `signal` leaves the rest to the next call. */
  async catchUp(signal?: AbortSignal): Promise<void> {
    let isBehind = await this.database.read((manager) => textsWait(manager));
    while (isBehind && !this.isStopping) {
      signal?.throwIfAborted();
      isBehind = await this.database.transaction(({ manager }) => enterTexts(manager));
    }
  }

  /** What a stopped server left behind. */
  onApplicationBootstrap(): void {
    this.atStart = this.catchUp().catch((err: unknown) => log.error({ err }, 'the text index was not caught up'));
  }

  async onModuleDestroy(): Promise<void> {
    this.isStopping = true;
    await this.atStart;
  }
}

const isSqlite = (manager: EntityManager): boolean => manager.connection.options.type === 'sqlite';

/** Enters the next records, as many as one short transaction may take. Answers whether any are left. */
export async function enterTexts(manager: EntityManager): Promise<boolean> {
  if (!isSqlite(manager)) return false;
  await manager.query(
    `INSERT INTO reference_text (rowid, title, abstract)
      SELECT rowid, title, abstract FROM reference WHERE rowid > ${LAST_ENTERED} ORDER BY rowid LIMIT ${AT_ONCE}`,
  );
  return textsWait(manager);
}

/** Whether records wait to be entered, so that a search does not find them yet: of one review, or any. */
export async function textsWait(manager: EntityManager, reviewId?: string): Promise<boolean> {
  if (!isSqlite(manager)) return false;
  const [row] = await manager.query<{ isWaiting: number }[]>(
    `SELECT EXISTS (SELECT 1 FROM reference WHERE rowid > ${LAST_ENTERED}
      ${reviewId === undefined ? '' : 'AND review_id = $1'}) AS "isWaiting"`,
    reviewId === undefined ? [] : [reviewId],
  );
  return row?.isWaiting === 1;
}
