import { Injectable } from '@angular/core';
import type { AccountPatch, Confirmed, OpenSession, PasswordChange } from '@shared/contracts/people';
import { Api } from './api';

@Injectable({ providedIn: 'root' })
export class AccountApi extends Api {
  rename(name: string): Promise<unknown> {
    return this.put('/api/account', { id: this.newId(), name } satisfies AccountPatch);
  }

  changePassword(current: string, next: string): Promise<unknown> {
    return this.put('/api/account/password', { id: this.newId(), current, next } satisfies PasswordChange);
  }

  /** Ends the account; what was decided stays in the reviews. */
  close(password: string): Promise<unknown> {
    return this.post('/api/account/deactivate', { password } satisfies Confirmed);
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
