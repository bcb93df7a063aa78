import { Inject, Injectable } from '@nestjs/common';
import type { Response } from 'express';
import type { Session } from '@shared/contracts/session';
import { CONFIG, type Config } from '../platform/config';
import type { AppRequest } from '../platform/http/route';
import { VERSION } from '../platform/version';
import type { AccountEntity } from './account.entity';
import { clearSessionCookie, sessionSecret, setSessionCookie } from './cookies';
import { Sessions } from './sessions';

/** Signs a browser in and out: the session and its cookie together, always under a new secret. */
@Injectable()
export class SessionCookie {
  constructor(
    private readonly sessions: Sessions,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  async begin(account: AccountEntity, request: AppRequest, response: Response): Promise<Session> {
    const old = sessionSecret(request, this.config);
    if (old) await this.sessions.close(old);
    const secret = await this.sessions.open(account.id, request.get('user-agent') ?? '');
    setSessionCookie(response, secret, this.config);
    return sessionOf(account);
  }

  async end(request: AppRequest, response: Response): Promise<void> {
    const secret = sessionSecret(request, this.config);
    if (secret) await this.sessions.close(secret);
    this.clear(response);
  }

  /**
   * Forgets the session in the browser, and what its cache kept of the answers. The client itself clears what it stored,
   * since only it knows which votes were not sent yet and must outlive the session.
   */
  clear(response: Response): void {
    clearSessionCookie(response, this.config);
    response.setHeader('Clear-Site-Data', '"cache"');
  }
}

export function sessionOf({ id, name, email, isSiteAdmin }: AccountEntity): Session {
  return { account: { id, name, email, siteAdmin: isSiteAdmin }, setupNeeded: false, version: VERSION };
}
