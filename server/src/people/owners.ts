import { type EntityManager, In, IsNull } from 'typeorm';
import { MemberEntity } from '../reviews/review.entity';
import { AccountEntity } from './account.entity';

/** Ids of the members who own the review and can act on it: still in the team, with an account that can sign in. */
export async function activeOwners(manager: EntityManager, reviewId: string): Promise<string[]> {
  const members = await manager.findBy(MemberEntity, { reviewId, leftAt: IsNull() });
  const owners = members.filter((member) => member.roles.includes('owner'));
  const accounts = await manager.findBy(AccountEntity, {
    id: In(owners.map((owner) => owner.accountId)),
    deactivatedAt: IsNull(),
  });
  const active = new Set(accounts.map((account) => account.id));
  return owners.filter((owner) => active.has(owner.accountId)).map((owner) => owner.id);
}
