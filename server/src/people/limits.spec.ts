import fc from 'fast-check';
import { addressKey, SlidingWindow, TokenBucket } from './limits';

describe('a sliding window', () => {
  it('allows its limit, then says how long to wait, and allows again when the first has slid out', () => {
    const window = new SlidingWindow(3, 1000);
    expect([0, 100, 200].map((at) => window.take('a', at))).toEqual([0, 0, 0]);
    expect(window.take('a', 400)).toBe(600);
    expect(window.take('b', 400)).toBe(0);
    expect(window.take('a', 1001)).toBe(0);
    expect(window.take('a', 1002)).toBe(98);
  });

  it('what is given back does not count', () => {
    const window = new SlidingWindow(1, 1000);
    window.take('a', 0);
    window.giveBack('a');
    expect(window.take('a', 1)).toBe(0);
  });

  it('no stretch as long as the window ever holds more takes than the limit', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 300 }), { maxLength: 80 }), (steps) => {
        const window = new SlidingWindow(5, 1000);
        const taken: number[] = [];
        let now = 0;
        for (const step of steps) {
          now += step;
          if (window.take('a', now) === 0) taken.push(now);
        }
        return taken.every((at) => taken.filter((other) => other > at - 1000 && other <= at).length <= 5);
      }),
    );
  });
});

describe('a token bucket', () => {
  it('allows the burst at once and then the steady rate', () => {
    const bucket = new TokenBucket(3, 2);
    expect([0, 0, 0].map((at) => bucket.take('a', at))).toEqual([0, 0, 0]);
    expect(bucket.take('a', 0)).toBe(500);
    expect(bucket.take('a', 500)).toBe(0);
    expect(bucket.take('a', 600)).toBeGreaterThan(0);
    expect(bucket.take('b', 600)).toBe(0);
  });

  it('does not save up more than the burst', () => {
    const bucket = new TokenBucket(2, 10);
    bucket.take('a', 0);
    expect([9e6, 9e6, 9e6].map((at) => bucket.take('a', at) > 0)).toEqual([false, false, true]);
  });

  it('a script of ten writes a second is slowed within a minute, a fast person never is', () => {
    const refusals = (everyMs: number) => {
      const bucket = new TokenBucket(250, 5);
      return Array.from({ length: 60_000 / everyMs }, (_, i) => bucket.take('a', i * everyMs)).filter((w) => w > 0)
        .length;
    };
    expect(refusals(100)).toBeGreaterThan(0);
    expect(refusals(250)).toBe(0);
  });
});

describe('the key of an address', () => {
  it.each([
    ['192.0.2.7', '192.0.2.7', 'IPv4 as it is'],
    ['::ffff:192.0.2.7', '192.0.2.7', 'IPv4 on an IPv6 socket is the same place'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2', 'one subscriber has a whole /64'],
    ['2001:db8:1:2::9', '2001:db8:1:2', 'shortened forms are the same'],
    ['2001:0db8:0001:0002::', '2001:db8:1:2', 'leading zeros say nothing'],
    ['::1', '0:0:0:0', 'loopback'],
    ['fe80::1%eth0', 'fe80:0:0:0', 'the zone is local'],
  ])('%s is %s: %s', (ip, key) => {
    expect(addressKey(ip)).toBe(key);
  });
});
