import { Module } from '@nestjs/common';
import { BatchesService } from './batches.service';
import { StagesController } from './stages.controller';
import { StagesService } from './stages.service';

@Module({ controllers: [StagesController], providers: [StagesService, BatchesService], exports: [StagesService] })
export class StagesModule {}
