import fc from 'fast-check';
import { countedStudies } from './study-counts';

describe('studies behind included reports', () => {
  it.each([
    ['two reports of one study', [['a'], ['a']], 1],
    ['one report of two studies', [['a', 'b']], 2],
    [
      'reports that share one of their studies',
      [
        ['a', 'b'],
        ['b', 'c'],
      ],
      3,
    ],
    ['nothing included', [], 0],
  ])('counts each study once: %s', (_, studies, expected) => {
    const counts = countedStudies(studies.map((studyIds) => ({ cycle: 1, studyIds })));
    expect(counts.reduce((sum, count) => sum + count.newStudies, 0)).toBe(expected);
  });

  it('counts a study in the cycle of its first report, and what follows as later reports', () => {
    const counts = countedStudies([
      { cycle: 2, studyIds: ['a'] },
      { cycle: 1, studyIds: ['a'] },
      { cycle: 2, studyIds: ['b'] },
    ]);
    expect(counts).toEqual([
      { cycle: 1, newStudies: 1, laterReports: 0 },
      { cycle: 2, newStudies: 1, laterReports: 1 },
    ]);
  });

  it('never loses or doubles a study, whatever cycles its reports came in', () => {
    const report = fc.record({
      cycle: fc.integer({ min: 1, max: 4 }),
      studyIds: fc.uniqueArray(fc.constantFrom('a', 'b', 'c', 'd', 'e'), { minLength: 1 }),
    });
    fc.assert(
      fc.property(fc.array(report), (reports) => {
        const studies = new Set(reports.flatMap(({ studyIds }) => studyIds)).size;
        expect(countedStudies(reports).reduce((sum, count) => sum + count.newStudies, 0)).toBe(studies);
      }),
    );
  });
});
