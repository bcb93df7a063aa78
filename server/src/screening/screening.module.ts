import { Module } from '@nestjs/common';
import { RankingModule } from '../ranking/ranking.module';
import { ConflictsService } from './conflicts.service';
import { DecisionsService } from './decisions.service';
import { QueueService } from './queue.service';
import { RecordsService } from './records.service';
import { ScreeningController } from './screening.controller';
import { ScreeningProjector } from './screening.projector';

@Module({
  imports: [RankingModule],
  controllers: [ScreeningController],
  providers: [ScreeningProjector, QueueService, DecisionsService, ConflictsService, RecordsService],
  exports: [DecisionsService],
})
export class ScreeningModule {}
