import type { EntityManager } from 'typeorm';
import type { SourceKind } from '@shared/domain/ledger/events';
import { PLACES, type Place } from '@shared/domain/screening/place';
import { placeholders } from '../platform/database/placeholders';

/** So many records of one source and cycle stand at a place, for these reasons. */
export interface PlaceCount {
  place: Place;
  searchId: string;
  sourceKind: SourceKind;
  cycle: number;
  screenReason: string | null;
  assessReason: string | null;
  n: number;
}

/** Where the records of a review stand, from counts that the database keeps: as quick for 100,000 records as for ten. */
export function placeCounts(manager: EntityManager, reviewId: string): Promise<PlaceCount[]> {
  return manager.query<PlaceCount[]>(
    `SELECT place, search_id AS "searchId", source_kind AS "sourceKind", cycle,
        NULLIF(screen_reason, '') AS "screenReason", NULLIF(assess_reason, '') AS "assessReason", n
      FROM place_count WHERE review_id = ${placeholders(manager)()} AND n <> 0
      ORDER BY place, search_id, source_kind, cycle, screen_reason, assess_reason`,
    [reviewId],
  );
}

/** How many records of a review stand at each place. */
export async function placeTotals(manager: EntityManager, reviewId: string): Promise<Record<Place, number>> {
  const totals = Object.fromEntries(PLACES.map((place) => [place, 0])) as Record<Place, number>;
  for (const { place, n } of await placeCounts(manager, reviewId)) totals[place] += n;
  return totals;
}
