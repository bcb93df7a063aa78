import {
  CitationEntity,
  ImportEntity,
  ReferenceEntity,
  SearchEntity,
  StandingEntity,
} from './citations/citation.entity';
import { AccountEntity, SessionEntity } from './people/account.entity';
import { EventEntity, ReceiptEntity } from './platform/ledger/event.entity';
import { ProtocolDraftEntity } from './protocol/draft.entity';
import { ProtocolVersionEntity } from './protocol/protocol.entity';
import {
  AssignmentEntity,
  BatchEntity,
  CommentEntity,
  DecisionEntity,
  ResolutionEntity,
  StageEntity,
  StageSampleEntity,
} from './screening/decision.entity';
import { LeaseEntity, PreferenceEntity } from './screening/reading.entity';
import { MemberEntity, ReviewEntity } from './reviews/review.entity';

/** Every table, one line a feature. */
export const entities = [
  ...[EventEntity, ReceiptEntity],
  ...[AccountEntity, SessionEntity],
  ...[ReviewEntity, MemberEntity],
  ...[SearchEntity, ImportEntity, ReferenceEntity, CitationEntity, StandingEntity],
  ...[ProtocolVersionEntity, ProtocolDraftEntity],
  ...[StageEntity, StageSampleEntity, BatchEntity, AssignmentEntity, DecisionEntity, ResolutionEntity, CommentEntity],
  ...[LeaseEntity, PreferenceEntity],
];
