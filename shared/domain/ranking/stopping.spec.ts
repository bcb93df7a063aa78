import * as fc from 'fast-check';
import { hypergeometricAtMost } from './hypergeometric';
import {
  leastMissing,
  type Reading,
  recallFrontier,
  remainingEstimate,
  sampleTest,
  sinceLastRelevant,
  stoppingTest,
} from './stopping';

const readings = fc
  .record({ total: fc.integer({ min: 2, max: 400 }), share: fc.double({ min: 0.05, max: 0.95, noNaN: true }) })
  .chain(({ total, share }) => {
    const read = Math.max(1, Math.floor(total * share));
    return fc
      .uniqueArray(fc.integer({ min: 1, max: read }), { maxLength: Math.min(read, 30) })
      .map((positions): Reading => ({ total, read, positions: positions.sort((a, b) => a - b) }));
  });

describe('The hypergeometric test', () => {
  it('gives chances that add up by hand', () => {
    // 2 marked of 5, 2 drawn: none 3/10, at most one 9/10.
    expect(hypergeometricAtMost(0, 5, 2, 2)).toBeCloseTo(0.3, 12);
    expect(hypergeometricAtMost(1, 5, 2, 2)).toBeCloseTo(0.9, 12);
    expect(hypergeometricAtMost(2, 5, 2, 2)).toBe(1);
    expect(hypergeometricAtMost(0, 5, 4, 2)).toBe(0);
  });

  it('counts the missing at a round quotient exactly', () => {
    expect(leastMissing(57, 57, 0.95)).toBe(4);
    expect(leastMissing(100, 100, 0.95)).toBe(6);
  });

  it('asks only windows after a relevant record and misses nothing by it', () => {
    fc.assert(
      fc.property(readings, fc.constantFrom(0.8, 0.9, 0.95), (reading, recall) => {
        const all = Array.from({ length: reading.read }, (_, before) => {
          const earlier = reading.positions.filter((position) => position <= before).length;
          const inside = reading.positions.length - earlier;
          return sampleTest(reading.total - before, reading.read - before, inside, earlier, recall);
        });
        const { p } = stoppingTest(reading, { recall, confidence: 0.95 });
        if (reading.positions.length === 0) expect(p).toBeNull();
        else expect(p).toBeCloseTo(Math.min(1, ...all), 10);
      }),
      { numRuns: 60 },
    );
  });

  it('claims a recall exactly when the test of that recall is met', () => {
    fc.assert(
      fc.property(readings, (reading) => {
        const frontier = recallFrontier(reading, 0.95);
        if (frontier > 0) expect(stoppingTest(reading, { recall: frontier, confidence: 0.95 }).isMet).toBe(true);
        const beyond = Number((frontier + 0.001).toFixed(3));
        if (beyond <= 1) expect(stoppingTest(reading, { recall: beyond, confidence: 0.95 }).isMet).toBe(false);
      }),
      { numRuns: 60 },
    );
  });

  it('is met when everything is read and says nothing before anything is found', () => {
    expect(stoppingTest({ total: 10, read: 10, positions: [] }, { recall: 0.95, confidence: 0.95 }).isMet).toBe(true);
    expect(stoppingTest({ total: 10, read: 5, positions: [] }, { recall: 0.95, confidence: 0.95 })).toEqual({
      p: null,
      isMet: false,
      before: 0,
    });
  });
});

describe('Guidance beside the criterion', () => {
  const reading: Reading = { total: 1000, read: 300, positions: [1, 3, 8, 20, 40, 90, 200] };

  it('estimates what remains from the latest reading', () => {
    const estimate = remainingEstimate(reading, 5)!;
    expect(estimate.remaining).toBeCloseTo((4 / 292) * 700, 10);
    expect(estimate.lower).toBeLessThan(estimate.remaining);
    expect(estimate.upper).toBeGreaterThan(estimate.remaining);
  });

  it('estimates nothing from too few, or when all is read', () => {
    expect(remainingEstimate({ ...reading, positions: [1, 3] })).toBeNull();
    expect(remainingEstimate({ ...reading, read: 1000 })).toBeNull();
  });

  it('counts the irrelevant since the last relevant record', () => {
    expect(sinceLastRelevant(reading)).toBe(100);
    expect(sinceLastRelevant({ total: 9, read: 4, positions: [] })).toBe(4);
  });
});
