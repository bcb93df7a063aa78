import { Injectable } from '@angular/core';
import { Api } from './api';

/** What an invitation says to whoever holds its link. */
export interface Invitation {
  reviewTitle: string;
  inviterName: string;
  /** The address it was sent to; null where the link was handed over otherwise. */
  email: string | null;
  accountExists: boolean;
}

export interface NewAccount {
  name: string;
  email: string;
  password: string;
}

@Injectable({ providedIn: 'root' })
export class InvitationsApi extends Api {
  one(token: string): Promise<Invitation> {
    return this.get(`/api/invitations/${encodeURIComponent(token)}`);
  }

  /** Joins with the signed-in account, or with a new one. */
  accept(token: string, account?: NewAccount): Promise<{ reviewId?: string } | null> {
    return this.post(`/api/invitations/${encodeURIComponent(token)}`, account ?? {});
  }
}
