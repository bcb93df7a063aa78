import { Injectable } from '@nestjs/common';
import { type EntityManager, In } from 'typeorm';
import type { OwnCitation, RecordRow, Records, RecordsQuery } from '@shared/contracts/screening';
import { sightOf } from '@shared/domain/access/visibility';
import { Refusal } from '@shared/domain/refusal';
import { chosenCitations } from '../citations/chosen-citations';
import { CitationEntity, SearchEntity, StandingEntity } from '../citations/citation.entity';
import { tagsOf } from '../citations/citation-tags';
import { textsWait } from '../citations/text-index';
import { orderedPage } from '../citations/text-match';
import { AccountEntity } from '../people/account.entity';
import { Database } from '../platform/database/database';
import { notFound } from '../platform/http/problem.filter';
import type { Membership } from '../platform/http/route';
import { MemberEntity } from '../reviews/review.entity';
import { presentCitations } from './citation-views';
import { DecisionEntity, ResolutionEntity, StageEntity } from './decision.entity';
import { PreferenceEntity } from './reading.entity';

/** Records behind any number: who decided, when, under which protocol version, as far as blinding lets it show. */
@Injectable()
export class RecordsService {
  constructor(private readonly database: Database) {}

  list(me: Membership, query: RecordsQuery): Promise<Records> {
    return this.database.read(async (manager) => {
      const filtered = chosenCitations(manager, me.reviewId, query);
      const ordered = filtered.clone().limit(query.limit + 1);
      orderedPage(ordered, { reviewId: me.reviewId, after: query.after, text: query.q }, this.database.dialect);
      const found = await ordered.getMany();
      const page = found.slice(0, query.limit);
      const hasMore = found.length > query.limit;
      const isFirst = query.after === 0;
      const total = isFirst && !hasMore ? page.length : query.q ? null : await filtered.getCount();
      return {
        rows: await presentRecords(manager, me, page),
        total,
        next: hasMore ? (page.at(-1)?.ordinal ?? null) : null,
        isIncomplete: query.q ? await textsWait(manager, me.reviewId) : false,
      };
    });
  }

  one(me: Membership, citationId: string): Promise<RecordRow> {
    return this.database.read(async (manager) => {
      const citation = await manager.findOneBy(CitationEntity, { id: citationId, reviewId: me.reviewId });
      const [row] = citation ? await presentRecords(manager, me, [citation]) : [];
      if (!row) throw new Refusal(notFound.code, notFound.detail, 404);
      return row;
    });
  }

  /** What any member may see of a citation: its text and their own decisions on it. */
  own(me: Membership, citationId: string): Promise<OwnCitation> {
    return this.database.read(async (manager) => {
      const row = await manager.findOneBy(CitationEntity, { id: citationId, reviewId: me.reviewId });
      const stages = await manager.findBy(StageEntity, { reviewId: me.reviewId });
      const isHidden = (field: 'hideAuthors' | 'hideJournal') =>
        !me.permissions.includes('outcomes.read') && stages.some((stage) => stage.rule[field]);
      const hidden = { hideAuthors: isHidden('hideAuthors'), hideJournal: isHidden('hideJournal') };
      const [citation] = row ? await presentCitations(manager, [row], hidden) : [];
      if (!citation) throw new Refusal(notFound.code, notFound.detail, 404);
      const decisions = await manager.find(DecisionEntity, {
        where: { reviewId: me.reviewId, citationId, memberId: me.memberId, isCurrent: true },
        order: { seq: 'ASC' },
      });
      return { citation, decisions };
    });
  }

  async preferences(me: Membership): Promise<{ value: Record<string, unknown> }> {
    const row = await this.database.read((m) => m.findOneBy(PreferenceEntity, { memberId: me.memberId }));
    return { value: row?.value ?? {} };
  }

  async setPreferences(me: Membership, value: Record<string, unknown>): Promise<{ value: Record<string, unknown> }> {
    if (JSON.stringify(value).length > 50_000) {
      throw new Refusal('too_large', 'Your settings take more than 50 kB. Shorten your word lists.', 413);
    }
    await this.database.transaction(({ manager }) =>
      manager.upsert(PreferenceEntity, { memberId: me.memberId, value } as never, ['memberId']),
    );
    return { value };
  }
}

/**
 * Rows for those who see outcomes; decisions on citations that are not complete stay sealed. `then` holds where everything
 * stood at a moment of the past, `now` the texts and people's names.
 */
export async function presentRecords(
  now: EntityManager,
  me: Membership,
  citations: readonly CitationEntity[],
  then: EntityManager = now,
): Promise<RecordRow[]> {
  if (citations.length === 0) return [];
  const ids = citations.map((citation) => citation.id);
  const views = new Map((await presentCitations(now, citations)).map((view) => [view.id, view]));
  const searches = await then.findBy(SearchEntity, { id: In([...new Set(citations.map((c) => c.searchId))]) });
  const sources = new Map(searches.map((search) => [search.id, search.details.source]));
  const standings = await then.findBy(StandingEntity, { citationId: In(ids), isComplete: true });
  const copies = await then.findBy(CitationEntity, { mergedInto: In(ids) });
  const keptOf = new Map([
    ...ids.map((id) => [id, id] as const),
    ...copies.map((c) => [c.id, c.mergedInto as string] as const),
  ]);
  const setIds = In([...keptOf.keys()]);
  const decisions = await then.find(DecisionEntity, {
    where: { citationId: setIds, isCurrent: true },
    order: { memberId: 'ASC' },
  });
  const resolutions = await then.findBy(ResolutionEntity, { citationId: setIds, isCurrent: true });
  const tags = await tagsOf(then, keptOf);
  const names = await memberNames(now, me.reviewId);
  const viewer = { memberId: me.memberId, seesOutcomes: me.permissions.includes('outcomes.read') };

  const seen = (
    fact: DecisionEntity | ResolutionEntity,
    standing: StandingEntity,
  ): RecordRow['standings'][number]['decisions'] => {
    const citation = { isComplete: standing.isComplete, isConflict: standing.standing === 'conflict' };
    const sight = sightOf(viewer, fact, citation);
    if (sight === 'none') return [];
    const isNamed = sight === 'all';
    return [
      {
        ...fact,
        tags: 'tags' in fact ? fact.tags : [],
        quotations: 'quotations' in fact ? fact.quotations : [],
        isImported: 'importId' in fact && fact.importId !== null,
        memberId: isNamed ? fact.memberId : null,
        by: isNamed ? (names.get(fact.memberId) ?? null) : null,
      },
    ];
  };

  return citations.flatMap((citation) => {
    const view = views.get(citation.id);
    if (!view) return [];
    const ofIt = (fact: { citationId: string; stageId: string }, stageId: string): boolean =>
      keptOf.get(fact.citationId) === citation.id && fact.stageId === stageId;
    return [
      {
        citation: view,
        place: citation.place,
        source: sources.get(citation.searchId) ?? '',
        sourceKind: citation.sourceKind,
        cycle: citation.cycle,
        mergedInto: citation.mergedInto,
        tags: tags.get(citation.id) ?? [],
        removedWhy: citation.removedWhy,
        retrievalWhy: citation.retrievalWhy,
        standings: standings
          .filter((standing) => standing.citationId === citation.id)
          .map((standing) => ({
            ...standing,
            decisions: decisions.filter((d) => ofIt(d, standing.stageId)).flatMap((d) => seen(d, standing)),
            resolution:
              resolutions.filter((r) => ofIt(r, standing.stageId)).flatMap((r) => seen(r, standing))[0] ?? null,
          })),
      },
    ];
  });
}

/** Display names of everyone who ever was a member. */
export async function memberNames(manager: EntityManager, reviewId: string): Promise<Map<string, string>> {
  const members = await manager.findBy(MemberEntity, { reviewId });
  const accounts = await manager.findBy(AccountEntity, { id: In(members.map((member) => member.accountId)) });
  const names = new Map(accounts.map((account) => [account.id, account.name]));
  return new Map(members.map((member) => [member.id, names.get(member.accountId) ?? 'Former member']));
}
