import { flowCounts } from './flow-counts';
import type { FlowGroup } from './flow';
import { checkFlow } from './identities';
import { livingFlows } from './living';

const base: FlowGroup = {
  n: 1,
  arm: 'databases',
  sourceKind: 'database',
  source: 'MEDLINE',
  cycle: 1,
  duplicate: false,
  removed: null,
  titleAbstract: 'include',
  titleAbstractBy: 'person',
  retrieval: 'retrieved',
  fullText: 'include',
  reason: null,
};
const groups: FlowGroup[] = [
  { ...base, n: 10 },
  { ...base, n: 100, titleAbstract: 'exclude' },
  { ...base, n: 4, cycle: 2 },
  { ...base, n: 30, cycle: 2, duplicate: true },
  { ...base, n: 2, cycle: 3 },
  { ...base, n: 5, cycle: 3, fullText: 'exclude', reason: 'Wrong outcome' },
];
const studies = {
  1: { newStudies: 8 },
  2: { newStudies: 3, newReportsOfPreviousStudies: 1 },
  3: { newStudies: 1, newReportsOfPreviousStudies: 1, studiesInMetaAnalysis: 9 },
};

describe('a living review in four structures', () => {
  it.each([
    ['each-separate', [[1], [2], [3]]],
    ['base-and-updates', [[1], [2, 3]]],
    ['earlier-and-latest', [[1, 2], [3]]],
    ['combined', [[1, 2, 3]]],
  ] as const)('%s: parts hold their identities and add up', (structure, cycles) => {
    const parts = livingFlows(groups, studies, structure);
    expect(parts.map((part) => part.cycles)).toEqual(cycles);
    for (const { flow } of parts) expect(checkFlow(flow).status).toBe('ok');
    const last = parts[parts.length - 1]?.flow;
    expect([last?.totalStudies, last?.totalReports, last?.studiesInMetaAnalysis]).toEqual([12, 16, 9]);
    const identified = parts.reduce((sum, { flow }) => sum + (flowCounts(flow).database_results ?? 0), 0);
    expect(identified).toBe(151);
  });

  it('calls everything after the base an update of what came before', () => {
    const [first, second] = livingFlows(groups, studies, 'base-and-updates');
    expect([first?.flow.isUpdate, second?.flow.isUpdate]).toEqual([false, true]);
    expect([second?.flow.previousStudies, second?.flow.previousReports]).toEqual([8, 10]);
  });

  it('has one part where there was one search', () => {
    expect(livingFlows([base], { 1: { newStudies: 1 } }, 'earlier-and-latest')).toHaveLength(1);
  });
});
