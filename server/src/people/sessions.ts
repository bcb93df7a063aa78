import { Inject, Injectable } from '@nestjs/common';
import { type EntityManager, LessThan } from 'typeorm';
import type { OpenSession } from '@shared/contracts/people';
import { Clock } from '../platform/clock';
import { CONFIG, type Config } from '../platform/config';
import { Database } from '../platform/database/database';
import type { Person } from '../platform/http/route';
import { type AccountEntity, SessionEntity } from './account.entity';
import { digest, newSecret } from './hashing';

/** How stale the time of last use may be before it is written again. */
export const USED_PRECISION_MS = 60_000;
const HOUR = 3_600_000;

/** A session with its account: read on every request, hence without the query builder. */
type SessionRow = Pick<SessionEntity, 'createdAt' | 'usedAt'> &
  Pick<AccountEntity, 'id' | 'name' | 'email' | 'isSiteAdmin'>;

/** Sessions live on the server: the cookie holds a random secret, the table its digest, and ending one takes effect at once. */
@Injectable()
export class Sessions {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /** Opens a session; answers the secret for the cookie. The account's sessions that have run out are swept away. */
  async open(accountId: string, device: string): Promise<string> {
    const secret = newSecret();
    const now = this.clock.now();
    const session = { id: digest(secret), accountId, createdAt: now, usedAt: now, device: device.slice(0, 200) };
    await this.database.transaction(async ({ manager }) => {
      await manager.delete(SessionEntity, { accountId, usedAt: LessThan(this.oldest.used) });
      await manager.delete(SessionEntity, { accountId, createdAt: LessThan(this.oldest.created) });
      await manager.insert(SessionEntity, session);
    });
    return secret;
  }

  async close(secret: string): Promise<void> {
    await this.database.transaction(({ manager }) => manager.delete(SessionEntity, { id: digest(secret) }));
  }

  async listOf(person: Person): Promise<OpenSession[]> {
    const rows = await this.database.read((manager) =>
      manager.find(SessionEntity, { where: { accountId: person.account.id }, order: { usedAt: 'DESC', id: 'ASC' } }),
    );
    return rows
      .filter((row) => this.isOpen(row))
      .map(({ id, createdAt, usedAt, device }) => ({
        id,
        isCurrent: id === person.via.id,
        startedAt: createdAt,
        lastSeenAt: usedAt,
        userAgent: device,
      }));
  }

  /** Ends one session of the account; that there was none is no fault. */
  async end(accountId: string, id: string): Promise<void> {
    await this.database.transaction(({ manager }) => manager.delete(SessionEntity, { id, accountId }));
  }

  async endAll(manager: EntityManager, accountId: string): Promise<void> {
    await manager.delete(SessionEntity, { accountId });
  }

  /** Who the secret of a session cookie stands for, or null when it is unknown, ended or idle for too long. */
  async personOf(secret: string): Promise<Person | null> {
    const id = digest(secret);
    const [found] = await this.database.lookUp(
      (manager) => manager.sql<SessionRow[]>`
        SELECT s.created_at AS "createdAt", s.used_at AS "usedAt",
          a.id, a.name, a.email, a.is_site_admin AS "isSiteAdmin"
        FROM session s JOIN account a ON a.id = s.account_id
        WHERE s.id = ${id} AND a.deactivated_at IS NULL`,
    );
    if (!found || !this.isOpen(found)) return null;
    const now = this.clock.now();
    if (Date.parse(now) - Date.parse(found.usedAt) > USED_PRECISION_MS) {
      await this.database.transaction(({ manager }) => manager.update(SessionEntity, { id }, { usedAt: now }));
    }
    return {
      account: { id: found.id, name: found.name, email: found.email, isSiteAdmin: Boolean(found.isSiteAdmin) },
      via: { kind: 'session', id },
    };
  }

  private isOpen(session: Pick<SessionEntity, 'usedAt' | 'createdAt'>): boolean {
    return session.usedAt >= this.oldest.used && session.createdAt >= this.oldest.created;
  }

  private get oldest(): { used: string; created: string } {
    const now = Date.parse(this.clock.now());
    return {
      used: new Date(now - this.config.SESSION_IDLE_HOURS * HOUR).toISOString(),
      created: new Date(now - this.config.SESSION_MAX_DAYS * 24 * HOUR).toISOString(),
    };
  }
}
