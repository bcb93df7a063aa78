import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { randomUUID } from 'node:crypto';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { DataSource } from 'typeorm';
import request from 'supertest';
import type TestAgent from 'supertest/lib/agent';
import type { Role } from '@shared/domain/access/roles';
import { createApp } from '../src/app';
import { AuthService } from '../src/people/auth.service';
import { ReviewsService } from '../src/reviews/reviews.service';
import { Verifier } from '../src/audit/verify';
import { Clock } from '../src/platform/clock';
import { readConfig } from '../src/platform/config';
import { Database } from '../src/platform/database/database';
import { migrate } from '../src/platform/database/open';
import { Ledger } from '../src/platform/ledger/ledger';
import { RelevanceService } from '../src/ranking/relevance.service';
import { ReviewEntity } from '../src/reviews/review.entity';
import { proveCounts } from './place-counts';

/** A clock that stands still between ticks and hands out ids in order, so that two runs give the same bytes. */
export class StillClock extends Clock {
  private ms = Date.parse('2026-01-05T09:00:00.000Z');
  private made = 0;
  now(): string {
    return new Date(this.ms).toISOString();
  }
  newId(): string {
    return `made-${String(++this.made).padStart(8, '0')}`;
  }
  tick(ms = 1000): void {
    this.ms += ms;
  }
}

export interface Actor {
  agent: TestAgent;
  /** The session's cookie, for requests that the agent cannot make. */
  cookie: string;
  accountId: string;
  memberId: string;
  name: string;
}

export const aPassword = 'a long enough passphrase';
export const newId = (): string => randomUUID();

/** The application on a fresh, migrated database, with people who act through HTTP. `DB=postgres` runs it there. */
export class TestApp {
  private constructor(
    readonly app: NestExpressApplication,
    readonly folder: string,
    readonly clock: Clock,
    private readonly dropDatabase: () => Promise<void>,
  ) {}

  static async start(clock: Clock = new StillClock(), env: Record<string, string> = {}): Promise<TestApp> {
    const folder = mkdtempSync(join(tmpdir(), 'evenhand-'));
    const { url, drop } = await freshDatabase();
    const config = readConfig({
      EVENHAND_DATA: folder,
      EVENHAND_LOG_LEVEL: 'silent',
      ...(url ? { EVENHAND_DATABASE_URL: url } : {}),
      ...env,
    });
    await migrate(config);
    const app = await createApp(config, clock);
    // What is asked for is there when it is answered, on however busy a machine.
    app.get(RelevanceService).waitMs = 60_000;
    await app.listen(0, '127.0.0.1');
    return new TestApp(app, folder, clock, drop);
  }

  get database(): Database {
    return this.app.get(Database);
  }

  get ledger(): Ledger {
    return this.app.get(Ledger);
  }

  /** Someone who is not signed in. */
  anybody(): TestAgent {
    return request.agent(this.app.getHttpServer());
  }

  /** A signed-in person who belongs to no review. */
  async person(name: string, isSiteAdmin = false): Promise<Actor> {
    const auth = this.app.get(AuthService);
    const email = `${name.toLowerCase().replaceAll(/[^a-z0-9]/g, '-')}@example.org`;
    const passwordHash = await testHash();
    const account = await this.database.transaction(({ manager }) =>
      auth.addAccount(manager, { name, email, passwordHash, isSiteAdmin }),
    );
    const secret = await auth.openSession(account.id, 'test');
    const agent = request.agent(this.app.getHttpServer());
    const cookie = `evenhand=${secret}`;
    agent.set('Cookie', cookie);
    return { agent, cookie, accountId: account.id, memberId: '', name };
  }

  /** A review with its founder. */
  async review(founder: Actor, title = 'Do early-years centres improve health?'): Promise<string> {
    const { id } = await this.app
      .get(ReviewsService)
      .create(founder.accountId, { id: newId(), title, kind: 'systematic' });
    const members = await this.database.read((m) =>
      m.query<{ id: string }[]>(`SELECT id FROM member WHERE review_id = '${id}'`),
    );
    founder.memberId = members[0]?.id ?? '';
    return id;
  }

  /** A new member of the review with the given roles. */
  async member(reviewId: string, founder: Actor, name: string, roles: Role[]): Promise<Actor> {
    const person = await this.person(name);
    const memberId = this.clock.newId();
    await this.ledger.act(
      { reviewId, id: this.clock.newId(), memberId: founder.memberId, request: { name } },
      async (act) => {
        await act.append('member.joined', { memberId, accountId: person.accountId, roles });
      },
    );
    return { ...person, memberId };
  }

  /** Every review's read tables must follow from its ledger: replaying it gives the same rows. */
  async prove(): Promise<void> {
    for (const { id } of await this.database.read((m) => m.find(ReviewEntity))) {
      const { faults } = await this.app.get(Verifier).verify(id);
      if (faults.length > 0) throw new Error(`the read tables differ from the replayed ledger: ${faults[0]?.message}`);
      await this.database.read((manager) => proveCounts(manager, id));
    }
  }

  /** Ends the application; unless a spec tampered with it, what it wrote is proved first. */
  async stop({ isTampered = false } = {}): Promise<void> {
    try {
      if (!isTampered) await this.prove();
    } finally {
      await this.app.close();
      await this.dropDatabase();
      rmSync(this.folder, { recursive: true, force: true });
    }
  }
}

let cachedHash: Promise<string> | null = null;
/** Hashed once: argon2id is slow on purpose. */
async function testHash(): Promise<string> {
  const { hashPassword } = await import('../src/people/auth.service');
  return (cachedHash ??= hashPassword(aPassword));
}

/** On PostgreSQL a database of its own for each application, made on the server that EVENHAND_TEST_PG names. */
async function freshDatabase(): Promise<{ url: string | null; drop: () => Promise<void> }> {
  if (process.env['DB'] !== 'postgres') return { url: null, drop: () => Promise.resolve() };
  const base = process.env['EVENHAND_TEST_PG'] ?? 'postgres://postgres@127.0.0.1:5432/postgres';
  delete process.env['EVENHAND_TEST_PG'];
  process.env['TEST_PG_BASE'] ??= base;
  const name = `evenhand_${randomUUID().replaceAll('-', '')}`;
  const admin = await new DataSource({ type: 'postgres', url: process.env['TEST_PG_BASE'] }).initialize();
  await admin.query(`CREATE DATABASE ${name}`);
  await admin.destroy();
  const url = new URL(process.env['TEST_PG_BASE'] ?? base);
  url.pathname = `/${name}`;
  const drop = async (): Promise<void> => {
    const again = await new DataSource({ type: 'postgres', url: process.env['TEST_PG_BASE'] }).initialize();
    await again.query(`DROP DATABASE ${name} WITH (FORCE)`);
    await again.destroy();
  };
  return { url: url.toString(), drop };
}
