import { Module } from '@nestjs/common';
import { DraftsService } from './drafts.service';
import { ImpactService } from './impact.service';
import { ProtocolController } from './protocol.controller';
import { ProtocolFilesService } from './protocol-files.service';
import { ProtocolProjector } from './protocol.projector';
import { ProtocolService } from './protocol.service';

@Module({
  controllers: [ProtocolController],
  providers: [ProtocolProjector, ProtocolService, DraftsService, ImpactService, ProtocolFilesService],
  exports: [ProtocolService, ProtocolFilesService],
})
export class ProtocolModule {}
