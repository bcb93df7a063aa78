import { Module } from '@nestjs/common';
import { AuditController } from './audit.controller';
import { LedgerViewService } from './ledger-view.service';
import { OverviewService } from './overview.service';
import { Replayer } from './replayer';
import { Verifier } from './verify';

@Module({
  controllers: [AuditController],
  providers: [Replayer, Verifier, LedgerViewService, OverviewService],
  exports: [Replayer, Verifier],
})
export class AuditModule {}
