import { Module } from '@nestjs/common';
import { AuditModule } from '../audit/audit.module';
import { FlowFilesService } from './flow-files.service';
import { FlowSettingsService } from './flow-settings.service';
import { FlowController } from './flow.controller';
import { FlowProjector } from './flow.projector';
import { FlowService } from './flow.service';

@Module({
  imports: [AuditModule],
  controllers: [FlowController],
  providers: [FlowProjector, FlowService, FlowFilesService, FlowSettingsService],
  exports: [FlowService],
})
export class FlowModule {}
