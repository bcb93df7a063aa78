import { Inject, Injectable } from '@nestjs/common';
import { type EntityManager, IsNull } from 'typeorm';
import type { HandedLink, OwnAccount, PasswordChange, SiteAccount } from '@shared/contracts/people';
import type { Reset, ResetTarget } from '@shared/contracts/session';
import { Refusal } from '@shared/domain/refusal';
import { Clock } from '../platform/clock';
import { CONFIG, type Config } from '../platform/config';
import { Database } from '../platform/database/database';
import { log } from '../platform/log';
import { MemberEntity, ReviewEntity } from '../reviews/review.entity';
import { AccountEntity, SessionEntity } from './account.entity';
import { AuthService } from './auth.service';
import { ApiTokenEntity, PasswordResetEntity } from './credential.entity';
import { digest, emailKey, hashPassword, newSecret } from './hashing';
import { RateLimits } from './limits';
import { linkTo } from './mailer';
import { activeOwners } from './owners';
import { assertHardToGuess } from './password-rules';
import { Sessions } from './sessions';

const RESET_MINUTES = 30;

/** What can be done to an account: by its person, by a site administrator, and from the command line. */
@Injectable()
export class AccountsService {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly auth: AuthService,
    private readonly sessions: Sessions,
    private readonly limits: RateLimits,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  async own(id: string): Promise<OwnAccount> {
    return ownAccount(await this.database.read((manager) => manager.findOneByOrFail(AccountEntity, { id })));
  }

  async rename(id: string, name: string): Promise<OwnAccount> {
    await this.database.transaction(({ manager }) => manager.update(AccountEntity, { id }, { name }));
    return this.own(id);
  }

  /** Sets a new password and ends every session; the caller opens a new one for the browser at hand. */
  async changePassword(
    id: string,
    { current, next }: Pick<PasswordChange, 'current' | 'next'>,
  ): Promise<AccountEntity> {
    const account = await this.auth.confirm(id, current);
    await this.assertHardToGuess(next, account);
    const passwordHash = await hashPassword(next);
    await this.database.transaction(async ({ manager }) => {
      await manager.update(AccountEntity, { id }, { passwordHash });
      await this.sessions.endAll(manager, id);
    });
    log.info({ accountId: id }, 'password changed');
    return account;
  }

  /** Ends the person's way in. What they decided in reviews stays theirs; a review's only owner hands it on first. */
  async deactivateOwn(id: string, password: string): Promise<void> {
    await this.auth.confirm(id, password);
    await this.database.transaction(async ({ manager }) => {
      const owned = await this.reviewsOwnedAlone(manager, id);
      if (owned.length > 0) {
        throw new Refusal(
          'last_owner',
          `You are the only owner of ${owned.map((title) => `“${title}”`).join(', ')}. Make somebody else an owner first.`,
          409,
          { reviews: owned },
        );
      }
      await this.close(manager, id);
    });
  }

  async deactivate(id: string): Promise<SiteAccount> {
    await this.database.transaction(async ({ manager }) => this.close(manager, (await known(manager, id)).id));
    return this.one(id);
  }

  async reactivate(id: string): Promise<SiteAccount> {
    await this.database.transaction(async ({ manager }) => {
      await known(manager, id);
      await manager.update(AccountEntity, { id }, { deactivatedAt: null });
    });
    log.info({ accountId: id }, 'account reactivated');
    return this.one(id);
  }

  /** Gives or takes the administration of the site. Sessions end with it, so that none lives on under other rights. */
  async setSiteAdmin(id: string, isSiteAdmin: boolean): Promise<SiteAccount> {
    await this.database.transaction(async ({ manager }) => {
      const account = await known(manager, id);
      if (account.isSiteAdmin === isSiteAdmin) return;
      if (!isSiteAdmin) await this.assertAnotherAdmin(manager, id);
      await manager.update(AccountEntity, { id }, { isSiteAdmin });
      await this.sessions.endAll(manager, id);
    });
    log.info({ accountId: id, isSiteAdmin }, 'site administration changed');
    return this.one(id);
  }

  /** Every account, by name; `lastSeenAt` is when a session still known was last used. */
  async list(): Promise<SiteAccount[]> {
    const { accounts, seen } = await this.database.read(async (manager) => ({
      accounts: await manager.find(AccountEntity, { order: { name: 'ASC', id: 'ASC' } }),
      seen: await manager
        .createQueryBuilder(SessionEntity, 's')
        .select(['s.accountId AS account', 'MAX(s.usedAt) AS at'])
        .groupBy('s.accountId')
        .getRawMany<{ account: string; at: string }>(),
    }));
    const lastSeen = new Map(seen.map((row) => [row.account, row.at]));
    return accounts.map((account) => ({
      ...ownAccount(account),
      deactivatedAt: account.deactivatedAt,
      lastSeenAt: lastSeen.get(account.id) ?? null,
    }));
  }

  /** For the command line, which knows people by their address. */
  byEmail(email: string): Promise<AccountEntity | null> {
    return this.database.read((manager) => manager.findOneBy(AccountEntity, { emailKey: emailKey(email) }));
  }

  /** Makes an account without an invitation: from the command line. */
  async create(person: { name: string; email: string; password: string; isSiteAdmin: boolean }): Promise<SiteAccount> {
    assertHardToGuess(person.password, [person.name, person.email]);
    const passwordHash = await hashPassword(person.password);
    const account = await this.database.transaction(async ({ manager }) => {
      if (await manager.existsBy(AccountEntity, { emailKey: emailKey(person.email) })) {
        throw new Refusal('account_exists', `There is an account for ${person.email} already.`);
      }
      return this.auth.addAccount(manager, { ...person, passwordHash });
    });
    return this.one(account.id);
  }

  /** A link with which whoever holds it sets a new password; earlier links of the account end. */
  async issueReset(id: string): Promise<HandedLink> {
    const secret = newSecret();
    const expiresAt = new Date(Date.parse(this.clock.now()) + RESET_MINUTES * 60_000).toISOString();
    await this.database.transaction(async ({ manager }) => {
      await known(manager, id);
      await manager.delete(PasswordResetEntity, { accountId: id });
      await manager.insert(PasswordResetEntity, { tokenHash: digest(secret), accountId: id, expiresAt, usedAt: null });
    });
    log.info({ accountId: id }, 'a link to choose a new password was made');
    // In the fragment, which browsers send to no server.
    return { ...linkTo(this.config, `/reset#${secret}`), expiresAt };
  }

  async lookUpReset(token: string, ip: string): Promise<ResetTarget> {
    const attempt = this.limits.beginLink(ip);
    const { account } = await this.database.read((manager) => this.openReset(manager, token));
    attempt.succeeded();
    return { name: account.name, email: account.email };
  }

  /** Sets the password by a link, once; every session and API token ends, since the old password may be known to others. */
  async reset({ token, password }: Reset, ip: string): Promise<AccountEntity> {
    const attempt = this.limits.beginLink(ip);
    const found = await this.database.read((manager) => this.openReset(manager, token));
    await this.assertHardToGuess(password, found.account);
    const passwordHash = await hashPassword(password);
    await this.database.transaction(async ({ manager }) => {
      const { reset, account } = await this.openReset(manager, token);
      const now = this.clock.now();
      const used = await manager.update(
        PasswordResetEntity,
        { tokenHash: reset.tokenHash, usedAt: IsNull() },
        { usedAt: now },
      );
      if (used.affected !== 1) throw linkRefused();
      await manager.update(AccountEntity, { id: account.id }, { passwordHash });
      await this.sessions.endAll(manager, account.id);
      await manager.update(ApiTokenEntity, { accountId: account.id, revokedAt: IsNull() }, { revokedAt: now });
    });
    attempt.succeeded();
    log.info({ accountId: found.account.id }, 'password reset by link');
    return found.account;
  }

  private async openReset(
    manager: EntityManager,
    token: string,
  ): Promise<{ reset: PasswordResetEntity; account: AccountEntity }> {
    const reset = await manager.findOneBy(PasswordResetEntity, { tokenHash: digest(token) });
    const account = reset && (await manager.findOneBy(AccountEntity, { id: reset.accountId }));
    if (!reset || reset.usedAt || reset.expiresAt <= this.clock.now() || !account || account.deactivatedAt) {
      throw linkRefused();
    }
    return { reset, account };
  }

  private async assertHardToGuess(password: string, account: AccountEntity): Promise<void> {
    const titles = await this.database.read((manager) => titlesOf(manager, account.id));
    assertHardToGuess(password, [account.name, account.email, ...titles]);
  }

  private async close(manager: EntityManager, id: string): Promise<void> {
    const account = await manager.findOneByOrFail(AccountEntity, { id });
    if (account.deactivatedAt) return;
    if (account.isSiteAdmin) await this.assertAnotherAdmin(manager, id);
    const now = this.clock.now();
    await manager.update(AccountEntity, { id }, { deactivatedAt: now });
    await this.sessions.endAll(manager, id);
    await manager.delete(PasswordResetEntity, { accountId: id });
    await manager.update(ApiTokenEntity, { accountId: id, revokedAt: IsNull() }, { revokedAt: now });
    log.info({ accountId: id }, 'account deactivated');
  }

  private async assertAnotherAdmin(manager: EntityManager, id: string): Promise<void> {
    const admins = await manager.findBy(AccountEntity, { isSiteAdmin: true, deactivatedAt: IsNull() });
    if (admins.some((admin) => admin.id !== id)) return;
    throw new Refusal(
      'last_site_admin',
      'This is the only account that administers the site. Make another one an administrator first.',
    );
  }

  private async reviewsOwnedAlone(manager: EntityManager, accountId: string): Promise<string[]> {
    const memberships = await manager.findBy(MemberEntity, { accountId, leftAt: IsNull() });
    const titles: string[] = [];
    for (const member of memberships.filter((m) => m.roles.includes('owner'))) {
      const owners = await activeOwners(manager, member.reviewId);
      const review = await manager.findOneByOrFail(ReviewEntity, { id: member.reviewId });
      if (!review.archivedAt && !review.invented && owners.every((id) => id === member.id)) titles.push(review.title);
    }
    return titles;
  }

  private async one(id: string): Promise<SiteAccount> {
    return (await this.list()).find((account) => account.id === id) as SiteAccount;
  }
}

function ownAccount({ id, name, email, isSiteAdmin, createdAt }: AccountEntity): OwnAccount {
  return { id, name, email, siteAdmin: isSiteAdmin, createdAt };
}

async function titlesOf(manager: EntityManager, accountId: string): Promise<string[]> {
  const members = await manager.findBy(MemberEntity, { accountId });
  const reviews = await Promise.all(members.map((m) => manager.findOneByOrFail(ReviewEntity, { id: m.reviewId })));
  return reviews.map((review) => review.title);
}

async function known(manager: EntityManager, id: string): Promise<AccountEntity> {
  const account = await manager.findOneBy(AccountEntity, { id });
  if (!account) throw new Refusal('not_found', 'There is no such account.', 404);
  return account;
}

/** One answer for a link that is used, expired, taken back or was never made. */
export function linkRefused(): Refusal {
  return new Refusal(
    'link_not_usable',
    'This link does not work: it may have been used, have run out or have been taken back. Ask for a new one.',
    404,
  );
}
