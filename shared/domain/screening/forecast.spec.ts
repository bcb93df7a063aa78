import { forecast } from './forecast';

describe('forecast', () => {
  it('divides what remains by the pace, between the limits of the pace', () => {
    // 100 in 10 days is 10 a day, give or take 1.96 a day: 200 more take 20 days, 17 to 25.
    expect(forecast(200, 100, 10)).toEqual({ days: 20, soonest: 17, latest: 25 });
  });
  it('says nothing on fewer than ten decisions, and is done when nothing remains', () => {
    expect(forecast(200, 9, 10)).toBeNull();
    expect(forecast(0, 0, 10)).toEqual({ days: 0, soonest: 0, latest: 0 });
  });
  it('refuses a window of no days', () => {
    expect(() => forecast(1, 10, 0)).toThrow(RangeError);
  });
});
