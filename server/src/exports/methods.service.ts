import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { StageAgreement } from '@shared/contracts/exports';
import type { EventPayloads, SearchDetails } from '@shared/domain/ledger/events';
import {
  type AgreementFact,
  type AutomationFact,
  type MethodsFacts,
  methodsText,
  type SearchFact,
  type StageFact,
} from '@shared/domain/prisma/methods-text';
import { CitationEntity, SearchEntity, StandingEntity } from '../citations/citation.entity';
import { MatchEntity } from '../duplicates/question.entity';
import { FlowService, partsOf } from '../flow/flow.service';
import { Database } from '../platform/database/database';
import type { Membership } from '../platform/http/route';
import { EventEntity } from '../platform/ledger/event.entity';
import { auditShareOf, isRanked, isTeamOrder, type StageRule } from '@shared/domain/screening/rule';
import type { StageStop } from '@shared/domain/screening/stop';
import { DEFAULT_RANKER } from '@shared/domain/ranking/config';
import { VERSION } from '../platform/version';
import { ProtocolVersionEntity } from '../protocol/protocol.entity';
import { MemberEntity } from '../reviews/review.entity';
import { DecisionEntity, StageEntity } from '../screening/decision.entity';
import { AgreementService } from './agreement.service';

/** Sentences for the methods and results sections, from what the review has recorded and nothing else. */
@Injectable()
export class MethodsService {
  constructor(
    private readonly database: Database,
    private readonly flows: FlowService,
    private readonly agreement: AgreementService,
  ) {}

  async text(me: Membership): Promise<{ markdown: string }> {
    const { reviewId } = me;
    const { facts } = await this.flows.moment(reviewId, undefined);
    const flow = partsOf(facts, 'combined')[0]?.flow;
    if (!flow) return { markdown: '' };
    const found = await this.database.read(async (manager) => ({
      searches: await searchFacts(manager, reviewId),
      stages: await stageFacts(manager, reviewId),
      deduplication: await deduplicationFact(manager, reviewId),
      automation: [...(await automationFacts(manager, reviewId)), ...(await rankingFacts(manager, reviewId))],
      protocol: await protocolFact(manager, reviewId),
    }));
    const agreement = me.permissions.includes('agreement.read') ? await this.agreementFacts(me) : [];
    const software = { name: 'Evenhand', version: VERSION };
    return { markdown: methodsText({ flow, ...found, agreement, software }) };
  }

  private async agreementFacts(me: Membership): Promise<AgreementFact[]> {
    const stages = await this.agreement.stages(me);
    const facts = await Promise.all(
      stages
        .filter(({ kind }) => kind !== 'pilot')
        .map(async ({ stageId }) => factsOf(await this.agreement.of(me.reviewId, stageId))),
    );
    return facts.flat();
  }
}

function factsOf({ kind, pairs }: StageAgreement): AgreementFact[] {
  return pairs.map(({ reviewers, n, collapsed }) => ({
    stage: kind as AgreementFact['stage'],
    reviewers,
    n,
    percent: collapsed.percentAgreement.estimable ? collapsed.percentAgreement.value : 0,
    kappa: collapsed.kappa.estimable ? collapsed.kappa : null,
    kappaReason: collapsed.kappa.estimable ? null : collapsed.kappa.reason,
    positive: collapsed.positiveAgreement.estimable ? collapsed.positiveAgreement.value : null,
    negative: collapsed.negativeAgreement.estimable ? collapsed.negativeAgreement.value : null,
    ac1: collapsed.ac1.estimable ? collapsed.ac1.value : null,
  }));
}

async function searchFacts(manager: EntityManager, reviewId: string): Promise<SearchFact[]> {
  const searches = await manager.find(SearchEntity, { where: { reviewId }, order: { recordedAt: 'ASC', id: 'ASC' } });
  const rows = await manager
    .createQueryBuilder(CitationEntity, 'c')
    .select('c.searchId', 'searchId')
    .addSelect('COUNT(*)', 'n')
    .where('c.reviewId = :reviewId AND c.place <> :withdrawn', { reviewId, withdrawn: 'withdrawn' })
    .groupBy('c.searchId')
    .getRawMany<{ searchId: string; n: number | string }>();
  const counts = new Map(rows.map((row) => [row.searchId, Number(row.n)]));
  return searches.map(({ id, details }) => ({
    source: details.source,
    kind: kindOf(details),
    platform: details.platform,
    date: details.ranOn,
    hits: counts.get(id) ?? 0,
    limits: details.limits,
  }));
}

function kindOf({ sourceKind }: SearchDetails): SearchFact['kind'] {
  return sourceKind === 'database' || sourceKind === 'register' ? sourceKind : 'other';
}

/** Only what is complete at a stage counts, so that the text tells nothing of who is still to decide. */
async function stageFacts(manager: EntityManager, reviewId: string): Promise<StageFact[]> {
  const stages = await manager.find(StageEntity, { where: { reviewId }, order: { position: 'ASC' } });
  const members = await manager.findBy(MemberEntity, { reviewId });
  const everyone = members.filter((member) => !member.leftAt && member.roles.includes('reviewer')).length;
  const facts: StageFact[] = [];
  for (const stage of stages) {
    if (stage.kind === 'pilot') continue;
    const readers = stage.rule.readers === 'everyone' ? everyone : stage.rule.readers;
    const pilots = stages.filter((one) => one.sample?.of === stage.kind);
    const standings = await manager.find(StandingEntity, {
      where: { reviewId, stageId: stage.id, isComplete: true },
      select: { citationId: true, stageId: true, standing: true, basis: true },
    });
    if (standings.length === 0 && pilots.length === 0) continue;
    const readBy = await readersOf(manager, reviewId, stage.id);
    facts.push({
      stage: stage.kind,
      readers,
      records: standings.length,
      recordsReadByAll: standings.filter(({ citationId }) => (readBy.get(citationId) ?? 0) >= readers).length,
      conflicts: standings.filter(({ standing, basis }) => standing === 'conflict' || basis === 'resolution').length,
      // How they were resolved can be told once all are.
      resolvedBy: standings.some(({ standing }) => standing === 'conflict') ? null : RESOLVED_BY[stage.rule.conflicts],
      blinded: true,
      pilot:
        pilots.length === 0
          ? null
          : { records: pilots.reduce((sum, one) => sum + (one.sample?.size ?? 0), 0), rounds: pilots.length },
    });
  }
  return facts;
}

const RESOLVED_BY = {
  adjudicator: 'third-reviewer',
  readers: 'consensus',
  'any-include-advances': null,
} as const;

/** How many people have decided on each citation, counted for the copy that stays. */
async function readersOf(manager: EntityManager, reviewId: string, stageId: string): Promise<Map<string, number>> {
  const rows = await manager
    .createQueryBuilder(DecisionEntity, 'd')
    .innerJoin(CitationEntity, 'c', 'c.id = d.citationId')
    .select('COALESCE(c.mergedInto, c.id)', 'citationId')
    .addSelect('COUNT(DISTINCT d.memberId)', 'n')
    .where('d.reviewId = :reviewId AND d.stageId = :stageId AND d.isCurrent = :yes', { reviewId, stageId, yes: true })
    .groupBy('COALESCE(c.mergedInto, c.id)')
    .getRawMany<{ citationId: string; n: number | string }>();
  return new Map(rows.map((row) => [row.citationId, Number(row.n)]));
}

async function deduplicationFact(manager: EntityManager, reviewId: string): Promise<MethodsFacts['deduplication']> {
  const rows = await manager
    .createQueryBuilder(MatchEntity, 'm')
    .select('m.citationId', 'citationId')
    .addSelect('m.by', 'by')
    .where('m.reviewId = :reviewId', { reviewId })
    .groupBy('m.citationId')
    .addGroupBy('m.by')
    .getRawMany<{ citationId: string; by: 'machine' | 'person' }>();
  if (rows.length === 0) return null;
  const byPerson = new Set(rows.filter((row) => row.by === 'person').map((row) => row.citationId));
  const byRule = new Set(rows.map((row) => row.citationId).filter((id) => !byPerson.has(id)));
  return { automatic: byRule.size, byPerson: byPerson.size };
}

/** What tools took out, by tool, counting only records that are still out. */
async function automationFacts(manager: EntityManager, reviewId: string): Promise<AutomationFact[]> {
  const removed = await manager.find(CitationEntity, {
    where: { reviewId, place: 'removed-automation' },
    select: { id: true },
  });
  const still = new Set(removed.map(({ id }) => id));
  if (still.size === 0) return [];
  const events = await manager.find(EventEntity, {
    where: { reviewId, type: 'citation.removed' },
    order: { seq: 'DESC' },
  });
  const facts = new Map<string, AutomationFact>();
  for (const { payload, at } of events) {
    const { as, citationIds, tool, reason } = JSON.parse(payload) as EventPayloads['citation.removed'];
    if (as !== 'automation') continue;
    const name = tool ?? 'An automation tool';
    const fact = facts.get(name) ?? {
      act: `marked records as ineligible before screening: ${reason}`,
      tool: name,
      version: null,
      date: at.slice(0, 10),
      records: 0,
    };
    fact.records += citationIds.filter((id) => still.delete(id)).length;
    facts.set(name, fact);
  }
  return [...facts.values()].filter((fact) => fact.records > 0);
}

/** Steps read in a learnt order, and those stopped before everything was read. */
async function rankingFacts(manager: EntityManager, reviewId: string): Promise<AutomationFact[]> {
  const stages = await manager.find(StageEntity, { where: { reviewId }, order: { position: 'ASC' } });
  const left = await manager.countBy(CitationEntity, { reviewId, place: 'screened-out-automation' });
  return stages.flatMap(({ name, rule, stop }): AutomationFact[] => {
    if (!isRanked(rule) && !stop) return [];
    const ordered = isRanked(rule)
      ? `ordered the records of “${name}” anew with the decisions, ${orderWords(rule)}`
      : `tested whether enough of “${name}” was read`;
    return [
      {
        tool: 'Evenhand',
        version: `${VERSION}${isRanked(rule) ? `, model ${DEFAULT_RANKER.model}` : ''}`,
        act: stop ? `${ordered}; ${stopWords(name, stop)}` : ordered,
        threshold: stop ? `recall ${stop.recall * 100} % at ${stop.confidence * 100} % confidence` : null,
        records: stop ? left : 0,
      },
    ];
  });
}

function orderWords(rule: StageRule): string {
  const share = auditShareOf(rule);
  const learning = isTeamOrder(rule)
    ? ', in one order for all readers, which learnt from completed records alone'
    : ', in an order for each reader, which learnt from that reader’s decisions and from completed records';
  const audit = share > 0 ? `; ${share} % of the records were drawn at random instead` : '';
  return `${ORDERS[rule.order]} first${learning}${audit}`;
}

function stopWords(name: string, { method, read, total, p, sample }: StageStop): string {
  const chance = `p = ${p.toPrecision(2)}`;
  const stopped = `a person stopped “${name}” after ${read} of ${total} records, when`;
  const drawn =
    sample &&
    `a random sample of ${sample.size} of the ${sample.unread} unread records (seed ${sample.seed}) held ${sample.relevant} relevant ones`;
  if (method === 'random-sample' && drawn) return `${stopped} ${drawn} (hypergeometric test, ${chance})`;
  const test = `the hypergeometric test of Callaghan and Müller-Hansen (2020) gave ${chance}`;
  return `${stopped} ${test}${drawn ? `; before, ${drawn}` : ''}`;
}

const ORDERS: Readonly<Record<string, string>> = {
  relevance: 'those most likely to be included',
  uncertain: 'those the model could tell least about',
};

async function protocolFact(manager: EntityManager, reviewId: string): Promise<MethodsFacts['protocol']> {
  const [last] = await manager.find(ProtocolVersionEntity, {
    where: { reviewId },
    order: { version: 'DESC' },
    take: 1,
  });
  if (!last) return null;
  const { registry, id } = last.document.registration;
  return { version: last.version, amendments: last.version - 1, registration: { registry, id } };
}
