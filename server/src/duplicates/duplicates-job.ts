import { join } from 'node:path';
import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import { CitationEntity, ReferenceEntity } from '../citations/citation.entity';
import { Clock } from '../platform/clock';
import { Database } from '../platform/database/database';
import type { JobEntity } from '../platform/jobs/job.entity';
import { JobRunner } from '../platform/jobs/job-runner';
import type { JobControl, JobHandler } from '../platform/jobs/job-types';
import { Workers } from '../platform/jobs/workers';
import { type Act, Ledger } from '../platform/ledger/ledger';
import type { DedupMessage, DedupTask, Found, FoundLink, FoundPair, RecordRow } from './dedup.worker';
import { changeSetting, DUPLICATES_JOB, settingOf } from './duplicate-runs';
import { type Join, joinAll, SETS_PER_EVENT } from './merging';
import { QuestionEntity, RecordLinkEntity } from './question.entity';
import { ordered, questionId } from './question-id';
import { apartRoots, rootsOf } from './sets';

const WORKER = join(__dirname, 'dedup.worker');
const PAGE = 2000;
const QUESTIONS_PER_EVENT = 400;
const LINKS_PER_EVENT = 400;
/** As much of an abstract as is compared. */
const ABSTRACT_CHARACTERS = 1600;

/**
 * Compares what came in with everything, joins what is certain and asks about the rest. All is judged again when it is
 * written, so people may merge and split meanwhile, and a run that was killed may simply be repeated.
 */
@Injectable()
export class DuplicatesJob implements JobHandler {
  readonly kind = DUPLICATES_JOB;
  readonly slot = 'records';

  constructor(
    jobs: JobRunner,
    private readonly database: Database,
    private readonly ledger: Ledger,
    private readonly workers: Workers,
    private readonly clock: Clock,
  ) {
    jobs.register(this);
  }

  async run({ job, signal, progress }: JobControl): Promise<object> {
    const { reviewId } = job;
    const { full } = job.payload as { full: boolean };
    const { setting, apart } = await this.database.read(async (manager) => ({
      setting: await settingOf(manager, reviewId),
      apart: await manager.find(QuestionEntity, {
        where: { reviewId, state: 'different' },
        select: { id: true, a: true, b: true },
      }),
    }));
    progress(0, 0, 'comparing');
    const task: DedupTask = {
      comparedTo: full ? 0 : setting.comparedTo,
      cochrane: setting.cochrane,
      corrections: setting.corrections,
      apart: apart.map(({ a, b }) => [a, b]),
    };
    const found = await this.workers.run<Found>(
      WORKER,
      task,
      (message: DedupMessage) => {
        if (message.kind === 'page') return this.page(reviewId, message.after);
        progress(message.done, message.total, 'comparing');
        return null;
      },
      signal,
    );
    const isAsking = setting.certain === 'ask';
    const joins = isAsking
      ? []
      : found.sets.map(({ ids, pairs, corrections }): Join => ({ ids, corrections, ...evidenceOf(pairs) }));
    const pairs = isAsking ? [...found.sets.flatMap((set) => set.pairs), ...found.questions] : found.questions;
    const write = this.writer(job);
    let joined = 0;
    for (let i = 0; i < joins.length; i += SETS_PER_EVENT) {
      signal.throwIfAborted();
      joined += await this.join(write, i, joins.slice(i, i + SETS_PER_EVENT));
      progress(i, joins.length, 'joining');
    }
    let asked = 0;
    for (let i = 0; i < pairs.length; i += QUESTIONS_PER_EVENT) {
      signal.throwIfAborted();
      asked += await this.ask(write, i, pairs.slice(i, i + QUESTIONS_PER_EVENT));
      progress(i, pairs.length, 'asking');
    }
    let linked = 0;
    // What records say of each other comes first, and outweighs what a comparison makes of them.
    const links = [...found.stated, ...found.links];
    for (let i = 0; i < links.length; i += LINKS_PER_EVENT) {
      signal.throwIfAborted();
      linked += await this.link(write, i, links.slice(i, i + LINKS_PER_EVENT));
      progress(i, links.length, 'linking');
    }
    const unasked = found.unasked + (full ? 0 : setting.unasked);
    await this.database.transaction((tx) =>
      changeSetting(tx.manager, reviewId, { comparedTo: found.comparedTo, unasked }),
    );
    return { sets: joined, questions: asked, links: linked };
  }

  private page(reviewId: string, after: number): Promise<RecordRow[]> {
    return this.database.read((manager) =>
      manager
        .createQueryBuilder(CitationEntity, 'c')
        .innerJoin(ReferenceEntity, 'r', 'r.id = c.id')
        .select(['c.id AS id', 'c.ordinal AS ordinal', 'c.searchId AS source', 'r.title AS title', 'r.year AS year'])
        .addSelect(`SUBSTR(r.abstract, 1, ${ABSTRACT_CHARACTERS})`, 'abstract')
        .addSelect(['r.journal AS journal', 'r.doi AS doi', 'r.pmid AS pmid', 'r.rest AS rest', 'c.mergedInto AS root'])
        .where('c.reviewId = :reviewId AND c.ordinal > :after AND c.isWithdrawn = :no', { reviewId, after, no: false })
        .orderBy('c.ordinal', 'ASC')
        .limit(PAGE)
        .getRawMany<RecordRow>(),
    );
  }

  private async join(write: Write, offset: number, joins: Join[]): Promise<number> {
    return write(`m${offset}`, async (act) => (await joinAll(act, 'machine', joins)).sets);
  }

  private ask(write: Write, offset: number, pairs: FoundPair[]): Promise<number> {
    return write(`q${offset}`, async (act) => {
      const roots = await rootsOf(
        act.manager,
        act.reviewId,
        pairs.flatMap(({ a, b }) => [a, b]),
      );
      const isApart = await apartRoots(act.manager, act.reviewId);
      const known = await act.manager.find(QuestionEntity, {
        where: { id: In(pairs.map(({ a, b }) => questionId(a, b))) },
        select: { id: true },
      });
      const isKnown = new Set(known.map((question) => question.id));
      const questions = pairs.flatMap(({ a, b, score, why }) => {
        const [x, y] = [roots.get(a)?.id, roots.get(b)?.id];
        if (!x || !y || x === y || isApart(x, y) || isKnown.has(questionId(a, b))) return [];
        const [first, second] = ordered(a, b);
        return [{ a: first, b: second, score, why }];
      });
      if (questions.length > 0) await act.append('duplicates.asked', { questions });
      return questions.length;
    });
  }

  private link(write: Write, offset: number, links: FoundLink[]): Promise<number> {
    return write(`l${offset}`, async (act) => {
      const ids = links.flatMap(({ a, b }) => [a, b]);
      const roots = await rootsOf(act.manager, act.reviewId, ids);
      const known = await act.manager.find(RecordLinkEntity, {
        where: { id: In(links.map(({ a, b }) => questionId(a, b))) },
        select: { id: true, why: true },
      });
      const isSaid = new Map(known.map((link) => [link.id, isStated(link)]));
      const fresh = links.flatMap(({ a, b, relation, notice, why }) => {
        const [x, y] = [roots.get(a)?.id, roots.get(b)?.id];
        const said = isSaid.get(questionId(a, b));
        if (!x || !y || x === y || said || (said === false && !isStated({ why }))) return [];
        isSaid.set(questionId(a, b), isStated({ why }));
        const [first, second] = ordered(a, b);
        return [{ a: first, b: second, relation, ...(notice ? { notice } : {}), why }];
      });
      if (fresh.length > 0) await act.append('duplicates.linked', { links: fresh });
      return fresh.length;
    });
  }

  /** A run writes under ids of its own, since what it finds may differ from what a killed one found. */
  private writer({ reviewId, memberId }: JobEntity): Write {
    const run = this.clock.newId().slice(0, 40);
    return (piece, work) =>
      this.ledger.act({ reviewId, id: `${run}-${piece}`, memberId, request: { piece }, machine: DUPLICATES_JOB }, work);
  }
}

/** Whether a link is what one of its records says. */
function isStated({ why }: Pick<FoundLink, 'why'>): boolean {
  return why.some(({ field }) => field === 'stated');
}

type Write = <T>(piece: string, work: (act: Act) => Promise<T>) => Promise<T>;

/** The weakest of the pairs that hold a set together says how sure it is. */
function evidenceOf(pairs: readonly FoundPair[]): { score: number; why: FoundPair['why'] } {
  const weakest = pairs.at(-1);
  return { score: weakest?.score ?? 1, why: weakest?.why ?? [] };
}
