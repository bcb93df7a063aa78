import { Global, Module } from '@nestjs/common';
import { ReviewsController } from './reviews.controller';
import { ReviewsProjector } from './reviews.projector';
import { ReviewsService } from './reviews.service';
import { TodoCounters } from './todo';

@Global()
@Module({
  controllers: [ReviewsController],
  providers: [ReviewsService, ReviewsProjector, TodoCounters],
  exports: [ReviewsService, TodoCounters],
})
export class ReviewsModule {}
