import { type EntityManager, In } from 'typeorm';
import type { FullTextFile, ReportLink, ReportRow, ReportState } from '@shared/contracts/full-texts';
import type { Citation } from '@shared/contracts/screening';
import type { Place } from '@shared/domain/screening/place';
import { CitationEntity } from '../citations/citation.entity';
import type { Membership } from '../platform/http/route';
import { presentCitations } from '../screening/citation-views';
import { StageEntity } from '../screening/decision.entity';
import { FullTextEntity } from './full-text.entity';

/** Places of reports: everything that was included at title-abstract. */
export const REPORT_PLACES: Readonly<Record<ReportState, readonly Place[]>> = {
  sought: ['retrieval'],
  'not-retrieved': ['not-retrieved'],
  retrieved: ['assessing', 'assessing-conflict', 'assessed-out', 'included'],
  awaiting: ['awaiting'],
  ongoing: ['ongoing'],
};
export const ALL_REPORT_PLACES = Object.values(REPORT_PLACES).flat();

/** The state of a report, or null for a record that is none. What was decided at full text does not show in it. */
export function stateOf(place: Place): ReportState | null {
  const found = Object.entries(REPORT_PLACES).find(([, places]) => places.includes(place));
  return found ? (found[0] as ReportState) : null;
}

/** Files of a report: its own and those of the copies that were joined to it. */
export async function filesOf(
  manager: EntityManager,
  reviewId: string,
  citationIds: readonly string[],
): Promise<Map<string, FullTextFile[]>> {
  const files = new Map<string, FullTextFile[]>(citationIds.map((id) => [id, []]));
  if (citationIds.length === 0) return files;
  const copies = await manager.find(CitationEntity, {
    where: { mergedInto: In([...citationIds]), reviewId },
    select: { id: true, mergedInto: true },
  });
  const keptOf = new Map(copies.map((copy) => [copy.id, copy.mergedInto as string]));
  const rows = await manager.find(FullTextEntity, {
    where: { citationId: In([...citationIds, ...keptOf.keys()]), reviewId },
    order: { attachedAt: 'ASC', id: 'ASC' },
  });
  for (const row of rows) files.get(keptOf.get(row.citationId) ?? row.citationId)?.push(presentFile(row));
  return files;
}

export const presentFile = ({ id, citationId, name, bytes, attachedAt }: FullTextEntity): FullTextFile => ({
  fileId: id,
  citationId,
  name,
  bytes,
  attachedAt,
});

export async function presentReports(
  manager: EntityManager,
  me: Membership,
  rows: readonly CitationEntity[],
  openUrlBase: string | null,
): Promise<ReportRow[]> {
  const citations = await presentCitations(manager, rows, await hiddenFrom(manager, me));
  const files = await filesOf(
    manager,
    me.reviewId,
    rows.map(({ id }) => id),
  );
  const byId = new Map(rows.map((row) => [row.id, row]));
  return citations.flatMap((citation) => {
    const row = byId.get(citation.id);
    const state = row && stateOf(row.place);
    if (!row || !state) return [];
    return [
      {
        citation,
        state,
        isRequested: row.retrieval === 'sought',
        reason: row.retrievalWhy,
        links: linksOf(citation, openUrlBase),
        files: files.get(row.id) ?? [],
      },
    ];
  });
}

/** What the full-text stage keeps from its readers stays hidden here from those who see no outcomes. */
export async function hiddenFrom(manager: EntityManager, me: Membership) {
  if (me.permissions.includes('outcomes.read')) return { hideAuthors: false, hideJournal: false };
  const stages = await manager.findBy(StageEntity, { reviewId: me.reviewId });
  return {
    hideAuthors: stages.some((stage) => stage.rule.hideAuthors),
    hideJournal: stages.some((stage) => stage.rule.hideJournal),
  };
}

/** Where a report may be had. Only http and https leave here; the rest of a record is what somebody wrote into a file. */
export function linksOf(citation: Citation, openUrlBase: string | null): ReportLink[] {
  const links: ReportLink[] = [];
  if (citation.doi)
    links.push({ kind: 'doi', url: `https://doi.org/${encodeURI(citation.doi).replace(/[?#]/g, encodeURIComponent)}` });
  if (citation.pmid && /^\d{1,10}$/.test(citation.pmid)) {
    links.push({ kind: 'pubmed', url: `https://pubmed.ncbi.nlm.nih.gov/${citation.pmid}/` });
  }
  if (openUrlBase) links.push({ kind: 'open-url', url: openUrl(citation, openUrlBase) });
  const address = citation.urls.find(
    (url) => /^https?:\/\//i.test(url) && URL.canParse(url) && !url.includes('doi.org/'),
  );
  if (address) links.push({ kind: 'address', url: address });
  return links;
}

/** OpenURL 1.0 in key-value form (ANSI/NISO Z39.88). */
function openUrl(citation: Citation, base: string): string {
  const url = new URL(base);
  const give = (key: string, value: string | number | null | undefined): void => {
    if (value !== null && value !== undefined && value !== '') url.searchParams.append(key, String(value));
  };
  give('url_ver', 'Z39.88-2004');
  give('rft_val_fmt', 'info:ofi/fmt:kev:mtx:journal');
  give('rft.genre', 'article');
  give('rft.atitle', citation.title);
  give('rft.jtitle', citation.journal);
  give('rft.au', citation.authors?.[0]);
  give('rft.date', citation.year);
  give('rft.volume', citation.volume);
  give('rft.issue', citation.issue);
  give('rft.pages', citation.pages);
  give('rft_id', citation.doi && `info:doi/${citation.doi}`);
  give('rft_id', citation.pmid && `info:pmid/${citation.pmid}`);
  return url.href;
}
