import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type {
  ComparisonQuery,
  CurrentProtocol,
  ProtocolDifference,
  ProtocolVersion,
  ProtocolVersionRow,
  Publication,
  Published,
} from '@shared/contracts/protocol';
import { compareProtocols } from '@shared/domain/protocol/diff';
import type { ProtocolDocument } from '@shared/domain/protocol/protocol';
import { Refusal } from '@shared/domain/refusal';
import { defaultRule } from '@shared/domain/screening/rule';
import { Clock } from '../platform/clock';
import { Database } from '../platform/database/database';
import type { Membership } from '../platform/http/route';
import { type Act, Ledger } from '../platform/ledger/ledger';
import { ReviewEntity } from '../reviews/review.entity';
import { StageEntity } from '../screening/decision.entity';
import { collision, draftOf, storeDraft } from './drafts.service';
import { memberNames, namedMembers } from './member-names';
import { ProtocolVersionEntity } from './protocol.entity';

/** Immutable protocol versions: publishing, amending, reading and comparing them. */
@Injectable()
export class ProtocolService {
  constructor(
    private readonly database: Database,
    private readonly ledger: Ledger,
    private readonly clock: Clock,
  ) {}

  current({ reviewId }: Membership): Promise<CurrentProtocol> {
    return this.database.read(async (manager) => {
      const review = await manager.findOneByOrFail(ReviewEntity, { id: reviewId });
      const version = review.protocolVersion;
      return { current: version > 0 ? await versionOf(manager, reviewId, version) : null };
    });
  }

  list({ reviewId }: Membership): Promise<ProtocolVersionRow[]> {
    return this.database.read(async (manager) => {
      const names = await memberNames(manager, reviewId);
      const rows = await manager.find(ProtocolVersionEntity, { where: { reviewId }, order: { version: 'DESC' } });
      return rows.map((row) => ({ ...row, by: names.get(row.memberId) ?? row.memberId }));
    });
  }

  one({ reviewId }: Membership, version: number): Promise<ProtocolVersion> {
    return this.database.read((manager) => versionOf(manager, reviewId, version));
  }

  /** @throws Refusal 403 where a draft is compared by somebody who may not edit it. */
  compare(me: Membership, { from, to }: ComparisonQuery): Promise<ProtocolDifference> {
    return this.database.read(async (manager) => {
      const [before, after] = await documentsOf(manager, me, from, to);
      return compareProtocols(before, after);
    });
  }

  /** Makes the draft the next version: the first, or an amendment with its reason. */
  publish(me: Membership, { id, revision, reason }: Publication): Promise<Published> {
    const { reviewId, memberId } = me;
    return this.ledger.act({ reviewId, id, memberId, request: { revision, reason } }, async (act) => {
      const draft = await draftOf(act.manager, reviewId);
      if (draft.revision !== revision) throw collision(draft, null);
      const version = draft.amends + 1;
      checkReason(version, reason);
      const errors = draft.problems.filter((problem) => problem.severity === 'error');
      if (errors.length > 0) {
        throw new Refusal(
          'protocol_has_errors',
          `${errors[0]?.cause} ${errors[0]?.remedy} Nothing was published.`,
          422,
          { problems: errors },
        );
      }
      if (version > 1 && !draft.isChanged) {
        throw new Refusal(
          'nothing_changed',
          `The draft says what version ${draft.amends} says. Nothing was published.`,
        );
      }
      const review = await act.manager.findOneByOrFail(ReviewEntity, { id: reviewId });
      await act.append('protocol.published', { version, reason, document: draft.document });
      await addDefaultStages(act, this.clock);
      const kind = draft.document.reviewKind;
      if (kind !== review.kind) await act.append('review.described', { title: review.title, kind });
      const by = { memberId, saveId: id, savedAt: this.clock.now() };
      await storeDraft(act.manager, reviewId, draft.document, by);
      return { version };
    });
  }
}

function checkReason(version: number, reason: string | null): void {
  if (version === 1 && reason !== null) {
    throw new Refusal('reason_not_wanted', 'The first version amends nothing: publish it without a reason.', 422);
  }
  if (version > 1 && reason === null) {
    throw new Refusal('reason_needed', 'An amendment needs its reason: say why the protocol changes.', 422);
  }
}

/** A review that has no stage yet gets the two of PRISMA, each with two independent readers. */
async function addDefaultStages(act: Act, clock: Clock): Promise<void> {
  if (await act.manager.existsBy(StageEntity, { reviewId: act.reviewId })) return;
  for (const [kind, name] of [
    ['title-abstract', 'Titles and abstracts'],
    ['full-text', 'Full texts'],
  ] as const) {
    await act.append('stage.added', { stageId: clock.newId(), kind, name, rule: defaultRule(kind), sample: null });
  }
}

export async function versionOf(manager: EntityManager, reviewId: string, version: number): Promise<ProtocolVersion> {
  const row = await manager.findOneBy(ProtocolVersionEntity, { reviewId, version });
  if (!row) throw new Refusal('no_such_version', `This review has no protocol version ${version}.`, 404);
  const members = await namedMembers(manager, reviewId);
  const by = members.find((member) => member.id === row.memberId)?.name ?? row.memberId;
  return { ...row, by, authors: members.filter((member) => !member.leftAt).map((member) => member.name) };
}

/** The two documents of a comparison; the draft only for those who write it. */
export async function documentsOf(
  manager: EntityManager,
  me: Membership,
  from: number,
  to: number | 'draft',
): Promise<[ProtocolDocument, ProtocolDocument]> {
  if (to === 'draft' && !me.permissions.includes('protocol.edit')) {
    throw new Refusal('not_allowed', 'The draft can be read by those who write the protocol.', 403);
  }
  const before = await versionOf(manager, me.reviewId, from);
  const after = to === 'draft' ? await draftOf(manager, me.reviewId) : await versionOf(manager, me.reviewId, to);
  return [before.document, after.document];
}
