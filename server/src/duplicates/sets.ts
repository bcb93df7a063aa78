import { type EntityManager, In } from 'typeorm';
import { CitationEntity, ReferenceEntity } from '../citations/citation.entity';
import { QuestionEntity } from './question.entity';

const CHUNK = 400;

export type Root = Pick<CitationEntity, 'id' | 'place' | 'ordinal'>;

/** For each record that still counts, the citation it belongs to now: itself, or the one it was joined to. */
export async function rootsOf(
  manager: EntityManager,
  reviewId: string,
  ids: readonly string[],
): Promise<Map<string, Root>> {
  const select = { id: true, mergedInto: true, isWithdrawn: true, place: true, ordinal: true } as const;
  const load = async (some: readonly string[]): Promise<CitationEntity[]> => {
    const rows: CitationEntity[] = [];
    for (let i = 0; i < some.length; i += CHUNK) {
      const where = { id: In(some.slice(i, i + CHUNK)), reviewId, isWithdrawn: false };
      rows.push(...(await manager.find(CitationEntity, { where, select })));
    }
    return rows;
  };
  const named = await load([...new Set(ids)]);
  const byId = new Map(named.map((citation) => [citation.id, citation]));
  const missing = named.flatMap(({ mergedInto }) => (mergedInto && !byId.has(mergedInto) ? [mergedInto] : []));
  for (const root of await load([...new Set(missing)])) byId.set(root.id, root);
  const roots = new Map<string, Root>();
  for (const { id, mergedInto } of named) {
    const root = byId.get(mergedInto ?? id);
    if (root) roots.set(id, root);
  }
  return roots;
}

/** Titles as they were imported, by record. */
export async function titlesOf(manager: EntityManager, ids: readonly string[]): Promise<Map<string, string | null>> {
  const titles = new Map<string, string | null>();
  for (let i = 0; i < ids.length; i += CHUNK) {
    const where = { id: In(ids.slice(i, i + CHUNK)) };
    for (const { id, title } of await manager.find(ReferenceEntity, { where, select: { id: true, title: true } }))
      titles.set(id, title);
  }
  return titles;
}

/** Whether people told any record of one citation apart from any of the other's; asked about citations (roots). */
export async function apartRoots(manager: EntityManager, reviewId: string): Promise<(a: string, b: string) => boolean> {
  const apart = await manager.find(QuestionEntity, {
    where: { reviewId, state: 'different' },
    select: { id: true, a: true, b: true },
  });
  const roots = await rootsOf(
    manager,
    reviewId,
    apart.flatMap(({ a, b }) => [a, b]),
  );
  const keys = new Set<string>();
  for (const { a, b } of apart) {
    const [x, y] = [roots.get(a)?.id, roots.get(b)?.id];
    if (x && y && x !== y) keys.add(`${x} ${y}`).add(`${y} ${x}`);
  }
  return (a, b) => keys.has(`${a} ${b}`);
}

/** The records of a citation that still count, the kept one first. */
export async function membersOf(
  manager: EntityManager,
  reviewId: string,
  citationIds: readonly string[],
): Promise<CitationEntity[]> {
  const where = { reviewId, isWithdrawn: false };
  const kept = await manager.findBy(CitationEntity, { ...where, id: In([...citationIds]) });
  const copies = await manager.find(CitationEntity, {
    where: { ...where, mergedInto: In([...citationIds]) },
    order: { ordinal: 'ASC' },
  });
  return [...kept, ...copies];
}
