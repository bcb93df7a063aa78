import { Injectable } from '@angular/core';
import type {
  Invited,
  IssuedInvitation,
  Leaving,
  Member,
  NewInvitations,
  OpenInvitation,
  RolesChange,
} from '@shared/contracts/team';
import { Api } from '../../data/api';

@Injectable({ providedIn: 'root' })
export class TeamApi extends Api {
  members(reviewId: string): Promise<Member[]> {
    return this.get(teamPath(reviewId));
  }

  setRoles(reviewId: string, memberId: string, change: RolesChange): Promise<unknown> {
    return this.patch(`${teamPath(reviewId)}/${memberId}`, change);
  }

  leave(reviewId: string, memberId: string, leaving: Leaving): Promise<unknown> {
    return this.post(`${teamPath(reviewId)}/${memberId}/leave`, leaving);
  }

  takeBack(reviewId: string, memberId: string): Promise<unknown> {
    return this.post(`${teamPath(reviewId)}/${memberId}/return`, { id: this.newId() });
  }

  invitations(reviewId: string): Promise<OpenInvitation[]> {
    return this.get(`${teamPath(reviewId)}/invitations`);
  }

  invite(reviewId: string, invitations: NewInvitations): Promise<Invited> {
    return this.post(`${teamPath(reviewId)}/invitations`, invitations);
  }

  renew(reviewId: string, invitationId: string): Promise<IssuedInvitation> {
    return this.post(`${teamPath(reviewId)}/invitations/${invitationId}/renew`, { id: this.newId() });
  }

  withdraw(reviewId: string, invitationId: string): Promise<unknown> {
    return this.post(`${teamPath(reviewId)}/invitations/${invitationId}/withdraw`, { id: this.newId() });
  }
}

function teamPath(reviewId: string): string {
  return `/api/reviews/${encodeURIComponent(reviewId)}/members`;
}
