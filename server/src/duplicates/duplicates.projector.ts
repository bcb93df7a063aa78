import { Injectable } from '@nestjs/common';
import { type EntityManager, In } from 'typeorm';
import type { EventType, LedgerEvent } from '@shared/domain/ledger/events';
import { CitationEntity } from '../citations/citation.entity';
import { Ledger } from '../platform/ledger/ledger';
import { isType, type Projector } from '../platform/ledger/projector';
import { MatchEntity, QuestionEntity, RecordLinkEntity } from './question.entity';
import { ordered, questionId } from './question-id';

/** Ids in one IN (…) list or rows in one INSERT. */
const CHUNK = 400;
/** Pairs that a split tells apart one by one; beyond, only those with the kept record are. */
const MOST_SPLIT_PAIRS = 5000;

/** Questions, their answers, and why records were joined. Reads which record belongs where, so it comes after that. */
@Injectable()
export class DuplicatesProjector implements Projector {
  readonly order = 5;
  readonly tables = [MatchEntity, QuestionEntity, RecordLinkEntity];
  readonly handles: readonly EventType[] = [
    'duplicates.asked',
    'duplicates.linked',
    'duplicates.merged',
    'duplicates.dismissed',
    'duplicates.split',
  ];

  constructor(ledger: Ledger) {
    ledger.register(this);
  }

  async apply(event: LedgerEvent, manager: EntityManager): Promise<void> {
    if (isType(event, 'duplicates.asked')) await ask(event, manager);
    else if (isType(event, 'duplicates.linked')) await link(event, manager);
    else if (isType(event, 'duplicates.dismissed')) {
      await tellApart(
        event,
        manager,
        event.payload.pairs.map(({ a, b }) => [a, b]),
      );
    } else if (isType(event, 'duplicates.merged')) await join(event, manager);
    else if (isType(event, 'duplicates.split')) await split(event, manager);
  }
}

async function ask(event: LedgerEvent<'duplicates.asked'>, manager: EntityManager): Promise<void> {
  const rows = event.payload.questions.map(({ a, b, score, why }): QuestionEntity => {
    const [first, second] = ordered(a, b);
    return { ...pairRow(event, first, second), score, why, state: 'open', isAsked: true };
  });
  const known = await existing(
    manager,
    rows.map((row) => row.id),
  );
  await insert(
    manager,
    QuestionEntity,
    rows.filter((row) => !known.has(row.id)),
  );
}

async function link(event: LedgerEvent<'duplicates.linked'>, manager: EntityManager): Promise<void> {
  const { reviewId, seq, at, payload } = event;
  const rows = payload.links.map(({ a, b, relation, notice = null, why }): RecordLinkEntity => {
    const [first, second] = ordered(a, b);
    return { id: questionId(a, b), reviewId, a: first, b: second, relation, notice, why, seq, at };
  });
  const known = new Map<string, RecordLinkEntity>();
  for (const some of chunksOf(rows)) {
    for (const row of await manager.findBy(RecordLinkEntity, { id: In(some.map(({ id }) => id)) }))
      known.set(row.id, row);
  }
  for (const { id, relation, notice, why } of rows) {
    const before = known.get(id);
    if (before) await manager.update(RecordLinkEntity, { id }, { relation, notice, why: [...why, ...before.why] });
  }
  await insert(
    manager,
    RecordLinkEntity,
    rows.filter((row) => !known.has(row.id)),
  );
}

async function tellApart(event: LedgerEvent, manager: EntityManager, pairs: [string, string][]): Promise<void> {
  const rows = pairs.map(([a, b]) => pairRow(event, ...ordered(a, b)));
  const known = await existing(
    manager,
    rows.map((row) => row.id),
  );
  const answer = { state: 'different', answeredAt: event.at, answeredBy: event.actor.member } as const;
  for (const ids of chunksOf([...known])) await manager.update(QuestionEntity, { id: In(ids) }, answer);
  await insert(
    manager,
    QuestionEntity,
    rows.filter((row) => !known.has(row.id)).map((row) => ({ ...row, ...answer })),
  );
}

async function join(event: LedgerEvent<'duplicates.merged'>, manager: EntityManager): Promise<void> {
  const { by, sets } = event.payload;
  const actorId = by === 'person' ? event.actor.member : null;
  const rows: MatchEntity[] = [];
  for (const { citationId, memberIds, score, why } of sets) {
    const joining = memberIds.filter((id) => id !== citationId);
    for (const ids of chunksOf(joining)) {
      // Copies of a joining record come along, with their own evidence.
      await manager.update(MatchEntity, { citationId: In(ids) }, { citationId });
      await manager.delete(MatchEntity, { memberId: In(ids) });
    }
    const { reviewId, seq, at } = event;
    rows.push(...joining.map((memberId) => ({ memberId, reviewId, citationId, by, actorId, score, why, seq, at })));
  }
  await insert(manager, MatchEntity, rows);
  await answerJoined(
    event,
    manager,
    sets.map((set) => set.citationId),
    actorId,
  );
}

/** Whatever was asked about two records that are now one is answered. */
async function answerJoined(
  event: LedgerEvent,
  manager: EntityManager,
  roots: readonly string[],
  answeredBy: string | null,
): Promise<void> {
  const rootOf = new Map(roots.map((root) => [root, root]));
  for (const some of chunksOf(roots)) {
    const copies = await manager.find(CitationEntity, {
      where: { mergedInto: In(some) },
      select: { id: true, mergedInto: true },
    });
    for (const copy of copies) rootOf.set(copy.id, copy.mergedInto as string);
  }
  const answered: string[] = [];
  for (const some of chunksOf([...rootOf.keys()])) {
    const asked = await manager.find(QuestionEntity, {
      where: { a: In(some), state: In(['open', 'different']) },
      select: { id: true, a: true, b: true },
    });
    for (const { id, a, b } of asked) if (rootOf.get(a) === rootOf.get(b)) answered.push(id);
  }
  const answer = { state: 'same', answeredAt: event.at, answeredBy } as const;
  for (const ids of chunksOf(answered)) await manager.update(QuestionEntity, { id: In(ids) }, answer);
}

async function split(event: LedgerEvent<'duplicates.split'>, manager: EntityManager): Promise<void> {
  const { citationId, memberIds } = event.payload;
  for (const ids of chunksOf(memberIds)) await manager.delete(MatchEntity, { memberId: In(ids) });
  const staying = await manager.find(CitationEntity, {
    where: { mergedInto: citationId },
    select: { id: true },
    order: { ordinal: 'ASC' },
  });
  const leaving = new Set(memberIds);
  const stayIds = [citationId, ...staying.map((copy) => copy.id).filter((id) => !leaving.has(id))];
  const isMany = memberIds.length * (stayIds.length + memberIds.length) > MOST_SPLIT_PAIRS;
  const pairs: [string, string][] = [];
  memberIds.forEach((member, i) => {
    for (const id of isMany ? [citationId] : stayIds) pairs.push([member, id]);
    if (!isMany) for (const other of memberIds.slice(i + 1)) pairs.push([member, other]);
  });
  await tellApart(event, manager, pairs);
}

function pairRow(event: LedgerEvent, a: string, b: string): QuestionEntity {
  return {
    id: questionId(a, b),
    reviewId: event.reviewId,
    a,
    b,
    score: 0,
    why: [],
    state: 'different',
    isAsked: false,
    answeredAt: null,
    answeredBy: null,
  };
}

async function existing(manager: EntityManager, ids: readonly string[]): Promise<Set<string>> {
  const known = new Set<string>();
  for (const some of chunksOf(ids)) {
    const rows = await manager.find(QuestionEntity, { where: { id: In(some) }, select: { id: true } });
    for (const row of rows) known.add(row.id);
  }
  return known;
}

async function insert<T extends object>(
  manager: EntityManager,
  entity: new () => T,
  rows: readonly T[],
): Promise<void> {
  for (const some of chunksOf(rows)) {
    await manager
      .createQueryBuilder()
      .insert()
      .into(entity)
      .values(some as never)
      .updateEntity(false)
      .execute();
  }
}

function* chunksOf<T>(values: readonly T[]): Generator<T[]> {
  for (let i = 0; i < values.length; i += CHUNK) yield values.slice(i, i + CHUNK);
}
