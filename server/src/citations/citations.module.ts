import { Module } from '@nestjs/common';
import { CitationsProjector } from './citations.projector';

@Module({ providers: [CitationsProjector] })
export class CitationsModule {}
