import { Body, Controller, Get, Patch, Post } from '@nestjs/common';
import * as z from 'zod';
import { Done } from '@shared/contracts/basics';
import { ArchiveTurn, NewReview, Review, ReviewCard, ReviewPatch } from '@shared/contracts/reviews';
import { AsMember, Me, type Membership, type Person, Route } from '../platform/http/route';
import { ReviewsService } from './reviews.service';

@Controller('api/reviews')
export class ReviewsController {
  constructor(private readonly reviews: ReviewsService) {}

  @Get()
  @Route({ summary: 'The reviews of the signed-in person', may: 'signed-in', reply: z.array(ReviewCard) })
  list(@Me() person: Person) {
    return this.reviews.listOf(person.account.id);
  }

  @Post()
  @Route({ summary: 'Open a review', may: 'signed-in', body: NewReview, reply: Done, status: 201 })
  create(@Me() person: Person, @Body() body: NewReview) {
    return this.reviews.create(person.account.id, body);
  }

  @Get(':reviewId')
  @Route({ summary: 'One review', may: 'review.read', reply: Review })
  one(@AsMember() me: Membership) {
    return this.reviews.one(me);
  }

  @Patch(':reviewId')
  @Route({ summary: "Change a review's title or kind", may: 'review.edit', body: ReviewPatch, reply: Done })
  describe(@AsMember() me: Membership, @Body() body: ReviewPatch) {
    return this.reviews.describe(me, body);
  }

  @Post(':reviewId/archive')
  @Route({
    summary: 'Archive a review: read it, but change nothing',
    may: 'review.archive',
    body: ArchiveTurn,
    reply: Done,
  })
  archive(@AsMember() me: Membership, @Body() body: ArchiveTurn) {
    return this.reviews.archive(me, body);
  }

  @Post(':reviewId/restore')
  @Route({
    summary: 'Take a review out of the archive',
    may: 'review.archive',
    whileArchived: true,
    body: ArchiveTurn,
    reply: Done,
  })
  restore(@AsMember() me: Membership, @Body() body: ArchiveTurn) {
    return this.reviews.restore(me, body);
  }
}
