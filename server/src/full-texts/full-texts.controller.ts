import { Body, Controller, Get, Param, Post, Put, Req, Res } from '@nestjs/common';
import type { Response } from 'express';
import type * as z from 'zod';
import { Done } from '@shared/contracts/basics';
import {
  Attached,
  Detachment,
  FullTextFiles,
  FullTextUpload,
  FullTextUploadQuery,
  FullTextUploads,
  NewAttachments,
  NewClassification,
  NewRetrieval,
  Reports,
  ReportsChanged,
  ReportsQuery,
  RetrievalSettings,
  UploadDismissal,
} from '@shared/contracts/full-texts';
import { type AppRequest, AsMember, type Membership, Route, ValidQuery } from '../platform/http/route';
import { FullTextsService } from './full-texts.service';
import { RetrievalService } from './retrieval.service';
import { FullTextUploadsService } from './uploads.service';

@Controller('api/reviews/:reviewId')
export class FullTextsController {
  constructor(
    private readonly retrieval: RetrievalService,
    private readonly uploads: FullTextUploadsService,
    private readonly fullTexts: FullTextsService,
  ) {}

  @Get('reports')
  @Route({
    summary: 'Reports by where they are on their way to being read',
    may: 'full-text.read',
    query: ReportsQuery,
    reply: Reports,
  })
  list(@AsMember() me: Membership, @ValidQuery() query: ReportsQuery) {
    return this.retrieval.list(me, query);
  }

  @Post('reports/retrieval')
  @Route({
    summary: 'Record reports as sought, retrieved or not retrieved',
    may: 'full-text.edit',
    body: NewRetrieval,
    reply: ReportsChanged,
  })
  record(@AsMember() me: Membership, @Body() body: NewRetrieval) {
    return this.retrieval.record(me, body);
  }

  @Post('reports/classify')
  @Route({
    summary: 'Set reports aside as awaiting classification or ongoing, or take them back',
    may: 'full-text.edit',
    body: NewClassification,
    reply: ReportsChanged,
  })
  classify(@AsMember() me: Membership, @Body() body: NewClassification) {
    return this.retrieval.classify(me, body);
  }

  @Put('reports/settings')
  @Route({
    summary: "Keep the library's link resolver",
    may: 'full-text.edit',
    body: RetrievalSettings,
    reply: Done,
  })
  settings(@AsMember() me: Membership, @Body() body: RetrievalSettings) {
    return this.retrieval.saveSettings(me, body);
  }

  @Post('full-text-uploads')
  @Route({
    summary: 'Send a PDF and see whose report it seems to be; nothing is attached yet',
    may: 'full-text.edit',
    query: FullTextUploadQuery,
    reply: FullTextUpload,
    consumes: 'application/octet-stream',
    status: 201,
  })
  upload(
    @AsMember() me: Membership,
    @Req() request: AppRequest,
    @ValidQuery() query: z.infer<typeof FullTextUploadQuery>,
  ) {
    return this.uploads.take(me, request, query);
  }

  @Get('full-text-uploads')
  @Route({ summary: 'Your files that await their report', may: 'full-text.edit', reply: FullTextUploads })
  waiting(@AsMember() me: Membership) {
    return this.uploads.waiting(me);
  }

  @Post('full-text-uploads/:uploadId/dismiss')
  @Route({
    summary: 'Put a file away that belongs to no report',
    may: 'full-text.edit',
    body: UploadDismissal,
    reply: Done,
  })
  dismiss(@AsMember() me: Membership, @Param('uploadId') uploadId: string, @Body() body: { id: string }) {
    return this.uploads.dismiss(me, uploadId, body.id);
  }

  @Post('full-texts')
  @Route({
    summary: 'Attach files to their reports',
    may: 'full-text.edit',
    body: NewAttachments,
    reply: Attached,
    status: 201,
  })
  attach(@AsMember() me: Membership, @Body() body: NewAttachments) {
    return this.uploads.attach(me, body);
  }

  @Get('citations/:citationId/full-texts')
  @Route({ summary: 'Files of a report and of its copies', may: 'full-text.read', reply: FullTextFiles })
  of(@AsMember() me: Membership, @Param('citationId') citationId: string) {
    return this.fullTexts.of(me, citationId);
  }

  @Get('full-texts/:fileId')
  @Route({
    summary: 'A file, whole or the part that a Range header asks for',
    may: 'full-text.read',
    reply: 'file',
    produces: 'application/pdf',
  })
  file(
    @AsMember() me: Membership,
    @Param('fileId') fileId: string,
    @Req() request: AppRequest,
    @Res() response: Response,
  ) {
    return this.fullTexts.send(me, fileId, request, response);
  }

  @Post('full-texts/:fileId/detach')
  @Route({ summary: 'Detach a file from its report', may: 'full-text.edit', body: Detachment, reply: Done })
  detach(@AsMember() me: Membership, @Param('fileId') fileId: string, @Body() body: Detachment) {
    return this.fullTexts.detach(me, fileId, body);
  }
}
