import { Body, Controller, Delete, Get, Inject, Post, Req, Res } from '@nestjs/common';
import type { Response } from 'express';
import { Session, Setup, SignIn } from '@shared/contracts/session';
import { CONFIG, type Config } from '../platform/config';
import { type AppRequest, Me, type Person, Route } from '../platform/http/route';
import { VERSION } from '../platform/version';
import { AccountEntity } from './account.entity';
import { AuthService } from './auth.service';
import { clearSessionCookie, sessionSecret, setSessionCookie } from './cookies';

@Controller('api')
export class SessionController {
  constructor(
    private readonly auth: AuthService,
    @Inject(CONFIG) private readonly config: Config,
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
    return this.begin(await this.auth.checkPassword(body), request, response);
  }

  @Delete('session')
  @Route({ summary: 'Sign out', may: 'public', reply: 'none' })
  async signOut(@Req() request: AppRequest, @Res({ passthrough: true }) response: Response): Promise<void> {
    const secret = sessionSecret(request, this.config);
    if (secret) await this.auth.closeSession(secret);
    clearSessionCookie(response, this.config);
    response.setHeader('Clear-Site-Data', '"cache", "storage"');
  }

  @Post('setup')
  @Route({ summary: 'Make the first account of a new server', may: 'public', body: Setup, reply: Session })
  async setUp(@Body() body: Setup, @Req() request: AppRequest, @Res({ passthrough: true }) response: Response) {
    return this.begin(await this.auth.setUp(body), request, response);
  }

  private async begin(account: AccountEntity, request: AppRequest, response: Response): Promise<Session> {
    const old = sessionSecret(request, this.config);
    if (old) await this.auth.closeSession(old);
    const secret = await this.auth.openSession(account.id, request.get('user-agent') ?? '');
    setSessionCookie(response, secret, this.config);
    const { id, name, email, isSiteAdmin } = account;
    return { account: { id, name, email, siteAdmin: isSiteAdmin }, setupNeeded: false, version: VERSION };
  }
}
