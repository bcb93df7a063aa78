import { Injectable } from '@nestjs/common';
import { type EntityManager, MoreThanOrEqual } from 'typeorm';
import type { Overview } from '@shared/contracts/overview';
import { mayAdjudicate } from '@shared/domain/access/visibility';
import { mayDo } from '@shared/domain/access/roles';
import { forecast } from '@shared/domain/screening/forecast';
import { PLACES, type Place } from '@shared/domain/screening/place';
import { missingDecisions } from '@shared/domain/screening/standing';
import { CitationEntity, StandingEntity } from '../citations/citation.entity';
import { Clock } from '../platform/clock';
import { Database } from '../platform/database/database';
import type { Membership } from '../platform/http/route';
import { MemberEntity } from '../reviews/review.entity';
import { TodoCounters } from '../reviews/todo';
import { DecisionEntity, StageEntity, StageSampleEntity } from '../screening/decision.entity';
import { memberNames } from '../screening/records.service';

const DAY_MS = 86_400_000;
const PACE_DAYS = 14;
const SHOWN_DAYS = 28;

const AFTER_SCREENING: readonly Place[] = [
  'screening',
  'screening-conflict',
  'screened-out',
  'screened-out-automation',
  'retrieval',
  'not-retrieved',
  'assessing',
  'assessing-conflict',
  'assessed-out',
  'awaiting',
  'ongoing',
  'included',
];
const AFTER_RETRIEVAL: readonly Place[] = ['assessing', 'assessing-conflict', 'assessed-out', 'included'];

/** What a lead sees of the work: how much is done and what awaits whom. Volume only; no verdict of a pending citation. */
@Injectable()
export class OverviewService {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly todos: TodoCounters,
  ) {}

  async of(me: Membership): Promise<Overview> {
    const questions = (await this.todos.of(me)).questions;
    return this.database.read(async (manager) => {
      const places = await countPlaces(manager, me.reviewId);
      const stages = await manager.find(StageEntity, { where: { reviewId: me.reviewId }, order: { position: 'ASC' } });
      const members = await manager.findBy(MemberEntity, { reviewId: me.reviewId });
      const names = await memberNames(manager, me.reviewId);
      const progress = [];
      for (const stage of stages) progress.push(await this.progressOf(manager, stage, places, members, names));
      return {
        places,
        stages: progress,
        awaiting: {
          conflicts: places['screening-conflict'] + places['assessing-conflict'],
          unsettleable: await unsettleable(manager, stages, members),
          toRetrieve: places.retrieval,
          questions,
        },
      };
    });
  }

  private async progressOf(
    manager: EntityManager,
    stage: StageEntity,
    places: Record<Place, number>,
    members: readonly MemberEntity[],
    names: ReadonlyMap<string, string>,
  ): Promise<Overview['stages'][number]> {
    const now = Date.parse(this.clock.now());
    const since = (days: number): string => new Date(now - days * DAY_MS).toISOString();
    const at = { reviewId: stage.reviewId, stageId: stage.id };
    const standings = await countBy(manager, 'standing', 'standing', stage.id, 'AND is_complete = true');
    const total = await this.totalAt(manager, stage, places);
    const settled = (standings['included'] ?? 0) + (standings['excluded'] ?? 0) + (standings['conflict'] ?? 0);
    const decided = await countBy(manager, 'decision', 'member_id', stage.id, 'AND is_current = true');
    const recent = await manager.find(DecisionEntity, {
      where: { ...at, at: MoreThanOrEqual(since(SHOWN_DAYS)) },
      select: { memberId: true, at: true },
    });
    const inLast = (days: number, memberId?: string): number =>
      recent.filter((d) => d.at >= since(days) && (memberId === undefined || d.memberId === memberId)).length;
    const readers = members.filter((member) => !member.leftAt && mayDo(member.roles, 'screening.decide'));
    const needed = missingDecisions([], stage.rule, readers.length);
    const pending = Math.max(0, total - settled);
    const made = Object.values(decided).reduce((sum, n) => sum + n, 0);
    const remaining = Math.max(0, needed * total - made);
    return {
      stageId: stage.id,
      name: stage.name,
      kind: stage.kind,
      closedAt: stage.closedAt,
      total,
      pending,
      conflicts: standings['conflict'] ?? 0,
      included: standings['included'] ?? 0,
      excluded: standings['excluded'] ?? 0,
      readers: readers.map((member) => ({
        memberId: member.id,
        name: names.get(member.id) ?? '',
        decided: decided[member.id] ?? 0,
        lastSevenDays: inLast(7, member.id),
        remaining: stage.closedAt ? 0 : Math.max(0, Math.min(pending, total - (decided[member.id] ?? 0))),
      })),
      perDay: Array.from({ length: SHOWN_DAYS }, (_, i) => {
        const day = since(SHOWN_DAYS - 1 - i).slice(0, 10);
        return { day, decisions: recent.filter((decision) => decision.at.startsWith(day)).length };
      }),
      forecast: stage.closedAt ? null : forecast(remaining, inLast(PACE_DAYS), PACE_DAYS),
    };
  }

  private totalAt(manager: EntityManager, stage: StageEntity, places: Record<Place, number>): Promise<number> {
    if (stage.kind === 'pilot') return manager.countBy(StageSampleEntity, { stageId: stage.id });
    const reached = stage.kind === 'full-text' ? AFTER_RETRIEVAL : AFTER_SCREENING;
    return Promise.resolve(reached.reduce((sum, place) => sum + places[place], 0));
  }
}

export async function countPlaces(manager: EntityManager, reviewId: string): Promise<Record<Place, number>> {
  const rows = await manager
    .createQueryBuilder(CitationEntity, 'c')
    .select('c.place', 'place')
    .addSelect('COUNT(*)', 'n')
    .where('c.reviewId = :reviewId', { reviewId })
    .groupBy('c.place')
    .getRawMany<{ place: Place; n: number | string }>();
  const counts = Object.fromEntries(PLACES.map((place) => [place, 0])) as Record<Place, number>;
  for (const { place, n } of rows) counts[place] = Number(n);
  return counts;
}

async function countBy(
  manager: EntityManager,
  table: 'standing' | 'decision',
  column: 'standing' | 'member_id',
  stageId: string,
  also: 'AND is_complete = true' | 'AND is_current = true',
): Promise<Record<string, number>> {
  const rows = await manager
    .createQueryBuilder()
    .select(column, 'name')
    .addSelect('COUNT(*)', 'n')
    .from(table, 't')
    .where(`stage_id = :stageId ${also}`, { stageId })
    .groupBy(column)
    .getRawMany<{ name: string; n: number | string }>();
  return Object.fromEntries(rows.map(({ name, n }) => [name, Number(n)]));
}

/** Conflicts that no adjudicator may settle, since every one of them is a reader of the citation. */
async function unsettleable(
  manager: EntityManager,
  stages: readonly StageEntity[],
  members: readonly MemberEntity[],
): Promise<number> {
  const adjudicators = members.filter((member) => !member.leftAt && mayDo(member.roles, 'conflicts.resolve'));
  let stuck = 0;
  for (const stage of stages) {
    if (stage.rule.conflicts === 'readers') continue;
    const conflicts = await manager.findBy(StandingEntity, { stageId: stage.id, standing: 'conflict' });
    for (const { citationId } of conflicts) {
      const decisions = await manager.findBy(DecisionEntity, { citationId, stageId: stage.id, isCurrent: true });
      const readers = decisions.map((decision) => decision.memberId);
      if (!adjudicators.some((member) => mayAdjudicate(member.id, true, readers))) stuck++;
    }
  }
  return stuck;
}
