import { Injectable } from '@nestjs/common';
import { type EntityManager, In } from 'typeorm';
import type {
  Conflict,
  Conflicts,
  ConflictsQuery,
  DecisionReceipt,
  NewComment,
  NewResolution,
} from '@shared/contracts/screening';
import { mayAdjudicate } from '@shared/domain/access/visibility';
import { Refusal } from '@shared/domain/refusal';
import { CitationEntity, StandingEntity } from '../citations/citation.entity';
import { Database } from '../platform/database/database';
import type { Membership } from '../platform/http/route';
import { Ledger } from '../platform/ledger/ledger';
import { TodoCounters } from '../reviews/todo';
import { presentCitations } from './citation-views';
import { requireKnownReasons } from './decision-rules';
import { CommentEntity, DecisionEntity, StageEntity } from './decision.entity';
import { type StageFacts, stageFacts } from './facts';

interface Open {
  standing: StandingEntity;
  stage: StageEntity;
  decisions: DecisionEntity[];
  mayResolve: boolean;
  mayConcede: boolean;
}

/** Conflicts: shown without names, settled by an adjudicator who read neither side's record, or by the readers. */
@Injectable()
export class ConflictsService {
  constructor(
    private readonly database: Database,
    private readonly ledger: Ledger,
    todos: TodoCounters,
  ) {
    todos.register('conflicts', (me) => this.count(me));
  }

  list(me: Membership, query: ConflictsQuery): Promise<Conflicts> {
    return this.database.read(async (manager) => {
      const open = await this.open(manager, me, query.stageId);
      const mine = open.filter((conflict) => conflict.mayResolve || conflict.mayConcede);
      const page = mine.slice(query.after, query.after + query.limit);
      const rows = await Promise.all(page.map((conflict) => this.present(manager, me, conflict)));
      const isReader = (conflict: Open): boolean =>
        me.permissions.includes('conflicts.resolve') &&
        conflict.decisions.some((decision) => decision.memberId === me.memberId);
      return {
        rows,
        total: mine.length,
        own: open.filter((conflict) => isReader(conflict) && !conflict.mayConcede).length,
      };
    });
  }

  resolve(me: Membership, { id, ...request }: NewResolution): Promise<DecisionReceipt> {
    const { citationId, stageId } = request;
    return this.ledger.act({ reviewId: me.reviewId, id, memberId: me.memberId, request }, async (act) => {
      const facts = await stageFacts(act.manager, me.reviewId, stageId, citationId);
      requireConflict(facts);
      const readers = facts.decisions.map((decision) => decision.memberId);
      if (!mayAdjudicate(me.memberId, true, readers)) {
        throw new Refusal(
          'own_conflict',
          'You are one of the readers of this citation, so somebody else has to settle it.',
          403,
        );
      }
      if (request.verdict === 'exclude' && facts.stage.rule.required.exclude.reason && request.reasons.length === 0) {
        throw new Refusal('reason_required', 'This stage asks for a reason with an exclusion. Tick at least one.', 422);
      }
      await requireKnownReasons(act.manager, facts.stage, request.reasons);
      await act.append('conflict.resolved', request);
      return { id, citationId };
    });
  }

  comment(me: Membership, { id, ...request }: NewComment): Promise<DecisionReceipt> {
    const { citationId, stageId } = request;
    return this.ledger.act({ reviewId: me.reviewId, id, memberId: me.memberId, request }, async (act) => {
      const facts = await stageFacts(act.manager, me.reviewId, stageId, citationId);
      const { mayResolve, mayConcede } = rightsIn(me, facts.stage, facts.decisions);
      if (!mayResolve && !mayConcede) {
        throw new Refusal('not_your_conflict', 'This conflict is not yours to discuss.', 403);
      }
      requireConflict(facts);
      await act.append('conflict.discussed', request);
      return { id, citationId };
    });
  }

  private async count(me: Membership): Promise<number | null> {
    if (!me.permissions.includes('conflicts.read')) return null;
    return this.database.read(async (manager) => {
      const open = await this.open(manager, me);
      return open.filter((conflict) => conflict.mayResolve || conflict.mayConcede).length;
    });
  }

  private async open(manager: EntityManager, me: Membership, stageId?: string): Promise<Open[]> {
    const stages = await manager.findBy(StageEntity, { reviewId: me.reviewId, ...(stageId ? { id: stageId } : {}) });
    const standings = await manager.find(StandingEntity, {
      where: { stageId: In(stages.map((stage) => stage.id)), standing: 'conflict' },
      order: { settledSeq: 'ASC' },
    });
    if (standings.length === 0) return [];
    const decisions = await this.decisionsOf(manager, standings);
    return standings.flatMap((standing) => {
      const stage = stages.find((candidate) => candidate.id === standing.stageId);
      if (!stage) return [];
      const sides = decisions.get(`${standing.citationId} ${standing.stageId}`) ?? [];
      return [{ standing, stage, decisions: sides, ...rightsIn(me, stage, sides) }];
    });
  }

  /** Decisions of each conflict's whole duplicate set, keyed by kept citation and stage. */
  private async decisionsOf(
    manager: EntityManager,
    standings: readonly StandingEntity[],
  ): Promise<Map<string, DecisionEntity[]>> {
    const kept = [...new Set(standings.map((standing) => standing.citationId))];
    const keptOf = new Map(kept.map((id) => [id, id]));
    const all = new Map<string, DecisionEntity[]>();
    for (let i = 0; i < kept.length; i += 500) {
      const some = kept.slice(i, i + 500);
      for (const copy of await manager.findBy(CitationEntity, { mergedInto: In(some) })) {
        keptOf.set(copy.id, copy.mergedInto as string);
      }
    }
    const ids = [...keptOf.keys()];
    for (let i = 0; i < ids.length; i += 500) {
      const found = await manager.find(DecisionEntity, {
        where: { citationId: In(ids.slice(i, i + 500)), isCurrent: true },
        // By member, so that the order of sides says nothing of who decided first.
        order: { memberId: 'ASC', seq: 'ASC' },
      });
      for (const decision of found) {
        const key = `${keptOf.get(decision.citationId)} ${decision.stageId}`;
        all.set(key, [...(all.get(key) ?? []), decision]);
      }
    }
    return all;
  }

  private async present(manager: EntityManager, me: Membership, conflict: Open): Promise<Conflict> {
    const { standing, stage, decisions, mayResolve, mayConcede } = conflict;
    const citation = await manager.findOneByOrFail(CitationEntity, { id: standing.citationId });
    const [view] = await presentCitations(manager, [citation], stage.rule);
    if (!view) throw new Error(`citation ${citation.id} has no record`);
    const names = namelessLabels(decisions);
    const comments = await manager.find(CommentEntity, {
      where: { citationId: citation.id, stageId: stage.id },
      order: { at: 'ASC' },
    });
    return {
      citation: view,
      stageId: stage.id,
      sides: decisions.map((decision) => ({
        ...decision,
        reader: names.get(decision.memberId) ?? 'Reader',
        isMe: decision.memberId === me.memberId,
      })),
      comments: comments.map((comment) => ({
        ...comment,
        by: names.get(comment.memberId) ?? 'Adjudicator',
        isMe: comment.memberId === me.memberId,
      })),
      mayResolve,
      mayConcede,
    };
  }
}

function rightsIn(
  me: Membership,
  stage: StageEntity,
  decisions: readonly { memberId: string }[],
): { mayResolve: boolean; mayConcede: boolean } {
  const readers = decisions.map((decision) => decision.memberId);
  const isAdjudicator = me.permissions.includes('conflicts.resolve');
  return {
    mayResolve: mayAdjudicate(me.memberId, isAdjudicator, readers),
    mayConcede: stage.rule.conflicts === 'readers' && readers.includes(me.memberId),
  };
}

/** "Reader 1", "Reader 2" …, in the order of member ids, so that the label says nothing of who decided first. */
function namelessLabels(decisions: readonly DecisionEntity[]): Map<string, string> {
  const ids = [...new Set(decisions.map((decision) => decision.memberId))].sort();
  return new Map(ids.map((id, i) => [id, `Reader ${i + 1}`]));
}

function requireConflict(facts: StageFacts): void {
  if (facts.standing?.standing !== 'conflict') {
    throw new Refusal(
      'no_conflict',
      'This citation is not in conflict (any more): somebody may have settled it meanwhile.',
    );
  }
}
