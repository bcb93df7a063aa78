import { Inject, Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import type { Response } from 'express';
import { type Permission, permissionsOf, type Role } from '@shared/domain/access/roles';
import { Clock } from '../clock';
import { CONFIG, type Config } from '../config';
import { Database } from '../database/database';
import type { Membership, Person } from '../http/route';
import { JobRunner } from '../jobs/job-runner';
import type { JobEntity } from '../jobs/job.entity';
import { maySeeJob } from '../jobs/jobs.service';
import { Ledger } from '../ledger/ledger';
import { log } from '../log';
import { type Topic, topicOf } from './topics';

interface Stream {
  response: Response;
  reviewId: string;
  memberId: string;
  permissions: readonly Permission[];
  via: Person['via'];
  /** Topics said within the last moment; a burst of events is told once at its start and once at its end. */
  quiet: Map<Topic, { again: boolean }>;
}

const HEARTBEAT_MS = 15_000;
const CHECK_MS = 4_000;
const BURST_MS = 500;
const HOUR_MS = 3_600_000;

/**
 * The open event streams of this server. A stream says only which kind of thing changed (`{"type":"imports"}`) and how
 * the viewer's own jobs fare; screens then load anew what they may see. Messages carry no ids, so that their number says
 * nothing about what others do. Rights are looked up every four seconds: a stream ends soon after its membership, session,
 * key or account does, whether that was ended or ran out.
 */
@Injectable()
export class EventStreams implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly streams = new Set<Stream>();
  private readonly timers: NodeJS.Timeout[] = [];
  private readonly stops: (() => void)[] = [];

  constructor(
    private readonly database: Database,
    private readonly ledger: Ledger,
    private readonly jobs: JobRunner,
    private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  onApplicationBootstrap(): void {
    this.stops.push(
      this.ledger.onAppended((event) => {
        const about = topicOf(event.type);
        if (about) for (const stream of this.of(event.reviewId)) this.sayTopic(stream, about.topic, about.may);
      }),
      this.jobs.onChange((job) => {
        for (const stream of this.of(job.reviewId)) this.sayJob(stream, job);
      }),
    );
    this.timers.push(
      setInterval(() => this.beat(), HEARTBEAT_MS),
      setInterval(
        () => void this.check().catch((err: unknown) => log.warn({ err }, 'checking streams failed')),
        CHECK_MS,
      ),
    );
    for (const timer of this.timers) timer.unref();
  }

  onModuleDestroy(): void {
    for (const stop of this.stops) stop();
    for (const timer of this.timers) clearInterval(timer);
    for (const stream of this.streams) stream.response.end();
    this.streams.clear();
  }

  /** Keeps the response open for the viewer until either side ends it. */
  open(response: Response, me: Membership, person: Person): void {
    const { reviewId, memberId, permissions } = me;
    const stream: Stream = { response, reviewId, memberId, permissions, via: person.via, quiet: new Map() };
    response.writeHead(200, {
      'Content-Type': 'text/event-stream; charset=utf-8',
      'Cache-Control': 'no-cache, no-transform',
      'X-Accel-Buffering': 'no',
    });
    response.write(`retry: ${2000 + Math.floor(Math.random() * 8000)}\n\n`);
    this.streams.add(stream);
    response.on('close', () => this.streams.delete(stream));
  }

  /** Ends the streams of those who lost their right to them. */
  async check(): Promise<void> {
    if (this.streams.size === 0) return;
    const open = [...this.streams];
    const idsOf = (kind: Person['via']['kind']): string[] => [
      '',
      ...open.flatMap(({ via }) => (via.kind === kind ? via.id : [])),
    ];
    const { members, sessions, tokens } = await this.database.read(async (manager) => ({
      members: await manager
        .createQueryBuilder()
        .select(['m.id AS id', 'm.roles AS roles'])
        .from('member', 'm')
        .innerJoin('account', 'a', 'a.id = m.accountId')
        .where('m.id IN (:...ids) AND m.leftAt IS NULL AND a.deactivatedAt IS NULL', {
          ids: [...new Set(open.map((stream) => stream.memberId))],
        })
        .getRawMany<{ id: string; roles: string }>(),
      sessions: await manager
        .createQueryBuilder()
        .select('s.id', 'id')
        .from('session', 's')
        .where('s.id IN (:...ids) AND s.usedAt >= :used AND s.createdAt >= :created', {
          ids: idsOf('session'),
          used: this.ago(this.config.SESSION_IDLE_HOURS),
          created: this.ago(24 * this.config.SESSION_MAX_DAYS),
        })
        .getRawMany<{ id: string }>(),
      tokens: await manager
        .createQueryBuilder()
        .select('t.id', 'id')
        .from('api_token', 't')
        .where('t.id IN (:...ids) AND t.revokedAt IS NULL AND t.expiresAt > :now', {
          ids: idsOf('token'),
          now: this.clock.now(),
        })
        .getRawMany<{ id: string }>(),
    }));
    const rolesOf = new Map(members.map((member) => [member.id, JSON.parse(member.roles) as Role[]]));
    const valid = new Set([...sessions, ...tokens].map(({ id }) => id));
    for (const stream of open) {
      const permissions = permissionsOf(rolesOf.get(stream.memberId) ?? []);
      if (permissions.includes('events.read') && valid.has(stream.via.id)) {
        stream.permissions = permissions;
      } else {
        this.streams.delete(stream);
        stream.response.end();
      }
    }
  }

  private ago(hours: number): string {
    return new Date(Date.parse(this.clock.now()) - hours * HOUR_MS).toISOString();
  }

  private *of(reviewId: string): Generator<Stream> {
    for (const stream of this.streams) if (stream.reviewId === reviewId) yield stream;
  }

  private sayTopic(stream: Stream, topic: Topic, may: Permission): void {
    if (!stream.permissions.includes(may)) return;
    const quiet = stream.quiet.get(topic);
    if (quiet) {
      quiet.again = true;
      return;
    }
    stream.quiet.set(topic, { again: false });
    say(stream, { type: topic });
    setTimeout(() => {
      const again = stream.quiet.get(topic)?.again;
      stream.quiet.delete(topic);
      if (again && this.streams.has(stream)) this.sayTopic(stream, topic, may);
    }, BURST_MS).unref();
  }

  private sayJob(stream: Stream, job: Readonly<JobEntity>): void {
    if (!maySeeJob({ memberId: stream.memberId, permissions: [...stream.permissions] }, job)) return;
    const { id, kind, subject, state, done, total, step } = job;
    say(stream, { type: 'job', id, kind, subject, state, done, total, step });
  }

  private beat(): void {
    for (const stream of this.streams) stream.response.write(': still here\n\n');
  }
}

function say(stream: Stream, message: object): void {
  stream.response.write(`data: ${JSON.stringify(message)}\n\n`);
}
