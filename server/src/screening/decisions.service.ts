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
import { exclusionReasonsAt } from '@shared/domain/protocol/protocol';
import { Refusal } from '@shared/domain/refusal';
import { isWanted } from '@shared/domain/screening/standing';
import { CitationEntity } from '../citations/citation.entity';
import { textMatch } from '../citations/text-match';
import { Database } from '../platform/database/database';
import type { Membership } from '../platform/http/route';
import { Ledger } from '../platform/ledger/ledger';
import { ProtocolVersionEntity } from '../protocol/protocol.entity';
import { presentCitations } from './citation-views';
import { AssignmentEntity, DecisionEntity, StageEntity, StageSampleEntity } from './decision.entity';
import { isUsed, type StageFacts, stageFacts } from './facts';
import { reviewerCount } from './review-stages';

/** Places at which a citation can be read at the stages of a kind. */
const OPEN_PLACES = {
  'title-abstract': ['screening', 'screening-conflict', 'screened-out', 'retrieval'],
  'full-text': ['assessing', 'assessing-conflict', 'assessed-out', 'included'],
} as const;

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
      await act.append('decision.made', request, facts);
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
    return { ...decision, citation, isOpen };
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

function requireOpenStage(stage: StageEntity): void {
  if (stage.closedAt) {
    throw new Refusal('stage_closed', `The stage "${stage.name}" is closed. A lead can open it again.`);
  }
}

/** The citation must be at the stage: neither removed, nor further back, nor outside a pilot's sample. */
async function requireReadable(manager: EntityManager, { stage, citation }: StageFacts): Promise<void> {
  const kind = stage.kind === 'pilot' ? (stage.sample?.of ?? 'title-abstract') : stage.kind;
  const isInSample =
    stage.kind !== 'pilot' ||
    (await manager.existsBy(StageSampleEntity, { stageId: stage.id, citationId: citation.id }));
  const places: readonly string[] =
    stage.kind === 'pilot'
      ? [...OPEN_PLACES['title-abstract'], ...OPEN_PLACES['full-text']]
      : OPEN_PLACES[kind as keyof typeof OPEN_PLACES];
  if (!isInSample || !places.includes(citation.place)) {
    throw new Refusal(
      'not_at_stage',
      'This citation is not at this stage (any more). Nothing was recorded; go on with the next.',
    );
  }
}

/** What the stage asks to go with a vote, and only reasons that the protocol knows. */
async function requireComplete(
  manager: EntityManager,
  stage: StageEntity,
  decision: Pick<NewDecision, 'verdict' | 'reasons' | 'tags' | 'note' | 'quotations'>,
): Promise<void> {
  const required = stage.rule.required[decision.verdict];
  if (required.reason && decision.reasons.length === 0) {
    throw new Refusal('reason_required', 'This stage asks for a reason with this vote. Tick at least one.', 422);
  }
  if (required.tag && decision.tags.length === 0) {
    throw new Refusal('tag_required', 'This stage asks for a tag with this vote. Add at least one.', 422);
  }
  if (required.note && !decision.note?.trim()) {
    throw new Refusal('note_required', 'This stage asks for a note with this vote. Write one.', 422);
  }
  await requireKnownReasons(manager, stage, decision.reasons);
  // The file of a quotation is not asked for: it may have been replaced while the vote waited to be sent.
  if (decision.quotations?.some(({ reason }) => reason !== null && !decision.reasons.includes(reason))) {
    throw new Refusal('quotation_without_reason', 'A quotation names a reason that is not ticked. Tick it.', 422);
  }
}

export async function requireKnownReasons(
  manager: EntityManager,
  stage: StageEntity,
  reasons: readonly string[],
): Promise<void> {
  if (reasons.length === 0) return;
  const versions = await manager.find(ProtocolVersionEntity, {
    where: { reviewId: stage.reviewId },
    order: { version: 'DESC' },
    take: 1,
  });
  const at = (stage.kind === 'pilot' ? stage.sample?.of : stage.kind) === 'full-text' ? 'full-text' : 'title-abstract';
  const known = versions[0] ? exclusionReasonsAt(versions[0].document, at).map((reason) => reason.id) : [];
  const unknown = reasons.find((reason) => !known.includes(reason));
  if (unknown !== undefined) {
    throw new Refusal(
      'unknown_reason',
      `The protocol in force has no reason "${unknown}" at this stage. Reload and tick again.`,
      422,
    );
  }
}

/**
 * A decision stays its maker's until it was built on. Those who see outcomes cannot change one once the citation is
 * complete: they would be changing it in the light of what the others said. Where the rule lets the readers settle
 * conflicts among themselves, changing is how they do it.
 */
async function requireOpenDecision(manager: EntityManager, me: Membership, facts: StageFacts): Promise<void> {
  const isConflict = facts.standing?.standing === 'conflict';
  if (isConflict && facts.stage.rule.conflicts === 'readers') return;
  if (facts.standing?.isComplete && me.permissions.includes('outcomes.read')) {
    throw new Refusal(
      'locked_after_reveal',
      'The other reader has decided too, and your roles let you see the outcome, so your decision is locked. A lead can reopen the citation.',
    );
  }
  if (await isUsed(manager, facts)) {
    throw new Refusal(
      'decision_used',
      'A later step rests on this decision, so it is locked. A lead can reopen the citation.',
    );
  }
}

/** The rule must still ask for this reader. The text is the same whatever the others decided. */
async function requireWanted(manager: EntityManager, me: Membership, facts: StageFacts): Promise<void> {
  const { stage, citation, decisions } = facts;
  if (stage.rule.assignment === 'batches') {
    const isMine = await manager.existsBy(AssignmentEntity, {
      stageId: stage.id,
      citationId: citation.id,
      memberId: me.memberId,
    });
    if (!isMine) throw new Refusal('not_assigned', 'This citation is assigned to other readers. Nothing was recorded.');
  }
  const readers = stage.rule.readers === 'everyone' ? await reviewerCount(manager, me.reviewId) : stage.rule.readers;
  if (facts.standing?.isComplete || !isWanted(me.memberId, decisions, stage.rule, readers)) {
    throw new Refusal(
      'already_complete',
      'This citation has all the decisions it needs. Nothing was recorded; go on with the next.',
    );
  }
}
