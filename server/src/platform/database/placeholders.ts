import type { EntityManager } from 'typeorm';

/**
 * The placeholder of each next bound value. SQLite looks numbered ones up one by one, which takes longer than the insert
 * itself once there are thousands; plain question marks it only counts.
 */
export function placeholders(manager: EntityManager): () => string {
  if (manager.connection.options.type === 'sqlite') return () => '?';
  let last = 0;
  return () => `$${++last}`;
}
