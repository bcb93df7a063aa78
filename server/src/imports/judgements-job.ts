import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { DecisionsTaking, TagsTaking } from '@shared/contracts/judgements';
import { exclusionReasonsAt } from '@shared/domain/protocol/protocol';
import type { Judgement } from '@shared/domain/references/judgements';
import { Refusal } from '@shared/domain/refusal';
import { ImportEntity } from '../citations/citation.entity';
import { Database } from '../platform/database/database';
import type { JobEntity } from '../platform/jobs/job.entity';
import { JobRunner } from '../platform/jobs/job-runner';
import type { JobControl, JobHandler } from '../platform/jobs/job-types';
import { type Act, type Command, Ledger, sha256 } from '../platform/ledger/ledger';
import { ProtocolVersionEntity } from '../protocol/protocol.entity';
import type { StageEntity } from '../screening/decision.entity';
import { requireComplete, requireOpenStage, requireReadable, requireWanted } from '../screening/decision-rules';
import { stageFacts } from '../screening/facts';
import { type JudgedRecord, judgedRecords } from './judged-records';

export const JUDGEMENTS_JOB = 'judgements';
/** Records in one transaction: other people's writes get in between. */
const PAGE = 100;
const LONGEST_TAG = 200;
const LONGEST_NOTE = 5000;

export type JudgementsTask =
  ({ kind: 'decisions' } & Omit<DecisionsTaking, 'id'>) | ({ kind: 'tags' } & Omit<TagsTaking, 'id'>);
type Person = DecisionsTaking['people'][number];

/** What came of it: how many decisions or tags were written, and why others were not, by the code of the refusal. */
export interface JudgementsTaken {
  written: number;
  refused: Record<string, number>;
}

/**
 * Takes decisions and labels of another tool over from the file of an import, some records at a time. A decision is
 * recorded as `decision.made` by the member it is said to be of, with the import it came from and who had it recorded;
 * it must pass every rule that one made at the desk must pass. Each piece has an id of its own, so after a kill what was
 * written is passed over.
 */
@Injectable()
export class JudgementsJob implements JobHandler {
  readonly kind = JUDGEMENTS_JOB;
  /** After the import's records are in and compared. */
  readonly slot = 'records';

  constructor(
    jobs: JobRunner,
    private readonly database: Database,
    private readonly ledger: Ledger,
  ) {
    jobs.register(this);
  }

  async run(control: JobControl): Promise<object> {
    const { job } = control;
    const task = job.payload as JudgementsTask;
    const importId = String(job.subject);
    const { count } = await this.database.read((manager) =>
      manager.findOneByOrFail(ImportEntity, { id: importId, reviewId: job.reviewId }),
    );
    const total: JudgementsTaken = { written: 0, refused: {} };
    const rounds = task.kind === 'tags' ? [null] : task.people;
    for (const [round, person] of rounds.entries()) {
      for (let first = 1; first <= count; first += PAGE) {
        control.signal.throwIfAborted();
        control.progress(round * count + first - 1, rounds.length * count, 'taking_over');
        const command = this.command(job, person?.memberId ?? job.memberId, `${round}-${first}`, { task, first });
        const taken = await this.ledger.act(command, async (act) => {
          const records = await judgedRecords(act.manager, importId, first, first + PAGE - 1);
          if (task.kind === 'tags') return tag(act, importId, records, task);
          return person ? decide(act, job, records, person, task.reasons) : NOTHING;
        });
        addTo(total, taken);
      }
    }
    return total;
  }

  /** The same piece has the same id whenever it is written. */
  private command(job: JobEntity, memberId: string, piece: string, request: unknown): Command {
    const id = `${sha256(job.id).slice(0, 24)}-${piece}`;
    return { reviewId: job.reviewId, id, memberId, request, machine: JUDGEMENTS_JOB };
  }
}

const NOTHING: JudgementsTaken = { written: 0, refused: {} };

function addTo(total: JudgementsTaken, { written, refused }: JudgementsTaken): void {
  total.written += written;
  for (const [code, n] of Object.entries(refused)) total.refused[code] = (total.refused[code] ?? 0) + n;
}

const isSaidBy =
  ({ who, at }: Pick<Person, 'who' | 'at'>) =>
  (judgement: Judgement): boolean =>
    judgement.who === who && judgement.at === at;

async function decide(
  act: Act,
  job: Pick<JobEntity, 'memberId' | 'subject'>,
  records: readonly JudgedRecord[],
  person: Person,
  reasons: DecisionsTaking['reasons'],
): Promise<JudgementsTaken> {
  const { memberId, stageId, who } = person;
  const taken: JudgementsTaken = { written: 0, refused: {} };
  const meaning = await ReasonMeaning.of(act.manager, act.reviewId, reasons);
  for (const { keptId: citationId, judgements } of records) {
    for (const judgement of judgements.filter(isSaidBy(person))) {
      try {
        const facts = await stageFacts(act.manager, act.reviewId, stageId, citationId);
        const { stage } = facts;
        const vote = { verdict: judgement.verdict, tags: [], ...meaning.at(stage, judgement) };
        requireOpenStage(stage);
        await requireReadable(act.manager, facts);
        await requireComplete(act.manager, stage, vote);
        if (facts.hasDecided(memberId)) throw new Refusal('has_decided', 'This member has decided on it already.');
        await requireWanted(act.manager, { reviewId: act.reviewId, memberId }, facts);
        const imported = { importId: String(job.subject), who, by: job.memberId };
        await act.append('decision.made', { citationId, stageId, ...vote, clientAt: null, imported }, facts);
        taken.written++;
      } catch (error) {
        if (!(error instanceof Refusal)) throw error;
        taken.refused[error.code] = (taken.refused[error.code] ?? 0) + 1;
      }
    }
  }
  return taken;
}

/** What reasons in a file's words are in the protocol: as somebody said, else the reason of the same words. */
class ReasonMeaning {
  private constructor(
    private readonly said: ReadonlyMap<string, string>,
    private readonly document: ProtocolVersionEntity['document'] | null,
  ) {}

  static async of(
    manager: EntityManager,
    reviewId: string,
    reasons: DecisionsTaking['reasons'],
  ): Promise<ReasonMeaning> {
    const [current] = await manager.find(ProtocolVersionEntity, {
      where: { reviewId },
      order: { version: 'DESC' },
      take: 1,
    });
    return new ReasonMeaning(new Map(reasons.map(({ text, reasonId }) => [text, reasonId])), current?.document ?? null);
  }

  /** Reasons of an exclusion; those without a meaning are kept in the note, in the file's words. */
  at(stage: StageEntity, { verdict, reasons }: Judgement): { reasons: string[]; note: string | null } {
    const kind =
      (stage.kind === 'pilot' ? stage.sample?.of : stage.kind) === 'full-text' ? 'full-text' : 'title-abstract';
    const known = this.document ? exclusionReasonsAt(this.document, kind) : [];
    const plain = (text: string): string =>
      text
        .toLowerCase()
        .replace(/[^\p{L}\p{N}]+/gu, ' ')
        .trim();
    const ids = new Set<string>();
    const others: string[] = [];
    for (const text of verdict === 'exclude' ? reasons : []) {
      const id = this.said.get(text) ?? known.find(({ label }) => plain(label) === plain(text))?.id;
      if (id !== undefined && known.some((reason) => reason.id === id)) ids.add(id);
      else others.push(text);
    }
    return { reasons: [...ids], note: others.length > 0 ? others.join('; ').slice(0, LONGEST_NOTE) : null };
  }
}

async function tag(
  act: Act,
  importId: string,
  records: readonly JudgedRecord[],
  { labels, people }: Omit<TagsTaking, 'id'>,
): Promise<JudgementsTaken> {
  const taken: JudgementsTaken = { written: 0, refused: {} };
  const wanted = new Set(labels);
  const citations = records.map(({ id, labels: own, judgements }) => {
    const said = people.flatMap((person) =>
      judgements
        .filter(isSaidBy(person))
        .map(({ verdict }) => (person.who === null ? verdict : `${person.who}: ${verdict}`)),
    );
    const all = [...new Set([...own.filter((label) => wanted.has(label)), ...said])];
    const tags = all.filter((one) => one.length <= LONGEST_TAG);
    taken.written += tags.length;
    if (tags.length < all.length)
      taken.refused['tag_too_long'] = (taken.refused['tag_too_long'] ?? 0) + all.length - tags.length;
    return { citationId: id, tags };
  });
  if (citations.length > 0) await act.append('citation.tagged', { importId, citations });
  return taken;
}
