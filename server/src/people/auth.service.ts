import { createHash, randomBytes } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { hash, verify } from '@node-rs/argon2';
import type { EntityManager } from 'typeorm';
import { Refusal } from '@shared/domain/refusal';
import type { Setup, SignIn } from '@shared/contracts/session';
import { Clock } from '../platform/clock';
import { CONFIG, type Config } from '../platform/config';
import { Database } from '../platform/database/database';
import type { Person } from '../platform/http/route';
import { AccountEntity, SessionEntity } from './account.entity';

/** argon2id at 64 MiB and three passes, above the floor of 19 MiB and two. */
const HASHING = { memoryCost: 65_536, timeCost: 3, parallelism: 1 };
/** How stale the time of last use may be before it is written again. */
const USED_PRECISION_MS = 60_000;

export const digest = (secret: string): string => createHash('sha256').update(secret).digest('hex');
export const emailKey = (email: string): string => email.trim().normalize('NFKC').toLowerCase();
export const hashPassword = (password: string): Promise<string> => hash(password, HASHING);

@Injectable()
export class AuthService {
  /** Compared against when the account does not exist, so that both answers take as long. */
  private readonly decoy = hashPassword(randomBytes(16).toString('hex'));

  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  isSetupNeeded(): Promise<boolean> {
    return this.database.read(async (manager) => (await manager.count(AccountEntity)) === 0);
  }

  /** Makes the first account, once; it administers the site. */
  async setUp(first: Setup): Promise<AccountEntity> {
    const passwordHash = await hashPassword(first.password);
    return this.database.transaction(async ({ manager }) => {
      if ((await manager.count(AccountEntity)) > 0) {
        throw new Refusal(
          'already_set_up',
          'This server has its first account already. Sign in, or ask for an invitation.',
        );
      }
      return this.addAccount(manager, { ...first, passwordHash, isSiteAdmin: true });
    });
  }

  async addAccount(
    manager: EntityManager,
    person: { name: string; email: string; passwordHash: string; isSiteAdmin: boolean },
  ): Promise<AccountEntity> {
    const account: AccountEntity = {
      id: this.clock.newId(),
      name: person.name,
      email: person.email.trim(),
      emailKey: emailKey(person.email),
      passwordHash: person.passwordHash,
      isSiteAdmin: person.isSiteAdmin,
      createdAt: this.clock.now(),
      deactivatedAt: null,
    };
    await manager.insert(AccountEntity, account);
    return account;
  }

  /** The account behind mail address and password. The refusal is the same whether the account exists or not. */
  async checkPassword({ email, password }: SignIn): Promise<AccountEntity> {
    const account = await this.database.read((manager) =>
      manager.findOneBy(AccountEntity, { emailKey: emailKey(email) }),
    );
    const isRight = await verify(account?.passwordHash ?? (await this.decoy), password);
    if (!account || !isRight || account.deactivatedAt) {
      throw new Refusal(
        'wrong_credentials',
        'The mail address and password do not match. Check both and try again.',
        401,
      );
    }
    return account;
  }

  /** Opens a session; answers the secret for the cookie. */
  async openSession(accountId: string, device: string): Promise<string> {
    const secret = randomBytes(32).toString('base64url');
    const now = this.clock.now();
    const session = { id: digest(secret), accountId, createdAt: now, usedAt: now, device: device.slice(0, 200) };
    await this.database.transaction(({ manager }) => manager.insert(SessionEntity, session));
    return secret;
  }

  async closeSession(secret: string): Promise<void> {
    await this.database.transaction(({ manager }) => manager.delete(SessionEntity, { id: digest(secret) }));
  }

  /** Who the secret of a session cookie stands for, or null when it is unknown, ended or idle for too long. */
  async personOf(secret: string): Promise<Person | null> {
    const id = digest(secret);
    const found = await this.database.read(async (manager) => {
      const session = await manager.findOneBy(SessionEntity, { id });
      const account = session && (await manager.findOneBy(AccountEntity, { id: session.accountId }));
      return session && account ? { session, account } : null;
    });
    if (!found || found.account.deactivatedAt) return null;
    const { session, account } = found;
    const now = Date.parse(this.clock.now());
    const idleMs = now - Date.parse(session.usedAt);
    const ageMs = now - Date.parse(session.createdAt);
    if (idleMs > this.config.SESSION_IDLE_HOURS * 3_600_000 || ageMs > this.config.SESSION_MAX_DAYS * 86_400_000) {
      return null;
    }
    if (idleMs > USED_PRECISION_MS) {
      await this.database.transaction(({ manager }) =>
        manager.update(SessionEntity, { id }, { usedAt: this.clock.now() }),
      );
    }
    return {
      account: { id: account.id, name: account.name, email: account.email, isSiteAdmin: account.isSiteAdmin },
      via: { kind: 'session', id },
    };
  }
}
