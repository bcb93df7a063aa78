import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { Done } from '@shared/contracts/basics';
import {
  ConfirmationDrawn,
  NewConfirmation,
  Recall,
  RecallQuery,
  SecondLook,
  Stopping,
  WhyThisOne,
} from '@shared/contracts/ranking';
import { StageTurn } from '@shared/contracts/stages';
import { Database } from '../platform/database/database';
import { AsMember, type Membership, Route, ValidQuery } from '../platform/http/route';
import { stageOf } from '../stages/stages.service';
import { RecallService } from './recall.service';
import { RelevanceService } from './relevance.service';
import { SecondLookService } from './second-look.service';

@Controller('api/reviews/:reviewId/stages/:stageId')
export class RankingController {
  constructor(
    private readonly database: Database,
    private readonly recall: RecallService,
    private readonly relevance: RelevanceService,
    private readonly secondLook: SecondLookService,
  ) {}

  @Get('recall')
  @Route({
    summary: 'How much of what is relevant has been found, and whether enough was read',
    may: 'progress.read',
    query: RecallQuery,
    reply: Recall,
  })
  found(@AsMember() me: Membership, @Param('stageId') stageId: string, @ValidQuery() query: RecallQuery) {
    return this.recall.of(me, stageId, query);
  }

  @Get('second-look')
  @Route({
    summary: 'Final records that look as if they had been decided the other way: a list to look at again',
    may: 'progress.read',
    reply: SecondLook,
  })
  oddOnes(@AsMember() me: Membership, @Param('stageId') stageId: string) {
    return this.secondLook.at(me, stageId);
  }

  @Post('stop')
  @Route({
    summary: 'End a step whose stopping criterion is met; the unread count as excluded by automation',
    may: 'stages.edit',
    body: Stopping,
    reply: Done,
  })
  stop(@AsMember() me: Membership, @Param('stageId') stageId: string, @Body() body: Stopping) {
    return this.recall.stop(me, stageId, body);
  }

  @Post('confirmation')
  @Route({
    summary: 'Draw a random sample of the unread, to confirm that enough was found; readers are handed it first',
    may: 'stages.edit',
    body: NewConfirmation,
    reply: ConfirmationDrawn,
    status: 201,
  })
  draw(@AsMember() me: Membership, @Param('stageId') stageId: string, @Body() body: NewConfirmation) {
    return this.recall.draw(me, stageId, body);
  }

  @Post('confirmation/withdraw')
  @Route({
    summary: 'Take the confirmation sample back; what was decided stays',
    may: 'stages.edit',
    body: StageTurn,
    reply: Done,
  })
  withdrawSample(@AsMember() me: Membership, @Param('stageId') stageId: string, @Body() body: StageTurn) {
    return this.recall.withdrawSample(me, stageId, body);
  }

  @Get('citations/:citationId/why')
  @Route({
    summary: "The words that place a record in the reader's own order",
    may: 'screening.decide',
    reply: WhyThisOne,
  })
  async why(
    @AsMember() me: Membership,
    @Param('stageId') stageId: string,
    @Param('citationId') citationId: string,
  ): Promise<WhyThisOne> {
    const stage = await this.database.read((manager) => stageOf(manager, me.reviewId, stageId));
    return this.relevance.explain(me.memberId, stage, citationId);
  }
}
