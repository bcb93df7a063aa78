import { Body, Controller, Post } from '@nestjs/common';
import { Correction, RecordsDone, Removal, ReturnOfRecords } from '@shared/contracts/records';
import { AsMember, type Membership, Route } from '../platform/http/route';
import { RecordsActsService } from './records-acts.service';

@Controller('api/reviews/:reviewId/records')
export class RecordsController {
  constructor(private readonly records: RecordsActsService) {}

  @Post('remove')
  @Route({ summary: 'Take records out before screening', may: 'records.edit', body: Removal, reply: RecordsDone })
  remove(@AsMember() me: Membership, @Body() body: Removal) {
    return this.records.remove(me, body);
  }

  @Post('return')
  @Route({ summary: 'Bring removed records back', may: 'records.edit', body: ReturnOfRecords, reply: RecordsDone })
  bringBack(@AsMember() me: Membership, @Body() body: ReturnOfRecords) {
    return this.records.bringBack(me, body);
  }

  @Post('correct')
  @Route({
    summary: 'Mend fields that readers see; the record as imported stays',
    may: 'records.edit',
    body: Correction,
    reply: RecordsDone,
  })
  correct(@AsMember() me: Membership, @Body() body: Correction) {
    return this.records.correct(me, body);
  }
}
