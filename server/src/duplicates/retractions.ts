import { type EntityManager, In } from 'typeorm';
import type { RecordRelation } from '@shared/domain/ledger/events';
import { retractionIn } from '@shared/domain/references/retraction';
import { CitationEntity, ReferenceEntity } from '../citations/citation.entity';
import { RecordLinkEntity } from './question.entity';

/** Relations in which a notice of retraction stands to what it retracts; a record that says which is which needs no more. */
const OF_NOTICES: RecordRelation[] = ['retraction', 'comment-or-correction'];

/**
 * Which of these citations were retracted: one of their records says so, or the notice of it is in the review. This is
 * what sources say of a publication, and hangs on nothing that anybody decided.
 */
export async function retractedAmong(
  manager: EntityManager,
  own: readonly ReferenceEntity[],
): Promise<ReadonlySet<string>> {
  const retracted = new Set(own.filter(isRetracted).map(({ id }) => id));
  if (own.length === 0) return retracted;
  const copies = await manager.find(CitationEntity, {
    where: { mergedInto: In(own.map(({ id }) => id)), isWithdrawn: false },
    select: { id: true, mergedInto: true },
  });
  const rootOf = new Map(own.map(({ id }) => [id, id]));
  for (const { id, mergedInto } of copies) if (mergedInto) rootOf.set(id, mergedInto);
  for (const { id } of (await speakingOfIt(manager, copies)).filter(isRetracted)) retracted.add(rootOf.get(id)!);

  const ids = In([...rootOf.keys()]);
  const links = await manager.find(RecordLinkEntity, {
    where: [
      { a: ids, relation: In(OF_NOTICES) },
      { b: ids, relation: In(OF_NOTICES) },
    ],
    select: { id: true, a: true, b: true, relation: true, notice: true },
  });
  const ends = links.flatMap(({ a, b }) => [a, b]).map((id) => ({ id }));
  const notices = new Set((await speakingOfIt(manager, ends)).filter(isNotice).map(({ id }) => id));
  const told = await countingAmong(
    manager,
    links.flatMap(({ relation, notice }) => (relation === 'retraction' && notice !== null ? [notice] : [])),
  );
  for (const { a, b, relation, notice: said } of links)
    for (const [notice, item] of [
      [a, b],
      [b, a],
    ] as const) {
      const root = rootOf.get(item);
      const isTold = relation === 'retraction' && said === notice && told.has(notice);
      const isNotice = isTold || (said !== item && notices.has(notice) && !notices.has(item));
      if (root && isNotice && rootOf.get(notice) !== root) retracted.add(root);
    }
  return retracted;
}

const isRetracted = ({ title, rest }: ReferenceEntity): boolean => retractionIn({ ...rest, title }) === 'retracted';
const isNotice = ({ title, rest }: ReferenceEntity): boolean => retractionIn({ ...rest, title }) === 'notice';

/** Those of the records whose import is not withdrawn. */
async function countingAmong(manager: EntityManager, ids: readonly string[]): Promise<ReadonlySet<string>> {
  if (ids.length === 0) return new Set();
  const found = await manager.find(CitationEntity, {
    where: { id: In([...new Set(ids)]), isWithdrawn: false },
    select: { id: true },
  });
  return new Set(found.map(({ id }) => id));
}

/** Those of the records that count and have the word in them: most have not, and need not be read. */
async function speakingOfIt(manager: EntityManager, records: readonly { id: string }[]): Promise<ReferenceEntity[]> {
  if (records.length === 0) return [];
  return manager
    .createQueryBuilder(ReferenceEntity, 'r')
    .innerJoin(CitationEntity, 'c', 'c.id = r.id AND c.isWithdrawn = :no', { no: false })
    .select(['r.id', 'r.title', 'r.rest'])
    .where('r.id IN (:...ids)', { ids: [...new Set(records.map(({ id }) => id))] })
    .andWhere("(LOWER(r.rest) LIKE '%retract%' OR LOWER(r.title) LIKE '%retract%')")
    .getMany();
}
