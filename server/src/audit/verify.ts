import { Injectable } from '@nestjs/common';
import { type EntityManager, type EntityMetadata, In, MoreThan } from 'typeorm';
import { canonical } from '@shared/domain/ledger/canonical';
import { checkChain, GENESIS } from '@shared/domain/ledger/chain';
import type { LedgerEvent } from '@shared/domain/ledger/events';
import { ReferenceEntity } from '../citations/citation.entity';
import { Database } from '../platform/database/database';
import { EventEntity } from '../platform/ledger/event.entity';
import { fromRow, Ledger, sha256 } from '../platform/ledger/ledger';
import { Replayer } from './replayer';

export interface Fault {
  reviewId: string;
  /** chain: the ledger itself; content: records beside it; table: a read table that does not follow from it. */
  kind: 'chain' | 'content' | 'table';
  /** Event number, record id or table and key: what is wrong. */
  place: string;
  message: string;
}

export interface Verdict {
  reviewId: string;
  events: number;
  rows: number;
  faults: Fault[];
}

const PAGE = 1000;
/** Faults listed for one review; more of them help nobody. */
const LISTED = 50;

/**
 * Proves a review: the chain of its ledger holds, the records beside it are those the ledger is bound to, and every read
 * table is what replaying the ledger from nothing gives. Replays into a scratch database; the live one is only read.
 */
@Injectable()
export class Verifier {
  constructor(
    private readonly database: Database,
    private readonly ledger: Ledger,
    private readonly replayer: Replayer,
  ) {}

  async verify(reviewId: string): Promise<Verdict> {
    const faults: Fault[] = [];
    const events = await this.checkedEvents(reviewId, faults);
    if (faults.length === 0) await this.checkContent(reviewId, events, faults);
    const rows = faults.length === 0 ? await this.compareTables(reviewId, events, faults) : 0;
    return { reviewId, events: events.length, rows, faults: faults.slice(0, LISTED) };
  }

  private async checkedEvents(reviewId: string, faults: Fault[]): Promise<LedgerEvent[]> {
    const events: LedgerEvent[] = [];
    let tail = { seq: 0, hash: GENESIS };
    for (;;) {
      const page = await this.database.read((manager) =>
        manager.find(EventEntity, {
          where: { reviewId, seq: MoreThan(tail.seq) },
          order: { seq: 'ASC' },
          take: PAGE,
        }),
      );
      if (page.length === 0) return events;
      const some = page.map(fromRow);
      const fault = checkChain(some, sha256, tail);
      if (fault) {
        faults.push({ reviewId, kind: 'chain', place: `event ${fault.seq}`, message: fault.message });
        return events;
      }
      events.push(...some);
      const last = some.at(-1);
      if (last) tail = { seq: last.seq, hash: last.hash };
    }
  }

  /** Each chunk's digest must be that of its records, as they lie in the table now. */
  private async checkContent(reviewId: string, events: LedgerEvent[], faults: Fault[]): Promise<void> {
    for (const event of events) {
      if (event.type !== 'import.chunk') continue;
      const { importId, first, count, digest } = (event as LedgerEvent<'import.chunk'>).payload;
      const ids = Array.from({ length: count }, (_, i) => `${importId}.${first + i}`);
      const rows = await this.database.read((manager) =>
        manager.find(ReferenceEntity, { where: { id: In(ids), reviewId }, order: { position: 'ASC' } }),
      );
      if (sha256(canonical(rows.map((row) => ({ ...row })))) !== digest) {
        const place = `records ${first} to ${first + count - 1} of import ${importId}`;
        faults.push({
          reviewId,
          kind: 'content',
          place,
          message: `${place} were altered: they do not match event ${event.seq}`,
        });
      }
    }
  }

  private compareTables(reviewId: string, events: LedgerEvent[], faults: Fault[]): Promise<number> {
    return this.replayer.replay(reviewId, events, { withContent: true }, async (scratch) => {
      let rows = 0;
      for (const projector of this.ledger.allProjectors()) {
        for (const table of projector.tables) {
          rows += await this.compareTable(reviewId, scratch.getMetadata(table), scratch.manager, faults);
        }
      }
      return rows;
    });
  }

  private async compareTable(
    reviewId: string,
    table: EntityMetadata,
    scratch: EntityManager,
    faults: Fault[],
  ): Promise<number> {
    const column = table.tableName === 'review' ? 'id' : 'reviewId';
    const order = Object.fromEntries(table.primaryColumns.map((primary) => [primary.propertyName, 'ASC']));
    const keyOf = (row: object): string =>
      table.primaryColumns.map((primary) => String(primary.getEntityValue(row))).join(' ');
    let compared = 0;
    for (let skip = 0; faults.length < LISTED; skip += PAGE) {
      const page = { where: { [column]: reviewId }, order, skip, take: PAGE } as never;
      const live = (await this.database.read((manager) => manager.find(table.target, page))) as object[];
      const rebuilt = (await scratch.find(table.target, page)) as object[];
      const rebuiltByKey = new Map(rebuilt.map((row) => [keyOf(row), canonical({ ...row })]));
      for (const row of live) {
        const key = keyOf(row);
        const expected = rebuiltByKey.get(key);
        rebuiltByKey.delete(key);
        if (expected === canonical({ ...row })) continue;
        const what = expected === undefined ? 'does not follow from the ledger' : `should be ${expected}`;
        faults.push({
          reviewId,
          kind: 'table',
          place: `${table.tableName} ${key}`,
          message: `row ${key} of ${table.tableName} ${what}`,
        });
      }
      for (const key of rebuiltByKey.keys()) {
        faults.push({
          reviewId,
          kind: 'table',
          place: `${table.tableName} ${key}`,
          message: `row ${key} of ${table.tableName} is missing`,
        });
      }
      compared += live.length;
      if (live.length < PAGE && rebuilt.length < PAGE) break;
    }
    return compared;
  }
}
