import { Controller, Get, Res } from '@nestjs/common';
import type { Response } from 'express';
import {
  AgreementQuery,
  AgreementStages,
  ExportCounts,
  MethodsText,
  RecordsFileQuery,
  RecordsFileSize,
  StageAgreement,
} from '@shared/contracts/exports';
import { downloadHeaders } from '../platform/files/upload-stream';
import { AsMember, type Membership, Route, ValidQuery } from '../platform/http/route';
import { AgreementService } from './agreement.service';
import { MethodsService } from './methods.service';
import { FILE_TYPES, RecordsFilesService } from './records-files.service';

@Controller('api/reviews/:reviewId')
export class ExportsController {
  constructor(
    private readonly files: RecordsFilesService,
    private readonly agreements: AgreementService,
    private readonly methods: MethodsService,
  ) {}

  @Get('exports')
  @Route({ summary: 'How many records each list would hold', may: 'export.read', reply: ExportCounts })
  counts(@AsMember() me: Membership) {
    return this.files.counts(me);
  }

  @Get('exports/size')
  @Route({
    summary: 'How many records a file would hold, and how many its format has no place for',
    may: 'export.read',
    query: RecordsFileQuery,
    reply: RecordsFileSize,
  })
  size(@AsMember() me: Membership, @ValidQuery() query: RecordsFileQuery) {
    return this.files.size(me, query);
  }

  @Get('exports/records')
  @Route({
    summary: 'Records as RIS, CSV, XLSX, BibTeX, NBIB, EndNote XML or CSL-JSON, with where they stand as labels',
    may: 'export.read',
    query: RecordsFileQuery,
    reply: 'file',
  })
  async records(@AsMember() me: Membership, @ValidQuery() query: RecordsFileQuery, @Res() response: Response) {
    const name = await this.files.name(me, query);
    response.set(downloadHeaders(name, FILE_TYPES[query.format].type));
    await this.files.write(me, query, response);
  }

  @Get('agreement/stages')
  @Route({ summary: 'The stages of the review, for choosing one', may: 'agreement.read', reply: AgreementStages })
  stages(@AsMember() me: Membership) {
    return this.agreements.stages(me);
  }

  @Get('agreement')
  @Route({
    summary: 'Agreement between readers at a stage, on decisions made before anything was settled',
    may: 'agreement.read',
    query: AgreementQuery,
    reply: StageAgreement,
  })
  agreement(@AsMember() me: Membership, @ValidQuery() { stageId }: AgreementQuery) {
    return this.agreements.of(me.reviewId, stageId);
  }

  @Get('agreement/file')
  @Route({
    summary: 'The decisions behind the agreement, on citations that are final, as CSV',
    may: 'agreement.read',
    query: AgreementQuery,
    reply: 'file',
  })
  async decisions(@AsMember() me: Membership, @ValidQuery() { stageId }: AgreementQuery, @Res() response: Response) {
    const csv = await this.agreements.csv(me.reviewId, stageId);
    response.setHeader('Content-Type', 'text/csv; charset=utf-8');
    response.setHeader('Content-Disposition', 'attachment; filename="decisions.csv"');
    response.send(csv);
  }

  @Get('methods-text')
  @Route({
    summary: "Methods and results sentences with the review's own figures",
    may: 'export.read',
    reply: MethodsText,
  })
  methodsText(@AsMember() me: Membership) {
    return this.methods.text(me);
  }
}
