import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { EventType, LedgerEvent } from '@shared/domain/ledger/events';
import type { ProtocolDocument } from '@shared/domain/protocol/protocol';
import { Ledger } from '../platform/ledger/ledger';
import { isType, type Projector } from '../platform/ledger/projector';
import { ProtocolVersionEntity } from './protocol.entity';

/** The immutable versions of a review's protocol. */
@Injectable()
export class ProtocolProjector implements Projector {
  readonly order = 1;
  readonly tables = [ProtocolVersionEntity];
  readonly handles: readonly EventType[] = ['protocol.published'];

  constructor(ledger: Ledger) {
    ledger.register(this);
  }

  async apply(event: LedgerEvent, manager: EntityManager): Promise<void> {
    if (!isType(event, 'protocol.published')) return;
    const { version, reason, document } = event.payload;
    await manager.insert(ProtocolVersionEntity, {
      reviewId: event.reviewId,
      version,
      reason,
      document: document as ProtocolDocument,
      memberId: event.actor.member,
      at: event.at,
    });
  }
}
