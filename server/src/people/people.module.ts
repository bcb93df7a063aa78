import { Global, Module } from '@nestjs/common';
import { APP_GUARD } from '@nestjs/core';
import { AccessGuard } from './access.guard';
import { AccountController } from './account.controller';
import { AccountsService } from './accounts.service';
import { AdminController } from './admin.controller';
import { AuthService } from './auth.service';
import { RateLimits } from './limits';
import { Mailer } from './mailer';
import { SessionController } from './session.controller';
import { SessionCookie } from './session-cookie';
import { Sessions } from './sessions';
import { TokensService } from './tokens.service';

@Global()
@Module({
  controllers: [SessionController, AccountController, AdminController],
  providers: [
    AuthService,
    AccountsService,
    Sessions,
    SessionCookie,
    TokensService,
    RateLimits,
    Mailer,
    { provide: APP_GUARD, useClass: AccessGuard },
  ],
  exports: [AuthService, AccountsService, SessionCookie, RateLimits, Mailer],
})
export class PeopleModule {}
