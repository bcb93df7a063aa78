import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { EventType, LedgerEvent } from '@shared/domain/ledger/events';
import { Ledger } from '../platform/ledger/ledger';
import { isType, type Projector } from '../platform/ledger/projector';
import { MemberEntity, ReviewEntity } from './review.entity';

/** Reviews and their members. */
@Injectable()
export class ReviewsProjector implements Projector {
  readonly order = 0;
  readonly tables = [MemberEntity, ReviewEntity];
  readonly handles: readonly EventType[] = [
    'review.created',
    'review.described',
    'review.archived',
    'review.restored',
    'member.joined',
    'member.roles-set',
    'member.left',
    'member.returned',
    'protocol.published',
  ];

  constructor(ledger: Ledger) {
    ledger.register(this);
  }

  async apply(event: LedgerEvent, manager: EntityManager): Promise<void> {
    const id = event.reviewId;
    if (isType(event, 'review.created')) {
      const { title, kind, invented, memberId, accountId, roles } = event.payload;
      await manager.insert(ReviewEntity, {
        id,
        title,
        kind,
        invented,
        protocolVersion: 0,
        createdAt: event.at,
        archivedAt: null,
      });
      await manager.insert(MemberEntity, {
        id: memberId,
        reviewId: id,
        accountId,
        roles,
        joinedAt: event.at,
        leftAt: null,
      });
    } else if (isType(event, 'review.described')) {
      await manager.update(ReviewEntity, { id }, { title: event.payload.title, kind: event.payload.kind });
    } else if (isType(event, 'review.archived')) {
      await manager.update(ReviewEntity, { id }, { archivedAt: event.at });
    } else if (isType(event, 'review.restored')) {
      await manager.update(ReviewEntity, { id }, { archivedAt: null });
    } else if (isType(event, 'member.joined')) {
      const { memberId, accountId, roles } = event.payload;
      await manager.insert(MemberEntity, {
        id: memberId,
        reviewId: id,
        accountId,
        roles,
        joinedAt: event.at,
        leftAt: null,
      });
    } else if (isType(event, 'member.roles-set')) {
      await manager.update(MemberEntity, { id: event.payload.memberId, reviewId: id }, { roles: event.payload.roles });
    } else if (isType(event, 'member.left')) {
      await manager.update(MemberEntity, { id: event.payload.memberId, reviewId: id }, { leftAt: event.at });
    } else if (isType(event, 'member.returned')) {
      await manager.update(MemberEntity, { id: event.payload.memberId, reviewId: id }, { leftAt: null });
    } else if (isType(event, 'protocol.published')) {
      await manager.update(ReviewEntity, { id }, { protocolVersion: event.payload.version });
    }
  }
}
