import { Module } from '@nestjs/common';
import { DuplicatesModule } from '../duplicates/duplicates.module';
import { ImportJob } from './import-job';
import { ImportsController } from './imports.controller';
import { ImportsService } from './imports.service';
import { JudgementsController } from './judgements.controller';
import { JudgementsJob } from './judgements-job';
import { JudgementsService } from './judgements.service';
import { SearchesService } from './searches.service';
import { UploadsService } from './uploads.service';

@Module({
  imports: [DuplicatesModule],
  controllers: [ImportsController, JudgementsController],
  providers: [SearchesService, UploadsService, ImportsService, ImportJob, JudgementsService, JudgementsJob],
  exports: [ImportsService, UploadsService, SearchesService],
})
export class ImportsModule {}
