import { Injectable } from '@nestjs/common';
import { type EntityManager, IsNull } from 'typeorm';
import { Refusal } from '@shared/domain/refusal';
import type { Acceptance, Invitation } from '@shared/contracts/team';
import { AccountEntity } from '../people/account.entity';
import { linkRefused } from '../people/accounts.service';
import { AuthService } from '../people/auth.service';
import { digest, emailKey, hashPassword } from '../people/hashing';
import { RateLimits } from '../people/limits';
import { assertHardToGuess } from '../people/password-rules';
import { Clock } from '../platform/clock';
import { Database } from '../platform/database/database';
import type { Person } from '../platform/http/route';
import { type Act, Ledger } from '../platform/ledger/ledger';
import { log } from '../platform/log';
import { MemberEntity, ReviewEntity } from '../reviews/review.entity';
import { InvitationEntity } from './invitation.entity';

export interface JoinedAs {
  account: AccountEntity;
  reviewId: string;
  /** Whether the account was made just now and its person is to be signed in. */
  isNew: boolean;
}

/** The receiving end of an invitation. Used, expired, withdrawn, meant for somebody else and made up are answered alike. */
@Injectable()
export class JoiningService {
  constructor(
    private readonly database: Database,
    private readonly ledger: Ledger,
    private readonly clock: Clock,
    private readonly auth: AuthService,
    private readonly limits: RateLimits,
  ) {}

  async look(token: string, ip: string): Promise<Invitation> {
    const attempt = this.limits.beginLink(ip);
    const found = await this.database.read(async (manager) => {
      const invitation = await this.usable(manager, token);
      const { email } = invitation;
      return {
        reviewTitle: (await manager.findOneByOrFail(ReviewEntity, { id: invitation.reviewId })).title,
        inviterName: await this.nameOf(manager, invitation.invitedBy),
        email,
        accountExists: email !== null && (await manager.existsBy(AccountEntity, { emailKey: emailKey(email) })),
      };
    });
    attempt.succeeded();
    return found;
  }

  /** Joins as whom one is signed in, or makes the account and joins with it. */
  async accept(token: string, body: Acceptance, person: Person | undefined, ip: string): Promise<JoinedAs> {
    const attempt = this.limits.beginLink(ip);
    const invitation = await this.database.read((manager) => this.usable(manager, token));
    const joined =
      body.password === undefined
        ? await this.joinAs(person, invitation)
        : await this.joinAnew({ name: body.name ?? '', email: body.email ?? '', password: body.password }, invitation);
    attempt.succeeded();
    log.info({ accountId: joined.account.id, reviewId: joined.reviewId }, 'an invitation was used');
    return joined;
  }

  private async joinAs(person: Person | undefined, invitation: InvitationEntity): Promise<JoinedAs> {
    // An API key opens reviews that its account belongs to; it does not make it belong to more.
    if (!person || person.via.kind !== 'session') {
      throw new Refusal('not_signed_in', 'Sign in to join with your account, or make a new one.', 401);
    }
    assertMeantFor(invitation, person.account.email);
    const { reviewId } = invitation;
    const account = await this.database.read((m) => m.findOneByOrFail(AccountEntity, { id: person.account.id }));
    await this.join(invitation, async (act) => {
      const member = await act.manager.findOneBy(MemberEntity, { reviewId, accountId: account.id });
      // Who is in the team already goes on in; the link stays for whom it was meant.
      if (member && !member.leftAt) return false;
      if (member) {
        await act.append('member.returned', { memberId: member.id });
        await act.append('member.roles-set', { memberId: member.id, roles: invitation.roles });
      } else {
        await this.append(act, invitation, account.id);
      }
      return true;
    });
    return { account, reviewId, isNew: false };
  }

  private async joinAnew(
    { name, email, password }: { name: string; email: string; password: string },
    invitation: InvitationEntity,
  ): Promise<JoinedAs> {
    assertMeantFor(invitation, email);
    const review = await this.database.read((m) => m.findOneByOrFail(ReviewEntity, { id: invitation.reviewId }));
    assertHardToGuess(password, [name, email, review.title]);
    const passwordHash = await hashPassword(password);
    const made: AccountEntity[] = [];
    await this.join(invitation, async (act) => {
      if (await act.manager.existsBy(AccountEntity, { emailKey: emailKey(email) })) {
        throw new Refusal(
          'account_exists',
          'There is an account for this address already. Sign in with it and open the link again.',
        );
      }
      const account = await this.auth.addAccount(act.manager, { name, email, passwordHash, isSiteAdmin: false });
      made.push(account);
      await this.append(act, invitation, account.id);
      return true;
    });
    return { account: made[0] as AccountEntity, reviewId: invitation.reviewId, isNew: true };
  }

  /** Uses the invitation up and joins in one act; `work` answers whether there was anything to join. */
  private async join(invitation: InvitationEntity, work: (act: Act) => Promise<boolean>): Promise<void> {
    const { id, reviewId, tokenHash, invitedBy } = invitation;
    const command = { reviewId, id: this.clock.newId(), memberId: invitedBy, request: { invitation: id } };
    await this.ledger.act(command, async (act) => {
      this.check(await act.manager.findOneBy(InvitationEntity, { id, tokenHash }));
      if (!(await work(act))) return;
      const used = await act.manager.update(
        InvitationEntity,
        { id, tokenHash, usedAt: IsNull(), withdrawnAt: IsNull() },
        { usedAt: this.clock.now() },
      );
      if (used.affected !== 1) throw linkRefused();
    });
  }

  private async append(act: Act, { roles }: InvitationEntity, accountId: string): Promise<void> {
    await act.append('member.joined', { memberId: this.clock.newId(), accountId, roles });
  }

  private async usable(manager: EntityManager, token: string): Promise<InvitationEntity> {
    return this.check(await manager.findOneBy(InvitationEntity, { tokenHash: digest(token) }));
  }

  private check(invitation: InvitationEntity | null): InvitationEntity {
    const isUsable =
      invitation && !invitation.usedAt && !invitation.withdrawnAt && invitation.expiresAt > this.clock.now();
    if (!isUsable) throw linkRefused();
    return invitation;
  }

  private async nameOf(manager: EntityManager, memberId: string): Promise<string> {
    const member = await manager.findOneByOrFail(MemberEntity, { id: memberId });
    return (await manager.findOneByOrFail(AccountEntity, { id: member.accountId })).name;
  }
}

function assertMeantFor(invitation: InvitationEntity, email: string): void {
  if (invitation.email !== null && emailKey(invitation.email) !== emailKey(email)) throw linkRefused();
}
