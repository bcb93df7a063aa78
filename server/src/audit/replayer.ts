import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Injectable } from '@nestjs/common';
import { Between, type EntityManager } from 'typeorm';
import type { LedgerEvent } from '@shared/domain/ledger/events';
import { ReferenceEntity } from '../citations/citation.entity';
import { Database } from '../platform/database/database';
import { migrate, newDataSource } from '../platform/database/open';
import { EventEntity } from '../platform/ledger/event.entity';
import { fromRow, Ledger } from '../platform/ledger/ledger';

const PAGE = 1000;

/** A database of its own, apart from the one seam: nothing in it outlives the replay. */
export type Scratch = ReturnType<typeof newDataSource>;

export interface ReplayOptions {
  /** Copies records and ledger too; without them only what events alone decide is right, in a fraction of the time. */
  withContent: boolean;
}

/** Plays a review's ledger, or its beginning, into a scratch database; the live one is only read. */
@Injectable()
export class Replayer {
  constructor(
    private readonly database: Database,
    private readonly ledger: Ledger,
  ) {}

  /** Hands over the scratch database once it holds what follows from the events, and removes it afterwards. */
  async replay<T>(
    reviewId: string,
    events: Iterable<LedgerEvent> | AsyncIterable<LedgerEvent>,
    { withContent }: ReplayOptions,
    work: (scratch: Scratch) => Promise<T>,
  ): Promise<T> {
    const folder = mkdtempSync(join(tmpdir(), 'evenhand-replay-'));
    const config = { DATA: folder, DATABASE_URL: null };
    let scratch: Scratch | null = null;
    try {
      await migrate(config);
      scratch = await newDataSource(config).initialize();
      await scratch.query('PRAGMA synchronous = OFF');
      await scratch.query('BEGIN');
      if (withContent) {
        await this.copyRows(ReferenceEntity, reviewId, scratch.manager);
        await this.copyRows(EventEntity, reviewId, scratch.manager);
      }
      for await (const event of events) await this.ledger.project(event, scratch.manager);
      await scratch.query('COMMIT');
      return await work(scratch);
    } finally {
      await scratch?.destroy();
      rmSync(folder, { recursive: true, force: true });
    }
  }

  /** The review's events up to the numbered one, a page at a time. */
  async *eventsUpTo(reviewId: string, last: number): AsyncGenerator<LedgerEvent> {
    for (let first = 1; first <= last; first += PAGE) {
      const seq = Between(first, Math.min(last, first + PAGE - 1));
      const page = await this.database.read((manager) =>
        manager.find(EventEntity, { where: { reviewId, seq }, order: { seq: 'ASC' } }),
      );
      yield* page.map(fromRow);
    }
  }

  private async copyRows<T extends { reviewId: string }>(
    entity: new () => T,
    reviewId: string,
    scratch: EntityManager,
  ): Promise<void> {
    for (let skip = 0; ; skip += PAGE) {
      const rows = await this.database.read((manager) =>
        manager.find(entity, { where: { reviewId } as never, order: { id: 'ASC' } as never, skip, take: PAGE }),
      );
      for (let i = 0; i < rows.length; i += 250) await scratch.insert(entity, rows.slice(i, i + 250) as never);
      if (rows.length < PAGE) return;
    }
  }
}
