import { Controller, Get, Res } from '@nestjs/common';
import type { Response } from 'express';
import { AsMember, Me, type Membership, type Person, Route } from '../http/route';
import { EventStreams } from './event-streams';

@Controller('api/reviews/:reviewId/events')
export class EventsController {
  constructor(private readonly streams: EventStreams) {}

  @Get()
  @Route({
    summary: 'Says which kinds of things change in a review, and how own jobs fare',
    may: 'events.read',
    reply: 'stream',
    produces: 'text/event-stream',
  })
  open(@Res() response: Response, @AsMember() me: Membership, @Me() person: Person): void {
    this.streams.open(response, me, person);
  }
}
