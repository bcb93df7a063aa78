import * as fc from 'fast-check';
import { randomFrom } from './random';
import { confirmationOf, confirmationSize, mostMarked, recallFromSample } from './sample-estimate';

describe('Recall from a random sample', () => {
  it('scales what the sample has to all, and bounds it by what was found', () => {
    // 4 of 100 in the sample speak for 40 of 1,000; 30 of them are found.
    const found = recallFromSample(1000, 30, 100, 4);
    expect(found?.all.value).toBe(40);
    expect(found?.recall.value).toBe(0.75);
    expect(recallFromSample(1000, 60, 100, 4)?.recall.value).toBe(1);
  });

  it('says nothing without a sample, or before anything relevant is found', () => {
    expect(recallFromSample(1000, 30, 0, 0)).toBeNull();
    expect(recallFromSample(1000, 0, 50, 0)).toBeNull();
  });

  it('has no doubt left when the sample is everything', () => {
    const { all, recall } = recallFromSample(200, 10, 200, 10) ?? {};
    expect(all).toEqual({ value: 10, lower: 10, upper: 10 });
    expect(recall).toEqual({ value: 1, lower: 1, upper: 1 });
  });

  it('holds the true number within its 95 % limits in at least 95 % of samples', () => {
    const [total, relevant, size, random] = [500, 25, 80, randomFrom(7)] as const;
    let held = 0;
    const draws = 1000;
    for (let draw = 0; draw < draws; draw++) {
      let [left, marked, inSample]: [number, number, number] = [total, relevant, 0];
      for (let at = 0; at < size; at++) if (random() < marked / left--) [marked, inSample] = [marked - 1, inSample + 1];
      const { all } = recallFromSample(total, Math.max(1, inSample), size, inSample)!;
      if (all.lower <= relevant && relevant <= all.upper) held++;
    }
    expect(held / draws).toBeGreaterThanOrEqual(0.95);
  });
});

describe('A confirmation sample', () => {
  const target = { recall: 0.95, confidence: 0.95 };

  it('is as small as it can be while nothing found in it still confirms the target', () => {
    fc.assert(
      fc.property(fc.integer({ min: 20, max: 3000 }), fc.integer({ min: 1, max: 120 }), (unread, found) => {
        const size = confirmationSize(unread, found, target);
        const none = { unread, found, relevant: 0 };
        if (size > 0) expect(confirmationOf({ ...none, size }, target).isMet).toBe(true);
        if (size > 1) expect(confirmationOf({ ...none, size: size - 1 }, target).isMet).toBe(false);
      }),
    );
  });

  it('need not be drawn where the unread are too few to matter', () => {
    expect(confirmationSize(3, 100, target)).toBe(0);
  });

  it('claims the recall that its limits leave', () => {
    // Nothing in 100 of 1,000: 28 marked stay out with a chance of 5.01 %, 29 with 4.5 % (binomials by hand).
    expect(mostMarked(1000, 100, 0, 0.05)).toBe(28);
    const read = confirmationOf({ unread: 1000, size: 100, relevant: 0, found: 100 }, target);
    expect(read.remaining).toBe(28);
    expect(read.recall).toBeCloseTo(100 / 128, 12);
    expect(read.isMet).toBe(false);
  });

  it('meets a target exactly when the recall it claims reaches it', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 10, max: 800 }),
        fc.integer({ min: 1, max: 60 }),
        fc.nat({ max: 3 }),
        fc.double({ min: 0.1, max: 1, noNaN: true }),
        (unread, found, relevant, share) => {
          const size = Math.max(relevant, Math.ceil(share * unread));
          const read = confirmationOf({ unread, size, relevant, found }, target);
          expect(read.isMet).toBe(read.recall >= target.recall);
        },
      ),
    );
  });
});
