import { Body, Controller, Delete, Get, Post, Req, Res } from '@nestjs/common';
import type { Response } from 'express';
import { Reset, ResetLook, ResetTarget, Session, Setup, SignIn } from '@shared/contracts/session';
import { type AppRequest, Me, type Person, Route } from '../platform/http/route';
import { VERSION } from '../platform/version';
import { AccountsService } from './accounts.service';
import { AuthService } from './auth.service';
import { SessionCookie } from './session-cookie';

@Controller('api')
export class SessionController {
  constructor(
    private readonly auth: AuthService,
    private readonly accounts: AccountsService,
    private readonly cookie: SessionCookie,
  ) {}

  @Get('session')
  @Route({ summary: 'Who is signed in', may: 'public', reply: Session })
  async session(@Me() person?: Person): Promise<Session> {
    const account = person && { ...person.account, siteAdmin: person.account.isSiteAdmin };
    return {
      account: account ?? null,
      setupNeeded: !person && (await this.auth.isSetupNeeded()),
      version: VERSION,
    };
  }

  @Post('session')
  @Route({ summary: 'Sign in', may: 'public', body: SignIn, reply: Session })
  async signIn(@Body() body: SignIn, @Req() request: AppRequest, @Res({ passthrough: true }) response: Response) {
    return this.cookie.begin(await this.auth.signIn(body, request.ip ?? ''), request, response);
  }

  @Delete('session')
  @Route({ summary: 'Sign out', may: 'public', reply: 'none' })
  signOut(@Req() request: AppRequest, @Res({ passthrough: true }) response: Response): Promise<void> {
    return this.cookie.end(request, response);
  }

  @Post('setup')
  @Route({ summary: 'Make the first account of a new server', may: 'public', body: Setup, reply: Session })
  async setUp(@Body() body: Setup, @Req() request: AppRequest, @Res({ passthrough: true }) response: Response) {
    return this.cookie.begin(await this.auth.setUp(body, request.ip ?? ''), request, response);
  }

  @Post('reset/look')
  @Route({ summary: 'Whose password a reset link is for', may: 'public', body: ResetLook, reply: ResetTarget })
  lookUpReset(@Body() body: ResetLook, @Req() request: AppRequest) {
    return this.accounts.lookUpReset(body.token, request.ip ?? '');
  }

  @Post('reset')
  @Route({ summary: 'Choose a new password by a reset link, once', may: 'public', body: Reset, reply: Session })
  async reset(@Body() body: Reset, @Req() request: AppRequest, @Res({ passthrough: true }) response: Response) {
    return this.cookie.begin(await this.accounts.reset(body, request.ip ?? ''), request, response);
  }
}
