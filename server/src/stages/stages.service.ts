import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { canonical } from '@shared/domain/ledger/canonical';
import type {
  NewPilot,
  RuleChange,
  RulePreview,
  StageAdded,
  StageRule,
  Stages,
  StageTurn,
  StageVolume,
} from '@shared/contracts/stages';
import { mayDo } from '@shared/domain/access/roles';
import { Refusal } from '@shared/domain/refusal';
import { defaultRule } from '@shared/domain/screening/rule';
import { ruleFaults, ruleWarnings, type Team } from '@shared/domain/screening/rule-faults';
import { Database } from '../platform/database/database';
import type { Membership } from '../platform/http/route';
import { assertSeen } from '../platform/http/seen';
import { Ledger } from '../platform/ledger/ledger';
import { namedMembers } from '../protocol/member-names';
import { reasonOrder } from '../protocol/reason-order';
import { ReviewEntity } from '../reviews/review.entity';
import { StageEntity } from '../screening/decision.entity';
import { decidedCitations, effectOf } from './rule-preview';
import { drawFrom, forPilot, hasComplete, volumeOf } from './stage-citations';

/** The screening steps of a review: their rules, pilots, and what a changed rule would do. */
@Injectable()
export class StagesService {
  constructor(
    private readonly database: Database,
    private readonly ledger: Ledger,
  ) {}

  list({ reviewId }: Membership): Promise<Stages> {
    return this.database.read(async (manager) => {
      const stages = await manager.find(StageEntity, { where: { reviewId }, order: { position: 'ASC' } });
      const people = (await namedMembers(manager, reviewId)).map(({ id, name, roles, leftAt }) => ({
        memberId: id,
        name,
        isReader: !leftAt && mayDo(roles, 'screening.decide'),
        hasLeft: leftAt !== null,
      }));
      return { stages, people };
    });
  }

  volumes({ reviewId }: Membership): Promise<StageVolume[]> {
    return this.database.read(async (manager) => {
      const stages = await manager.find(StageEntity, { where: { reviewId }, order: { position: 'ASC' } });
      const volumes: StageVolume[] = [];
      for (const stage of stages) volumes.push({ stageId: stage.id, ...(await volumeOf(manager, stage)) });
      return volumes;
    });
  }

  /** Adds a stage on a random sample, which everyone reads under the requirements of the step it rehearses. */
  addPilot({ reviewId, memberId }: Membership, { id, ...request }: NewPilot): Promise<StageAdded> {
    return this.ledger.act({ reviewId, id, memberId, request }, async (act) => {
      const { name, of, size, seed } = request;
      const step = await act.manager.findOneBy(StageEntity, { reviewId, kind: of });
      if (!step) {
        throw new Refusal('no_protocol', 'Publish the protocol first: its criteria are what a pilot tries out.');
      }
      const citationIds = await drawFrom(forPilot(act.manager, reviewId, of), seed, size);
      if (citationIds.length < size) {
        throw new Refusal(
          'too_few_citations',
          `${citationIds.length} citations can be drawn for this pilot, ${size} were asked for. Nothing was added.`,
          409,
          { available: citationIds.length },
        );
      }
      const { required, maybe, hideAuthors, hideJournal, reasonsMustAgree } = step.rule;
      const rule = { ...defaultRule('pilot'), required, maybe, hideAuthors, hideJournal, reasonsMustAgree };
      const sample = { of, size, seed, citationIds };
      await act.append('stage.added', { stageId: id, kind: 'pilot', name, rule, sample });
      return { id, size };
    });
  }

  preview({ reviewId }: Membership, stageId: string, rule: StageRule): Promise<RulePreview> {
    return this.database.read(async (manager) => {
      const stage = await stageOf(manager, reviewId, stageId);
      const review = await manager.findOneByOrFail(ReviewEntity, { id: reviewId });
      const team = await teamOf(manager, reviewId);
      refuseFaults(rule, team);
      const order = await reasonOrder(manager, reviewId, review.protocolVersion);
      const rank = (reason: string): number => (order.includes(reason) ? order.indexOf(reason) : order.length);
      const decided = await decidedCitations(manager, stage);
      const { sure, possible, ...effect } = effectOf(decided, stage.rule, rule, team.readerIds.size, rank);
      const { citations, complete, undivided } = await volumeOf(manager, stage);
      return {
        ...effect,
        completing: { pending: citations - complete, sure, possible },
        warnings: ruleWarnings(rule, stage.kind, team, undivided),
      };
    });
  }

  setRule({ reviewId, memberId }: Membership, stageId: string, change: RuleChange): Promise<{ id: string }> {
    const { id, seen, name, rule, reason } = change;
    const request = { stageId, seen, name, rule, reason };
    return this.ledger.act({ reviewId, id, memberId, request }, async (act) => {
      const stage = await openStage(act.manager, reviewId, stageId);
      refuseFaults(rule, await teamOf(act.manager, reviewId));
      const isSameRule = canonical(stage.rule) === canonical(rule);
      if (isSameRule && stage.name === name) {
        throw new Refusal('nothing_changed', 'The stage has this rule already. Nothing was changed.');
      }
      assertSeen(`The rule of “${stage.name}”`, seen, { name: stage.name, rule: stage.rule });
      if (!isSameRule && reason === null && (await hasComplete(act.manager, stageId))) {
        throw new Refusal('reason_needed', 'The rule has already settled citations: say why it changes.', 422);
      }
      await act.append('stage.ruled', { stageId, name, rule, reason });
      return { id };
    });
  }

  /** Closes or opens a stage; what was decided stays. */
  turn(
    { reviewId, memberId }: Membership,
    stageId: string,
    to: 'closed' | 'open',
    { id, reason }: StageTurn,
  ): Promise<{ id: string }> {
    return this.ledger.act({ reviewId, id, memberId, request: { stageId, to, reason } }, async (act) => {
      const stage = await stageOf(act.manager, reviewId, stageId);
      if ((stage.closedAt !== null) === (to === 'closed')) {
        throw new Refusal('nothing_changed', `The stage is ${to} already. Nothing was changed.`);
      }
      await act.append(to === 'closed' ? 'stage.closed' : 'stage.opened', { stageId, reason });
      return { id };
    });
  }
}

export async function stageOf(manager: EntityManager, reviewId: string, stageId: string): Promise<StageEntity> {
  const stage = await manager.findOneBy(StageEntity, { id: stageId, reviewId });
  if (!stage) throw new Refusal('no_such_stage', 'There is no such stage in this review.', 404);
  return stage;
}

export async function openStage(manager: EntityManager, reviewId: string, stageId: string): Promise<StageEntity> {
  const stage = await stageOf(manager, reviewId, stageId);
  if (stage.closedAt) {
    throw new Refusal('stage_closed', `“${stage.name}” is closed. Open it first, with a reason.`);
  }
  return stage;
}

async function teamOf(manager: EntityManager, reviewId: string): Promise<Team> {
  const members = await namedMembers(manager, reviewId);
  const present = members.filter((member) => !member.leftAt);
  const readers = present.filter((member) => mayDo(member.roles, 'screening.decide'));
  return {
    memberIds: new Set(members.map((member) => member.id)),
    readerIds: new Set(readers.map((member) => member.id)),
    hasAdjudicator: present.some((member) => mayDo(member.roles, 'conflicts.resolve')),
  };
}

function refuseFaults(rule: StageRule, team: Team): void {
  const faults = ruleFaults(rule, team);
  const first = faults[0];
  if (first) throw new Refusal('rule_impossible', `${first.detail} Nothing was changed.`, 422, { faults });
}
