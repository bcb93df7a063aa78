import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { type EntityManager, In } from 'typeorm';
import type { EventType, LedgerEvent } from '@shared/domain/ledger/events';
import { placeholders } from '../platform/database/placeholders';
import { Ledger } from '../platform/ledger/ledger';
import { isType, type Projector } from '../platform/ledger/projector';
import { bestOverlay } from './best-view';
import { putRows } from '../platform/database/rows';
import { CitationEntity, CitationTagEntity, ImportEntity, SearchEntity, StandingEntity } from './citation.entity';
import { refreshStandings } from './standings';

/** Ids in one IN (…) list or rows in one INSERT. */
const CHUNK = 500;

/** Searches, imports and citations: what came in, what is the same, what was taken out, what was retrieved. */
@Injectable()
export class CitationsProjector implements Projector {
  readonly order = 3;
  readonly tables = [CitationTagEntity, StandingEntity, CitationEntity, ImportEntity, SearchEntity];
  readonly handles: readonly EventType[] = [
    'search.recorded',
    'search.corrected',
    'import.begun',
    'import.chunk',
    'import.finished',
    'import.withdrawn',
    'import.restored',
    'duplicates.merged',
    'duplicates.split',
    'citation.removed',
    'citation.returned',
    'citation.corrected',
    'citation.tagged',
    'retrieval.recorded',
    'report.classified',
  ];

  constructor(ledger: Ledger) {
    ledger.register(this);
  }

  async apply(event: LedgerEvent, manager: EntityManager): Promise<void> {
    if (event.type.startsWith('search.')) await applySearch(event, manager);
    else if (event.type.startsWith('import.')) await applyImport(event, manager);
    else if (event.type.startsWith('duplicates.')) await applyDuplicates(event, manager);
    else await applyCitation(event, manager);
  }
}

async function applySearch(event: LedgerEvent, manager: EntityManager): Promise<void> {
  if (isType(event, 'search.recorded')) {
    const { searchId, search } = event.payload;
    await manager.insert(SearchEntity, {
      id: searchId,
      reviewId: event.reviewId,
      details: search,
      recordedAt: event.at,
    });
  } else if (isType(event, 'search.corrected')) {
    const { searchId, search } = event.payload;
    await manager.update(SearchEntity, { id: searchId, reviewId: event.reviewId }, { details: search });
    const { sourceKind, cycle } = search;
    await manager.update(CitationEntity, { searchId, reviewId: event.reviewId }, { sourceKind, cycle });
  }
}

async function applyImport(event: LedgerEvent, manager: EntityManager): Promise<void> {
  if (isType(event, 'import.begun')) {
    const { importId, judged = false, ...rest } = event.payload;
    await manager.insert(ImportEntity, {
      ...rest,
      judged,
      id: importId,
      reviewId: event.reviewId,
      taken: 0,
      state: 'reading',
      begunAt: event.at,
    });
  } else if (isType(event, 'import.chunk')) {
    await addChunk(event, manager);
  } else if (isType(event, 'import.finished')) {
    await manager.update(ImportEntity, { id: event.payload.importId }, { state: 'finished' });
  } else if (isType(event, 'import.withdrawn')) {
    await manager.update(ImportEntity, { id: event.payload.importId }, { state: 'withdrawn' });
    await setWithdrawn(event, event.payload.importId, true, manager);
  } else if (isType(event, 'import.restored')) {
    await manager.update(ImportEntity, { id: event.payload.importId }, { state: 'finished' });
    await setWithdrawn(event, event.payload.importId, false, manager);
  }
}

/** Each record is born with a citation of its own, in the order of the file. */
async function addChunk(event: LedgerEvent<'import.chunk'>, manager: EntityManager): Promise<void> {
  const { importId, first, count } = event.payload;
  const reviewId = event.reviewId;
  const taken = await manager.findOneByOrFail(ImportEntity, { id: importId });
  const search = await manager.findOneByOrFail(SearchEntity, { id: taken.searchId });
  const last = (await manager.maximum(CitationEntity, 'ordinal', { reviewId })) ?? 0;
  for (let i = 0; i < count; i += CHUNK) {
    const ids = Array.from({ length: Math.min(CHUNK, count - i) }, (_, k) => `${importId}.${first + i + k}`);
    await insertBorn(manager, { reviewId, importId, search }, ids, last + 1 + i);
  }
  await manager.update(ImportEntity, { id: importId }, { taken: taken.taken + count });
}

/** Citations as they are born: one INSERT, far quicker than one made of entities. */
async function insertBorn(
  manager: EntityManager,
  { reviewId, importId, search }: { reviewId: string; importId: string; search: SearchEntity },
  ids: readonly string[],
  ordinal: number,
): Promise<void> {
  const next = placeholders(manager);
  const { sourceKind, cycle } = search.details;
  // The types are said because PostgreSQL takes bound values of a SELECT for text.
  const sql = `INSERT INTO citation (review_id, import_id, search_id, source_kind, cycle, is_withdrawn, place, id, ordinal, shuffle)
    SELECT ${next()}, ${next()}, ${next()}, ${next()}, CAST(${next()} AS integer), false, 'screening',
      column1, CAST(column2 AS integer), CAST(column3 AS integer)
    FROM (VALUES ${ids.map(() => `(${next()}, ${next()}, ${next()})`).join(', ')}) AS born`;
  const values = ids.flatMap((id, i) => [id, ordinal + i, shuffleOf(id)]);
  await manager.query(sql, [reviewId, importId, search.id, sourceKind, cycle, ...values]);
}

/** 31 bits of a hash: the same place in the random order wherever the ledger is replayed. */
export function shuffleOf(id: string): number {
  return createHash('sha256').update(id).digest().readUInt32BE(0) >>> 1;
}

/**
 * Withdrawing takes every record of the import out of the flow. A set whose kept copy goes passes to its next copy, so
 * that the records of other imports stay.
 */
async function setWithdrawn(event: LedgerEvent, importId: string, isWithdrawn: boolean, manager: EntityManager) {
  await manager.update(CitationEntity, { importId }, { isWithdrawn });
  const own = await manager.find(CitationEntity, { where: { importId }, select: { id: true, mergedInto: true } });
  const touched = new Set(own.flatMap((c) => (c.mergedInto ? [c.id, c.mergedInto] : [c.id])));
  const kept = new Set(own.flatMap(({ mergedInto }) => mergedInto ?? []));
  if (isWithdrawn) {
    for (const ids of chunksOf(own.map((c) => c.id))) {
      const orphans = await manager.find(CitationEntity, {
        where: { mergedInto: In(ids), isWithdrawn: false },
        order: { ordinal: 'ASC' },
      });
      const heirs = new Map<string, string>();
      for (const orphan of orphans) {
        const old = orphan.mergedInto as string;
        const heir = heirs.get(old);
        if (!heir) {
          heirs.set(old, orphan.id);
          kept.add(orphan.id);
          await manager.update(CitationEntity, { id: orphan.id }, { mergedInto: null });
          await manager.update(CitationEntity, { id: old }, { mergedInto: orphan.id });
        } else {
          await manager.update(CitationEntity, { id: orphan.id }, { mergedInto: heir });
        }
        touched.add(orphan.id);
      }
    }
  }
  for (const id of kept) await bestOverlay(manager, id);
  await refreshStandings(manager, event, [...touched]);
}

async function applyDuplicates(event: LedgerEvent, manager: EntityManager): Promise<void> {
  if (isType(event, 'duplicates.merged')) {
    const touched: string[] = [];
    for (const set of event.payload.sets) {
      const joining = set.memberIds.filter((id) => id !== set.citationId);
      for (const ids of chunksOf(joining)) {
        // Copies of a joining copy come along, so that the chain stays one level deep.
        await manager.update(CitationEntity, { mergedInto: In(ids) }, { mergedInto: set.citationId });
        await manager.update(CitationEntity, { id: In(ids) }, { mergedInto: set.citationId });
      }
      await manager.update(CitationEntity, { id: set.citationId }, { mergedInto: null });
      await bestOverlay(manager, set.citationId);
      touched.push(set.citationId, ...joining);
    }
    await refreshStandings(manager, event, touched);
  } else if (isType(event, 'duplicates.split')) {
    const { citationId, memberIds } = event.payload;
    for (const ids of chunksOf(memberIds)) {
      await manager.update(CitationEntity, { id: In(ids), mergedInto: citationId }, { mergedInto: null });
    }
    await bestOverlay(manager, citationId);
    await refreshStandings(manager, event, [citationId, ...memberIds]);
  }
}

async function applyCitation(event: LedgerEvent, manager: EntityManager): Promise<void> {
  const reviewId = event.reviewId;
  if (isType(event, 'citation.corrected')) {
    const citation = await manager.findOneByOrFail(CitationEntity, { id: event.payload.citationId, reviewId });
    const overlay = { ...citation.overlay, ...event.payload.fields };
    await manager.update(CitationEntity, { id: citation.id }, { overlay });
    return;
  }
  if (isType(event, 'citation.tagged')) return applyTags(event, manager);
  if (isType(event, 'report.classified')) {
    const { citationId, as } = event.payload;
    await manager.update(CitationEntity, { id: citationId, reviewId }, { classified: as });
    await refreshStandings(manager, event, [citationId]);
    return;
  }
  const touched: string[] = [];
  if (isType(event, 'citation.removed')) {
    const { citationIds, as, reason } = event.payload;
    await updateAll(manager, reviewId, citationIds, { removed: as, removedWhy: reason });
    touched.push(...citationIds);
  } else if (isType(event, 'citation.returned')) {
    await updateAll(manager, reviewId, event.payload.citationIds, { removed: null, removedWhy: null });
    touched.push(...event.payload.citationIds);
  } else if (isType(event, 'retrieval.recorded')) {
    const { citationIds, status, reason } = event.payload;
    await updateAll(manager, reviewId, citationIds, { retrieval: status, retrievalWhy: reason });
    touched.push(...citationIds);
  }
  await refreshStandings(manager, event, touched);
}

/** Tags change nothing of where a citation stands. */
async function applyTags(event: LedgerEvent<'citation.tagged'>, manager: EntityManager): Promise<void> {
  const { importId, citations } = event.payload;
  for (const ids of chunksOf(citations.map(({ citationId }) => citationId))) {
    await manager.delete(CitationTagEntity, { citationId: In(ids), importId });
  }
  const rows = citations.flatMap(({ citationId, tags }) =>
    tags.map((tag) => ({ citation_id: citationId, import_id: importId, tag, review_id: event.reviewId })),
  );
  await putRows(manager, 'citation_tag', rows);
}

async function updateAll(
  manager: EntityManager,
  reviewId: string,
  ids: readonly string[],
  change: Partial<CitationEntity>,
): Promise<void> {
  for (const some of chunksOf(ids)) await manager.update(CitationEntity, { id: In(some), reviewId }, change);
}

function* chunksOf(ids: readonly string[]): Generator<string[]> {
  for (let i = 0; i < ids.length; i += CHUNK) yield ids.slice(i, i + CHUNK);
}
