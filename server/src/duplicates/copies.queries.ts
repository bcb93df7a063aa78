import { Injectable } from '@nestjs/common';
import type { Copies } from '@shared/contracts/duplicates';
import { Refusal } from '@shared/domain/refusal';
import { takenFromCopies } from '../citations/best-view';
import { CitationEntity } from '../citations/citation.entity';
import { Database } from '../platform/database/database';
import { notFound } from '../platform/http/problem.filter';
import { comparedRecords } from './compared-records';

/** The copies of a record, in the order they came in. */
@Injectable()
export class CopiesQueries {
  constructor(private readonly database: Database) {}

  ofRecord(reviewId: string, citationId: string): Promise<Copies> {
    return this.database.read(async (manager) => {
      const record = await manager.findOneBy(CitationEntity, { id: citationId, reviewId });
      if (!record) throw new Refusal(notFound.code, notFound.detail, 404);
      const copies = await manager.find(CitationEntity, {
        where: { mergedInto: citationId, isWithdrawn: false },
        select: { id: true, ordinal: true },
        order: { ordinal: 'ASC' },
      });
      const records = await comparedRecords(
        manager,
        reviewId,
        copies.map(({ id }) => id),
      );
      // A field that somebody corrected shows what they wrote.
      const taken = (await takenFromCopies(manager, citationId)).filter(
        ({ field, value }) => record.overlay?.[field] === value,
      );
      return {
        rows: copies.flatMap(({ id }) => {
          const copy = records.get(id);
          if (!copy) return [];
          const { ordinal, source, fileName } = copy;
          const gives = taken.flatMap(({ field, from }) => (from === id ? [field] : []));
          return [{ citationId: id, ordinal, source, fileName, gives }];
        }),
      };
    });
  }
}
