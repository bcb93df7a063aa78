import { Controller, Get, Param } from '@nestjs/common';
import { Copies, LinkedRecords } from '@shared/contracts/duplicates';
import { AsMember, type Membership, Route } from '../platform/http/route';
import { CopiesQueries } from './copies.queries';
import { LinksQueries } from './links.queries';

@Controller('api/reviews/:reviewId/records/:citationId')
export class LinkedRecordsController {
  constructor(
    private readonly links: LinksQueries,
    private readonly copies: CopiesQueries,
  ) {}

  @Get('links')
  @Route({
    summary: 'Records that belong with this one: corrections, retractions, comments, preprints, versions',
    may: 'outcomes.read',
    reply: LinkedRecords,
  })
  linksOf(@AsMember() me: Membership, @Param('citationId') citationId: string) {
    return this.links.ofRecord(me.reviewId, citationId);
  }

  @Get('copies')
  @Route({
    summary: 'Records that were joined to this one, and what its text takes from each',
    may: 'outcomes.read',
    reply: Copies,
  })
  copiesOf(@AsMember() me: Membership, @Param('citationId') citationId: string) {
    return this.copies.ofRecord(me.reviewId, citationId);
  }
}
