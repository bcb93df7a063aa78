import { Body, Controller, Get, Param, Patch, Post } from '@nestjs/common';
import * as z from 'zod';
import { HandedLink, SiteAccount, SiteAccountPatch } from '@shared/contracts/people';
import { Route } from '../platform/http/route';
import { AccountsService } from './accounts.service';

/** Accounts, for those who run the server. It opens no review: its contents are for members alone. */
@Controller('api/admin/accounts')
export class AdminController {
  constructor(private readonly accounts: AccountsService) {}

  @Get()
  @Route({ summary: 'All accounts of the server', may: 'site-admin', reply: z.array(SiteAccount) })
  list() {
    return this.accounts.list();
  }

  @Patch(':accountId')
  @Route({ summary: 'Give or take site administration', may: 'site-admin', body: SiteAccountPatch, reply: SiteAccount })
  setSiteAdmin(@Param('accountId') accountId: string, @Body() body: SiteAccountPatch) {
    return this.accounts.setSiteAdmin(accountId, body.siteAdmin);
  }

  @Post(':accountId/reset-link')
  @Route({ summary: 'A link with which the person sets a new password', may: 'site-admin', reply: HandedLink })
  issueReset(@Param('accountId') accountId: string) {
    return this.accounts.issueReset(accountId);
  }

  @Post(':accountId/deactivate')
  @Route({ summary: 'Deactivate an account; decisions stay', may: 'site-admin', reply: SiteAccount })
  deactivate(@Param('accountId') accountId: string) {
    return this.accounts.deactivate(accountId);
  }

  @Post(':accountId/reactivate')
  @Route({ summary: 'Let an account sign in again', may: 'site-admin', reply: SiteAccount })
  reactivate(@Param('accountId') accountId: string) {
    return this.accounts.reactivate(accountId);
  }
}
