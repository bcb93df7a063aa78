import { type EntityManager, In } from 'typeorm';
import type { Citation } from '@shared/contracts/screening';
import type { StageRule } from '@shared/domain/screening/rule';
import { viewOf } from '../citations/best-view';
import { CitationEntity, ReferenceEntity } from '../citations/citation.entity';
import { retractedAmong } from '../duplicates/retractions';

/** Which of a citation's fields a stage keeps from its readers. */
export type Hidden = Pick<StageRule, 'hideAuthors' | 'hideJournal'>;
const NOTHING_HIDDEN: Hidden = { hideAuthors: false, hideJournal: false };

/** Citations as people read them, in the order of `rows`. */
export async function presentCitations(
  manager: EntityManager,
  rows: readonly CitationEntity[],
  hidden: Hidden = NOTHING_HIDDEN,
): Promise<Citation[]> {
  if (rows.length === 0) return [];
  const references = await manager.findBy(ReferenceEntity, { id: In(rows.map((row) => row.id)) });
  const byId = new Map(references.map((reference) => [reference.id, reference]));
  const retracted = await retractedAmong(manager, references);
  return rows.flatMap((row) => {
    const reference = byId.get(row.id);
    return reference ? [{ ...presentCitation(row, reference, hidden), isRetracted: retracted.has(row.id) }] : [];
  });
}

function presentCitation(
  row: CitationEntity,
  reference: ReferenceEntity,
  hidden: Hidden,
): Omit<Citation, 'isRetracted'> {
  const view = viewOf(reference, row.overlay);
  return {
    ...view,
    id: row.id,
    ordinal: row.ordinal,
    authors: hidden.hideAuthors ? null : view.authors,
    journal: hidden.hideJournal ? null : view.journal,
    // Without the journal its volume, issue and pages would still name it.
    volume: hidden.hideJournal ? null : view.volume,
    issue: hidden.hideJournal ? null : view.issue,
    pages: hidden.hideJournal ? null : view.pages,
    doi: hidden.hideJournal || hidden.hideAuthors ? null : view.doi,
    pmid: hidden.hideJournal || hidden.hideAuthors ? null : view.pmid,
    urls: hidden.hideJournal || hidden.hideAuthors ? [] : view.urls,
  };
}
