import {
  CitationEntity,
  CitationTagEntity,
  ImportEntity,
  ReferenceEntity,
  SearchEntity,
  StandingEntity,
} from './citations/citation.entity';
import { AccountEntity, SessionEntity } from './people/account.entity';
import { ApiTokenEntity, PasswordResetEntity } from './people/credential.entity';
import { EventEntity, ReceiptEntity } from './platform/ledger/event.entity';
import { ProtocolDraftEntity } from './protocol/draft.entity';
import { DuplicateSettingEntity, MatchEntity, QuestionEntity, RecordLinkEntity } from './duplicates/question.entity';
import { ImportProblemEntity, UploadEntity } from './imports/upload.entity';
import { FlowSettingEntity, PreviousVersionEntity } from './flow/flow.entity';
import { FullTextEntity, FullTextUploadEntity, RetrievalSettingEntity } from './full-texts/full-text.entity';
import { JobEntity } from './platform/jobs/job.entity';
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
import { ReportUseEntity, StudyEntity, StudyReportEntity } from './studies/study.entity';
import { InvitationEntity } from './team/invitation.entity';

/** Every table, one line a feature. */
export const entities = [
  ...[EventEntity, ReceiptEntity],
  ...[AccountEntity, SessionEntity, ApiTokenEntity, PasswordResetEntity],
  ...[ReviewEntity, MemberEntity, InvitationEntity],
  ...[SearchEntity, ImportEntity, ReferenceEntity, CitationEntity, CitationTagEntity, StandingEntity],
  ...[ProtocolVersionEntity, ProtocolDraftEntity],
  ...[StageEntity, StageSampleEntity, BatchEntity, AssignmentEntity, DecisionEntity, ResolutionEntity, CommentEntity],
  ...[LeaseEntity, PreferenceEntity],
  ...[FlowSettingEntity, PreviousVersionEntity],
  ...[JobEntity],
  ...[FullTextEntity, FullTextUploadEntity, RetrievalSettingEntity],
  ...[ReportUseEntity, StudyEntity, StudyReportEntity],
  ...[UploadEntity, ImportProblemEntity],
  ...[QuestionEntity, MatchEntity, RecordLinkEntity, DuplicateSettingEntity],
];
