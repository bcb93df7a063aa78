import { prismaFlow } from './flow';
import type { FlowGroup, PrismaFlow } from './flow';
import { checkFlow } from './identities';

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

function flowOf(groups: Partial<FlowGroup>[], newStudies: number): PrismaFlow {
  return prismaFlow(
    groups.map((group) => ({ ...base, ...group })),
    { studies: { newStudies } },
  );
}

function one(flow: PrismaFlow, id: string) {
  return checkFlow(flow).identities.find((identity) => identity.id === id);
}

describe('identities of a review under way', () => {
  const flow = flowOf(
    [
      { n: 5, titleAbstract: null, retrieval: null, fullText: null },
      { n: 2, titleAbstract: null, retrieval: null, fullText: null, conflict: 'title-abstract' },
      { n: 3, retrieval: null, fullText: null },
      { n: 4, fullText: null },
      { n: 6 },
    ],
    5,
  );

  it.each([
    ['I2', 7, 'screened less what is not final'],
    ['I4', 3, 'assessed less what is still sought'],
    ['I5', 4, 'included less what is still read'],
    ['C', 14, 'everything on its way'],
  ])('%s is open with %i between the sides: %s', (id, pending) => {
    expect(one(flow, id)).toMatchObject({ status: 'open', pending });
  });

  it('names the conflicts among the pending', () => {
    expect(one(flow, 'I2')?.note).toBe('7 not final at title-abstract, 2 of them in conflict');
  });

  it('is open as a whole', () => expect(checkFlow(flow).status).toBe('open'));
});

describe('identities that break', () => {
  const sound = flowOf([{ n: 6 }, { n: 2, fullText: 'exclude', reason: 'Wrong population' }], 5);
  const wreck = (change: (flow: PrismaFlow) => void): PrismaFlow => {
    const copy = structuredClone(sound);
    change(copy);
    return copy;
  };

  it('closes when all is final', () => expect(checkFlow(sound).status).toBe('ok'));

  const cases: [string, string, (flow: PrismaFlow) => void][] = [
    ['a source counted twice', 'I1', (f) => f.databases.bySource.push({ source: 'X', kind: 'database', n: 1 })],
    ['screened typed by hand', 'I2', (f) => (f.databases.screened = 9)],
    ['a reason too many', 'I5a', (f) => f.databases.reasons.push({ reason: 'Other', n: 1 })],
    ['an arm left out of the total', 'N1', (f) => (f.newReports = 5)],
    ['studies without reports', 'N2', (f) => (f.newReportsOfPreviousStudies = 7)],
    ['a total typed by hand', 'T1', (f) => (f.totalStudies = 6)],
    ['more pooled than included', 'M1', (f) => (f.studiesInMetaAnalysis = 6)],
    ['half a record', 'Z', (f) => (f.databases.duplicates = 0.5)],
  ];
  it.each(cases)('%s violates %s', (_, id, change) => {
    expect(one(wreck(change), id)?.status).toBe('violated');
  });

  it('allows more studies than reports and says so', () => {
    expect(one(flowOf([{ n: 1 }], 2), 'N2')).toMatchObject({
      status: 'ok',
      note: 'more studies than reports: a report describes several studies',
    });
  });

  it('waits for reports that no study claims yet', () => {
    expect(one(flowOf([{ n: 3 }], 0), 'N2')).toMatchObject({ status: 'open', pending: 3 });
  });

  it('points at a late duplicate among the reasons', () => {
    const flow = flowOf([{ n: 2, fullText: 'exclude', reason: 'Duplicate' }], 0);
    expect(one(flow, 'I5a')?.note).toContain('late duplicate');
  });
});
