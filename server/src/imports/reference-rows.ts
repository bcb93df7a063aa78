import { createHash } from 'node:crypto';
import type { EntityManager } from 'typeorm';
import { canonical } from '@shared/domain/ledger/canonical';
import type { ParsedReference } from '@shared/domain/references/reference';
import type { ReferenceEntity } from '../citations/citation.entity';
import { placeholders } from '../platform/database/placeholders';

/** Records in one transaction and one `import.chunk`: other people's writes get in between. */
export const CHUNK_RECORDS = 500;

/** Widths of the columns that are searched; the whole value stays in `rest`. */
const DOI_LENGTH = 255;
const PMID_LENGTH = 32;

/** The row of the n-th record of an import (from 1). */
export function rowOf(
  reviewId: string,
  importId: string,
  position: number,
  { title, abstract, raw, ...rest }: ParsedReference,
): ReferenceEntity {
  const { year, journal, doi, pmid } = rest;
  return {
    id: `${importId}.${position}`,
    reviewId,
    importId,
    position,
    title,
    abstract,
    year: year !== null && Number.isSafeInteger(year) ? year : null,
    journal,
    doi: doi !== null && doi.length <= DOI_LENGTH ? doi : null,
    pmid: pmid !== null && pmid.length <= PMID_LENGTH ? pmid : null,
    rest,
    raw,
  };
}

const COLUMNS = [
  'id',
  'review_id',
  'import_id',
  'position',
  'title',
  'abstract',
  'year',
  'journal',
  'doi',
  'pmid',
  'rest',
  'raw',
] as const;

/** Rows ready to be written, made where there is time, and the digest that binds them to the ledger. */
export interface RowBatch {
  first: number;
  count: number;
  digest: string;
  values: (string | number | null)[];
}

export function batchOf(rows: readonly ReferenceEntity[]): RowBatch {
  const values: RowBatch['values'] = [];
  for (const row of rows) {
    const { id, reviewId, importId, position, title, abstract, year, journal, doi, pmid, rest, raw } = row;
    values.push(id, reviewId, importId, position, title, abstract, year, journal, doi, pmid, JSON.stringify(rest), raw);
  }
  return {
    first: rows[0]?.position ?? 1,
    count: rows.length,
    digest: createHash('sha256').update(canonical(rows)).digest('hex'),
    values,
  };
}

/** One INSERT of many rows: eight times as fast as one by one. */
export async function insertBatch(manager: EntityManager, { count, values }: RowBatch): Promise<void> {
  const next = placeholders(manager);
  const row = (): string => `(${COLUMNS.map(next).join(',')})`;
  const rows = Array.from({ length: count }, row).join(',');
  await manager.query(`INSERT INTO reference (${COLUMNS.join(',')}) VALUES ${rows}`, values);
}
