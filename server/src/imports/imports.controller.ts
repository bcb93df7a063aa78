import { Body, Controller, Get, Param, Patch, Post, Put, Req, Res } from '@nestjs/common';
import type { Response } from 'express';
import { Done } from '@shared/contracts/basics';
import {
  ColumnMeanings,
  ImportBegun,
  ImportProblems,
  NewImport,
  NewTypedRecord,
  ProblemsQuery,
  Restoration,
  TypedRecordTaken,
  Upload,
  UploadQuery,
  Withdrawal,
} from '@shared/contracts/imports';
import { NewSearch, SearchCorrection, Searches } from '@shared/contracts/searches';
import { Refusal } from '@shared/domain/refusal';
import { FileStore } from '../platform/files/file-store';
import { downloadHeaders } from '../platform/files/upload-stream';
import { notFound } from '../platform/http/problem.filter';
import { type AppRequest, AsMember, type Membership, Route, ValidQuery } from '../platform/http/route';
import { ImportsService } from './imports.service';
import { SearchesService } from './searches.service';
import { UploadsService } from './uploads.service';

@Controller('api/reviews/:reviewId')
export class ImportsController {
  constructor(
    private readonly searches: SearchesService,
    private readonly uploads: UploadsService,
    private readonly imports: ImportsService,
    private readonly files: FileStore,
  ) {}

  @Get('searches')
  @Route({ summary: 'Searches with their imports and counts', may: 'searches.read', reply: Searches })
  list(@AsMember() me: Membership) {
    return this.searches.list(me);
  }

  @Post('searches')
  @Route({ summary: 'Record a search (PRISMA-S)', may: 'searches.edit', body: NewSearch, reply: Done, status: 201 })
  record(@AsMember() me: Membership, @Body() body: NewSearch) {
    return this.searches.record(me, body);
  }

  @Patch('searches/:searchId')
  @Route({ summary: "Correct a search's details", may: 'searches.edit', body: SearchCorrection, reply: Done })
  correct(@AsMember() me: Membership, @Param('searchId') searchId: string, @Body() body: SearchCorrection) {
    return this.searches.correct(me, searchId, body);
  }

  @Post('uploads')
  @Route({
    summary: 'Send a file and see what is in it; nothing is imported yet',
    may: 'searches.edit',
    query: UploadQuery,
    reply: Upload,
    consumes: 'application/octet-stream',
    status: 201,
  })
  upload(@AsMember() me: Membership, @Req() request: AppRequest, @ValidQuery() query: UploadQuery) {
    return this.uploads.take(me, request, query);
  }

  @Put('uploads/:uploadId/columns')
  @Route({
    summary: 'Say what the columns of an uploaded table mean, and see it read that way',
    may: 'searches.edit',
    body: ColumnMeanings,
    reply: Upload,
  })
  mean(@AsMember() me: Membership, @Param('uploadId') uploadId: string, @Body() body: ColumnMeanings) {
    return this.uploads.mean(me, uploadId, body);
  }

  @Post('imports')
  @Route({ summary: 'Import an uploaded file', may: 'searches.edit', body: NewImport, reply: ImportBegun, status: 201 })
  begin(@AsMember() me: Membership, @Body() body: NewImport) {
    return this.imports.begin(me, body);
  }

  @Post('imports/typed')
  @Route({
    summary: 'Import one record typed in by hand',
    may: 'searches.edit',
    body: NewTypedRecord,
    reply: TypedRecordTaken,
    status: 201,
  })
  typed(@AsMember() me: Membership, @Body() body: NewTypedRecord) {
    return this.imports.typed(me, body);
  }

  @Get('imports/:importId/problems')
  @Route({
    summary: 'What reading the file met, in its order',
    may: 'searches.read',
    query: ProblemsQuery,
    reply: ImportProblems,
  })
  problems(@AsMember() me: Membership, @Param('importId') importId: string, @ValidQuery() query: ProblemsQuery) {
    return this.searches.problems(me, importId, query);
  }

  @Get('imports/:importId/file')
  @Route({
    summary: 'The file exactly as it was sent',
    may: 'searches.read',
    reply: 'file',
    produces: 'application/octet-stream',
  })
  async file(@AsMember() me: Membership, @Param('importId') importId: string, @Res() response: Response) {
    const { sha256, fileName } = await this.searches.fileOf(me, importId);
    const size = await this.files.sizeOf(sha256);
    if (size === null) throw new Refusal(notFound.code, notFound.detail, 404);
    response.writeHead(200, { ...downloadHeaders(fileName || 'import'), 'Content-Length': size });
    this.files
      .read(sha256)
      .on('error', () => response.destroy())
      .pipe(response);
  }

  @Post('imports/:importId/withdraw')
  @Route({ summary: 'Take an import out of the review', may: 'searches.edit', body: Withdrawal, reply: Done })
  withdraw(@AsMember() me: Membership, @Param('importId') importId: string, @Body() body: Withdrawal) {
    return this.imports.withdraw(me, importId, body);
  }

  @Post('imports/:importId/restore')
  @Route({ summary: 'Put a withdrawn import back', may: 'searches.edit', body: Restoration, reply: Done })
  restore(@AsMember() me: Membership, @Param('importId') importId: string, @Body() body: Restoration) {
    return this.imports.restore(me, importId, body);
  }
}
