import { type EntityManager, In } from 'typeorm';
import { type MergeInput, mergeView } from '@shared/domain/dedup/merge';
import { CORRECTABLE_FIELDS, type CorrectableField } from '@shared/domain/ledger/events';
import { EventEntity } from '../platform/ledger/event.entity';
import { CitationEntity, type Overlay, ReferenceEntity } from './citation.entity';

/** What a reader sees of a citation: its own record, with what its copies have better and corrections on top. */
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

/** What a view needs of a record. */
export type ViewedReference = Pick<
  ReferenceEntity,
  'id' | 'title' | 'abstract' | 'year' | 'journal' | 'doi' | 'pmid' | 'rest'
>;

/** Between authors in an overlay and in forms. */
export const AUTHOR_SEPARATOR = '; ';

export function viewOf(reference: ViewedReference, overlay: Overlay | null): CitationView {
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
 * Gives the kept record of a set each field from the copy that has it best; corrections made by people stay on top. What a
 * split takes away again is found by choosing anew.
 */
export async function bestOverlay(manager: EntityManager, citationId: string): Promise<void> {
  const kept = await manager.findOneByOrFail(CitationEntity, { id: citationId });
  const overlay: Overlay = {};
  for (const { field, value } of await takenFromCopies(manager, citationId)) overlay[field] = value;
  Object.assign(overlay, await correctionsOf(manager, kept));
  await manager.update(
    CitationEntity,
    { id: citationId },
    { overlay: Object.keys(overlay).length > 0 ? overlay : null },
  );
}

export interface TakenField {
  field: CorrectableField;
  value: string;
  /** The copy that it was taken from. */
  from: string;
}

/** The fields that a copy has better than the kept record itself, whatever people corrected. */
export async function takenFromCopies(manager: EntityManager, citationId: string): Promise<TakenField[]> {
  const where = { mergedInto: citationId, isWithdrawn: false };
  const copies = await manager.find(CitationEntity, { where, select: { id: true } });
  if (copies.length === 0) return [];
  const references = await manager.findBy(ReferenceEntity, { id: In([citationId, ...copies.map(({ id }) => id)]) });
  const own = references.find(({ id }) => id === citationId);
  return own ? bestFields(own, references) : [];
}

/** What any of the records has better than this one. */
export function bestFields(own: ViewedReference, records: readonly ViewedReference[]): TakenField[] {
  const others = records.filter(({ id }) => id !== own.id);
  const merged = mergeView(inputOf(own), others.map(inputOf));
  return CORRECTABLE_FIELDS.flatMap((field) => {
    const { value, from } = merged[field];
    if (from === null || from === own.id || value === null) return [];
    return [{ field, value: Array.isArray(value) ? value.join(AUTHOR_SEPARATOR) : String(value), from }];
  });
}

const inputOf = (reference: ViewedReference): MergeInput => ({ id: reference.id, ...viewOf(reference, null) });

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
