import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { DecisionsTaking, ImportJudgements, TagsTaking, TakingBegun } from '@shared/contracts/judgements';
import { AsMember, type Membership, Route } from '../platform/http/route';
import { JudgementsService } from './judgements.service';

@Controller('api/reviews/:reviewId/imports/:importId')
export class JudgementsController {
  constructor(private readonly judgements: JudgementsService) {}

  @Get('judgements')
  @Route({
    summary: "Decisions and labels of another tool in an import's file, and how many were taken over",
    may: 'records.edit',
    reply: ImportJudgements,
  })
  of(@AsMember() me: Membership, @Param('importId') importId: string) {
    return this.judgements.of(me, importId);
  }

  @Post('decisions')
  @Route({
    summary: "Record decisions of an import's file as decisions of members, as far as the stage's rule asks for them",
    may: 'decisions.import',
    body: DecisionsTaking,
    reply: TakingBegun,
    status: 201,
  })
  decisions(@AsMember() me: Membership, @Param('importId') importId: string, @Body() body: DecisionsTaking) {
    return this.judgements.takeDecisions(me, importId, body);
  }

  @Post('tags')
  @Route({
    summary: "Give an import's records labels of its file as tags, in place of those taken over before",
    may: 'records.edit',
    body: TagsTaking,
    reply: TakingBegun,
    status: 201,
  })
  tags(@AsMember() me: Membership, @Param('importId') importId: string, @Body() body: TagsTaking) {
    return this.judgements.takeTags(me, importId, body);
  }
}
