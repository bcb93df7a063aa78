import { evenShares } from './even-shares';

describe('even shares', () => {
  it.each([
    [1, [100]],
    [3, [34, 33, 33]],
    [4, [25, 25, 25, 25]],
    [7, [15, 15, 14, 14, 14, 14, 14]],
  ])('of %i readers make 100', (count, expected) => {
    expect(Object.values(evenShares(Array.from({ length: count }, (_, i) => `m${i}`)))).toEqual(expected);
  });

  it('of nobody are none', () => expect(evenShares([])).toEqual({}));
});
