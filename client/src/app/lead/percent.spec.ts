import { percentOf, shareOf } from './percent';

describe('a share in per cent', () => {
  it.each(['50', '57', '95', '99', '99.5', '99.9'])('%s %% comes back as it was typed', (typed) => {
    expect(percentOf(shareOf(typed))).toBe(typed);
  });

  it('99.9 % is 0.999 to the last digit, so that it is in range', () => {
    expect(shareOf('99.9')).toBe(0.999);
  });

  it.each(['', ' ', 'most'])('"%s" is no share', (typed) => {
    expect(shareOf(typed)).toBeNull();
  });

  it('no share is shown as nothing', () => {
    expect(percentOf(null)).toBe('');
  });
});
