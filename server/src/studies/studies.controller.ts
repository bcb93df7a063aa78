import { Body, Controller, Get, Param, Post, Put } from '@nestjs/common';
import { Done } from '@shared/contracts/basics';
import { NewStudy, ReportsUsed, Studies, StudyChange, StudyDissolution } from '@shared/contracts/studies';
import { AsMember, type Membership, Route } from '../platform/http/route';
import { StudiesService } from './studies.service';

@Controller('api/reviews/:reviewId/studies')
export class StudiesController {
  constructor(private readonly studies: StudiesService) {}

  @Get()
  @Route({
    summary: 'Studies with their reports, and which reports may belong together',
    may: 'studies.read',
    reply: Studies,
  })
  list(@AsMember() me: Membership) {
    return this.studies.list(me);
  }

  @Post()
  @Route({ summary: 'Form a study of reports', may: 'studies.edit', body: NewStudy, reply: Done, status: 201 })
  form(@AsMember() me: Membership, @Body() body: NewStudy) {
    return this.studies.form(me, body);
  }

  @Post('used')
  @Route({
    summary: 'Say which included reports passed the critical appraisal or are in the meta-analysis',
    may: 'studies.edit',
    body: ReportsUsed,
    reply: Done,
  })
  use(@AsMember() me: Membership, @Body() body: ReportsUsed) {
    return this.studies.use(me, body);
  }

  @Put(':studyId')
  @Route({ summary: "Change a study's label or reports", may: 'studies.edit', body: StudyChange, reply: Done })
  change(@AsMember() me: Membership, @Param('studyId') studyId: string, @Body() body: StudyChange) {
    return this.studies.change(me, studyId, body);
  }

  @Post(':studyId/dissolve')
  @Route({ summary: 'Dissolve a study into its reports', may: 'studies.edit', body: StudyDissolution, reply: Done })
  dissolve(@AsMember() me: Membership, @Param('studyId') studyId: string, @Body() body: { id: string }) {
    return this.studies.dissolve(me, studyId, body.id);
  }
}
