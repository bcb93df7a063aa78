import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { DraftSave, DraftSaved, ProtocolDraft } from '@shared/contracts/protocol';
import { compareProtocols } from '@shared/domain/protocol/diff';
import { emptyProtocol, type ProtocolDocument } from '@shared/domain/protocol/protocol';
import { validateProtocol } from '@shared/domain/protocol/validate';
import { Refusal } from '@shared/domain/refusal';
import { Clock } from '../platform/clock';
import { Database } from '../platform/database/database';
import type { Membership } from '../platform/http/route';
import { ReviewEntity } from '../reviews/review.entity';
import { ProtocolDraftEntity } from './draft.entity';
import { memberNames } from './member-names';
import { ProtocolVersionEntity } from './protocol.entity';

/** The protocol as it is being written. A save names the revision it was typed on, so nobody overwrites unseen words. */
@Injectable()
export class DraftsService {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  read({ reviewId }: Membership): Promise<ProtocolDraft> {
    return this.database.read((manager) => draftOf(manager, reviewId));
  }

  /** @throws Refusal `draft_changed` (409) with both documents when somebody else saved since the draft was read. */
  save({ reviewId, memberId }: Membership, { id, revision, document }: DraftSave): Promise<DraftSaved> {
    return this.database.transaction(async (tx) => {
      await this.database.lockReview(tx, reviewId);
      const row = await tx.manager.findOneBy(ProtocolDraftEntity, { reviewId });
      if (row?.saveId !== id) {
        if ((row?.revision ?? 0) !== revision) throw collision(await draftOf(tx.manager, reviewId), document);
        await storeDraft(tx.manager, reviewId, document, { memberId, saveId: id, savedAt: this.clock.now() });
      }
      return draftOf(tx.manager, reviewId);
    });
  }
}

/** The draft, or what one would start from: the version in force, or an empty protocol of the review's kind. */
export async function draftOf(manager: EntityManager, reviewId: string): Promise<ProtocolDraft> {
  const review = await manager.findOneByOrFail(ReviewEntity, { id: reviewId });
  const row = await manager.findOneBy(ProtocolDraftEntity, { reviewId });
  const version = review.protocolVersion;
  const inForce = version > 0 ? await manager.findOneBy(ProtocolVersionEntity, { reviewId, version }) : null;
  const start = inForce?.document ?? emptyProtocol(review.kind);
  const document = row?.document ?? start;
  const names = row ? await memberNames(manager, reviewId) : null;
  return {
    revision: row?.revision ?? 0,
    document,
    amends: version,
    savedAt: row?.savedAt ?? null,
    savedBy: row ? (names?.get(row.memberId) ?? null) : null,
    isChanged: !compareProtocols(start, document).isSame,
    problems: validateProtocol(document),
  };
}

export async function storeDraft(
  manager: EntityManager,
  reviewId: string,
  document: ProtocolDocument,
  by: Pick<ProtocolDraftEntity, 'memberId' | 'saveId' | 'savedAt'>,
): Promise<void> {
  const before = await manager.findOneBy(ProtocolDraftEntity, { reviewId });
  const row = { ...by, document, revision: (before?.revision ?? 0) + 1 };
  if (before) await manager.update(ProtocolDraftEntity, { reviewId }, row);
  else await manager.insert(ProtocolDraftEntity, { reviewId, ...row });
}

export function collision(theirs: ProtocolDraft, yours: ProtocolDocument | null): Refusal {
  const who = theirs.savedBy ?? 'Somebody';
  return new Refusal(
    'draft_changed',
    `${who} saved the draft since you read it. Nothing was overwritten: compare the two and save again.`,
    409,
    { theirs, yours },
  );
}
