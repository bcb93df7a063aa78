import { Module } from '@nestjs/common';
import { ImportsModule } from '../imports/imports.module';
import { PracticeController } from './practice.controller';
import { PracticeService } from './practice.service';

@Module({ imports: [ImportsModule], controllers: [PracticeController], providers: [PracticeService] })
export class PracticeModule {}
