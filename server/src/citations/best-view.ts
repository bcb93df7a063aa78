import { type EntityManager, In } from 'typeorm';
import type { CorrectableField } from '@shared/domain/ledger/events';
import { EventEntity } from '../platform/ledger/event.entity';
import { CitationEntity, type Overlay, ReferenceEntity } from './citation.entity';

/** What a reader sees of a citation: its own record, with gaps filled from its copies and corrections on top. */
export interface CitationView {
  title: string | null;
  abstract: string | null;
  authors: string[];
  year: number | null;
  journal: string | null;
  volume: string | null;
  issue: string | null;
  pages: string | null;
  doi: string | null;
  pmid: string | null;
  type: string;
  keywords: string[];
  urls: string[];
  registryIds: string[];
  language: string | null;
}

const FIELDS: readonly CorrectableField[] = [
  'title',
  'abstract',
  'authors',
  'year',
  'journal',
  'volume',
  'issue',
  'pages',
  'doi',
  'pmid',
];

/** Between authors in an overlay and in forms. */
export const AUTHOR_SEPARATOR = '; ';

export function viewOf(reference: ReferenceEntity, overlay: Overlay | null): CitationView {
  const { rest } = reference;
  const own: CitationView = {
    title: reference.title,
    abstract: reference.abstract,
    authors: rest.authors,
    year: reference.year,
    journal: reference.journal,
    volume: rest.volume,
    issue: rest.issue,
    pages: rest.pages,
    doi: reference.doi,
    pmid: reference.pmid,
    type: rest.type,
    keywords: rest.keywords,
    urls: rest.urls,
    registryIds: rest.registryIds,
    language: rest.language,
  };
  if (!overlay) return own;
  const { authors, year, ...texts } = overlay;
  return {
    ...own,
    ...texts,
    ...(authors === undefined ? {} : { authors: authors === null ? [] : authors.split(AUTHOR_SEPARATOR) }),
    ...(year === undefined ? {} : { year: year === null || Number.isNaN(Number(year)) ? null : Number(year) }),
  };
}

/**
 * Fills the gaps of a kept copy's record from the other copies, in the order they came in; corrections made by people
 * stay on top. What a split takes away again is found by filling anew.
 */
export async function bestOverlay(manager: EntityManager, citationId: string): Promise<void> {
  const copies = await manager.find(CitationEntity, { where: { mergedInto: citationId }, order: { ordinal: 'ASC' } });
  const kept = await manager.findOneByOrFail(CitationEntity, { id: citationId });
  const references = await manager.findBy(ReferenceEntity, { id: In([citationId, ...copies.map((c) => c.id)]) });
  const byId = new Map(references.map((reference) => [reference.id, reference]));
  const own = byId.get(citationId);
  if (!own) return;
  const filled: Overlay = {};
  for (const field of FIELDS) {
    if (textOf(own, field)) continue;
    for (const copy of copies) {
      const reference = byId.get(copy.id);
      const value = reference && textOf(reference, field);
      if (value) {
        filled[field] = value;
        break;
      }
    }
  }
  const corrections = await correctionsOf(manager, kept);
  const overlay = { ...filled, ...corrections };
  await manager.update(
    CitationEntity,
    { id: citationId },
    { overlay: Object.keys(overlay).length > 0 ? overlay : null },
  );
}

function textOf(reference: ReferenceEntity, field: CorrectableField): string | null {
  const view = viewOf(reference, null);
  const value = view[field];
  if (Array.isArray(value)) return value.length > 0 ? value.join(AUTHOR_SEPARATOR) : null;
  return value === null || value === '' ? null : String(value);
}

/** Corrections are read back from the ledger, so that they survive any merging and splitting. */
async function correctionsOf(manager: EntityManager, kept: CitationEntity): Promise<Overlay> {
  if (!kept.overlay) return {};
  const events = await manager.find(EventEntity, {
    where: { reviewId: kept.reviewId, type: 'citation.corrected' },
    order: { seq: 'ASC' },
  });
  const corrections: Overlay = {};
  for (const event of events) {
    const payload = JSON.parse(event.payload) as { citationId: string; fields: Overlay };
    if (payload.citationId === kept.id) Object.assign(corrections, payload.fields);
  }
  return corrections;
}
