import { Module } from '@nestjs/common';
import { ProtocolProjector } from './protocol.projector';

@Module({ providers: [ProtocolProjector] })
export class ProtocolModule {}
