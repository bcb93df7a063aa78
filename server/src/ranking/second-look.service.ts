import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import type { SecondLook } from '@shared/contracts/ranking';
import { CitationEntity, StandingEntity } from '../citations/citation.entity';
import { Database } from '../platform/database/database';
import type { Membership } from '../platform/http/route';
import { presentCitations } from '../screening/citation-views';
import { stageOf } from '../stages/stages.service';
import { RelevanceService } from './relevance.service';

/** Past decisions that a lead may want to look at again: of final records alone, whatever order the stage is read in. */
@Injectable()
export class SecondLookService {
  constructor(
    private readonly database: Database,
    private readonly relevance: RelevanceService,
  ) {}

  async at({ reviewId }: Membership, stageId: string): Promise<SecondLook> {
    const stage = await this.database.read((manager) => stageOf(manager, reviewId, stageId));
    const odd = await this.relevance.oddAt(stage);
    if (odd === null) return { isReady: false, excluded: [], included: [] };
    return this.database.read(async (manager) => {
      const ids = odd.map(({ id }) => id);
      const citations = await manager.findBy(CitationEntity, { id: In(ids), reviewId, isWithdrawn: false });
      const views = new Map((await presentCitations(manager, citations)).map((view) => [view.id, view]));
      // Looked at once more: what was opened again since is pending and must not show.
      const standings = await manager.findBy(StandingEntity, { stageId, citationId: In(ids), isComplete: true });
      const standingOf = new Map(standings.map(({ citationId, standing }) => [citationId, standing]));
      const rows = odd.flatMap(({ id, isIncluded, score, terms }) => {
        const view = views.get(id);
        if (!view || standingOf.get(id) !== (isIncluded ? 'included' : 'excluded')) return [];
        const { ordinal, title, year } = view;
        return [{ isIncluded, row: { id, ordinal, title, year, score, terms } }];
      });
      return {
        isReady: true,
        excluded: rows.filter(({ isIncluded }) => !isIncluded).map(({ row }) => row),
        included: rows.filter(({ isIncluded }) => isIncluded).map(({ row }) => row),
      };
    });
  }
}
