import { Body, Controller, Get, Post, Put, Res } from '@nestjs/common';
import type { Response } from 'express';
import { Done } from '@shared/contracts/basics';
import {
  Flow,
  FlowFileQuery,
  FlowMoments,
  FlowQuery,
  FlowSettings,
  NewPreviousVersion,
  PreviousVersionState,
  PublishedCheck,
  PublishedFlow,
} from '@shared/contracts/flow';
import { AsMember, type Membership, Route, ValidQuery } from '../platform/http/route';
import { FlowFilesService } from './flow-files.service';
import { FlowSettingsService } from './flow-settings.service';
import { FlowService } from './flow.service';
import { checkPublishedText } from './published-flow';

@Controller('api/reviews/:reviewId/flow')
export class FlowController {
  constructor(
    private readonly flows: FlowService,
    private readonly files: FlowFilesService,
    private readonly settings: FlowSettingsService,
  ) {}

  @Get()
  @Route({
    summary: 'The numbers of the PRISMA 2020 flow diagram, now or as of a past moment, and what must add up in them',
    may: 'flow.read',
    query: FlowQuery,
    reply: Flow,
  })
  flow(@AsMember() me: Membership, @ValidQuery() query: FlowQuery) {
    return this.flows.flow(me, query);
  }

  @Get('moments')
  @Route({ summary: 'Days on which something was recorded', may: 'flow.read', reply: FlowMoments })
  moments(@AsMember() me: Membership) {
    return this.flows.moments(me);
  }

  @Get('file')
  @Route({
    summary: 'The diagram as SVG, PNG, PDF, Word, CSV for PRISMA2020 in R, JSON or text',
    may: 'flow.read',
    query: FlowFileQuery,
    reply: 'file',
  })
  async file(@AsMember() me: Membership, @ValidQuery() query: FlowFileQuery, @Res() response: Response) {
    const { name, type, content } = await this.files.file(me, query);
    response.setHeader('Content-Type', type);
    response.setHeader('Content-Disposition', `attachment; filename="${name}"`);
    response.send(content);
  }

  @Put('settings')
  @Route({
    summary: 'Keep the words and options of the diagram; a label with a count in it is refused',
    may: 'export.read',
    body: FlowSettings,
    reply: Done,
  })
  save(@AsMember() me: Membership, @Body() body: FlowSettings) {
    return this.settings.save(me, body);
  }

  @Post('csv/check')
  @Route({
    summary: 'Hold a published diagram against the rules of PRISMA 2020',
    may: 'flow.read',
    body: PublishedFlow,
    reply: PublishedCheck,
  })
  check(@Body() { text }: PublishedFlow) {
    return checkPublishedText(text);
  }

  @Get('previous-version')
  @Route({
    summary: 'What the version before this one had included',
    may: 'flow.read',
    reply: PreviousVersionState,
  })
  previous(@AsMember() me: Membership) {
    return this.settings.previous(me);
  }

  @Post('previous-version')
  @Route({
    summary: 'Record what the version before this one had included',
    may: 'studies.edit',
    body: NewPreviousVersion,
    reply: Done,
  })
  recordPrevious(@AsMember() me: Membership, @Body() body: NewPreviousVersion) {
    return this.settings.recordPrevious(me, body);
  }
}
