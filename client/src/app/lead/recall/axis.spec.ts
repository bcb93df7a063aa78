import { roundTicks } from './axis';

describe('The ticks of an axis', () => {
  it.each([
    [882, 4, [0, 250, 500, 750]],
    [41, 4, [0, 20, 40]],
    [3, 4, [0, 1, 2, 3]],
    [100_000, 4, [0, 25_000, 50_000, 75_000, 100_000]],
    [7, 3, [0, 5]],
    [0, 4, [0]],
  ])('for up to %i, about %i of them, are round and whole', (most, wanted, ticks) => {
    expect(roundTicks(most, wanted)).toEqual(ticks);
  });
});
