import { Body, Controller, Delete, Get, Param, Post, Put } from '@nestjs/common';
import {
  Conflicts,
  ConflictsQuery,
  DecisionReceipt,
  DecisionWithdrawal,
  NewComment,
  NewDecision,
  NewResolution,
  NewTaking,
  OwnCitation,
  OwnDecisions,
  OwnDecisionsQuery,
  Preferences,
  PreferencesPatch,
  Queue,
  QueueQuery,
  RecordQuery,
  RecordRow,
  Records,
  RecordsQuery,
  Reopening,
  Taking,
} from '@shared/contracts/screening';
import { AsMember, type Membership, Route, ValidQuery } from '../platform/http/route';
import { ConflictsService } from './conflicts.service';
import { DecisionsService } from './decisions.service';
import { QueueService } from './queue.service';
import { PastRecordsService } from './past-records.service';
import { RecordsService } from './records.service';

@Controller('api/reviews/:reviewId')
export class ScreeningController {
  constructor(
    private readonly queue: QueueService,
    private readonly decisions: DecisionsService,
    private readonly conflicts: ConflictsService,
    private readonly records: RecordsService,
    private readonly pastRecords: PastRecordsService,
  ) {}

  @Get('stages/:stageId/queue')
  @Route({ summary: 'The next citations for the reader', may: 'screening.decide', query: QueueQuery, reply: Queue })
  next(@AsMember() me: Membership, @Param('stageId') stageId: string, @ValidQuery() query: QueueQuery) {
    return this.queue.next(me, stageId, query);
  }

  @Post('stages/:stageId/take')
  @Route({
    summary: 'Hold the next citations for the reader, who will be without a network',
    may: 'screening.decide',
    body: NewTaking,
    reply: Taking,
  })
  take(@AsMember() me: Membership, @Param('stageId') stageId: string, @Body() body: NewTaking) {
    return this.queue.take(me, stageId, body);
  }

  @Delete('stages/:stageId/take')
  @Route({ summary: 'Give back what is held and not decided', may: 'screening.decide', reply: 'none' })
  giveBack(@AsMember() me: Membership, @Param('stageId') stageId: string): Promise<void> {
    return this.queue.giveBack(me, stageId);
  }

  @Post('decisions')
  @Route({
    summary: 'Decide on a citation, or change your decision',
    may: 'screening.decide',
    body: NewDecision,
    reply: DecisionReceipt,
  })
  decide(@AsMember() me: Membership, @Body() body: NewDecision) {
    return this.decisions.decide(me, body);
  }

  @Post('decisions/withdraw')
  @Route({
    summary: 'Take your decision back',
    may: 'screening.decide',
    body: DecisionWithdrawal,
    reply: DecisionReceipt,
  })
  withdraw(@AsMember() me: Membership, @Body() body: DecisionWithdrawal) {
    return this.decisions.withdraw(me, body);
  }

  @Get('decisions/mine')
  @Route({
    summary: 'Your own decisions, newest first',
    may: 'screening.decide',
    query: OwnDecisionsQuery,
    reply: OwnDecisions,
  })
  mine(@AsMember() me: Membership, @ValidQuery() query: OwnDecisionsQuery) {
    return this.decisions.mine(me, query);
  }

  @Get('citations/:citationId')
  @Route({ summary: 'One citation and your own decisions on it', may: 'records.read', reply: OwnCitation })
  own(@AsMember() me: Membership, @Param('citationId') citationId: string) {
    return this.records.own(me, citationId);
  }

  @Get('conflicts')
  @Route({ summary: 'Conflicts that await you', may: 'conflicts.read', query: ConflictsQuery, reply: Conflicts })
  open(@AsMember() me: Membership, @ValidQuery() query: ConflictsQuery) {
    return this.conflicts.list(me, query);
  }

  @Post('conflicts/resolve')
  @Route({ summary: 'Settle a conflict', may: 'conflicts.resolve', body: NewResolution, reply: DecisionReceipt })
  resolve(@AsMember() me: Membership, @Body() body: NewResolution) {
    return this.conflicts.resolve(me, body);
  }

  @Post('conflicts/comments')
  @Route({ summary: 'Say something about a conflict', may: 'conflicts.read', body: NewComment, reply: DecisionReceipt })
  comment(@AsMember() me: Membership, @Body() body: NewComment) {
    return this.conflicts.comment(me, body);
  }

  @Post('standings/reopen')
  @Route({ summary: 'Open a settled citation again', may: 'standing.reopen', body: Reopening, reply: DecisionReceipt })
  reopen(@AsMember() me: Membership, @Body() body: Reopening) {
    return this.decisions.reopen(me, body);
  }

  @Get('records')
  @Route({
    summary: 'Records by where they are, source, reason or words',
    may: 'outcomes.read',
    query: RecordsQuery,
    reply: Records,
  })
  list(@AsMember() me: Membership, @ValidQuery() query: RecordsQuery) {
    return query.asOf === undefined ? this.records.list(me, query) : this.pastRecords.list(me, query, query.asOf);
  }

  @Get('records/:citationId')
  @Route({
    summary: 'One record with what was decided on it, now or as of an entry of the ledger',
    may: 'outcomes.read',
    query: RecordQuery,
    reply: RecordRow,
  })
  record(@AsMember() me: Membership, @Param('citationId') citationId: string, @ValidQuery() { asOf }: RecordQuery) {
    return asOf === undefined ? this.records.one(me, citationId) : this.pastRecords.one(me, citationId, asOf);
  }

  @Get('preferences')
  @Route({ summary: 'Your own settings in this review', may: 'review.read', reply: Preferences })
  preferences(@AsMember() me: Membership) {
    return this.records.preferences(me);
  }

  @Put('preferences')
  @Route({
    summary: 'Keep your own settings in this review',
    may: 'review.read',
    body: PreferencesPatch,
    reply: Preferences,
  })
  setPreferences(@AsMember() me: Membership, @Body() body: { value: Record<string, unknown> }) {
    return this.records.setPreferences(me, body.value);
  }
}
