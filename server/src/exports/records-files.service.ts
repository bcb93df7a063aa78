import { Readable, type Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { Injectable } from '@nestjs/common';
import type { EntityManager, SelectQueryBuilder } from 'typeorm';
import type { ExportCounts, RecordsFileQuery, RecordsFileSize } from '@shared/contracts/exports';
import type { RecordFormat } from '@shared/contracts/record-formats';
import {
  type Exported,
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
import { CitationEntity, ReferenceEntity, SearchEntity } from '../citations/citation.entity';
import { textMatch } from '../citations/text-match';
import { Clock } from '../platform/clock';
import { Database } from '../platform/database/database';
import type { Membership } from '../platform/http/route';
import { reasonLabels } from '../flow/flow-facts';
import { ReviewEntity } from '../reviews/review.entity';
import { exportedRecords, LABEL_COLUMNS, type Wording } from './exported-records';
import { recordsFileName } from './file-name';
import { pump } from './pump';
import { writeWorkbook } from './records-workbook';

/** Records read at once; more keep others waiting for the database. */
const PAGE = 200;
/** Characters that are sent at once. */
const SENT = 65_536;

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
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /** Under which name a file of these records is saved. */
  name({ reviewId }: Membership, query: RecordsFileQuery): Promise<string> {
    return this.database.read(async (manager) => {
      const { title } = await manager.findOneByOrFail(ReviewEntity, { id: reviewId });
      return recordsFileName(title, query, this.clock.now().slice(0, 10), FILE_TYPES[query.format].extension);
    });
  }

  /** How many records a file would hold, and how many of the chosen ones its format has no place for. */
  size({ reviewId }: Membership, query: RecordsFileQuery): Promise<RecordsFileSize> {
    return this.database.read(async (manager) => {
      const chosen = this.chosen(manager, reviewId, query);
      const all = await chosen.getCount();
      if (query.format !== 'nbib') return { records: all, leftOut: 0 };
      const records = await chosen
        .innerJoin(ReferenceEntity, 'r', 'r.id = c.id')
        .andWhere(
          `(c.overlay LIKE :given OR (r.pmid IS NOT NULL AND (c.overlay IS NULL OR c.overlay NOT LIKE :emptied)))`,
          {
            given: '%"pmid":"%',
            emptied: '%"pmid":null%',
          },
        )
        .getCount();
      return { records, leftOut: all - records };
    });
  }

  async write({ reviewId }: Membership, query: RecordsFileQuery, out: Writable): Promise<void> {
    const wording = await this.wording(reviewId);
    const pages = this.pages(reviewId, query, wording);
    if (query.format === 'xlsx') return writeWorkbook(pages, out);
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

  private chosen(
    manager: EntityManager,
    reviewId: string,
    query: RecordsFileQuery,
  ): SelectQueryBuilder<CitationEntity> {
    const chosen = chosenCitations(manager, reviewId, query);
    if (query.q) textMatch(chosen, 'c.id', query.q, this.database.dialect);
    return chosen;
  }

  private async *pages(reviewId: string, query: RecordsFileQuery, wording: Wording): AsyncGenerator<Exported[]> {
    for (let after = 0; ;) {
      const { rows, records } = await this.database.read(async (manager) => {
        const citations = await this.chosen(manager, reviewId, query)
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
}

/** The pieces from the first one on, joined to what is worth sending. */
async function* following(first: IteratorResult<string>, rest: AsyncGenerator<string>): AsyncGenerator<string> {
  if (first.done) return;
  let joined = first.value;
  for await (const piece of rest) {
    joined += piece;
    if (joined.length < SENT) continue;
    yield joined;
    joined = '';
  }
  if (joined !== '') yield joined;
}

/** Whoever asked went away before the end: nothing is wrong here. */
function isHungUp(error: unknown): boolean {
  return (error as { code?: string }).code === 'ERR_STREAM_PREMATURE_CLOSE';
}
