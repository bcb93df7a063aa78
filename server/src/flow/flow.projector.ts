import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { EventType, LedgerEvent } from '@shared/domain/ledger/events';
import { Ledger } from '../platform/ledger/ledger';
import { isType, type Projector } from '../platform/ledger/projector';
import { PreviousVersionEntity } from './flow.entity';

/** What an update builds on. */
@Injectable()
export class FlowProjector implements Projector {
  readonly tables = [PreviousVersionEntity];
  readonly handles: readonly EventType[] = ['previous-version.recorded'];

  constructor(ledger: Ledger) {
    ledger.register(this);
  }

  async apply(event: LedgerEvent, manager: EntityManager): Promise<void> {
    if (!isType(event, 'previous-version.recorded')) return;
    const { reviewId, at } = event;
    await manager.upsert(PreviousVersionEntity, { reviewId, at, ...event.payload }, ['reviewId']);
  }
}
