import { DEFAULT_RANKER } from './config';
import { poolOf } from './pool';
import { oddest, type Part, PARTS, scoredPart } from './second-look';

const CARE = (n: number) => ({ title: `Childcare and school readiness of children, cohort ${n}`, abstract: '' });
const BIRDS = (n: number) => ({ title: `Song of birds in city parks, season ${n}`, abstract: '' });
const pool = poolOf(
  Array.from({ length: 60 }, (_, n) => (n % 3 === 0 ? CARE(n) : BIRDS(n))),
  '',
  DEFAULT_RANKER,
);
const rightly = new Map(Array.from({ length: 60 }, (_, n) => [n, n % 3 === 0]));
const oddAmong = (labels: ReadonlyMap<number, boolean>, most = 10) => {
  const parts = Array.from({ length: PARTS }, (_, part) => scoredPart(pool, DEFAULT_RANKER, labels, part, most));
  return oddest(
    parts.filter((part): part is Part => part !== null),
    most,
  );
};

describe('A second look at decisions', () => {
  it('finds nothing odd where like was decided alike', () => {
    expect(oddAmong(rightly)).toEqual([]);
  });

  it('names what was excluded and looks included, and the reverse, with words of the record', () => {
    const labels = new Map(rightly).set(9, false).set(10, true);
    const odd = oddAmong(labels);
    expect(odd.map(({ row, isIncluded }) => [row, isIncluded])).toEqual([
      [9, false],
      [10, true],
    ]);
    expect(odd[0]?.terms[0]?.weight).toBeGreaterThan(0);
    expect(odd[0]?.score).toBeGreaterThan(odd[1]?.score as number);
  });

  it('never looks at a record without a label', () => {
    const labels = new Map([...rightly].filter(([row]) => row < 30));
    expect(oddAmong(new Map(labels).set(3, false)).map(({ row }) => row)).toEqual([3]);
  });

  it('says nothing while one kind is unknown', () => {
    expect(oddAmong(new Map([...rightly].filter(([, isIncluded]) => !isIncluded)))).toEqual([]);
  });

  it('keeps to the oddest of each kind', () => {
    const labels = new Map(rightly).set(9, false).set(12, false).set(10, true).set(11, true);
    expect(
      oddAmong(labels)
        .map(({ row }) => row)
        .sort((a, b) => a - b),
    ).toEqual([9, 10, 11, 12]);
    expect(oddAmong(labels, 1).map(({ isIncluded }) => isIncluded)).toEqual([false, true]);
  });
});
