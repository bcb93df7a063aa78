import { Body, Controller, Get, Param, Patch, Post } from '@nestjs/common';
import * as z from 'zod';
import { Done, Write } from '@shared/contracts/basics';
import {
  Invited,
  IssuedInvitation,
  Leaving,
  Member,
  NewInvitations,
  OpenInvitation,
  RolesChange,
} from '@shared/contracts/team';
import { AsMember, Me, type Membership, type Person, Route } from '../platform/http/route';
import { InvitationsService } from './invitations.service';
import { MembersService } from './members.service';

@Controller('api/reviews/:reviewId/members')
export class MembersController {
  constructor(
    private readonly members: MembersService,
    private readonly invitations: InvitationsService,
  ) {}

  @Get()
  @Route({ summary: 'The team, with those who left', may: 'team.read', reply: z.array(Member) })
  list(@AsMember() me: Membership) {
    return this.members.list(me);
  }

  @Get('invitations')
  @Route({ summary: 'Invitations that nobody has used yet', may: 'team.edit', reply: z.array(OpenInvitation) })
  listInvitations(@AsMember() me: Membership) {
    return this.invitations.listOpen(me);
  }

  @Post('invitations')
  @Route({
    summary: 'Invite people; the links are shown once',
    may: 'team.edit',
    body: NewInvitations,
    reply: Invited,
    status: 201,
  })
  invite(@AsMember() me: Membership, @Me() person: Person, @Body() body: NewInvitations) {
    return this.invitations.invite(me, person, body);
  }

  @Post('invitations/:invitationId/renew')
  @Route({ summary: 'A new link in place of the old one', may: 'team.edit', body: Write, reply: IssuedInvitation })
  renew(@AsMember() me: Membership, @Me() person: Person, @Param('invitationId') invitationId: string) {
    return this.invitations.renew(me, person, invitationId);
  }

  @Post('invitations/:invitationId/withdraw')
  @Route({ summary: 'Take an invitation back', may: 'team.edit', body: Write, reply: 'none' })
  withdraw(@AsMember() me: Membership, @Param('invitationId') invitationId: string): Promise<void> {
    return this.invitations.withdraw(me, invitationId);
  }

  @Patch(':memberId')
  @Route({ summary: "Set a member's roles", may: 'team.edit', body: RolesChange, reply: Done })
  setRoles(@AsMember() me: Membership, @Param('memberId') memberId: string, @Body() body: RolesChange) {
    return this.members.setRoles(me, memberId, body);
  }

  @Post(':memberId/leave')
  @Route({
    summary: 'Leave the team, or as a lead remove somebody; decisions stay',
    may: 'team.read',
    body: Leaving,
    reply: Done,
  })
  leave(@AsMember() me: Membership, @Param('memberId') memberId: string, @Body() body: Leaving) {
    return this.members.leave(me, memberId, body);
  }

  @Post(':memberId/return')
  @Route({ summary: 'Take somebody who left back, as they were', may: 'team.edit', body: Write, reply: Done })
  return(@AsMember() me: Membership, @Param('memberId') memberId: string, @Body() body: { id: string }) {
    return this.members.return(me, memberId, body.id);
  }
}
