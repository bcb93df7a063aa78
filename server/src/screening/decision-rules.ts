import type { EntityManager } from 'typeorm';
import type { NewDecision } from '@shared/contracts/screening';
import { exclusionReasonsAt } from '@shared/domain/protocol/protocol';
import { Refusal } from '@shared/domain/refusal';
import { isWanted } from '@shared/domain/screening/standing';
import type { Membership } from '../platform/http/route';
import { ProtocolVersionEntity } from '../protocol/protocol.entity';
import { AssignmentEntity, type StageEntity, StageSampleEntity } from './decision.entity';
import { isUsed, type StageFacts } from './facts';
import { reviewerCount } from './review-stages';

/** What must hold for a decision to be recorded, each with the words of its refusal. */

/** Places at which a citation can be read at the stages of a kind. */
const OPEN_PLACES = {
  'title-abstract': ['screening', 'screening-conflict', 'screened-out', 'retrieval'],
  'full-text': ['assessing', 'assessing-conflict', 'assessed-out', 'included'],
} as const;

export function requireOpenStage(stage: StageEntity): void {
  if (stage.closedAt) {
    throw new Refusal('stage_closed', `The stage "${stage.name}" is closed. A lead can open it again.`);
  }
}

/** The citation must be at the stage: neither removed, nor further back, nor outside a pilot's sample. */
export async function requireReadable(manager: EntityManager, { stage, citation }: StageFacts): Promise<void> {
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
export async function requireComplete(
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
export async function requireOpenDecision(manager: EntityManager, me: Membership, facts: StageFacts): Promise<void> {
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
export async function requireWanted(
  manager: EntityManager,
  me: Pick<Membership, 'reviewId' | 'memberId'>,
  facts: StageFacts,
): Promise<void> {
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
