import { Refusal } from '../refusal';

/** Elements, fields or keys of one record beyond which a file is refused: the longest real ones have some thousand. */
export const MOST_PARTS = 100_000;

/** @throws Refusal where one record has more parts than any has */
export function refuseEndless(parts: number, line: number | null): void {
  if (parts <= MOST_PARTS) return;
  const where = line === null ? '' : ` that starts at line ${line}`;
  throw new Refusal(
    'record_endless',
    `The record${where} has more than ${MOST_PARTS.toLocaleString('en')} parts, so the marks between records seem to be missing. Export the search again.`,
    415,
    { limit: MOST_PARTS, line },
  );
}

/** Records in a row that say nothing: whatever the file is, it is no export of references. */
export const MOST_EMPTY = 50_000;

/** @throws Refusal where a file begins with more empty records than this */
export function refuseEmpty(empty: number, count: number): void {
  if (empty < MOST_EMPTY || empty < count) return;
  throw new Refusal(
    'records_empty',
    `None of the first ${MOST_EMPTY.toLocaleString('en')} records has a title, an author, an abstract or a DOI. Export the search again, or in another format.`,
    415,
    { limit: MOST_EMPTY },
  );
}

/** Damaged records of one file beyond which it is refused: finding each of them out costs more than reading a good one. */
export const MOST_DAMAGED = 5_000;

/** @throws Refusal where so much of a file is damaged that the rest is no search result */
export function refuseDamaged(damaged: number): void {
  if (damaged <= MOST_DAMAGED) return;
  throw new Refusal(
    'records_damaged',
    `More than ${MOST_DAMAGED.toLocaleString('en')} records of the file are damaged. Export the search again, or in another format.`,
    415,
    { limit: MOST_DAMAGED },
  );
}
