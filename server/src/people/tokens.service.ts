import { Injectable } from '@nestjs/common';
import { IsNull } from 'typeorm';
import { scopesAllow, scopesAllowOutside } from '@shared/domain/access/scopes';
import { Refusal } from '@shared/domain/refusal';
import type { ApiToken, IssuedToken, NewToken } from '@shared/contracts/people';
import { Clock } from '../platform/clock';
import { Database } from '../platform/database/database';
import type { Person, RouteOptions } from '../platform/http/route';
import { AccountEntity } from './account.entity';
import { ApiTokenEntity } from './credential.entity';
import { digest, newSecret } from './hashing';
import { USED_PRECISION_MS } from './sessions';

/** Lets a secret scanner know one of ours when it has slipped into a repository. */
const PREFIX = 'ehk_';
const BEARER = /^Bearer (ehk_[A-Za-z0-9_-]{43})$/;
const TOKENS_PER_ACCOUNT = 50;

/** Keys for scripts: made by their account, shown once, bounded by its rights and their own scopes. */
@Injectable()
export class TokensService {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  async listOf(accountId: string): Promise<ApiToken[]> {
    return this.database.read((manager) =>
      manager.find(ApiTokenEntity, {
        where: { accountId, revokedAt: IsNull() },
        order: { createdAt: 'DESC', id: 'ASC' },
      }),
    );
  }

  /** Makes a key. The request sent again gives the same key under a new secret: the first one may never have arrived. */
  async create(accountId: string, { id, name, scopes, days }: NewToken): Promise<IssuedToken> {
    const secret = PREFIX + newSecret();
    const now = this.clock.now();
    const token: ApiTokenEntity = {
      id,
      accountId,
      name,
      tokenHash: digest(secret),
      scopes: [...new Set(scopes)],
      createdAt: now,
      expiresAt: new Date(Date.parse(now) + days * 86_400_000).toISOString(),
      usedAt: null,
      revokedAt: null,
    };
    await this.database.transaction(async ({ manager }) => {
      const existing = await manager.findOneBy(ApiTokenEntity, { id });
      if (existing) {
        const isSame = existing.accountId === accountId && !existing.revokedAt && existing.name === name;
        if (!isSame || existing.scopes.join() !== token.scopes.join()) {
          throw new Refusal('idempotency_mismatch', 'This id was used for another request. Nothing was changed.', 422);
        }
        await manager.update(ApiTokenEntity, { id }, { tokenHash: token.tokenHash });
        return;
      }
      if ((await manager.countBy(ApiTokenEntity, { accountId, revokedAt: IsNull() })) >= TOKENS_PER_ACCOUNT) {
        throw new Refusal(
          'too_many_tokens',
          `You have ${TOKENS_PER_ACCOUNT} keys already. Revoke one that you no longer use.`,
        );
      }
      await manager.insert(ApiTokenEntity, token);
    });
    return { ...token, secret };
  }

  /** Ends a key for good; that it had ended already is no fault. */
  async revoke(accountId: string, id: string): Promise<void> {
    await this.database.transaction(({ manager }) =>
      manager.update(ApiTokenEntity, { id, accountId, revokedAt: IsNull() }, { revokedAt: this.clock.now() }),
    );
  }

  /** Who an `Authorization` header vouches for; null for none that is ours, and for one that has ended. */
  async personOf(header: string): Promise<Person | null> {
    const secret = BEARER.exec(header)?.[1];
    if (!secret) return null;
    const found = await this.database.read(async (manager) => {
      const token = await manager.findOneBy(ApiTokenEntity, { tokenHash: digest(secret) });
      const account = token && (await manager.findOneBy(AccountEntity, { id: token.accountId }));
      return token && account ? { token, account } : null;
    });
    const now = this.clock.now();
    if (!found || found.token.revokedAt || found.token.expiresAt <= now || found.account.deactivatedAt) return null;
    const { token, account } = found;
    if (!token.usedAt || Date.parse(now) - Date.parse(token.usedAt) > USED_PRECISION_MS) {
      await this.database.transaction(({ manager }) =>
        manager.update(ApiTokenEntity, { id: token.id }, { usedAt: now }),
      );
    }
    return {
      account: { id: account.id, name: account.name, email: account.email, isSiteAdmin: account.isSiteAdmin },
      via: { kind: 'token', id: token.id, scopes: token.scopes },
    };
  }
}

/** @throws Refusal when the person came with a key whose scopes do not reach as far as the route */
export function assertInScope(person: Person, route: RouteOptions, isReading: boolean): void {
  if (person.via.kind !== 'token' || route.may === 'public') return;
  const { scopes } = person.via;
  const isAllowed =
    route.sessionOnly || route.may === 'site-admin'
      ? false
      : route.may === 'signed-in'
        ? scopesAllowOutside(scopes, isReading)
        : scopesAllow(scopes, route.may, isReading);
  if (isAllowed) return;
  throw new Refusal(
    'not_in_scope',
    'This key was not made for that. Use one with a wider scope, or sign in where keys are not taken at all.',
    403,
  );
}
