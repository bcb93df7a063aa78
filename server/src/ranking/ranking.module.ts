import { Module } from '@nestjs/common';
import { Ranker } from './ranker';
import { RankingController } from './ranking.controller';
import { RecallService } from './recall.service';
import { RelevanceService } from './relevance.service';

@Module({
  controllers: [RankingController],
  providers: [Ranker, RelevanceService, RecallService],
  exports: [RelevanceService],
})
export class RankingModule {}
