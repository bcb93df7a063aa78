import { randomBytes } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Refusal } from '@shared/domain/refusal';
import type { Setup, SignIn } from '@shared/contracts/session';
import { Clock } from '../platform/clock';
import { CONFIG, type Config } from '../platform/config';
import { Database } from '../platform/database/database';
import { log } from '../platform/log';
import { AccountEntity } from './account.entity';
import { digest, emailKey, hashPassword, isOutdated, isPassword } from './hashing';
import { RateLimits } from './limits';
import { Mailer } from './mailer';
import { assertHardToGuess } from './password-rules';
import { Sessions } from './sessions';

export { digest, emailKey, hashPassword };

/** How a server gets its first account, and how a person proves to be the one behind an account. */
@Injectable()
export class AuthService {
  /** Compared against when the account does not exist, so that both answers take as long. */
  private readonly decoy = hashPassword(randomBytes(16).toString('hex'));

  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly sessions: Sessions,
    private readonly limits: RateLimits,
    private readonly mailer: Mailer,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  isSetupNeeded(): Promise<boolean> {
    return this.database.read(async (manager) => (await manager.count(AccountEntity)) === 0);
  }

  /** Makes the first account, once; it administers the site. */
  async setUp(first: Setup, ip: string): Promise<AccountEntity> {
    this.limits.countSetup(ip);
    if (!(await this.isSetupNeeded())) throw alreadySetUp();
    assertHardToGuess(first.password, [first.name, first.email]);
    const passwordHash = await hashPassword(first.password);
    return this.database.transaction(async ({ manager }) => {
      if ((await manager.count(AccountEntity)) > 0) throw alreadySetUp();
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

  /**
   * The account behind mail address and password. The refusal, and the work done for it, is the same whether the account
   * exists or not; too many wrong ones are refused before any work.
   */
  async signIn({ email, password }: SignIn, ip: string): Promise<AccountEntity> {
    const key = emailKey(email);
    const attempt = this.limits.beginSignIn(digest(key), ip);
    const account = await this.database.read((manager) => manager.findOneBy(AccountEntity, { emailKey: key }));
    const isRight = await isPassword(account?.passwordHash ?? (await this.decoy), password);
    if (!account || !isRight || account.deactivatedAt) {
      log.warn({ accountId: account?.id ?? null }, 'a sign-in was refused');
      if (account && !account.deactivatedAt && attempt.isLastTry()) this.warn(account);
      throw new Refusal(
        'wrong_credentials',
        'The mail address and password do not match. Check both and try again.',
        401,
      );
    }
    attempt.succeeded();
    log.info({ accountId: account.id }, 'signed in');
    if (isOutdated(account.passwordHash)) await this.rehash(account, password);
    return account;
  }

  /** Asks a signed-in person for their password again. */
  async confirm(accountId: string, password: string): Promise<AccountEntity> {
    const attempt = this.limits.beginConfirmation(accountId);
    const account = await this.database.read((manager) => manager.findOneByOrFail(AccountEntity, { id: accountId }));
    if (!(await isPassword(account.passwordHash, password))) {
      throw new Refusal(
        'wrong_password',
        'This is not your password. Nothing was changed; check it and try again.',
        422,
      );
    }
    attempt.succeeded();
    return account;
  }

  openSession(accountId: string, device: string): Promise<string> {
    return this.sessions.open(accountId, device);
  }

  /** Tells the owner that somebody keeps guessing; the answer to the request does not wait for the mail. */
  private warn(account: AccountEntity): void {
    void this.mailer.send({
      to: account.email,
      subject: 'Evenhand: wrong passwords for your account',
      text: [
        `${account.name},`,
        'Several wrong passwords were typed for your account in a short time. Sign-in from unknown places is paused for',
        'fifteen minutes; where you are signed in already, nothing changes.',
        'If it was not you, nothing is lost; consider a longer password.',
        this.config.PUBLIC_URL ?? '',
      ].join('\n'),
    });
  }

  private async rehash(account: AccountEntity, password: string): Promise<void> {
    const passwordHash = await hashPassword(password);
    await this.database.transaction(({ manager }) =>
      manager.update(AccountEntity, { id: account.id, passwordHash: account.passwordHash }, { passwordHash }),
    );
  }
}

function alreadySetUp(): Refusal {
  return new Refusal('already_set_up', 'This server has its first account already. Sign in, or ask for an invitation.');
}
