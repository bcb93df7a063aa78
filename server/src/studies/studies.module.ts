import { Module } from '@nestjs/common';
import { StudiesController } from './studies.controller';
import { StudiesProjector } from './studies.projector';
import { StudiesService } from './studies.service';

@Module({ controllers: [StudiesController], providers: [StudiesProjector, StudiesService] })
export class StudiesModule {}
