import { Body, Controller, Delete, Get, Param, Post, Put, Req, Res } from '@nestjs/common';
import type { Response } from 'express';
import * as z from 'zod';
import {
  AccountPatch,
  ApiToken,
  Confirmed,
  IssuedToken,
  NewToken,
  OpenSession,
  OwnAccount,
  PasswordChange,
} from '@shared/contracts/people';
import { Session } from '@shared/contracts/session';
import { Database } from '../platform/database/database';
import { type AppRequest, Me, type Person, Route } from '../platform/http/route';
import { AccountsService } from './accounts.service';
import { SessionCookie } from './session-cookie';
import { Sessions } from './sessions';
import { TokensService } from './tokens.service';

@Controller('api/account')
export class AccountController {
  constructor(
    private readonly accounts: AccountsService,
    private readonly sessions: Sessions,
    private readonly tokens: TokensService,
    private readonly cookie: SessionCookie,
    private readonly database: Database,
  ) {}

  @Get()
  @Route({ summary: 'Your account', may: 'signed-in', reply: OwnAccount })
  own(@Me() me: Person) {
    return this.accounts.own(me.account.id);
  }

  @Put()
  @Route({ summary: 'Change your name', may: 'signed-in', sessionOnly: true, body: AccountPatch, reply: OwnAccount })
  rename(@Me() me: Person, @Body() body: AccountPatch) {
    return this.accounts.rename(me.account.id, body.name);
  }

  @Put('password')
  @Route({
    summary: 'Change your password; every other session ends',
    may: 'signed-in',
    sessionOnly: true,
    body: PasswordChange,
    reply: Session,
  })
  async changePassword(
    @Me() me: Person,
    @Body() body: PasswordChange,
    @Req() request: AppRequest,
    @Res({ passthrough: true }) response: Response,
  ) {
    return this.cookie.begin(await this.accounts.changePassword(me.account.id, body), request, response);
  }

  @Post('deactivate')
  @Route({
    summary: 'Deactivate your account; decisions stay, sessions and keys end',
    may: 'signed-in',
    sessionOnly: true,
    body: Confirmed,
    reply: 'none',
  })
  async deactivate(@Me() me: Person, @Body() body: Confirmed, @Res({ passthrough: true }) response: Response) {
    await this.accounts.deactivateOwn(me.account.id, body.password);
    this.cookie.clear(response);
  }

  @Get('sessions')
  @Route({ summary: 'Where you are signed in', may: 'signed-in', sessionOnly: true, reply: z.array(OpenSession) })
  listSessions(@Me() me: Person) {
    return this.sessions.listOf(me);
  }

  @Delete('sessions')
  @Route({ summary: 'Sign out everywhere, here too', may: 'signed-in', sessionOnly: true, reply: 'none' })
  async endSessions(@Me() me: Person, @Res({ passthrough: true }) response: Response): Promise<void> {
    await this.database.transaction(({ manager }) => this.sessions.endAll(manager, me.account.id));
    this.cookie.clear(response);
  }

  @Delete('sessions/:sessionId')
  @Route({ summary: 'Sign out in one place', may: 'signed-in', sessionOnly: true, reply: 'none' })
  endSession(@Me() me: Person, @Param('sessionId') sessionId: string): Promise<void> {
    return this.sessions.end(me.account.id, sessionId);
  }

  @Get('tokens')
  @Route({ summary: 'Your API keys', may: 'signed-in', sessionOnly: true, reply: z.array(ApiToken) })
  listTokens(@Me() me: Person) {
    return this.tokens.listOf(me.account.id);
  }

  @Post('tokens')
  @Route({
    summary: 'Make an API key; its secret is shown once',
    may: 'signed-in',
    sessionOnly: true,
    body: NewToken,
    reply: IssuedToken,
    status: 201,
  })
  createToken(@Me() me: Person, @Body() body: NewToken) {
    return this.tokens.create(me.account.id, body);
  }

  @Delete('tokens/:tokenId')
  @Route({ summary: 'Revoke an API key', may: 'signed-in', sessionOnly: true, reply: 'none' })
  revokeToken(@Me() me: Person, @Param('tokenId') tokenId: string): Promise<void> {
    return this.tokens.revoke(me.account.id, tokenId);
  }
}
