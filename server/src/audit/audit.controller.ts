import { Controller, Get } from '@nestjs/common';
import { LedgerPage, LedgerProof, LedgerQuery, Overview } from '@shared/contracts/overview';
import { AsMember, type Membership, Route, ValidQuery } from '../platform/http/route';
import { LedgerViewService } from './ledger-view.service';
import { OverviewService } from './overview.service';
import { Verifier } from './verify';

@Controller('api/reviews/:reviewId')
export class AuditController {
  constructor(
    private readonly ledger: LedgerViewService,
    private readonly overview: OverviewService,
    private readonly verifier: Verifier,
  ) {}

  @Get('overview')
  @Route({ summary: 'How far the review is and what awaits whom', may: 'progress.read', reply: Overview })
  progress(@AsMember() me: Membership) {
    return this.overview.of(me);
  }

  @Get('ledger')
  @Route({ summary: 'Entries of the ledger, newest first', may: 'ledger.read', query: LedgerQuery, reply: LedgerPage })
  page(@AsMember() me: Membership, @ValidQuery() query: LedgerQuery) {
    return this.ledger.page(me, query);
  }

  @Get('ledger/proof')
  @Route({ summary: 'Check the chain and rebuild the read tables', may: 'ledger.read', reply: LedgerProof })
  prove(@AsMember() me: Membership) {
    return this.verifier.verify(me.reviewId);
  }
}
