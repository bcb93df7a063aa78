import { Injectable } from '@nestjs/common';
import { type EntityManager, In } from 'typeorm';
import type { AgreementStages, StageAgreement } from '@shared/contracts/exports';
import { agreementOf, type ScreeningRating } from '@shared/domain/agreement/screening-agreement';
import { guardFormula } from '@shared/domain/references/formats/table-writer';
import { Refusal } from '@shared/domain/refusal';
import { CitationEntity, StandingEntity } from '../citations/citation.entity';
import { reasonLabels } from '../flow/flow-facts';
import { AccountEntity } from '../people/account.entity';
import { Database } from '../platform/database/database';
import { notFound } from '../platform/http/problem.filter';
import type { Membership } from '../platform/http/route';
import { MemberEntity } from '../reviews/review.entity';
import { DecisionEntity, StageEntity } from '../screening/decision.entity';

/** With fewer, a figure would tell who decided how on which citation, and mean little. */
export const FEWEST_CITATIONS = 20;
const CHUNK = 500;

interface Rated {
  decision: DecisionEntity;
  /** The kept copy that the decision counts for. */
  citationId: string;
  ordinal: number;
  standing: StandingEntity;
}

/**
 * Agreement on what readers decided before anything was settled: the decisions that stood when their citation became
 * complete, and only on citations that are complete, so that nothing shows while somebody can still decide.
 */
@Injectable()
export class AgreementService {
  constructor(private readonly database: Database) {}

  stages({ reviewId }: Membership): Promise<AgreementStages> {
    return this.database.read(async (manager) => {
      const stages = await manager.find(StageEntity, { where: { reviewId }, order: { position: 'ASC' } });
      return stages.map(({ id, name, kind }) => ({ stageId: id, name, kind }));
    });
  }

  of(reviewId: string, stageId: string): Promise<StageAgreement> {
    return this.database.read(async (manager) => {
      const stage = await stageOf(manager, reviewId, stageId);
      const rated = await ratedAtStage(manager, reviewId, stageId);
      const readers = new Map<string, Set<string>>();
      for (const { citationId, decision } of rated) {
        readers.set(citationId, (readers.get(citationId) ?? new Set()).add(decision.memberId));
      }
      const citations = [...readers.values()].filter((members) => members.size > 1).length;
      const base = { stageId, stage: stage.name, kind: stage.kind, citations };
      if (citations < FEWEST_CITATIONS) return { ...base, withheld: withheld(citations), pairs: [], all: null };
      const ratings = rated.map(({ citationId, decision }): ScreeningRating => ({
        citation: citationId,
        reviewer: decision.memberId,
        response: decision.verdict,
      }));
      const names = await memberNames(manager, reviewId);
      const { pairs, all } = agreementOf(ratings);
      return {
        ...base,
        withheld: null,
        pairs: pairs.map((pair) => ({
          ...pair,
          reviewers: pair.reviewers.map((id) => names.get(id) ?? id) as [string, string],
        })),
        all,
      };
    });
  }

  /** One line for each decision on a citation that is final, neither pending nor in conflict. */
  csv(reviewId: string, stageId: string): Promise<string> {
    return this.database.read(async (manager) => {
      await stageOf(manager, reviewId, stageId);
      const rated = await ratedAtStage(manager, reviewId, stageId);
      const names = await memberNames(manager, reviewId);
      const reasons = new Map((await reasonLabels(manager, reviewId)).map(({ id, label }) => [id, label]));
      const rows = rated
        .filter(({ standing }) => standing.standing === 'included' || standing.standing === 'excluded')
        .sort((a, b) => a.ordinal - b.ordinal || a.decision.seq - b.decision.seq)
        .map(({ decision, ordinal, standing }) => [
          String(ordinal),
          names.get(decision.memberId) ?? decision.memberId,
          decision.verdict,
          decision.reasons.map((id) => reasons.get(id) ?? id).join('; '),
          standing.standing,
          standing.basis,
          decision.at,
          String(decision.protocolVersion),
          ...handedCells(decision),
        ]);
      const head = ['record', 'reviewer', 'decision', 'reasons', 'final', 'settled_by', 'at', 'protocol_version'];
      head.push('handed_out_as', 'model', 'model_learnt_from', 'rank', 'score');
      return `\ufeff${[head, ...rows].map((row) => row.map(csvCell).join(',')).join('\r\n')}\r\n`;
    });
  }
}

/** How the queue handed the record out; empty where the order was fixed. */
function handedCells({ handed }: DecisionEntity): string[] {
  const by = handed?.by;
  return [handed?.as ?? '', ...(by ? [by.model, ...[by.labels, by.rank, by.score].map(String)] : ['', '', '', ''])];
}

function withheld(citations: number): string {
  return (
    `Agreement is shown once ${FEWEST_CITATIONS} citations that two people read are complete at this stage; ` +
    `so far ${citations === 1 ? '1 is' : `${citations} are`}. Until then a figure would tell who decided how.`
  );
}

async function stageOf(manager: EntityManager, reviewId: string, stageId: string): Promise<StageEntity> {
  const stage = await manager.findOneBy(StageEntity, { id: stageId, reviewId });
  if (!stage) throw new Refusal(notFound.code, notFound.detail, 404);
  return stage;
}

async function ratedAtStage(manager: EntityManager, reviewId: string, stageId: string): Promise<Rated[]> {
  const standings = await manager.findBy(StandingEntity, { reviewId, stageId, isComplete: true });
  const byId = new Map(standings.map((standing) => [standing.citationId, standing]));
  const decisions = await manager.find(DecisionEntity, {
    where: { reviewId, stageId, isFirstLocked: true },
    order: { seq: 'ASC' },
  });
  const citations = new Map<string, { kept: string; ordinal: number }>();
  const ids = [...new Set(decisions.map((decision) => decision.citationId))];
  for (let i = 0; i < ids.length; i += CHUNK) {
    const some = await manager.find(CitationEntity, {
      where: { id: In(ids.slice(i, i + CHUNK)) },
      select: { id: true, mergedInto: true, ordinal: true },
    });
    for (const { id, mergedInto, ordinal } of some) citations.set(id, { kept: mergedInto ?? id, ordinal });
  }
  return decisions.flatMap((decision) => {
    const citation = citations.get(decision.citationId);
    const standing = citation && byId.get(citation.kept);
    return standing ? [{ decision, citationId: citation.kept, ordinal: citation.ordinal, standing }] : [];
  });
}

async function memberNames(manager: EntityManager, reviewId: string): Promise<Map<string, string>> {
  const members = await manager.findBy(MemberEntity, { reviewId });
  const accounts = await manager.findBy(AccountEntity, { id: In(members.map((member) => member.accountId)) });
  const names = new Map(accounts.map((account) => [account.id, account.name]));
  return new Map(members.map((member) => [member.id, names.get(member.accountId) ?? 'Former member']));
}

/** A number is no formula, a negative one neither. */
const PLAIN_NUMBER = /^-?\d+(\.\d+)?$/;

function csvCell(value: string): string {
  const cell = PLAIN_NUMBER.test(value) ? value : guardFormula(value);
  return /[",\r\n;\t]/.test(cell) || /^ | $/.test(cell) ? `"${cell.replace(/"/g, '""')}"` : cell;
}
