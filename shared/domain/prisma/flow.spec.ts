import { prismaFlow, stateOf } from './flow';
import type { FlowGroup } from './flow';

function aGroup(change: Partial<FlowGroup>): FlowGroup {
  return {
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
    ...change,
  };
}

describe('where a record stands', () => {
  const seen = { titleAbstract: 'include', titleAbstractBy: 'person' } as const;
  const cases: [string, Partial<FlowGroup>, string][] = [
    [
      'a copy found at full text leaves every later box',
      { ...seen, duplicate: true, fullText: 'include' },
      'duplicate',
    ],
    ['a classifier took it before screening', { removed: 'automation' }, 'removed-automation'],
    ['a person took it before screening', { removed: 'other' }, 'removed-other'],
    ['nobody has decided', {}, 'screening-pending'],
    ['a conflict is pending, never excluded', { conflict: 'title-abstract' }, 'screening-pending'],
    ['a withdrawn title-abstract decision undoes a later one', { fullText: 'include' }, 'screening-pending'],
    ['a machine excluded it', { titleAbstract: 'exclude', titleAbstractBy: 'automation' }, 'screen-excluded'],
    ['the report is being sought', seen, 'retrieval-pending'],
    ['the report could not be had', { ...seen, retrieval: 'not-retrieved' }, 'not-retrieved'],
    ['the report lies on the desk', { ...seen, retrieval: 'retrieved' }, 'full-text-pending'],
    ['a full-text decision implies the report was obtained', { ...seen, fullText: 'exclude' }, 'excluded'],
    ['it awaits classification', { ...seen, retrieval: 'retrieved', fullText: 'awaiting' }, 'awaiting'],
    ['the study is ongoing', { ...seen, retrieval: 'retrieved', fullText: 'ongoing' }, 'ongoing'],
    ['it is in', { ...seen, retrieval: 'retrieved', fullText: 'include' }, 'included'],
  ];
  it.each(cases)('%s', (_, change, state) => {
    expect(stateOf(aGroup(change))).toBe(state);
  });
});

describe('lists', () => {
  const excluded = (reason: string | null, n: number) =>
    aGroup({ n, titleAbstract: 'include', retrieval: 'retrieved', fullText: 'exclude', reason });

  it('puts reasons in protocol order, then by size, and the missing reason last', () => {
    const groups = [excluded(null, 9), excluded('Design', 2), excluded('Outcome', 5), excluded('Population', 1)];
    const flow = prismaFlow(groups, { studies: { newStudies: 0 }, reasonOrder: ['Population'] });
    expect(flow.databases.reasons).toEqual([
      { reason: 'Population', n: 1 },
      { reason: 'Outcome', n: 5 },
      { reason: 'Design', n: 2 },
      { reason: null, n: 9 },
    ]);
  });

  it('keeps a database and a register of one name apart', () => {
    const groups = [aGroup({ source: 'CENTRAL', n: 3 }), aGroup({ source: 'CENTRAL', sourceKind: 'register', n: 2 })];
    expect(prismaFlow(groups, { studies: { newStudies: 0 } }).databases.bySource).toHaveLength(2);
  });

  it('counts an exclusion without an author as a person’s, so that machine work is never overstated', () => {
    const flow = prismaFlow([aGroup({ n: 4, titleAbstract: 'exclude' })], { studies: { newStudies: 0 } });
    expect(flow.databases).toMatchObject({ screenExcludedByPerson: 4, screenExcludedByAutomation: 0 });
  });
});
