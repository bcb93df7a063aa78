import type { EntityManager } from 'typeorm';
import { AccountEntity } from '../people/account.entity';
import { MemberEntity } from '../reviews/review.entity';

export interface NamedMember extends MemberEntity {
  name: string;
}

/** Everyone who ever belonged to the review, with the name of their account, in the order they joined. */
export async function namedMembers(manager: EntityManager, reviewId: string): Promise<NamedMember[]> {
  const rows = await manager
    .createQueryBuilder(MemberEntity, 'm')
    .leftJoinAndMapOne('m.account', AccountEntity, 'a', 'a.id = m.accountId')
    .where('m.reviewId = :reviewId', { reviewId })
    .orderBy('m.joinedAt', 'ASC')
    .addOrderBy('m.id', 'ASC')
    .getMany();
  return rows.map((row) => {
    const { account, ...member } = row as MemberEntity & { account: AccountEntity | null };
    return { ...member, name: account?.name ?? member.id };
  });
}

/** Names by member id. */
export async function memberNames(manager: EntityManager, reviewId: string): Promise<Map<string, string>> {
  return new Map((await namedMembers(manager, reviewId)).map((member) => [member.id, member.name]));
}
