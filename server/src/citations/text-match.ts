import type { ObjectLiteral, SelectQueryBuilder } from 'typeorm';

/**
 * Narrows a query to citations whose own record holds all the words. Words are taken as words: no operators, so that
 * nothing a person types can be a syntax error.
 */
export function textMatch<T extends ObjectLiteral>(
  builder: SelectQueryBuilder<T>,
  citationColumn: string,
  text: string,
  dialect: 'sqlite' | 'postgres',
): void {
  const words = text.normalize('NFKC').match(/[\p{L}\p{N}]+/gu) ?? [];
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
    { words: words.map((word) => `"${word}"*`).join(' ') },
  );
}
