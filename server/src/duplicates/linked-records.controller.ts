import { Controller, Get, Param } from '@nestjs/common';
import { LinkedRecords } from '@shared/contracts/duplicates';
import { AsMember, type Membership, Route } from '../platform/http/route';
import { LinksQueries } from './links.queries';

@Controller('api/reviews/:reviewId/records/:citationId/links')
export class LinkedRecordsController {
  constructor(private readonly links: LinksQueries) {}

  @Get()
  @Route({
    summary: 'Records that belong with this one: corrections, retractions, comments, preprints, versions',
    may: 'outcomes.read',
    reply: LinkedRecords,
  })
  ofRecord(@AsMember() me: Membership, @Param('citationId') citationId: string) {
    return this.links.ofRecord(me.reviewId, citationId);
  }
}
