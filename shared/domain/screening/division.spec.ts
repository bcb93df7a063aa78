import fc from 'fast-check';
import { divideByShare, divisionFault, type Pairing, type ReaderShare, seededRandom } from './division';

const share = (memberId: string, percent: number, isExpert = false): ReaderShare => ({ memberId, percent, isExpert });
const ids = (count: number): string[] => Array.from({ length: count }, (_, i) => `c${i}`);

/** Shares that can be met, with the readers and the pairing they are for. */
const feasible = fc
  .record({
    weights: fc.array(fc.record({ weight: fc.integer({ min: 1, max: 20 }), isExpert: fc.boolean() }), {
      minLength: 1,
      maxLength: 8,
    }),
    readers: fc.integer({ min: 1, max: 4 }),
    pairing: fc.constantFrom<Pairing>('any', 'at-least-one-expert', 'one-expert-one-novice'),
    count: fc.integer({ min: 1, max: 60 }),
    seed: fc.nat(),
  })
  .map(({ weights, ...rest }) => {
    const sum = weights.reduce((total, { weight }) => total + weight, 0);
    const shares = weights.map(({ weight, isExpert }, i) =>
      share(`m${i}`, Math.max(1, Math.floor((100 * weight) / sum)), isExpert),
    );
    const rest100 = 100 - shares.reduce((total, one) => total + one.percent, 0);
    shares[0]!.percent += rest100;
    return { shares, ...rest };
  })
  .filter(({ shares, readers, pairing }) => divisionFault(shares, readers, pairing) === null);

describe('dividing by share', () => {
  it('gives every citation its readers, each of them another person', () => {
    fc.assert(
      fc.property(feasible, ({ shares, readers, pairing, count, seed }) => {
        const lists = divideByShare(ids(count), shares, readers, pairing, seededRandom(seed));
        const times = new Map<string, number>();
        for (const list of lists.values()) {
          expect(new Set(list).size).toBe(list.length);
          for (const id of list) times.set(id, (times.get(id) ?? 0) + 1);
        }
        expect(ids(count).map((id) => times.get(id))).toEqual(ids(count).map(() => readers));
      }),
      { numRuns: 300 },
    );
  });

  it('gives each reader their percentage of the readings, to within one (pairing: to within a rounding each way)', () => {
    fc.assert(
      fc.property(feasible, ({ shares, readers, pairing, count, seed }) => {
        const lists = divideByShare(ids(count), shares, readers, pairing, seededRandom(seed));
        const slack = pairing === 'any' ? 1 : shares.length;
        for (const { memberId, percent } of shares) {
          const exact = (percent * count * readers) / 100;
          expect(Math.abs((lists.get(memberId)?.length ?? 0) - exact)).toBeLessThanOrEqual(slack);
        }
      }),
      { numRuns: 300 },
    );
  });

  it('gives every citation an expert, and a novice, where the pairing says so', () => {
    fc.assert(
      fc.property(feasible, ({ shares, readers, pairing, count, seed }) => {
        fc.pre(pairing !== 'any');
        const lists = divideByShare(ids(count), shares, readers, pairing, seededRandom(seed));
        const readBy = (isExpert: boolean): Set<string> =>
          new Set(
            shares.filter((one) => one.isExpert === isExpert).flatMap(({ memberId }) => lists.get(memberId) ?? []),
          );
        expect(readBy(true).size).toBe(count);
        if (pairing === 'one-expert-one-novice') expect(readBy(false).size).toBe(count);
      }),
      { numRuns: 300 },
    );
  });

  it('answers the same for the same seed', () => {
    fc.assert(
      fc.property(feasible, ({ shares, readers, pairing, count, seed }) => {
        const once = () => [...divideByShare(ids(count), shares, readers, pairing, seededRandom(seed))];
        expect(once()).toEqual(once());
      }),
      { numRuns: 50 },
    );
  });

  it('mixes the pairs: of three equal readers each meets both others', () => {
    const lists = divideByShare(ids(90), [share('a', 34), share('b', 33), share('c', 33)], 2, 'any', seededRandom(7));
    const met = (x: string, y: string) => lists.get(x)!.filter((id) => lists.get(y)!.includes(id)).length;
    for (const [x, y] of [
      ['a', 'b'],
      ['a', 'c'],
      ['b', 'c'],
    ] as const)
      expect(met(x, y)).toBeGreaterThan(15);
  });

  it.each<[string, ReaderShare[], number, Pairing, string | undefined]>([
    ['99 percent leave work that nobody does', [share('a', 50), share('b', 49)], 2, 'any', 'shares_not_whole'],
    ['two readers need two people', [share('a', 100)], 2, 'any', 'too_few_readers'],
    ['nobody reads a citation twice', [share('a', 60), share('b', 40)], 2, 'any', 'share_too_large'],
    [
      'half the readings of pairs must be an expert’s',
      [share('a', 40, true), share('b', 30), share('c', 30)],
      2,
      'at-least-one-expert',
      'too_few_experts',
    ],
    [
      'experts alone make no novice',
      [share('a', 50, true), share('b', 50, true)],
      2,
      'one-expert-one-novice',
      'too_few_novices',
    ],
    ['an even pair can do it', [share('a', 50, true), share('b', 50)], 2, 'one-expert-one-novice', undefined],
  ])('%s', (_why, shares, readers, pairing, code) => {
    expect(divisionFault(shares, readers, pairing)?.code).toBe(code);
  });
});
