import { Module } from '@nestjs/common';
import { CopiesQueries } from './copies.queries';
import { DuplicateRuns } from './duplicate-runs';
import { DuplicatesController } from './duplicates.controller';
import { DuplicatesJob } from './duplicates-job';
import { DuplicatesProjector } from './duplicates.projector';
import { DuplicatesQueries } from './duplicates.queries';
import { DuplicatesService } from './duplicates.service';
import { LinkedRecordsController } from './linked-records.controller';
import { LinksQueries } from './links.queries';

@Module({
  controllers: [DuplicatesController, LinkedRecordsController],
  providers: [
    DuplicatesProjector,
    DuplicatesQueries,
    LinksQueries,
    CopiesQueries,
    DuplicatesService,
    DuplicateRuns,
    DuplicatesJob,
  ],
  exports: [DuplicateRuns, DuplicatesService],
})
export class DuplicatesModule {}
