import { Injectable } from '@nestjs/common';
import { Between, type EntityManager, type FindOperator, In, LessThan } from 'typeorm';
import type { LedgerPage, LedgerQuery } from '@shared/contracts/overview';
import type { EventPayloads, LedgerEvent } from '@shared/domain/ledger/events';
import { CitationEntity, StandingEntity } from '../citations/citation.entity';
import { Database } from '../platform/database/database';
import type { Membership } from '../platform/http/route';
import { EventEntity } from '../platform/ledger/event.entity';
import { fromRow } from '../platform/ledger/ledger';
import { DecisionEntity } from '../screening/decision.entity';
import { memberNames } from '../screening/records.service';

/** Entries that tell how somebody decided, and are sealed until the citation is complete at the stage. */
const SECRET = ['decision.made', 'decision.withdrawn'] as const;
const isSecret = (type: string): boolean => (SECRET as readonly string[]).includes(type);
/** Entries looked through for a page where a filter passes over many. */
const LOOKED_THROUGH = 2000;

/** The ledger as leads read it: whole, but for what would unblind them. */
@Injectable()
export class LedgerViewService {
  constructor(private readonly database: Database) {}

  page(me: Membership, query: LedgerQuery): Promise<LedgerPage> {
    return this.database.read(async (manager) => {
      const types = query.type?.split(',');
      const days = daysOf(query);
      const mayPassOver = query.memberId || query.citationId || days || types?.some((type) => isSecret(type));
      const take = mayPassOver ? LOOKED_THROUGH : query.limit;
      const rows = await manager.find(EventEntity, {
        where: {
          reviewId: me.reviewId,
          ...(query.before ? { seq: LessThan(query.before) } : {}),
          ...(types ? { type: In(types) } : {}),
          ...(query.version === undefined ? {} : { protocolVersion: query.version }),
          ...(days ? { at: days } : {}),
        },
        order: { seq: 'DESC' },
        take,
      });
      const events = rows.map(fromRow);
      const sealed = await sealedAmong(manager, me, events);
      const names = await memberNames(manager, me.reviewId);
      const firstSecret = await firstSecretSeq(manager, me);
      const entries: LedgerPage['entries'] = [];
      let last = 0;
      for (const event of events) {
        if (entries.length === query.limit) break;
        last = event.seq;
        const isSealed = sealed.has(event.seq);
        // A sealed entry matches no filter on who, what or when: that alone would tell.
        if (isSealed && (days || (types && !SECRET.every((type) => types.includes(type))))) continue;
        if (query.memberId && (isSealed || event.actor.member !== query.memberId)) continue;
        if (query.citationId && (isSealed || !JSON.stringify(event.payload).includes(`"${query.citationId}"`)))
          continue;
        entries.push(isSealed ? sealedEntry(event) : openEntry(event, names, event.seq < firstSecret));
      }
      const known = await manager
        .createQueryBuilder(EventEntity, 'e')
        .select('DISTINCT e.type', 'type')
        .where('e.reviewId = :reviewId', me)
        .orderBy('e.type')
        .getRawMany<{ type: string }>();
      const isEnd = rows.length < take && last === rows.at(-1)?.seq;
      return {
        entries,
        next: rows.length === 0 || isEnd || last <= 1 ? null : last,
        types: known.map(({ type }) => type),
      };
    });
  }
}

/** Instants of the days asked for, ends included. */
function daysOf({ from, to }: LedgerQuery): FindOperator<string> | null {
  const first = `${from ?? '0000-01-01'}T00:00:00.000Z`;
  const last = `${to ?? '9999-12-31'}T23:59:59.999Z`;
  return from || to ? Between(first, last) : null;
}

const openEntry = (
  event: LedgerEvent,
  names: Map<string, string>,
  showsHash: boolean,
): LedgerPage['entries'][number] => ({
  seq: event.seq,
  type: event.type,
  by: names.get(event.actor.member) ?? null,
  machine: event.actor.machine ?? null,
  at: event.at,
  protocolVersion: event.protocolVersion,
  isSealed: false,
  payload: event.payload,
  hash: showsHash ? event.hash : null,
});

/** That something was decided is all that shows: not what, nor by whom, nor a hash to try guesses on. */
const sealedEntry = (event: LedgerEvent): LedgerPage['entries'][number] => ({
  seq: event.seq,
  type: 'decision',
  by: null,
  machine: null,
  at: null,
  protocolVersion: event.protocolVersion,
  isSealed: true,
  payload: null,
  hash: null,
});

/** Numbers of the entries that tell of somebody else's decision on a citation that is not complete. */
async function sealedAmong(
  manager: EntityManager,
  me: Membership,
  events: readonly LedgerEvent[],
): Promise<Set<number>> {
  const secrets = events.filter((event) => isSecret(event.type) && event.actor.member !== me.memberId) as LedgerEvent<
    (typeof SECRET)[number]
  >[];
  if (secrets.length === 0) return new Set();
  const ids = [...new Set(secrets.map((event) => event.payload.citationId))];
  const kept = new Map<string, string>();
  const complete = new Set<string>();
  for (let i = 0; i < ids.length; i += 500) {
    const some = ids.slice(i, i + 500);
    for (const citation of await manager.findBy(CitationEntity, { id: In(some) })) {
      kept.set(citation.id, citation.mergedInto ?? citation.id);
    }
    const standings = await manager.findBy(StandingEntity, { citationId: In([...kept.values()]), isComplete: true });
    for (const standing of standings) complete.add(`${standing.citationId} ${standing.stageId}`);
  }
  const isOpen = ({ citationId, stageId }: EventPayloads[(typeof SECRET)[number]]): boolean =>
    complete.has(`${kept.get(citationId)} ${stageId}`);
  return new Set(secrets.filter((event) => !isOpen(event.payload)).map((event) => event.seq));
}

/**
 * Number of the first entry that tells of somebody else's pending decision. From there on every hash rests on that
 * decision, so that a guess could be tried on it: hashes show only before it.
 */
async function firstSecretSeq(manager: EntityManager, me: Membership): Promise<number> {
  const row = await manager
    .createQueryBuilder(DecisionEntity, 'd')
    .select('MIN(d.seq)', 'seq')
    .where('d.reviewId = :reviewId AND d.memberId <> :memberId', me)
    .andWhere(
      `NOT EXISTS (SELECT 1 FROM standing s JOIN citation c ON s.citation_id = coalesce(c.merged_into, c.id)
        WHERE c.id = d.citation_id AND s.stage_id = d.stage_id AND s.is_complete = true)`,
    )
    .getRawOne<{ seq: number | null }>();
  return row?.seq ?? Number.POSITIVE_INFINITY;
}
