import { Global, Module } from '@nestjs/common';
import { CitationsProjector } from './citations.projector';
import { TextIndex } from './text-index';

@Global()
@Module({ providers: [CitationsProjector, TextIndex], exports: [TextIndex] })
export class CitationsModule {}
