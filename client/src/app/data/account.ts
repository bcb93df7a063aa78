import { Injectable } from '@angular/core';
import { Api } from './api';

/** A place where the account is signed in. */
export interface OpenSession {
  id: string;
  isCurrent: boolean;
  startedAt: string;
  lastSeenAt: string;
  /** The browser's own words about itself. */
  userAgent: string;
}

@Injectable({ providedIn: 'root' })
export class AccountApi extends Api {
  rename(name: string): Promise<unknown> {
    return this.put('/api/account', { id: this.newId(), name });
  }

  changePassword(current: string, next: string): Promise<unknown> {
    return this.put('/api/account/password', { id: this.newId(), current, next });
  }

  sessions(): Promise<OpenSession[]> {
    return this.get('/api/account/sessions');
  }

  endSession(id: string): Promise<unknown> {
    return this.delete(`/api/account/sessions/${id}`);
  }

  /** Ends every session of the account, this one too. */
  endAllSessions(): Promise<unknown> {
    return this.delete('/api/account/sessions');
  }
}
