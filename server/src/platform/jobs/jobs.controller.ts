import { Controller, Get, Param, Post } from '@nestjs/common';
import * as z from 'zod';
import { Done } from '@shared/contracts/basics';
import { Job, JobAct, JobsQuery } from '@shared/contracts/jobs';
import { AsMember, type Membership, Route, ValidQuery } from '../http/route';
import { JobsService } from './jobs.service';

@Controller('api/reviews/:reviewId/jobs')
export class JobsController {
  constructor(private readonly jobs: JobsService) {}

  @Get()
  @Route({ summary: 'Jobs, the newest first', may: 'jobs.read', query: JobsQuery, reply: z.array(Job) })
  list(@AsMember() me: Membership, @ValidQuery() query: JobsQuery) {
    return this.jobs.list(me, query);
  }

  @Get(':jobId')
  @Route({ summary: 'One job', may: 'jobs.read', reply: Job })
  one(@AsMember() me: Membership, @Param('jobId') jobId: string) {
    return this.jobs.one(me, jobId);
  }

  @Post(':jobId/cancel')
  @Route({ summary: 'Stop a job', may: 'jobs.read', body: JobAct, reply: Done })
  cancel(@AsMember() me: Membership, @Param('jobId') jobId: string) {
    return this.jobs.cancel(me, jobId);
  }

  @Post(':jobId/retry')
  @Route({ summary: 'Run a failed or cancelled job again', may: 'jobs.read', body: JobAct, reply: Done })
  retry(@AsMember() me: Membership, @Param('jobId') jobId: string) {
    return this.jobs.retry(me, jobId);
  }
}
