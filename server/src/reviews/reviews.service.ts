import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import { permissionsOf, type Role } from '@shared/domain/access/roles';
import type { ArchiveTurn, NewReview, Review, ReviewCard, ReviewPatch, Todo } from '@shared/contracts/reviews';
import { Refusal } from '@shared/domain/refusal';
import { Clock } from '../platform/clock';
import { Database } from '../platform/database/database';
import type { Membership } from '../platform/http/route';
import { assertSeen } from '../platform/http/seen';
import { JobEntity } from '../platform/jobs/job.entity';
import { Ledger } from '../platform/ledger/ledger';
import { MemberEntity, ReviewEntity } from './review.entity';
import { TodoCounters } from './todo';

/** A new review's maker can do everything in it; the lead hands out roles from there. */
const FOUNDER: Role[] = ['owner', 'lead', 'librarian', 'reviewer', 'adjudicator', 'author'];

/** Nothing awaits anybody in an archived review. */
const NOTHING_TO_DO: Todo = { toScreen: null, conflicts: null, toRetrieve: null, questions: null };

@Injectable()
export class ReviewsService {
  constructor(
    private readonly database: Database,
    private readonly ledger: Ledger,
    private readonly clock: Clock,
    private readonly todos: TodoCounters,
  ) {}

  /** Opens a review whose id is the request's; repeating the request answers the same. */
  async create(accountId: string, { id, title, kind }: NewReview, invented = false): Promise<{ id: string }> {
    const owner = await this.database.read((m) => m.findOneBy(ReviewEntity, { id }));
    const mine = owner && (await this.database.read((m) => m.findOneBy(MemberEntity, { reviewId: id, accountId })));
    if (owner && !mine) throw new Refusal('id_taken', 'This id is in use. Send the request under a new id.', 422);
    const memberId = mine?.id ?? this.clock.newId();
    return this.ledger.act({ reviewId: id, id, memberId, request: { title, kind, invented } }, async (act) => {
      await act.append('review.created', { title, kind, invented, memberId, accountId, roles: FOUNDER });
      return { id };
    });
  }

  async listOf(accountId: string): Promise<ReviewCard[]> {
    const found = await this.database.read(async (manager) => {
      const members = await manager.findBy(MemberEntity, { accountId });
      const active = members.filter((member) => !member.leftAt);
      const reviews = await Promise.all(active.map((m) => manager.findOneByOrFail(ReviewEntity, { id: m.reviewId })));
      return active.map((member, i) => ({ member, review: reviews[i] as ReviewEntity }));
    });
    found.sort((a, b) => (a.review.createdAt < b.review.createdAt ? 1 : -1));
    return Promise.all(
      found.map(async ({ member, review }) => ({
        ...review,
        roles: member.roles,
        todo: review.archivedAt
          ? NOTHING_TO_DO
          : await this.todos.of({
              reviewId: review.id,
              memberId: member.id,
              roles: member.roles,
              permissions: permissionsOf(member.roles),
            }),
      })),
    );
  }

  async one({ reviewId, memberId, roles, permissions }: Membership): Promise<Review> {
    const review = await this.database.read((manager) => manager.findOneByOrFail(ReviewEntity, { id: reviewId }));
    return { ...review, me: { memberId, roles, permissions } };
  }

  describe(me: Membership, { id, seen, title, kind }: ReviewPatch): Promise<{ id: string }> {
    const request = { seen, title, kind };
    return this.ledger.act({ reviewId: me.reviewId, id, memberId: me.memberId, request }, async (act) => {
      const now = await act.manager.findOneByOrFail(ReviewEntity, { id: me.reviewId });
      assertSeen('The title or kind of the review', seen, { title: now.title, kind: now.kind });
      await act.append('review.described', { title, kind });
      return { id };
    });
  }

  /** From here on the review is read only. What runs is waited for: an import cut in two would stay so. */
  archive(me: Membership, { id, reason }: ArchiveTurn): Promise<{ id: string }> {
    return this.ledger.act({ reviewId: me.reviewId, id, memberId: me.memberId, request: { reason } }, async (act) => {
      const open = { reviewId: me.reviewId, state: In(['queued', 'running']) };
      if (await act.manager.existsBy(JobEntity, open))
        throw new Refusal(
          'jobs_open',
          'An import or a search for duplicates is still running in this review. Wait until it is done, or stop it, and archive the review then. Nothing was changed.',
        );
      await act.append('review.archived', { reason });
      return { id };
    });
  }

  restore(me: Membership, { id, reason }: ArchiveTurn): Promise<{ id: string }> {
    return this.ledger.act({ reviewId: me.reviewId, id, memberId: me.memberId, request: { reason } }, async (act) => {
      const { archivedAt } = await act.manager.findOneByOrFail(ReviewEntity, { id: me.reviewId });
      if (!archivedAt) throw new Refusal('not_archived', 'This review is not in the archive. Nothing was changed.');
      await act.append('review.restored', { reason });
      return { id };
    });
  }
}
