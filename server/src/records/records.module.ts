import { Module } from '@nestjs/common';
import { RecordsActsService } from './records-acts.service';
import { RecordsController } from './records.controller';

@Module({ controllers: [RecordsController], providers: [RecordsActsService] })
export class RecordsModule {}
