import { Module } from '@nestjs/common';
import { ScreeningProjector } from './screening.projector';

@Module({ providers: [ScreeningProjector] })
export class ScreeningModule {}
