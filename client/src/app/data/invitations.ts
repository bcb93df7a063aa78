import { Injectable } from '@angular/core';
import type { Acceptance, Invitation, Joined } from '@shared/contracts/team';
import { Api } from './api';

@Injectable({ providedIn: 'root' })
export class InvitationsApi extends Api {
  one(token: string): Promise<Invitation> {
    return this.get(`/api/invitations/${encodeURIComponent(token)}`);
  }

  /** Joins with the signed-in account, or with a new one. */
  accept(token: string, account?: Acceptance): Promise<Joined> {
    return this.post(`/api/invitations/${encodeURIComponent(token)}`, account ?? {});
  }
}
