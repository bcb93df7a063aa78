import type { SearchDetails, SourceKind } from '@shared/domain/ledger/events';
import { canonical } from '@shared/domain/ledger/canonical';
import { emptyProtocol, type ProtocolDocument } from '@shared/domain/protocol/protocol';
import { emptyReference } from '@shared/domain/references/reference';
import { defaultRule, type StageRule } from '@shared/domain/screening/rule';
import { ReferenceEntity } from '../src/citations/citation.entity';
import { enterTexts } from '../src/citations/text-index';
import { sha256 } from '../src/platform/ledger/ledger';
import { type Actor, newId, type TestApp } from './app';

/** A search to import into, with sensible details. */
export const aSearch = (source = 'MEDLINE', sourceKind: SourceKind = 'database'): SearchDetails => ({
  source,
  sourceKind,
  platform: 'Ovid',
  ranOn: '2026-01-02',
  coverage: null,
  strategy: '1. early years/ 2. children.ti,ab. 3. 1 and 2',
  limits: null,
  filters: null,
  hits: null,
  ranBy: null,
  peerReviewedBy: null,
  notes: null,
  cycle: 1,
});

/** Records with the given titles, as an import would leave them; answers their citations' ids. */
export async function importRecords(
  app: TestApp,
  reviewId: string,
  by: Actor,
  titles: readonly string[],
  source = aSearch(),
  makeId: () => string = newId,
): Promise<string[]> {
  const searchId = makeId();
  const importId = makeId();
  const act = { reviewId, memberId: by.memberId, request: { importId } };
  await app.ledger.act({ ...act, id: makeId() }, (open) =>
    open.append('search.recorded', { searchId, search: source }),
  );
  await app.ledger.act({ ...act, id: makeId() }, async (open) => {
    await open.append('import.begun', {
      importId,
      searchId,
      fileName: 'titles.ris',
      sha256: sha256(titles.join('\n')),
      bytes: 1,
      format: 'ris',
      encoding: 'utf-8',
      expected: titles.length,
      count: titles.length,
      problems: 0,
    });
    const rows = titles.map((title, i) => {
      const {
        title: _t,
        abstract: _a,
        raw: _r,
        ...rest
      } = { ...emptyReference(), type: 'article' as const, authors: ['Okafor, A', 'Lund, B'] };
      return {
        id: `${importId}.${i + 1}`,
        reviewId,
        importId,
        position: i + 1,
        title,
        abstract: `Abstract of ${title}.`,
        year: 2020,
        journal: 'Journal of Invented Results',
        doi: null,
        pmid: null,
        rest,
        raw: `TI  - ${title}`,
      };
    });
    await open.manager.insert(ReferenceEntity, rows);
    await enterTexts(open.manager);
    await open.append('import.chunk', { importId, first: 1, count: rows.length, digest: sha256(canonical(rows)) });
    await open.append('import.finished', { importId, count: rows.length });
  });
  return titles.map((_, i) => `${importId}.${i + 1}`);
}

/** A protocol with three reasons, in the order wrong-population, wrong-design, wrong-outcome. */
export function aProtocol(): ProtocolDocument {
  const document = emptyProtocol('systematic');
  document.exclusionReasons = ['wrong-population', 'wrong-design', 'wrong-outcome'].map((id) => ({
    id,
    label: id.replace('-', ' '),
    description: '',
    stage: 'both' as const,
  })) as ProtocolDocument['exclusionReasons'];
  return document;
}

/** Publishes a protocol and opens both stages under the given rules; answers their ids. */
export async function openStages(
  app: TestApp,
  reviewId: string,
  by: Actor,
  rule: Partial<StageRule> = {},
  makeId: () => string = newId,
): Promise<{ titleAbstract: string; fullText: string }> {
  const stages = { titleAbstract: makeId(), fullText: makeId() };
  await app.ledger.act({ reviewId, memberId: by.memberId, id: makeId(), request: { stages } }, async (act) => {
    await act.append('protocol.published', { version: 1, reason: null, document: aProtocol() });
    const add = (stageId: string, kind: 'title-abstract' | 'full-text', name: string) =>
      act.append('stage.added', { stageId, kind, name, rule: { ...defaultRule(kind), ...rule }, sample: null });
    await add(stages.titleAbstract, 'title-abstract', 'Titles and abstracts');
    await add(stages.fullText, 'full-text', 'Full texts');
  });
  return stages;
}
