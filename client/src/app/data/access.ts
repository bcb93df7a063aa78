import { HttpContext } from '@angular/common/http';
import { Injectable } from '@angular/core';
import type { ApiToken, HandedLink, IssuedToken, NewToken, SiteAccount } from '@shared/contracts/people';
import type { ResetTarget, Session } from '@shared/contracts/session';
import { Api } from './api';
import { ANSWERS_401 } from './problem';

/** API keys of one's own account. */
@Injectable({ providedIn: 'root' })
export class TokensApi extends Api {
  list(): Promise<ApiToken[]> {
    return this.get('/api/account/tokens');
  }

  make(token: NewToken): Promise<IssuedToken> {
    return this.post('/api/account/tokens', token);
  }

  revoke(id: string): Promise<unknown> {
    return this.delete(`/api/account/tokens/${id}`);
  }
}

/** The link with which a new password is chosen; its secret travels in the body only. */
@Injectable({ providedIn: 'root' })
export class ResetApi extends Api {
  look(token: string): Promise<ResetTarget> {
    return this.post('/api/reset/look', { token });
  }

  use(token: string, password: string): Promise<Session> {
    return this.post('/api/reset', { token, password }, { context: new HttpContext().set(ANSWERS_401, true) });
  }
}

/** Accounts, for those who run the server. */
@Injectable({ providedIn: 'root' })
export class SiteAccountsApi extends Api {
  list(): Promise<SiteAccount[]> {
    return this.get('/api/admin/accounts');
  }

  resetLink(id: string): Promise<HandedLink> {
    return this.post(`/api/admin/accounts/${id}/reset-link`);
  }

  close(id: string): Promise<SiteAccount> {
    return this.post(`/api/admin/accounts/${id}/deactivate`);
  }

  reopen(id: string): Promise<SiteAccount> {
    return this.post(`/api/admin/accounts/${id}/reactivate`);
  }

  setAdmin(id: string, siteAdmin: boolean): Promise<SiteAccount> {
    return this.patch(`/api/admin/accounts/${id}`, { siteAdmin });
  }
}
