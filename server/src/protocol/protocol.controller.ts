import { Body, Controller, Get, HttpStatus, Param, ParseIntPipe, Post, Put, Res } from '@nestjs/common';
import type { Response } from 'express';
import * as z from 'zod';
import {
  AmendmentImpact,
  ComparisonQuery,
  CurrentProtocol,
  DraftSave,
  DraftSaved,
  ImpactQuery,
  ProtocolDifference,
  ProtocolDraft,
  ProtocolFileQuery,
  ProtocolVersion,
  ProtocolVersionRow,
  Publication,
  Published,
} from '@shared/contracts/protocol';
import { AsMember, type Membership, Route, ValidQuery } from '../platform/http/route';
import { DraftsService } from './drafts.service';
import { ImpactService } from './impact.service';
import { type ProtocolFile, ProtocolFilesService } from './protocol-files.service';
import { ProtocolService } from './protocol.service';

/** What is no number is no version either. */
const AsVersion = new ParseIntPipe({ errorHttpStatusCode: HttpStatus.NOT_FOUND });

@Controller('api/reviews/:reviewId/protocol')
export class ProtocolController {
  constructor(
    private readonly protocol: ProtocolService,
    private readonly drafts: DraftsService,
    private readonly impacts: ImpactService,
    private readonly files: ProtocolFilesService,
  ) {}

  @Get()
  @Route({ summary: 'The protocol version in force', may: 'protocol.read', reply: CurrentProtocol })
  current(@AsMember() me: Membership) {
    return this.protocol.current(me);
  }

  @Get('draft')
  @Route({ summary: 'The protocol as it is being written', may: 'protocol.edit', reply: ProtocolDraft })
  draft(@AsMember() me: Membership) {
    return this.drafts.read(me);
  }

  @Put('draft')
  @Route({
    summary: 'Save the draft on the revision it was typed on',
    may: 'protocol.edit',
    body: DraftSave,
    reply: DraftSaved,
  })
  save(@AsMember() me: Membership, @Body() body: DraftSave) {
    return this.drafts.save(me, body);
  }

  @Get('draft/file')
  @Route({ summary: 'The draft as Markdown or Word', may: 'protocol.edit', query: ProtocolFileQuery, reply: 'file' })
  async draftFile(@AsMember() me: Membership, @ValidQuery() query: ProtocolFileQuery, @Res() response: Response) {
    send(response, await this.files.file(me, 'draft', query));
  }

  @Get('impact')
  @Route({ summary: 'What an amendment touches', may: 'protocol.edit', query: ImpactQuery, reply: AmendmentImpact })
  impact(@AsMember() me: Membership, @ValidQuery() query: ImpactQuery) {
    return this.impacts.of(me, query);
  }

  @Get('difference')
  @Route({ summary: 'Compare two versions', may: 'protocol.read', query: ComparisonQuery, reply: ProtocolDifference })
  difference(@AsMember() me: Membership, @ValidQuery() query: ComparisonQuery) {
    return this.protocol.compare(me, query);
  }

  @Get('versions')
  @Route({ summary: 'All versions, newest first', may: 'protocol.read', reply: z.array(ProtocolVersionRow) })
  versions(@AsMember() me: Membership) {
    return this.protocol.list(me);
  }

  @Post('versions')
  @Route({
    summary: 'Publish the draft as the first version or as an amendment',
    may: 'protocol.edit',
    body: Publication,
    reply: Published,
    status: 201,
  })
  publish(@AsMember() me: Membership, @Body() body: Publication) {
    return this.protocol.publish(me, body);
  }

  @Get('versions/:version')
  @Route({ summary: 'One version', may: 'protocol.read', reply: ProtocolVersion })
  one(@AsMember() me: Membership, @Param('version', AsVersion) version: number) {
    return this.protocol.one(me, version);
  }

  @Get('versions/:version/file')
  @Route({ summary: 'One version as Markdown or Word', may: 'protocol.read', query: ProtocolFileQuery, reply: 'file' })
  async file(
    @AsMember() me: Membership,
    @Param('version', AsVersion) version: number,
    @ValidQuery() query: ProtocolFileQuery,
    @Res() response: Response,
  ) {
    send(response, await this.files.file(me, version, query));
  }
}

function send(response: Response, { name, type, content }: ProtocolFile): void {
  response.setHeader('Content-Type', type);
  response.setHeader('Content-Disposition', `attachment; filename="${name}"`);
  response.send(content);
}
