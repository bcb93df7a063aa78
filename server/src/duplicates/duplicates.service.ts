import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import type { Answer, BulkAcceptance, DuplicateSettingPatch, NewMerge, NewSplit } from '@shared/contracts/duplicates';
import { Refusal } from '@shared/domain/refusal';
import { Database } from '../platform/database/database';
import { notFound } from '../platform/http/problem.filter';
import type { Membership } from '../platform/http/route';
import { type Act, Ledger, sha256 } from '../platform/ledger/ledger';
import { TodoCounters } from '../reviews/todo';
import { changeSetting, DuplicateRuns, settingOf } from './duplicate-runs';
import { DuplicatesQueries, liveQuestions } from './duplicates.queries';
import { type Join, joinAll, SETS_PER_EVENT } from './merging';
import { QuestionEntity } from './question.entity';
import { membersOf, rootsOf } from './sets';

/** What people say about duplicates: same, different, or apart again. */
@Injectable()
export class DuplicatesService {
  constructor(
    private readonly database: Database,
    private readonly ledger: Ledger,
    private readonly queries: DuplicatesQueries,
    private readonly runs: DuplicateRuns,
    todos: TodoCounters,
  ) {
    todos.register('questions', async (me) =>
      me.permissions.includes('duplicates.edit') ? this.queries.openCount(me.reviewId) : null,
    );
  }

  /** With the last open question answered, pairs that waited for the answers come up. */
  async answer(me: Membership, { id, ...request }: Answer) {
    const done = await this.act(me, id, request, async (act) => {
      const question = await act.manager.findOneBy(QuestionEntity, { id: request.questionId, reviewId: me.reviewId });
      if (!question) throw new Refusal('no_such_question', 'There is no such question in this review.', 404);
      if (request.verdict === 'same') await this.joinPerson(act, [question.a, question.b]);
      else await this.tellApart(act, question);
      return { id };
    });
    await this.askNext(me);
    return done;
  }

  /** Answers "the same" to all open questions from a score on, in pieces; the number must be what the person saw. */
  async acceptAll(me: Membership, { id, minScore, expected }: BulkAcceptance) {
    const stem = sha256(`${me.reviewId} ${id}`).slice(0, 32);
    await this.act(me, id, { minScore, expected }, async (act) => {
      const count = await liveQuestions(act.manager, me.reviewId, 'open')
        .andWhere('q.score >= :minScore', { minScore })
        .getCount();
      if (count !== expected) {
        throw new Refusal(
          'count_changed',
          `There are ${count} such questions now, not ${expected}. Nothing was changed; look at them again.`,
          409,
          { count },
        );
      }
      return null;
    });
    let answered = 0;
    let passedOver = 0;
    for (let piece = 0; answered + passedOver < expected; piece++) {
      const take = Math.min(SETS_PER_EVENT, expected - answered - passedOver);
      const done = await this.act(me, `${stem}-${piece}`, { minScore, passedOver, take }, async (act) => {
        const questions = await liveQuestions(act.manager, me.reviewId, 'open')
          .andWhere('q.score >= :minScore', { minScore })
          .orderBy('q.score', 'DESC')
          .addOrderBy('q.id', 'ASC')
          .offset(passedOver)
          .limit(take)
          .getMany();
        const joins = questions.map(({ a, b, score, why }): Join => ({ ids: [a, b], score, why }));
        const { taken } = await joinAll(act, 'person', joins);
        return { seen: questions.length, answered: taken.filter(Boolean).length };
      });
      answered += done.answered;
      passedOver += done.seen - done.answered;
      if (done.seen === 0) break;
    }
    await this.askNext(me);
    return { id, answered };
  }

  merge(me: Membership, { id, citationIds }: NewMerge) {
    return this.act(me, id, { citationIds }, async (act) => {
      await this.joinPerson(act, citationIds);
      return { id };
    });
  }

  /**
   * Takes records out of their set; each is a citation of its own again. Where the kept record is to leave, the others
   * leave it instead and stay together.
   */
  split(me: Membership, { id, citationId, memberIds, reason }: NewSplit) {
    const request = { citationId, memberIds, reason };
    return this.act(me, id, request, async (act) => {
      const members = await membersOf(act.manager, me.reviewId, [citationId]);
      const [kept, ...copies] = members;
      const leaving = new Set(memberIds);
      if (
        !kept ||
        kept.mergedInto !== null ||
        memberIds.some((member) => !members.some(({ id: own }) => own === member))
      ) {
        throw new Refusal(
          'not_in_set',
          'The set has changed: not all of these records belong to it now. Nothing was split.',
        );
      }
      if (!leaving.has(kept.id)) {
        await act.append('duplicates.split', { citationId, memberIds: [...leaving], reason });
        return { id };
      }
      const staying = copies.filter((copy) => !leaving.has(copy.id)).map((copy) => copy.id);
      if (copies.length === 0) throw new Refusal('not_in_set', 'This record is in no set.');
      await act.append('duplicates.split', { citationId, memberIds: copies.map((copy) => copy.id), reason });
      if (staying.length > 1) await this.joinPerson(act, staying);
      return { id };
    });
  }

  run(me: Membership, { id }: { id: string }) {
    return this.act(me, id, { run: true }, async () => {
      const jobId = await this.database.transaction((tx) => this.runs.ask(tx, { ...me, full: true }));
      return { id: jobId };
    });
  }

  /** Versions or corrections that are to be joined are looked for among all records; sets that are joined already stay. */
  set(me: Membership, { id, ...change }: DuplicateSettingPatch) {
    return this.act(me, id, change, async (act) => {
      await act.append('duplicates.ruled', change);
      await changeSetting(act.manager, me.reviewId, change);
      if (change.cochrane === 'merge' || change.corrections === 'merge')
        await this.database.transaction((tx) => this.runs.ask(tx, { ...me, full: true }));
      return { id };
    });
  }

  private async askNext(me: Membership): Promise<void> {
    if ((await this.queries.openCount(me.reviewId)) > 0) return;
    await this.database.transaction(async (tx) => {
      const { unasked } = await settingOf(tx.manager, me.reviewId);
      if (unasked > 0) await this.runs.ask(tx, { ...me, full: true });
    });
  }

  private act<T>(me: Membership, id: string, request: unknown, work: (act: Act) => Promise<T>): Promise<T> {
    return this.ledger.act({ reviewId: me.reviewId, id, memberId: me.memberId, request }, work);
  }

  /** A person's word outweighs an earlier "different". */
  private async joinPerson(act: Act, ids: readonly string[]): Promise<void> {
    const roots = await rootsOf(act.manager, act.reviewId, ids);
    if (ids.some((id) => !roots.has(id))) throw new Refusal(notFound.code, notFound.detail, 404);
    if (new Set([...roots.values()].map((root) => root.id)).size < 2) return;
    await joinAll(act, 'person', [{ ids: [...ids], score: 1, why: [] }], { overrule: true });
  }

  /**
   * The answer holds for the two sets as they are now, whichever of their records the question named. Where they have
   * become one, the record that is not kept leaves it.
   */
  private async tellApart(act: Act, question: QuestionEntity): Promise<void> {
    const roots = await rootsOf(act.manager, act.reviewId, [question.a, question.b]);
    const [x, y] = [roots.get(question.a), roots.get(question.b)];
    if (x && y && x.id === y.id) {
      const leaving = question.b === x.id ? question.a : question.b;
      await act.append('duplicates.split', { citationId: x.id, memberIds: [leaving], reason: null });
      return;
    }
    const pairs = [{ a: question.a, b: question.b }];
    if (x && y) {
      const left = new Set((await membersOf(act.manager, act.reviewId, [x.id])).map((member) => member.id));
      const right = new Set((await membersOf(act.manager, act.reviewId, [y.id])).map((member) => member.id));
      const ids = [...left, ...right];
      const open = await act.manager.findBy(QuestionEntity, { a: In(ids), b: In(ids), state: 'open' });
      const isAcross = ({ a, b }: QuestionEntity): boolean =>
        (left.has(a) && right.has(b)) || (left.has(b) && right.has(a));
      pairs.push(...open.filter((other) => other.id !== question.id && isAcross(other)).map(({ a, b }) => ({ a, b })));
    }
    await act.append('duplicates.dismissed', { pairs });
  }
}
