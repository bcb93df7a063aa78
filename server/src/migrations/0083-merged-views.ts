import type { EntityManager, MigrationInterface, QueryRunner } from 'typeorm';
import type { Overlay } from '../citations/citation.entity';
import { bestFields, type ViewedReference } from '../citations/best-view';

type Row = Omit<ViewedReference, 'rest'> & { rest: string };

/** Sets show each field from the record that has it best; until now copies only filled gaps of the kept record. */
export class MergedViews1700000000083 implements MigrationInterface {
  async up({ manager }: QueryRunner): Promise<void> {
    const corrections = await correctionsIn(manager);
    const kept = await manager.sql<{ id: string }[]>`
      SELECT DISTINCT merged_into AS id FROM citation WHERE merged_into IS NOT NULL`;
    for (const { id } of kept) {
      const rows = await manager.sql<Row[]>`
        SELECT r.id, r.title, r.abstract, r.year, r.journal, r.doi, r.pmid, r.rest FROM reference r
        JOIN citation c ON c.id = r.id WHERE c.id = ${id} OR (c.merged_into = ${id} AND c.is_withdrawn = false)`;
      const records = rows.map((row): ViewedReference => ({ ...row, rest: JSON.parse(row.rest) }));
      const own = records.find((record) => record.id === id);
      if (!own) continue;
      const best = bestFields(own, records).map(({ field, value }) => [field, value] as const);
      const overlay: Overlay = { ...Object.fromEntries(best), ...corrections.get(id) };
      const stored = Object.keys(overlay).length > 0 ? JSON.stringify(overlay) : null;
      await manager.sql`UPDATE citation SET overlay = ${stored} WHERE id = ${id}`;
    }
  }

  /** What a set shows is chosen anew with its next join or split. */
  async down(): Promise<void> {}
}

/** What people corrected, by record, the later on top. */
async function correctionsIn(manager: EntityManager): Promise<ReadonlyMap<string, Overlay>> {
  const events = await manager.sql<{ payload: string }[]>`
    SELECT payload FROM event WHERE type = 'citation.corrected' ORDER BY review_id, seq`;
  const corrections = new Map<string, Overlay>();
  for (const { payload } of events) {
    const { citationId, fields } = JSON.parse(payload) as { citationId: string; fields: Overlay };
    corrections.set(citationId, { ...corrections.get(citationId), ...fields });
  }
  return corrections;
}
