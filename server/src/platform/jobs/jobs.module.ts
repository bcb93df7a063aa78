import { Global, Module } from '@nestjs/common';
import { JobRunner } from './job-runner';
import { JobsController } from './jobs.controller';
import { JobsService } from './jobs.service';
import { Workers } from './workers';

@Global()
@Module({ controllers: [JobsController], providers: [JobRunner, JobsService, Workers], exports: [JobRunner, Workers] })
export class JobsModule {}
