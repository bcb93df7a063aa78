import { Module } from '@nestjs/common';
import { AuditModule } from '../audit/audit.module';
import { RankingModule } from '../ranking/ranking.module';
import { ConflictsService } from './conflicts.service';
import { DecisionsService } from './decisions.service';
import { PastRecordsService } from './past-records.service';
import { QueueService } from './queue.service';
import { RecordsService } from './records.service';
import { ScreeningController } from './screening.controller';
import { ScreeningProjector } from './screening.projector';

@Module({
  imports: [AuditModule, RankingModule],
  controllers: [ScreeningController],
  providers: [ScreeningProjector, QueueService, DecisionsService, ConflictsService, RecordsService, PastRecordsService],
  exports: [DecisionsService],
})
export class ScreeningModule {}
