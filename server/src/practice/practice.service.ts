import { randomBytes } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { join } from 'node:path';
import { Injectable } from '@nestjs/common';
import { In, IsNull } from 'typeorm';
import type { Practice } from '@shared/contracts/practice';
import { permissionsOf } from '@shared/domain/access/roles';
import type { SourceKind } from '@shared/domain/ledger/events';
import {
  PRACTICE_COLLEAGUES,
  PRACTICE_SOURCES,
  PRACTICE_TITLE,
  type PracticeSource,
  practiceDecisions,
  practiceProtocol,
} from '@shared/domain/practice/practice-review';
import { Refusal } from '@shared/domain/refusal';
import { defaultRule } from '@shared/domain/screening/rule';
import { CitationEntity, ReferenceEntity } from '../citations/citation.entity';
import { ImportsService } from '../imports/imports.service';
import { UploadsService } from '../imports/uploads.service';
import { AccountEntity } from '../people/account.entity';
import { hashPassword } from '../people/auth.service';
import { Clock } from '../platform/clock';
import { Database } from '../platform/database/database';
import { FileStore } from '../platform/files/file-store';
import type { Membership } from '../platform/http/route';
import { JobEntity } from '../platform/jobs/job.entity';
import { Ledger } from '../platform/ledger/ledger';
import { MemberEntity } from '../reviews/review.entity';
import { ReviewsService } from '../reviews/reviews.service';

const FILES = join(__dirname, 'files');
const LONGEST_WAIT_MS = 60_000;

/**
 * "Try it": a review of invented records, made by the same acts as a real one: protocol, three imported exports, found
 * duplicates, two colleagues' votes with conflicts among them. Every step has an id derived from the request's, so that
 * a repeated or interrupted request ends in the same one review.
 */
@Injectable()
export class PracticeService {
  constructor(
    private readonly database: Database,
    private readonly ledger: Ledger,
    private readonly clock: Clock,
    private readonly reviews: ReviewsService,
    private readonly files: FileStore,
    private readonly uploads: UploadsService,
    private readonly imports: ImportsService,
  ) {}

  async open(accountId: string, reviewId: string): Promise<Practice> {
    await this.reviews.create(accountId, { id: reviewId, title: PRACTICE_TITLE, kind: 'systematic' }, true);
    const me = await this.membership(reviewId, accountId);
    const stageId = await this.setUp(me);
    for (const [i, source] of PRACTICE_SOURCES.entries()) await this.import(me, source, i);
    await this.settled(reviewId);
    await this.vote(me, stageId);
    return { reviewId };
  }

  private async membership(reviewId: string, accountId: string): Promise<Membership> {
    const member = await this.database.read((m) => m.findOneByOrFail(MemberEntity, { reviewId, accountId }));
    return { reviewId, memberId: member.id, roles: member.roles, permissions: permissionsOf(member.roles) };
  }

  /** Protocol, stages and colleagues; answers the id of the first stage. */
  private async setUp(me: Membership): Promise<string> {
    const colleagues: { key: string; accountId: string }[] = [];
    for (const { key, name } of PRACTICE_COLLEAGUES) {
      colleagues.push({ key, accountId: (await this.colleague(key, name)).id });
    }
    const command = { reviewId: me.reviewId, memberId: me.memberId, id: step(me, 'setup'), request: 'setup' };
    return this.ledger.act(command, async (act) => {
      const stageId = this.clock.newId();
      await act.append('protocol.published', { version: 1, reason: null, document: practiceProtocol() });
      const rule = defaultRule('title-abstract');
      await act.append('stage.added', {
        stageId,
        kind: 'title-abstract',
        name: 'Titles and abstracts',
        rule,
        sample: null,
      });
      await act.append('stage.added', {
        stageId: this.clock.newId(),
        kind: 'full-text',
        name: 'Full texts',
        rule: defaultRule('full-text'),
        sample: null,
      });
      for (const { key, accountId } of colleagues) {
        await act.append('member.joined', { memberId: memberId(me, key), accountId, roles: ['reviewer'] });
      }
      return stageId;
    });
  }

  /** Practice colleagues are accounts that nobody can sign in to. */
  private async colleague(key: string, name: string): Promise<AccountEntity> {
    const passwordHash = await hashPassword(randomBytes(32).toString('hex'));
    return this.database.transaction(async ({ manager }) => {
      const email = `${key}@practice.invalid`;
      const known = await manager.findOneBy(AccountEntity, { emailKey: email });
      if (known) return known;
      const now = this.clock.now();
      const account = manager.create(AccountEntity, {
        id: this.clock.newId(),
        name,
        email,
        emailKey: email,
        passwordHash,
        isSiteAdmin: false,
        createdAt: now,
        deactivatedAt: now,
      });
      await manager.insert(AccountEntity, account);
      return account;
    });
  }

  private async import(me: Membership, source: PracticeSource, i: number): Promise<void> {
    const stored = await this.files.put(createReadStream(join(FILES, source.file)), { maxBytes: 5_000_000 });
    const uploadId = step(me, `upload-${i}`);
    await this.uploads.keep(me, stored, source.file, uploadId);
    const sourceKind: SourceKind = source.kind === 'other-method' ? 'organisation' : source.kind;
    const search = {
      source: source.sourceName,
      sourceKind,
      platform: source.platform,
      ranOn: source.searchedOn,
      coverage: null,
      strategy: source.strategy,
      limits: null,
      filters: null,
      hits: null,
      ranBy: null,
      peerReviewedBy: null,
      notes: 'Invented for practice.',
      cycle: 1,
    };
    await this.imports.begin(me, { id: step(me, `import-${i}`), uploadId, into: { search }, again: true });
  }

  /** Waits until the records are in and their duplicates found. */
  private async settled(reviewId: string): Promise<void> {
    const until = Date.now() + LONGEST_WAIT_MS;
    while (Date.now() < until) {
      const open = await this.database.read((manager) =>
        manager.existsBy(JobEntity, { reviewId, state: In(['queued', 'running']) }),
      );
      if (!open) return;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    throw new Refusal(
      'busy',
      'The practice review is still being made. Try again in a moment; it goes on where it was.',
      503,
    );
  }

  private async vote(me: Membership, stageId: string): Promise<void> {
    const records = await this.database.read(async (manager) => {
      const kept = await manager.find(CitationEntity, {
        where: { reviewId: me.reviewId, mergedInto: IsNull() },
        order: { ordinal: 'ASC' },
      });
      const titles = await manager.find(ReferenceEntity, {
        where: { reviewId: me.reviewId },
        select: { id: true, title: true },
      });
      const byId = new Map(titles.map((reference) => [reference.id, reference.title]));
      return kept.map(({ id }) => ({ citationId: id, title: byId.get(id) ?? null }));
    });
    for (const [i, decision] of practiceDecisions(records).entries()) {
      const { citationId, colleague, vote, reasonIds, note } = decision;
      const command = {
        reviewId: me.reviewId,
        memberId: memberId(me, colleague),
        id: step(me, `vote-${i}`),
        request: decision,
        machine: 'practice',
      };
      await this.ledger.act(command, async (act) => {
        await act.append('decision.made', {
          citationId,
          stageId,
          verdict: vote,
          reasons: reasonIds,
          tags: [],
          note: note || null,
          clientAt: null,
        });
      });
    }
  }
}

/** Id of a step: the review's, cut so that it fits, with the step's name. */
const step = (me: Membership, name: string): string => `${me.reviewId.slice(0, 44)}-${name}`;
const memberId = (me: Membership, colleague: string): string => step(me, colleague);
