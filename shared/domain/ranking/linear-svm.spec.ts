import * as fc from 'fast-check';
import { LinearSvm } from './linear-svm';
import { Corpus } from './corpus';
import { termMatrix, type TermMatrix, valueAt } from './term-matrix';

const words = fc.array(fc.constantFrom('work', 'sick', 'leave', 'child', 'nurse', 'school', 'pay'), { maxLength: 8 });
const problems = fc
  .array(fc.record({ words, isIncluded: fc.boolean(), cost: fc.double({ min: 0.02, max: 2, noNaN: true }) }), {
    minLength: 3,
    maxLength: 14,
  })
  .filter((rows) => rows.some((row) => row.isIncluded) && rows.some((row) => !row.isIncluded));

function matrixOf(rows: readonly (readonly string[])[]): TermMatrix {
  const corpus = new Corpus(false);
  for (const row of rows) corpus.add(row.join(' '));
  return termMatrix(corpus, { pairs: true, maxShare: 1 });
}

describe('LinearSvm', () => {
  it('ends at the optimum: no row wants to move its margin (the conditions of Karush, Kuhn and Tucker)', () => {
    fc.assert(
      fc.property(problems, (problem) => {
        const matrix = matrixOf(problem.map((row) => row.words));
        const svm = new LinearSvm(matrix);
        const rows = problem.map((_, row) => row);
        const sides = problem.map((row) => (row.isIncluded ? 1 : -1));
        svm.fit(
          rows,
          sides,
          problem.map((row) => row.cost),
        );
        // At the optimum a row inside the margin pulls with 2C times its gap, one beyond it not at all.
        const pulls = rows.map((row, i) => {
          const gap = Math.max(0, 1 - sides[i]! * svm.score(row));
          return 2 * problem[i]!.cost * gap * sides[i]!;
        });
        expect(svm.bias).toBeCloseTo(
          pulls.reduce((sum, pull) => sum + pull, 0),
          3,
        );
        const weights = new Float64Array(matrix.terms);
        rows.forEach((row, i) => {
          for (let at = matrix.starts[row]!; at < matrix.starts[row + 1]!; at++)
            weights[matrix.columns[at]!]! += pulls[i]! * valueAt(matrix, row, at);
        });
        weights.forEach((weight, column) => expect(svm.weightOf(column)).toBeCloseTo(weight, 3));
      }),
      { numRuns: 200 },
    );
  });

  it('gives the same scores whether it was trained in one go or label by label', () => {
    fc.assert(
      fc.property(problems, (problem) => {
        const matrix = matrixOf(problem.map((row) => row.words));
        const [step, whole] = [new LinearSvm(matrix), new LinearSvm(matrix)];
        const rows = problem.map((_, row) => row);
        const sides = problem.map((row) => (row.isIncluded ? 1 : -1));
        const costs = problem.map((row) => row.cost);
        for (let n = 1; n <= rows.length; n++) step.fit(rows.slice(0, n), sides, costs);
        whole.fit(rows, sides, costs);
        for (const row of rows) expect(step.score(row)).toBeCloseTo(whole.score(row), 3);
      }),
      { numRuns: 60 },
    );
  });

  it('forgets a label that was taken back', () => {
    const matrix = matrixOf([['sick', 'leave'], ['school'], ['sick', 'pay'], ['pay']]);
    const [svm, fresh] = [new LinearSvm(matrix), new LinearSvm(matrix)];
    svm.fit([0, 1, 2], [1, -1, 1], [1, 1, 1]);
    svm.fit([0, 1], [1, -1], [1, 1]);
    fresh.fit([0, 1], [1, -1], [1, 1]);
    for (let row = 0; row < 4; row++) expect(svm.score(row)).toBeCloseTo(fresh.score(row), 4);
  });
});
