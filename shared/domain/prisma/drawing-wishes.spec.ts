import { refuseHiddenReports } from './drawing-wishes';
import { type FlowGroup, prismaFlow } from './flow';

const included: FlowGroup = {
  n: 2,
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
  reasonTitleAbstract: null,
  conflict: null,
};

describe('leaving the reports line out', () => {
  it('is granted where every study has one report', () => {
    expect(() => refuseHiddenReports(prismaFlow([included], { studies: { newStudies: 2 } }))).not.toThrow();
  });

  it.each([
    ['two reports of one study', { newStudies: 1 }, 'newly included'],
    ['a previous version with more reports', { newStudies: 2, previousStudies: 3, previousReports: 4 }, 'previous'],
    ['a total that differs', { newStudies: 2, previousStudies: 3, previousReports: 3, droppedStudies: 1 }, 'in total'],
  ])('is refused: %s', (_why, studies, where) => {
    expect(() => refuseHiddenReports(prismaFlow([included], { studies }))).toThrow(where);
  });
});
