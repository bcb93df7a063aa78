import { Body, Controller, Get, Post, Put } from '@nestjs/common';
import { Done } from '@shared/contracts/basics';
import {
  Answer,
  BulkAcceptance,
  BulkAccepted,
  BulkCount,
  BulkQuery,
  DuplicateSettingPatch,
  DuplicateSummary,
  Links,
  LinksQuery,
  NewMerge,
  NewRun,
  NewSplit,
  Questions,
  QuestionsQuery,
  Sets,
  SetsQuery,
} from '@shared/contracts/duplicates';
import { AsMember, type Membership, Route, ValidQuery } from '../platform/http/route';
import { DuplicatesQueries } from './duplicates.queries';
import { DuplicatesService } from './duplicates.service';
import { LinksQueries } from './links.queries';

@Controller('api/reviews/:reviewId/duplicates')
export class DuplicatesController {
  constructor(
    private readonly duplicates: DuplicatesService,
    private readonly queries: DuplicatesQueries,
    private readonly linked: LinksQueries,
  ) {}

  @Get()
  @Route({ summary: 'Counts of sets and open questions', may: 'duplicates.read', reply: DuplicateSummary })
  summary(@AsMember() me: Membership) {
    return this.queries.summary(me.reviewId);
  }

  @Get('questions')
  @Route({
    summary: 'Pairs that may be one record, the likeliest first, with both records',
    may: 'duplicates.read',
    query: QuestionsQuery,
    reply: Questions,
  })
  questions(@AsMember() me: Membership, @ValidQuery() query: QuestionsQuery) {
    return this.queries.questions(me.reviewId, query);
  }

  @Get('links')
  @Route({
    summary:
      'Records that belong together and are not one: corrections, retractions, comments, preprints, abstracts, versions',
    may: 'duplicates.read',
    query: LinksQuery,
    reply: Links,
  })
  links(@AsMember() me: Membership, @ValidQuery() query: LinksQuery) {
    return this.linked.list(me.reviewId, query);
  }

  @Post('answers')
  @Route({ summary: 'Say that a pair is the same or different', may: 'duplicates.edit', body: Answer, reply: Done })
  answer(@AsMember() me: Membership, @Body() body: Answer) {
    return this.duplicates.answer(me, body);
  }

  @Get('acceptable')
  @Route({
    summary: 'How many open questions have at least a score',
    may: 'duplicates.read',
    query: BulkQuery,
    reply: BulkCount,
  })
  async acceptable(@AsMember() me: Membership, @ValidQuery() { minScore }: { minScore: number }) {
    return { count: await this.queries.countFrom(me.reviewId, minScore) };
  }

  @Post('accept')
  @Route({
    summary: 'Answer "the same" to all open questions from a score on',
    may: 'duplicates.edit',
    body: BulkAcceptance,
    reply: BulkAccepted,
  })
  acceptAll(@AsMember() me: Membership, @Body() body: BulkAcceptance) {
    return this.duplicates.acceptAll(me, body);
  }

  @Get('sets')
  @Route({
    summary: 'Sets of records that are one, with the evidence',
    may: 'duplicates.read',
    query: SetsQuery,
    reply: Sets,
  })
  sets(@AsMember() me: Membership, @ValidQuery() query: SetsQuery) {
    return this.queries.sets(me.reviewId, query);
  }

  @Post('merge')
  @Route({ summary: 'Join records that are one', may: 'duplicates.edit', body: NewMerge, reply: Done })
  merge(@AsMember() me: Membership, @Body() body: NewMerge) {
    return this.duplicates.merge(me, body);
  }

  @Post('split')
  @Route({ summary: 'Take records out of their set', may: 'duplicates.edit', body: NewSplit, reply: Done })
  split(@AsMember() me: Membership, @Body() body: NewSplit) {
    return this.duplicates.split(me, body);
  }

  @Post('run')
  @Route({
    summary: 'Compare all records anew; answers the id of the job',
    may: 'duplicates.edit',
    body: NewRun,
    reply: Done,
  })
  run(@AsMember() me: Membership, @Body() body: NewRun) {
    return this.duplicates.run(me, body);
  }

  @Put('setting')
  @Route({
    summary:
      'Whether certain duplicates are joined at once, versions of a Cochrane review are one, corrections are copies',
    may: 'duplicates.edit',
    body: DuplicateSettingPatch,
    reply: Done,
  })
  set(@AsMember() me: Membership, @Body() body: DuplicateSettingPatch) {
    return this.duplicates.set(me, body);
  }
}
