import { Injectable } from '@nestjs/common';
import { type EntityManager, In, IsNull } from 'typeorm';
import { mayDo, ROLES, type Role } from '@shared/domain/access/roles';
import { Refusal } from '@shared/domain/refusal';
import type { Leaving, Member, RolesChange } from '@shared/contracts/team';
import { AccountEntity } from '../people/account.entity';
import { activeOwners } from '../people/owners';
import { Clock } from '../platform/clock';
import { Database } from '../platform/database/database';
import type { Membership } from '../platform/http/route';
import { assertSeen } from '../platform/http/seen';
import { type Act, Ledger } from '../platform/ledger/ledger';
import { MemberEntity } from '../reviews/review.entity';
import { InvitationEntity } from './invitation.entity';

/** Who is in a review's team and as what. */
@Injectable()
export class MembersService {
  constructor(
    private readonly database: Database,
    private readonly ledger: Ledger,
    private readonly clock: Clock,
  ) {}

  /** Everyone who is or was in the team: those in it first, each by name. */
  async list(me: Membership): Promise<Member[]> {
    const { members, accounts } = await this.database.read(async (manager) => {
      const found = await manager.findBy(MemberEntity, { reviewId: me.reviewId });
      return {
        members: found,
        accounts: await manager.findBy(AccountEntity, { id: In(found.map((member) => member.accountId)) }),
      };
    });
    const byId = new Map(accounts.map((account) => [account.id, account]));
    const mayEdit = me.permissions.includes('team.edit');
    return members
      .map((member) => {
        const account = byId.get(member.accountId);
        const isMe = member.id === me.memberId;
        return {
          id: member.id,
          name: account?.name ?? '',
          email: mayEdit || isMe ? (account?.email ?? null) : null,
          roles: member.roles,
          joinedAt: member.joinedAt,
          leftAt: member.leftAt,
          isMe,
          isDeactivated: account?.deactivatedAt != null,
        };
      })
      .sort((a, b) => Number(a.leftAt !== null) - Number(b.leftAt !== null) || a.name.localeCompare(b.name, 'en'));
  }

  async setRoles(me: Membership, memberId: string, { id, seen, roles }: RolesChange): Promise<{ id: string }> {
    const wanted = inOrder(roles);
    const request = { memberId, seen, roles: wanted };
    return this.ledger.act({ reviewId: me.reviewId, id, memberId: me.memberId, request }, async (act) => {
      const member = await this.one(act, memberId);
      if (member.leftAt) throw hasLeft();
      const changed = ROLES.filter((role) => wanted.includes(role) !== member.roles.includes(role));
      if (changed.length === 0) return { id };
      assertSeen('What this person may do', inOrder(seen), inOrder(member.roles));
      if (changed.includes('owner')) await assertOwner(act);
      if (!wanted.includes('owner')) await assertAnotherOwner(act, member);
      await act.append('member.roles-set', { memberId, roles: wanted });
      if (changed.includes('owner') || !mayDo(wanted, 'team.edit'))
        await this.withdrawInvitationsOf(act.manager, memberId);
      return { id };
    });
  }

  /** Ends a membership; what the member decided stays theirs, and work not done yet is anyone's again. */
  async leave(me: Membership, memberId: string, { id, reason }: Leaving): Promise<{ id: string }> {
    if (memberId !== me.memberId && !me.permissions.includes('team.edit')) {
      throw new Refusal('not_allowed', 'You can leave the team yourself; to remove somebody else ask a lead.', 403);
    }
    const request = { leave: memberId, reason };
    return this.ledger.act({ reviewId: me.reviewId, id, memberId: me.memberId, request }, async (act) => {
      const member = await this.one(act, memberId);
      if (member.leftAt) throw hasLeft();
      if (member.roles.includes('owner') && memberId !== me.memberId) await assertOwner(act);
      await assertAnotherOwner(act, member);
      await act.append('member.left', { memberId, reason });
      await this.withdrawInvitationsOf(act.manager, memberId);
      return { id };
    });
  }

  /** Takes a membership up again as it was. */
  async return(me: Membership, memberId: string, id: string): Promise<{ id: string }> {
    const request = { return: memberId };
    return this.ledger.act({ reviewId: me.reviewId, id, memberId: me.memberId, request }, async (act) => {
      const member = await this.one(act, memberId);
      if (!member.leftAt) throw new Refusal('not_left', 'This person is in the team already. Nothing was changed.');
      if (member.roles.includes('owner')) await assertOwner(act);
      await act.append('member.returned', { memberId });
      return { id };
    });
  }

  private async one(act: Act, memberId: string): Promise<MemberEntity> {
    const member = await act.manager.findOneBy(MemberEntity, { id: memberId, reviewId: act.reviewId });
    if (!member) throw new Refusal('not_found', 'There is no such member in this review.', 404);
    return member;
  }

  /** Who may no longer invite leaves no open door behind. */
  private async withdrawInvitationsOf(manager: EntityManager, memberId: string): Promise<void> {
    await manager.update(
      InvitationEntity,
      { invitedBy: memberId, usedAt: IsNull(), withdrawnAt: IsNull() },
      { withdrawnAt: this.clock.now() },
    );
  }
}

export const inOrder = (roles: readonly Role[]): Role[] => ROLES.filter((role) => roles.includes(role));

/** @throws Refusal unless the acting member owns the review, read inside the open act */
export async function assertOwner(act: Pick<Act, 'manager' | 'reviewId' | 'memberId'>): Promise<void> {
  const actor = await act.manager.findOneBy(MemberEntity, { id: act.memberId, reviewId: act.reviewId });
  if (actor && !actor.leftAt && actor.roles.includes('owner')) return;
  throw new Refusal('owner_only', 'Only an owner can give or take ownership of a review. Ask one of them.', 403);
}

async function assertAnotherOwner(act: Act, member: MemberEntity): Promise<void> {
  if (!member.roles.includes('owner')) return;
  const owners = await activeOwners(act.manager, act.reviewId);
  if (owners.some((id) => id !== member.id)) return;
  throw new Refusal(
    'last_owner',
    'This is the only owner of the review. Make somebody else an owner first; nothing was changed.',
  );
}

function hasLeft(): Refusal {
  return new Refusal('has_left', 'This person has left the team. Take them back first; nothing was changed.');
}
