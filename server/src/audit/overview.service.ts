import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Overview } from '@shared/contracts/overview';
import { mayDo } from '@shared/domain/access/roles';
import { forecast } from '@shared/domain/screening/forecast';
import type { Place } from '@shared/domain/screening/place';
import { missingDecisions, type StandingName } from '@shared/domain/screening/standing';
import { placeTotals } from '../citations/place-counts';
import { Clock } from '../platform/clock';
import { Database } from '../platform/database/database';
import type { Membership } from '../platform/http/route';
import { MemberEntity } from '../reviews/review.entity';
import { TodoCounters } from '../reviews/todo';
import { StageEntity, StageSampleEntity } from '../screening/decision.entity';
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

/** What one reader did at a stage, in numbers of decisions. */
interface Work {
  /** Those that stand. */
  decided: number;
  /** Made in the last days, those taken back since included. */
  inPaceDays: number;
  lastSevenDays: number;
}

/** What a lead sees of the work: how much is done and what awaits whom. Volume only; no verdict of a pending citation. */
@Injectable()
export class OverviewService {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly todos: TodoCounters,
  ) {}

  async of(me: Membership): Promise<Overview> {
    const questions = await this.todos.count('questions', me);
    return this.database.read(async (manager) => {
      const places = await placeTotals(manager, me.reviewId);
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
    const standings = await settledAt(manager, stage.id);
    const total = await this.totalAt(manager, stage, places);
    const settled = standings.included + standings.excluded + standings.conflict;
    const work = await workOf(manager, stage.id, since(PACE_DAYS), since(7));
    const days = await decisionsPerDay(manager, stage.id, since(SHOWN_DAYS));
    const sum = (part: keyof Work): number => [...work.values()].reduce((n, one) => n + one[part], 0);
    const readers = members.filter((member) => !member.leftAt && mayDo(member.roles, 'screening.decide'));
    const needed = missingDecisions([], stage.rule, readers.length);
    const pending = Math.max(0, total - settled);
    const remaining = Math.max(0, needed * total - sum('decided'));
    return {
      stageId: stage.id,
      name: stage.name,
      kind: stage.kind,
      closedAt: stage.closedAt,
      total,
      pending,
      conflicts: standings.conflict,
      included: standings.included,
      excluded: standings.excluded,
      readers: readers.map((member) => ({
        memberId: member.id,
        name: names.get(member.id) ?? '',
        decided: work.get(member.id)?.decided ?? 0,
        lastSevenDays: work.get(member.id)?.lastSevenDays ?? 0,
        remaining: stage.closedAt ? 0 : Math.max(0, Math.min(pending, total - (work.get(member.id)?.decided ?? 0))),
      })),
      perDay: Array.from({ length: SHOWN_DAYS }, (_, i) => {
        const day = since(SHOWN_DAYS - 1 - i).slice(0, 10);
        return { day, decisions: days.get(day) ?? 0 };
      }),
      forecast: stage.closedAt ? null : forecast(remaining, sum('inPaceDays'), PACE_DAYS),
    };
  }

  private totalAt(manager: EntityManager, stage: StageEntity, places: Record<Place, number>): Promise<number> {
    if (stage.kind === 'pilot') return manager.countBy(StageSampleEntity, { stageId: stage.id });
    const reached = stage.kind === 'full-text' ? AFTER_RETRIEVAL : AFTER_SCREENING;
    return Promise.resolve(reached.reduce((sum, place) => sum + places[place], 0));
  }
}

/** Citations that are complete at a stage, by their standing: only pending ones are not. */
async function settledAt(
  manager: EntityManager,
  stageId: string,
): Promise<Record<'included' | 'excluded' | 'conflict', number>> {
  const rows = await manager.sql<{ standing: StandingName; n: number | string }[]>`
    SELECT standing, COUNT(*) AS n FROM standing WHERE stage_id = ${stageId} GROUP BY standing`;
  const at = (name: StandingName): number => Number(rows.find(({ standing }) => standing === name)?.n ?? 0);
  return { included: at('included'), excluded: at('excluded'), conflict: at('conflict') };
}

/** By reader; `ix_decision_work` holds all that is asked for. What was decided in another tool says nothing of the pace. */
async function workOf(
  manager: EntityManager,
  stageId: string,
  paceSince: string,
  weekSince: string,
): Promise<Map<string, Work>> {
  const rows = await manager.sql<Record<keyof Work | 'memberId', string>[]>`
    SELECT member_id AS "memberId", SUM(CASE WHEN is_current = true THEN 1 ELSE 0 END) AS decided,
      SUM(CASE WHEN at >= ${paceSince} AND import_id IS NULL THEN 1 ELSE 0 END) AS "inPaceDays",
      SUM(CASE WHEN at >= ${weekSince} AND import_id IS NULL THEN 1 ELSE 0 END) AS "lastSevenDays"
    FROM decision WHERE stage_id = ${stageId} GROUP BY member_id`;
  return new Map(
    rows.map(({ memberId, decided, inPaceDays, lastSevenDays }) => [
      memberId,
      { decided: Number(decided), inPaceDays: Number(inPaceDays), lastSevenDays: Number(lastSevenDays) },
    ]),
  );
}

async function decisionsPerDay(manager: EntityManager, stageId: string, since: string): Promise<Map<string, number>> {
  const rows = await manager.sql<{ day: string; n: number | string }[]>`
    SELECT substr(at, 1, 10) AS day, COUNT(*) AS n FROM decision
    WHERE stage_id = ${stageId} AND at >= ${since} AND import_id IS NULL GROUP BY substr(at, 1, 10)`;
  return new Map(rows.map(({ day, n }) => [day, Number(n)]));
}

/** Conflicts that no adjudicator may settle, since every one of them is a reader of the citation or of a copy of it. */
async function unsettleable(
  manager: EntityManager,
  stages: readonly StageEntity[],
  members: readonly MemberEntity[],
): Promise<number> {
  const adjudicators = members.filter((member) => !member.leftAt && mayDo(member.roles, 'conflicts.resolve'));
  // An id that nobody has keeps the list from being empty.
  const ids = ['', ...adjudicators.map((member) => member.id)];
  let stuck = 0;
  for (const stage of stages) {
    if (stage.rule.conflicts === 'readers') continue;
    const [found] = await manager.sql<{ n: number | string }[]>`
      SELECT COUNT(*) AS n FROM standing s WHERE s.stage_id = ${stage.id} AND s.standing = 'conflict' AND (
        SELECT COUNT(DISTINCT d.member_id) FROM citation c JOIN decision d ON d.citation_id = c.id
        WHERE (c.id = s.citation_id OR c.merged_into = s.citation_id) AND d.stage_id = s.stage_id
          AND d.is_current = true AND d.member_id IN (${() => ids})) = ${adjudicators.length}`;
    stuck += Number(found?.n ?? 0);
  }
  return stuck;
}
