import { Injectable } from '@nestjs/common';
import { type EntityManager, In } from 'typeorm';
import type { RecordRow, Records, RecordsQuery } from '@shared/contracts/screening';
import { Refusal } from '@shared/domain/refusal';
import { Past } from '../audit/past';
import { chosenCitations } from '../citations/chosen-citations';
import { CitationEntity, StandingEntity } from '../citations/citation.entity';
import { Database } from '../platform/database/database';
import { notFound } from '../platform/http/problem.filter';
import type { Membership } from '../platform/http/route';
import { presentRecords } from './records.service';

/**
 * The records behind a number of the past: where they stood after an entry of the ledger, and who had decided what by then.
 * Decisions show where they show today too: what was opened again since is sealed until it is complete once more.
 */
@Injectable()
export class PastRecordsService {
  constructor(
    private readonly database: Database,
    private readonly past: Past,
  ) {}

  list(me: Membership, query: RecordsQuery, asOf: number): Promise<Records> {
    if (query.q) {
      throw new Refusal(
        'words_of_now_only',
        'Records of a past moment cannot be searched by their words. Leave the words out, or go back to now.',
        422,
      );
    }
    return this.past.at(me.reviewId, asOf, async (then) => {
      const chosen = chosenCitations(then, me.reviewId, query);
      const total = query.after === 0 ? await chosen.clone().getCount() : null;
      const page = chosen.andWhere('c.ordinal > :after', { after: query.after }).orderBy('c.ordinal', 'ASC');
      const found = await page.limit(query.limit + 1).getMany();
      const shown = found.slice(0, query.limit);
      return {
        rows: await this.present(me, shown, then),
        total,
        next: found.length > query.limit ? (shown.at(-1)?.ordinal ?? null) : null,
        isIncomplete: false,
      };
    });
  }

  one(me: Membership, citationId: string, asOf: number): Promise<RecordRow> {
    return this.past.at(me.reviewId, asOf, async (then) => {
      const citation = await then.findOneBy(CitationEntity, { id: citationId, reviewId: me.reviewId });
      const [row] = citation ? await this.present(me, [citation], then) : [];
      if (!row) throw new Refusal(notFound.code, notFound.detail, 404);
      return row;
    });
  }

  private present(me: Membership, citations: readonly CitationEntity[], then: EntityManager): Promise<RecordRow[]> {
    return this.database.read(async (now) => {
      const rows = await presentRecords(now, me, citations, then);
      const citationId = In(citations.map(({ id }) => id));
      const open = await now.findBy(StandingEntity, { citationId, isComplete: false });
      const isOpen = new Set(open.map((standing) => `${standing.citationId} ${standing.stageId}`));
      return rows.map((row) => ({
        ...row,
        standings: row.standings.filter(({ stageId }) => !isOpen.has(`${row.citation.id} ${stageId}`)),
      }));
    });
  }
}
