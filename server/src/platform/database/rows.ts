import type { EntityManager } from 'typeorm';
import { placeholders } from './placeholders';

export type Value = string | number | boolean | null;
export type Row = Readonly<Record<string, Value>>;

/** Rows in one INSERT or values in one IN (…). */
export const CHUNK = 500;

export function* chunksOf<T>(all: readonly T[]): Generator<T[]> {
  for (let i = 0; i < all.length; i += CHUNK) yield all.slice(i, i + CHUNK);
}

/**
 * Writes rows given by column name, many in a statement; all of them name the same columns. With a key, a row that is
 * there already is brought in step. For where rows are many or the query builder's time counts.
 */
export async function putRows(
  manager: EntityManager,
  table: string,
  rows: readonly Row[],
  key: readonly string[] = [],
): Promise<void> {
  const columns = Object.keys(rows[0] ?? {});
  const changed = columns.filter((column) => !key.includes(column)).map((column) => `${column} = excluded.${column}`);
  const onConflict = key.length > 0 ? ` ON CONFLICT (${key.join(', ')}) DO UPDATE SET ${changed.join(', ')}` : '';
  for (const some of chunksOf(rows)) {
    const values: Value[] = [];
    const place = placeholders(manager);
    const tuples = some.map((row) => {
      const places = columns.map((column) => {
        values.push(row[column] as Value);
        return place();
      });
      return `(${places.join(', ')})`;
    });
    await manager.query(
      `INSERT INTO ${table} (${columns.join(', ')}) VALUES ${tuples.join(', ')}${onConflict}`,
      values,
    );
  }
}
