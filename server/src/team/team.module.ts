import { Module } from '@nestjs/common';
import { InvitationsService } from './invitations.service';
import { JoiningController } from './joining.controller';
import { JoiningService } from './joining.service';
import { MembersController } from './members.controller';
import { MembersService } from './members.service';

@Module({
  controllers: [MembersController, JoiningController],
  providers: [MembersService, InvitationsService, JoiningService],
  exports: [MembersService, InvitationsService],
})
export class TeamModule {}
