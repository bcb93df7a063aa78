import { AccountEntity, SessionEntity } from './people/account.entity';
import { EventEntity, ReceiptEntity } from './platform/ledger/event.entity';
import { MemberEntity, ReviewEntity } from './reviews/review.entity';

/** Every table, one line a feature. */
export const entities = [
  ...[EventEntity, ReceiptEntity],
  ...[AccountEntity, SessionEntity],
  ...[ReviewEntity, MemberEntity],
];
