import { Readable, type Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { Injectable } from '@nestjs/common';
import { stream as excel } from 'exceljs';
import type { ExportCounts, RecordsFileQuery } from '@shared/contracts/exports';
import type { RecordFormat } from '@shared/contracts/record-formats';
import {
  type Exported,
  tableRows,
  toBibtex,
  toCovidenceCsv,
  toCslJson,
  toCsv,
  toEndnoteXml,
  toNbib,
  toRayyanCsv,
  toRis,
} from '@shared/domain/references';
import { chosenCitations } from '../citations/chosen-citations';
import { CitationEntity, SearchEntity } from '../citations/citation.entity';
import { textMatch } from '../citations/text-match';
import { Database } from '../platform/database/database';
import type { Membership } from '../platform/http/route';
import { reasonLabels } from '../flow/flow-facts';
import { exportedRecords, LABEL_COLUMNS, type Wording } from './exported-records';
import { pump } from './pump';

const PAGE = 500;
/** Longest text that a cell of a workbook may hold. */
const LONGEST_CELL = 32_767;
const CUT = '… [cut]';

export const FILE_TYPES: Readonly<Record<RecordFormat, { type: string; extension: string }>> = {
  ris: { type: 'application/x-research-info-systems; charset=utf-8', extension: 'ris' },
  csv: { type: 'text/csv; charset=utf-8', extension: 'csv' },
  xlsx: { type: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', extension: 'xlsx' },
  bibtex: { type: 'application/x-bibtex; charset=utf-8', extension: 'bib' },
  nbib: { type: 'application/nbib; charset=utf-8', extension: 'nbib' },
  'endnote-xml': { type: 'application/xml; charset=utf-8', extension: 'xml' },
  'rayyan-csv': { type: 'text/csv; charset=utf-8', extension: 'csv' },
  'covidence-csv': { type: 'text/csv; charset=utf-8', extension: 'csv' },
  'csl-json': { type: 'application/vnd.citationstyles.csl+json; charset=utf-8', extension: 'json' },
};

type Writer = (records: Iterable<Exported>) => Generator<string>;
const WRITERS: Readonly<Record<Exclude<RecordFormat, 'xlsx'>, Writer>> = {
  ris: toRis,
  csv: (records) => toCsv(records, { labelColumns: LABEL_COLUMNS }),
  bibtex: toBibtex,
  nbib: toNbib,
  'endnote-xml': toEndnoteXml,
  'csl-json': toCslJson,
  'rayyan-csv': toRayyanCsv,
  'covidence-csv': toCovidenceCsv,
};

/** Lists of records as files for reference managers, spreadsheets and programs, written as they are read. */
@Injectable()
export class RecordsFilesService {
  constructor(private readonly database: Database) {}

  async write({ reviewId }: Membership, query: RecordsFileQuery, out: Writable): Promise<void> {
    const wording = await this.wording(reviewId);
    const pages = this.pages(reviewId, query, wording);
    if (query.format === 'xlsx') return this.writeWorkbook(pages, out);
    const pieces = pump(WRITERS[query.format], pages);
    // The first piece is made before anything is sent, so that a fault can still be told.
    const first = await pieces.next();
    try {
      await pipeline(Readable.from(following(first, pieces)), out);
    } catch (error) {
      if (!isHungUp(error)) throw error;
    }
  }

  counts({ reviewId }: Membership): Promise<ExportCounts> {
    return this.database.read(async (manager) => {
      const rows = await manager
        .createQueryBuilder(CitationEntity, 'c')
        .select('c.place', 'place')
        .addSelect('c.searchId', 'searchId')
        .addSelect('COUNT(*)', 'n')
        .where('c.reviewId = :reviewId', { reviewId })
        .groupBy('c.place')
        .addGroupBy('c.searchId')
        .getRawMany<{ place: string; searchId: string; n: number | string }>();
      const searches = await manager.find(SearchEntity, {
        where: { reviewId },
        order: { recordedAt: 'ASC', id: 'ASC' },
      });
      const places = new Map<string, number>();
      for (const row of rows) places.set(row.place, (places.get(row.place) ?? 0) + Number(row.n));
      const count = (searchId: string, isCounted: (place: string) => boolean): number =>
        rows
          .filter((row) => row.searchId === searchId && isCounted(row.place))
          .reduce((sum, row) => sum + Number(row.n), 0);
      return {
        places: [...places].map(([place, n]) => ({ place, n })),
        sources: searches.map(({ id, details }) => ({
          searchId: id,
          source: details.source,
          kind: details.sourceKind,
          cycle: details.cycle,
          identified: count(id, (place) => place !== 'withdrawn'),
          duplicates: count(id, (place) => place === 'duplicate'),
          included: count(id, (place) => place === 'included'),
        })),
      };
    });
  }

  private wording(reviewId: string): Promise<Wording> {
    return this.database.read(async (manager) => {
      const searches = await manager.findBy(SearchEntity, { reviewId });
      const reasons = await reasonLabels(manager, reviewId);
      return {
        reasons: new Map(reasons.map(({ id, label }) => [id, label])),
        sources: new Map(searches.map((search) => [search.id, search.details.source])),
      };
    });
  }

  private async *pages(reviewId: string, query: RecordsFileQuery, wording: Wording): AsyncGenerator<Exported[]> {
    for (let after = 0; ;) {
      const { rows, records } = await this.database.read(async (manager) => {
        const chosen = chosenCitations(manager, reviewId, query);
        if (query.q) textMatch(chosen, 'c.id', query.q, this.database.dialect);
        const citations = await chosen
          .andWhere('c.ordinal > :after', { after })
          .orderBy('c.ordinal', 'ASC')
          .limit(PAGE)
          .getMany();
        return { rows: citations, records: await exportedRecords(manager, citations, wording) };
      });
      // Without a PMID the format cannot tell records apart, so it has no place for them.
      yield query.format === 'nbib' ? records.filter(({ reference }) => reference.pmid !== null) : records;
      if (rows.length < PAGE) return;
      after = rows.at(-1)?.ordinal ?? after;
    }
  }

  /** Every cell is a number or a text, never a formula, whatever it begins with. */
  private async writeWorkbook(pages: AsyncIterator<Exported[]>, out: Writable): Promise<void> {
    const workbook = new excel.xlsx.WorkbookWriter({ stream: out, useStyles: false, useSharedStrings: false });
    const sheet = workbook.addWorksheet('Records', { views: [{ state: 'frozen', ySplit: 1 }] });
    const write = (records: Iterable<Exported>) => tableRows(records, { labelColumns: LABEL_COLUMNS });
    for await (const row of pump(write, pages)) {
      sheet.addRow(row.map((value) => (typeof value === 'string' ? cellText(value) : value))).commit();
    }
    sheet.commit();
    await workbook.commit();
  }
}

async function* following(first: IteratorResult<string>, rest: AsyncGenerator<string>): AsyncGenerator<string> {
  if (first.done) return;
  yield first.value;
  yield* rest;
}

/** Whoever asked went away before the end: nothing is wrong here. */
function isHungUp(error: unknown): boolean {
  return (error as { code?: string }).code === 'ERR_STREAM_PREMATURE_CLOSE';
}

/** What a cell can hold: no control characters, and no more than the longest text. */
function cellText(value: string): string {
  const clean = value.replace(/(?![\t\n\r])\p{Cc}|[\p{Cs}\ufffe\uffff]/gu, '');
  return clean.length <= LONGEST_CELL ? clean : `${clean.slice(0, LONGEST_CELL - CUT.length)}${CUT}`;
}
