import type { ObjectLiteral, SelectQueryBuilder } from 'typeorm';
import { type CitationEntity, ReferenceEntity } from './citation.entity';

type Dialect = 'sqlite' | 'postgres';

/**
 * Narrows a query to citations whose own record holds all the words. Words are taken as words: no operators, so that
 * nothing a person types can be a syntax error.
 */
export function textMatch<T extends ObjectLiteral>(
  builder: SelectQueryBuilder<T>,
  citationColumn: string,
  text: string,
  dialect: Dialect,
): void {
  const words = wordsIn(text);
  if (words.length === 0) return;
  if (dialect === 'postgres') {
    builder.andWhere(
      `${citationColumn} IN (SELECT r.id FROM reference r WHERE
        to_tsvector('simple', coalesce(r.title, '') || ' ' || coalesce(r.abstract, '')) @@ to_tsquery('simple', :words))`,
      { words: words.map((word) => `${word}:*`).join(' & ') },
    );
    return;
  }
  builder.andWhere(
    `${citationColumn} IN (SELECT r.id FROM reference_text t JOIN reference r ON r.rowid = t.rowid
      WHERE reference_text MATCH :words)`,
    { words: matching(words) },
  );
}

/**
 * Orders a query of one review's citations `c` by their number, from behind `after` on, narrowed to the words as above.
 * Records get row numbers in the order of their citations, so on SQLite the text index is walked in its own order
 * between the review's ends: a page costs what it shows, however many records hold the words.
 */
export function orderedPage(
  builder: SelectQueryBuilder<CitationEntity>,
  { reviewId, after, text }: { reviewId: string; after: number; text: string | undefined },
  dialect: Dialect,
): void {
  const words = wordsIn(text ?? '');
  if (words.length === 0 || dialect === 'postgres') {
    if (text) textMatch(builder, 'c.id', text, dialect);
    builder.andWhere('c.ordinal > :after', { after }).orderBy('c.ordinal', 'ASC');
    return;
  }
  const rowOf = (ordinal: string): string =>
    `(SELECT e.rowid FROM citation x JOIN reference e ON e.id = x.id WHERE x.review_id = :reviewId AND x.ordinal ${ordinal} LIMIT 1)`;
  builder
    // The plus signs keep SQLite from joining the other way round, which would ask the text index once for each record.
    .innerJoin(ReferenceEntity, 'r', 'c.id = +r.id')
    .innerJoin('reference_text', 't', 'r.rowid = +t.rowid')
    .andWhere('t.reference_text MATCH :words', { words: matching(words) })
    .andWhere(`t.rowid >= ${rowOf('> :after ORDER BY x.ordinal ASC')}`, { reviewId, after })
    .andWhere(`t.rowid <= ${rowOf('> 0 ORDER BY x.ordinal DESC')}`)
    .orderBy('t.rowid', 'ASC');
}

const wordsIn = (text: string): string[] => text.normalize('NFKC').match(/[\p{L}\p{N}]+/gu) ?? [];
const matching = (words: readonly string[]): string => words.map((word) => `"${word}"*`).join(' ');
