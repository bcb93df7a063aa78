import { Module } from '@nestjs/common';
import { DuplicatesModule } from '../duplicates/duplicates.module';
import { ImportJob } from './import-job';
import { ImportsController } from './imports.controller';
import { ImportsService } from './imports.service';
import { SearchesService } from './searches.service';
import { UploadsService } from './uploads.service';

@Module({
  imports: [DuplicatesModule],
  controllers: [ImportsController],
  providers: [SearchesService, UploadsService, ImportsService, ImportJob],
  exports: [ImportsService, UploadsService, SearchesService],
})
export class ImportsModule {}
