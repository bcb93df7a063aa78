import { Module } from '@nestjs/common';
import { FlowModule } from '../flow/flow.module';
import { AgreementService } from './agreement.service';
import { ExportsController } from './exports.controller';
import { MethodsService } from './methods.service';
import { RecordsFilesService } from './records-files.service';

@Module({
  imports: [FlowModule],
  controllers: [ExportsController],
  providers: [RecordsFilesService, AgreementService, MethodsService],
})
export class ExportsModule {}
