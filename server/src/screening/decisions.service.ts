import { Injectable } from '@nestjs/common';
import { type EntityManager, In } from 'typeorm';
import type {
  DecisionReceipt,
  DecisionWithdrawal,
  NewDecision,
  OwnDecisions,
  OwnDecisionsQuery,
  Reopening,
} from '@shared/contracts/screening';
import { Refusal } from '@shared/domain/refusal';
import type { HandedOut } from '@shared/domain/screening/handed-out';
import { isRanked } from '@shared/domain/screening/rule';
import { CitationEntity } from '../citations/citation.entity';
import { textMatch } from '../citations/text-match';
import { Database } from '../platform/database/database';
import type { Membership } from '../platform/http/route';
import { Ledger } from '../platform/ledger/ledger';
import { presentCitations } from './citation-views';
import { DecisionEntity } from './decision.entity';
import {
  requireComplete,
  requireOpenDecision,
  requireOpenStage,
  requireReadable,
  requireWanted,
} from './decision-rules';
import { type StageFacts, stageFacts } from './facts';

@Injectable()
export class DecisionsService {
  constructor(
    private readonly database: Database,
    private readonly ledger: Ledger,
  ) {}

  /** Records a reader's decision, or their changed mind. The answer says nothing of what it led to. */
  decide(me: Membership, { id, ...request }: NewDecision): Promise<DecisionReceipt> {
    const { citationId, stageId } = request;
    return this.ledger.act({ reviewId: me.reviewId, id, memberId: me.memberId, request }, async (act) => {
      const facts = await stageFacts(act.manager, me.reviewId, stageId, citationId);
      requireOpenStage(facts.stage);
      await requireReadable(act.manager, facts);
      await requireComplete(act.manager, facts.stage, request);
      if (facts.hasDecided(me.memberId)) await requireOpenDecision(act.manager, me, facts);
      else await requireWanted(act.manager, me, facts);
      const handed = await handedOut(act.manager, me, facts);
      await act.append('decision.made', handed ? { ...request, handed } : request, facts);
      return { id, citationId };
    });
  }

  withdraw(me: Membership, { id, ...request }: DecisionWithdrawal): Promise<DecisionReceipt> {
    const { citationId, stageId } = request;
    return this.ledger.act({ reviewId: me.reviewId, id, memberId: me.memberId, request }, async (act) => {
      const facts = await stageFacts(act.manager, me.reviewId, stageId, citationId);
      requireOpenStage(facts.stage);
      if (!facts.hasDecided(me.memberId)) {
        throw new Refusal('no_decision', 'You have no decision on this citation to take back.');
      }
      await requireOpenDecision(act.manager, me, facts);
      await act.append('decision.withdrawn', request);
      await endLease(act.manager, me, request);
      return { id, citationId };
    });
  }

  /** A lead opens a settled citation again; everything decided stays in the ledger. */
  reopen(me: Membership, { id, ...request }: Reopening): Promise<DecisionReceipt> {
    const { citationId, stageId } = request;
    return this.ledger.act({ reviewId: me.reviewId, id, memberId: me.memberId, request }, async (act) => {
      const { standing } = await stageFacts(act.manager, me.reviewId, stageId, citationId);
      if (!standing?.isComplete) {
        throw new Refusal('not_settled', 'This citation is not settled at this stage, so there is nothing to reopen.');
      }
      await act.append('standing.reopened', request);
      if (request.clear) await endLeases(act.manager, request);
      return { id, citationId };
    });
  }

  /** The member's own decisions that stand, newest first. */
  mine(me: Membership, query: OwnDecisionsQuery): Promise<OwnDecisions> {
    return this.database.read(async (manager) => {
      const builder = manager
        .createQueryBuilder(DecisionEntity, 'd')
        .where('d.reviewId = :reviewId AND d.memberId = :memberId AND d.isCurrent = :yes', { ...me, yes: true });
      if (query.stageId) builder.andWhere('d.stageId = :stageId', { stageId: query.stageId });
      if (query.verdict) builder.andWhere('d.verdict = :verdict', { verdict: query.verdict });
      if (query.before) builder.andWhere('d.seq < :before', { before: query.before });
      if (query.q) textMatch(builder, 'd.citation_id', query.q, this.database.dialect);
      const found = await builder
        .orderBy('d.seq', 'DESC')
        .limit(query.limit + 1)
        .getMany();
      const page = found.slice(0, query.limit);
      const citations = await manager.findBy(CitationEntity, { id: In(page.map((decision) => decision.citationId)) });
      const views = await presentCitations(manager, citations);
      const byId = new Map(views.map((view) => [view.id, view]));
      const rows = await Promise.all(
        page.flatMap((decision) => {
          const citation = byId.get(decision.citationId);
          return citation ? [this.ownRow(manager, me, decision, citation)] : [];
        }),
      );
      return { rows, next: found.length > query.limit ? (page.at(-1)?.seq ?? null) : null };
    });
  }

  private async ownRow(
    manager: EntityManager,
    me: Membership,
    decision: DecisionEntity,
    citation: OwnDecisions['rows'][number]['citation'],
  ) {
    const isOpen = await this.isStillOpen(manager, me, decision);
    return { ...decision, citation, isOpen, isImported: decision.importId !== null };
  }

  private async isStillOpen(manager: EntityManager, me: Membership, decision: DecisionEntity): Promise<boolean> {
    try {
      const facts = await stageFacts(manager, me.reviewId, decision.stageId, decision.citationId);
      requireOpenStage(facts.stage);
      await requireOpenDecision(manager, me, facts);
      return true;
    } catch (error) {
      if (error instanceof Refusal) return false;
      throw error;
    }
  }
}

/** How the queue handed the record to the reader, as the server noted it then; asked for only where there is an order to note. */
async function handedOut(manager: EntityManager, me: Membership, { stage, citation }: StageFacts) {
  if (!isRanked(stage.rule) && !stage.confirmation) return null;
  const [lease] = await manager.sql<{ handed: string | null }[]>`
    SELECT handed FROM lease
    WHERE stage_id = ${stage.id} AND citation_id = ${citation.id} AND member_id = ${me.memberId}`;
  return lease?.handed ? (JSON.parse(lease.handed) as HandedOut) : null;
}

type AtStage = Pick<Reopening, 'stageId' | 'citationId'>;

/** Frees the slot of a decision that is taken back. (While it stands, it and the lease hold one slot between them.) */
async function endLease(manager: EntityManager, me: Membership, { stageId, citationId }: AtStage): Promise<void> {
  await manager.sql`
    DELETE FROM lease WHERE stage_id = ${stageId} AND citation_id = ${citationId} AND member_id = ${me.memberId}`;
}

/** Frees every slot, for a citation that is read from the beginning. */
async function endLeases(manager: EntityManager, { stageId, citationId }: AtStage): Promise<void> {
  await manager.sql`DELETE FROM lease WHERE stage_id = ${stageId} AND citation_id = ${citationId}`;
}
