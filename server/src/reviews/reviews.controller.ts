import { Body, Controller, Get, Patch, Post } from '@nestjs/common';
import * as z from 'zod';
import { Done } from '@shared/contracts/basics';
import { NewReview, Review, ReviewCard, ReviewPatch } from '@shared/contracts/reviews';
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
}
