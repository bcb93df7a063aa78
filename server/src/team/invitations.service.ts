import { Inject, Injectable } from '@nestjs/common';
import { type EntityManager, In, IsNull } from 'typeorm';
import type { Role } from '@shared/domain/access/roles';
import { Refusal } from '@shared/domain/refusal';
import {
  INVITATION_DAYS,
  type Invited,
  type IssuedInvitation,
  type NewInvitations,
  type OpenInvitation,
} from '@shared/contracts/team';
import { AccountEntity } from '../people/account.entity';
import { digest, emailKey, newSecret } from '../people/hashing';
import { RateLimits } from '../people/limits';
import { linkTo, Mailer } from '../people/mailer';
import { Clock } from '../platform/clock';
import { CONFIG, type Config } from '../platform/config';
import { Database } from '../platform/database/database';
import type { Membership, Person } from '../platform/http/route';
import { MemberEntity, ReviewEntity } from '../reviews/review.entity';
import { InvitationEntity } from './invitation.entity';
import { assertOwner, inOrder } from './members.service';

const OPEN_AT_ONCE = 500;

/** Invitations as those who lead make and keep them; `joining.service.ts` is the other end of the link. */
@Injectable()
export class InvitationsService {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly limits: RateLimits,
    private readonly mailer: Mailer,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /**
   * Makes an invitation for each address and each link asked for. The request sent again gives the same invitations with
   * new links: the first ones may never have arrived.
   */
  async invite(me: Membership, person: Person, body: NewInvitations): Promise<Invited> {
    const roles = inOrder(body.roles);
    const emails = distinct(body.emails);
    this.limits.countInvitations(person.account.id, emails.length + body.links);
    const made = await this.database.transaction(async ({ manager }) => {
      if (roles.includes('owner')) await assertOwner({ ...me, manager });
      const members = await memberEmails(manager, me.reviewId);
      const invited = emails.filter((email) => !members.has(emailKey(email)));
      const targets = [...invited, ...Array<null>(body.links).fill(null)];
      const open = await manager.countBy(InvitationEntity, {
        reviewId: me.reviewId,
        usedAt: IsNull(),
        withdrawnAt: IsNull(),
      });
      if (open + targets.length > OPEN_AT_ONCE) {
        throw new Refusal(
          'too_many_invitations',
          `A review can have ${OPEN_AT_ONCE} open invitations. Withdraw some that will not be used.`,
        );
      }
      const issued: Issue[] = [];
      for (const [n, email] of targets.entries()) {
        issued.push(await this.issue(manager, { id: `${body.id}.${n + 1}`, email, roles, me }));
      }
      return { issued, alreadyMembers: emails.filter((email) => members.has(emailKey(email))) };
    });
    return {
      invitations: await this.handOver(me, person.account.name, made.issued),
      alreadyMembers: made.alreadyMembers,
    };
  }

  /** Invitations that nobody has used and nobody has taken back, the newest first. */
  async listOpen(me: Membership): Promise<OpenInvitation[]> {
    const { rows, names } = await this.database.read(async (manager) => {
      const found = await manager.find(InvitationEntity, {
        where: { reviewId: me.reviewId, usedAt: IsNull(), withdrawnAt: IsNull() },
        order: { createdAt: 'DESC', id: 'ASC' },
      });
      return { rows: found, names: await namesOf(manager, me.reviewId) };
    });
    return rows.map((row) => this.present(row, names.get(row.invitedBy) ?? ''));
  }

  /** Takes the link back; that it was used or taken back already is no fault of the one who asks. */
  async withdraw(me: Membership, invitationId: string): Promise<void> {
    await this.database.transaction(async ({ manager }) => {
      await this.one(manager, me, invitationId);
      await manager.update(
        InvitationEntity,
        { id: invitationId, usedAt: IsNull(), withdrawnAt: IsNull() },
        { withdrawnAt: this.clock.now() },
      );
    });
  }

  /** A new link in place of the old one, for as long as a new invitation. */
  async renew(me: Membership, person: Person, invitationId: string): Promise<IssuedInvitation> {
    this.limits.countInvitations(person.account.id, 1);
    const issued = await this.database.transaction(async ({ manager }) => {
      const row = await this.one(manager, me, invitationId);
      if (row.usedAt || row.withdrawnAt) {
        throw new Refusal('invitation_closed', 'This invitation was used or taken back. Make a new one.');
      }
      if (row.roles.includes('owner')) await assertOwner({ ...me, manager });
      const secret = newSecret();
      const renewed = { ...row, tokenHash: digest(secret), expiresAt: this.expiry(), invitedBy: me.memberId };
      await manager.save(InvitationEntity, renewed);
      return { row: renewed, secret };
    });
    return (await this.handOver(me, person.account.name, [issued]))[0] as IssuedInvitation;
  }

  private async issue(
    manager: EntityManager,
    { id, email, roles, me }: { id: string; email: string | null; roles: Role[]; me: Membership },
  ): Promise<Issue> {
    const secret = newSecret();
    const existing = await manager.findOneBy(InvitationEntity, { id });
    const isSame =
      existing?.reviewId === me.reviewId && existing.email === email && existing.roles.join() === roles.join();
    if (existing && (!isSame || existing.invitedBy !== me.memberId || existing.usedAt || existing.withdrawnAt)) {
      throw new Refusal('idempotency_mismatch', 'This id was used for another request. Nothing was changed.', 422);
    }
    const row: InvitationEntity = {
      id,
      reviewId: me.reviewId,
      tokenHash: digest(secret),
      email,
      roles,
      invitedBy: me.memberId,
      createdAt: existing?.createdAt ?? this.clock.now(),
      expiresAt: this.expiry(),
      usedAt: null,
      withdrawnAt: null,
    };
    await manager.save(InvitationEntity, row);
    return { row, secret };
  }

  /** Mails the links that have an address, where mail is set up, and answers all of them to be copied. */
  private async handOver(me: Membership, inviter: string, issued: readonly Issue[]): Promise<IssuedInvitation[]> {
    const review = await this.database.read((m) => m.findOneByOrFail(ReviewEntity, { id: me.reviewId }));
    return Promise.all(
      issued.map(async ({ row, secret }) => {
        const link = linkTo(this.config, `/invitations/${secret}`);
        const isMailed =
          row.email !== null && link.url !== null && this.mailer.canSendLinks
            ? await this.mailer.send({ to: row.email, ...wordsOf(review.title, inviter, link.url) })
            : false;
        return { ...this.present(row, inviter), ...link, isMailed };
      }),
    );
  }

  private present(row: InvitationEntity, invitedBy: string): OpenInvitation {
    const { id, email, roles, createdAt, expiresAt } = row;
    return { id, email, roles, invitedBy, createdAt, expiresAt, isExpired: expiresAt <= this.clock.now() };
  }

  private async one(manager: EntityManager, me: Membership, id: string): Promise<InvitationEntity> {
    const row = await manager.findOneBy(InvitationEntity, { id, reviewId: me.reviewId });
    if (!row) throw new Refusal('not_found', 'There is no such invitation in this review.', 404);
    return row;
  }

  private expiry(): string {
    return new Date(Date.parse(this.clock.now()) + INVITATION_DAYS * 86_400_000).toISOString();
  }
}

interface Issue {
  row: InvitationEntity;
  secret: string;
}

function wordsOf(title: string, inviter: string, url: string): { subject: string; text: string } {
  return {
    subject: `Invitation to the review “${title}”`,
    text: [
      `${inviter} invites you to work on the review “${title}” in Evenhand.`,
      '',
      url,
      '',
      `The link works once, for ${INVITATION_DAYS} days. If you do not know what this is about, you can ignore it.`,
    ].join('\n'),
  };
}

function distinct(emails: readonly string[]): string[] {
  return [...new Map(emails.map((email) => [emailKey(email), email.trim()])).values()];
}

async function memberEmails(manager: EntityManager, reviewId: string): Promise<Set<string>> {
  const members = await manager.findBy(MemberEntity, { reviewId, leftAt: IsNull() });
  const accounts = await manager.findBy(AccountEntity, { id: In(members.map((member) => member.accountId)) });
  return new Set(accounts.map((account) => account.emailKey));
}

async function namesOf(manager: EntityManager, reviewId: string): Promise<Map<string, string>> {
  const members = await manager.findBy(MemberEntity, { reviewId });
  const accounts = await manager.findBy(AccountEntity, { id: In(members.map((member) => member.accountId)) });
  const names = new Map(accounts.map((account) => [account.id, account.name]));
  return new Map(members.map((member) => [member.id, names.get(member.accountId) ?? '']));
}
