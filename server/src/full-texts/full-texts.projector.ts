import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { EventType, LedgerEvent } from '@shared/domain/ledger/events';
import { Ledger } from '../platform/ledger/ledger';
import { isType, type Projector } from '../platform/ledger/projector';
import { FullTextEntity } from './full-text.entity';

/** Which files are attached to which report. */
@Injectable()
export class FullTextsProjector implements Projector {
  readonly tables = [FullTextEntity];
  readonly handles: readonly EventType[] = ['full-text.attached', 'full-text.detached'];

  constructor(ledger: Ledger) {
    ledger.register(this);
  }

  async apply(event: LedgerEvent, manager: EntityManager): Promise<void> {
    const { reviewId } = event;
    if (isType(event, 'full-text.attached')) {
      const { fileId, ...rest } = event.payload;
      await manager.insert(FullTextEntity, { ...rest, id: fileId, reviewId, attachedAt: event.at });
    } else if (isType(event, 'full-text.detached')) {
      await manager.delete(FullTextEntity, { id: event.payload.fileId, reviewId });
    }
  }
}
