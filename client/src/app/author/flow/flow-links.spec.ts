import { prismaFlow, type FlowGroup } from '@shared/domain/prisma/flow';
import { flowCounts } from '@shared/domain/prisma/flow-counts';
import { checkFlow } from '@shared/domain/prisma/identities';
import type { Flow } from '@shared/contracts/flow';
import { differences, type FlowPart, linksOf } from './flow-links';

const group = (more: Partial<FlowGroup>): FlowGroup => ({
  n: 1,
  arm: 'databases',
  sourceKind: 'database',
  source: 'MEDLINE',
  cycle: 1,
  duplicate: false,
  removed: null,
  titleAbstract: null,
  titleAbstractBy: null,
  retrieval: null,
  fullText: null,
  reason: null,
  ...more,
});

const part = (groups: FlowGroup[], cycles = [1]): FlowPart => {
  const flow = prismaFlow(groups, { studies: { newStudies: 0 } });
  return { cycles, flow, check: checkFlow(flow), counts: flowCounts(flow) };
};

const flowOf = (parts: FlowPart[], more: Partial<Flow> = {}): Flow => ({
  asOf: { seq: 9, at: '2026-01-05T09:00:00.000Z', protocolVersion: 1, isNow: true },
  parts,
  reasons: [
    { id: 'r1', label: 'Wrong design' },
    { id: 'r2', label: 'Twice' },
    { id: 'r3', label: 'Twice' },
  ],
  sources: [{ searchId: 's1', source: 'MEDLINE', kind: 'database' }],
  options: {
    layout: 'auto',
    perSourceCounts: false,
    titleAbstractReasons: false,
    hideReportsLine: false,
    hideEmptyLines: false,
    hideCitation: false,
    hideMoment: false,
    appraisalBox: false,
    metaAnalysisBox: false,
    otherMethodsScreening: 'footnote',
    labels: {},
  },
  mayEdit: true,
  ...more,
});

describe('links of the diagram’s numbers', () => {
  const one = part([group({ n: 5 })]);

  it('opens a box as the places it counts', () => {
    const link = linksOf('rev', flowOf([one]), one);
    expect(link({ key: 'duplicates' })).toBe('/reviews/rev/records?place=duplicate&arm=databases');
    expect(link({ key: 'dbr_excluded', reason: 'Wrong design' })).toContain('reason=r1');
    expect(link({ key: 'database_results', source: 'MEDLINE' })).toContain('searchId=s1');
  });

  it.each([
    ['a heading', { key: null }],
    ['studies of an earlier version', { key: 'previous_studies' as const }],
    ['a reason whose name two reasons share', { key: 'dbr_excluded' as const, reason: 'Twice' }],
    ['a source that is not known', { key: 'database_results' as const, source: 'Embase' }],
  ])('has no link that would list other records: %s', (_, line) => {
    expect(linksOf('rev', flowOf([one]), one)(line)).toBeNull();
  });

  it('leads in the past to the records as they stood then', () => {
    const flow = flowOf([one], {
      asOf: { seq: 3, at: '2026-01-01T09:00:00.000Z', protocolVersion: 1, isNow: false },
    });
    expect(linksOf('rev', flow, one)({ key: 'duplicates' })).toContain('asOf=3');
    expect(linksOf('rev', flowOf([one]), one)({ key: 'duplicates' })).not.toContain('asOf');
  });

  it('tells the arms of pending numbers apart by the order they are drawn in', () => {
    const both = part([group({ n: 5 }), group({ n: 2, arm: 'other', sourceKind: 'expert' })]);
    const link = linksOf('rev', flowOf([both]), both);
    expect(link({ key: 'screening_pending' })).toContain('arm=databases');
    expect(link({ key: 'screening_pending' })).toContain('arm=other');
  });

  it('keeps to the cycle of its part', () => {
    const [first, second] = [part([group({})], [1]), part([group({ cycle: 2 })], [2])];
    expect(linksOf('rev', flowOf([first, second]), second)({ key: 'duplicates' })).toContain('cycle=2');
  });

  it('says which numbers changed, and nothing of those that did not', () => {
    const later = part([group({ n: 4 }), group({ duplicate: true })]);
    expect(differences(one, later)).toEqual([
      { key: 'duplicates', before: 0, after: 1 },
      { key: 'screening_pending', before: 5, after: 4 },
    ]);
  });
});
