import { Body, Controller, Get, Param, Post, Req, Res } from '@nestjs/common';
import type { Response } from 'express';
import { Acceptance, Invitation, Joined } from '@shared/contracts/team';
import { SessionCookie, sessionOf } from '../people/session-cookie';
import { type AppRequest, Me, type Person, Route } from '../platform/http/route';
import { JoiningService } from './joining.service';

@Controller('api/invitations')
export class JoiningController {
  constructor(
    private readonly joining: JoiningService,
    private readonly cookie: SessionCookie,
  ) {}

  @Get(':token')
  @Route({ summary: 'What an invitation is for', may: 'public', reply: Invitation })
  look(@Param('token') token: string, @Req() request: AppRequest) {
    return this.joining.look(token, request.ip ?? '');
  }

  @Post(':token')
  @Route({ summary: 'Join with the signed-in account or a new one', may: 'public', body: Acceptance, reply: Joined })
  async accept(
    @Param('token') token: string,
    @Body() body: Acceptance,
    @Me() person: Person | undefined,
    @Req() request: AppRequest,
    @Res({ passthrough: true }) response: Response,
  ): Promise<Joined> {
    const { account, reviewId, isNew } = await this.joining.accept(token, body, person, request.ip ?? '');
    const session = isNew ? await this.cookie.begin(account, request, response) : sessionOf(account);
    return { ...session, reviewId };
  }
}
