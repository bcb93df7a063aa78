import { Module } from '@nestjs/common';
import { Ranker } from './ranker';
import { RankingController } from './ranking.controller';
import { RecallService } from './recall.service';
import { RelevanceService } from './relevance.service';
import { SecondLookService } from './second-look.service';

@Module({
  controllers: [RankingController],
  providers: [Ranker, RelevanceService, RecallService, SecondLookService],
  exports: [RelevanceService],
})
export class RankingModule {}
