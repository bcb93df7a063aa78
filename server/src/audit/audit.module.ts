import { Module } from '@nestjs/common';
import { AuditController } from './audit.controller';
import { LedgerViewService } from './ledger-view.service';
import { OverviewService } from './overview.service';
import { Past } from './past';
import { Replayer } from './replayer';
import { Verifier } from './verify';

@Module({
  controllers: [AuditController],
  providers: [Past, Replayer, Verifier, LedgerViewService, OverviewService],
  exports: [Past, Replayer, Verifier],
})
export class AuditModule {}
