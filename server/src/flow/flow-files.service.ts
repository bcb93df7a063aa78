import { Injectable } from '@nestjs/common';
import type { Flow, FlowFileQuery, FlowOptions } from '@shared/contracts/flow';
import type { DrawOptions } from '@shared/domain/prisma/box-content';
import { toPrismaCsv, toPrismaJson } from '@shared/domain/prisma/csv';
import { describeFlow } from '@shared/domain/prisma/describe';
import { drawFlow } from '@shared/domain/prisma/svg';
import { Refusal } from '@shared/domain/refusal';
import { Database } from '../platform/database/database';
import type { Membership } from '../platform/http/route';
import { ReviewEntity } from '../reviews/review.entity';
import { docxOf } from './figure-docx';
import { pdfOf } from './figure-pdf';
import { pngOf, sizeOf } from './figure-png';
import { assertLegible } from './figure-width';
import { FlowService, partsOf } from './flow.service';

export interface FlowFile {
  name: string;
  type: string;
  content: Buffer;
}

const TYPES: Readonly<Record<FlowFileQuery['format'], string>> = {
  svg: 'image/svg+xml; charset=utf-8',
  png: 'image/png',
  pdf: 'application/pdf',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  csv: 'text/csv; charset=utf-8',
  json: 'application/json; charset=utf-8',
  txt: 'text/plain; charset=utf-8',
};

/** The diagram as a file for a journal, a document, R or a program; each carries its description in words. */
@Injectable()
export class FlowFilesService {
  constructor(
    private readonly database: Database,
    private readonly flows: FlowService,
  ) {}

  async file({ reviewId }: Membership, query: FlowFileQuery): Promise<FlowFile> {
    const { asOf, facts } = await this.flows.moment(reviewId, query.asOf);
    const part = partsOf(facts, query.structure)[query.part];
    if (!part) throw new Refusal('no_such_part', 'The review has fewer search cycles than that.', 422);
    const review = await this.database.read((m) => m.findOneByOrFail(ReviewEntity, { id: reviewId }));
    const options = drawOptions(await this.flows.options(reviewId), query, asOf);
    const { flow } = part;
    const title = `PRISMA 2020 flow diagram: ${review.title}`;
    const description = describeFlow(flow, options);
    const widthMm = query.widthMm ?? null;
    const draw = (): string => drawFlow(flow, { ...options, theme: query.theme, title });
    const print = (): string => {
      const svg = draw();
      if (widthMm !== null) assertLegible(sizeOf(svg)[0], widthMm);
      return svg;
    };
    const madeAt = new Date(asOf.at ?? review.createdAt);
    const contents: Record<FlowFileQuery['format'], () => Promise<Buffer> | Buffer> = {
      svg: () => Buffer.from(draw()),
      png: () => pngOf(print(), { dpi: query.dpi, widthMm }, description),
      pdf: () => pdfOf({ svg: print(), title, description, language: 'en', widthMm, madeAt }),
      docx: () => docxOf(flow, options, title, description),
      csv: () => Buffer.from(toPrismaCsv(flow, { labels: options.labels })),
      json: () => Buffer.from(toPrismaJson(flow)),
      txt: () => Buffer.from(`${description}\n`),
    };
    const moment = asOf.isNow ? '' : `-event-${asOf.seq}`;
    const piece = query.structure === 'combined' ? '' : `-part-${query.part + 1}`;
    return {
      name: `prisma-flow${piece}${moment}.${query.format}`,
      type: TYPES[query.format],
      content: await contents[query.format](),
    };
  }
}

/** The review's own options, with what this request asks for instead. */
function drawOptions(
  saved: FlowOptions,
  query: FlowFileQuery,
  { at, seq, protocolVersion }: Flow['asOf'],
): DrawOptions & Pick<FlowOptions, 'labels'> {
  const isHidden = query.hideMoment ?? saved.hideMoment;
  return {
    ...saved,
    moment: isHidden || at === null ? null : { at, seq, protocolVersion },
    layout: query.layout ?? saved.layout,
    perSourceCounts: query.perSourceCounts ?? saved.perSourceCounts,
    titleAbstractReasons: query.titleAbstractReasons ?? saved.titleAbstractReasons,
    hideReportsLine: query.hideReportsLine ?? saved.hideReportsLine,
    hideEmptyLines: query.hideEmptyLines ?? saved.hideEmptyLines,
    hideCitation: query.hideCitation ?? saved.hideCitation,
    appraisalBox: query.appraisalBox ?? saved.appraisalBox,
    metaAnalysisBox: query.metaAnalysisBox ?? saved.metaAnalysisBox,
  };
}
