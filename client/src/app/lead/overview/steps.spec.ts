import { stepsOf } from './steps';

describe('the first steps of a review', () => {
  const left = (has: Parameters<typeof stepsOf>[0]): string[] =>
    stepsOf(has)
      .filter(({ isDone }) => !isDone)
      .map(({ key }) => key);

  it.each([
    ['a new review needs all of them', { protocolVersion: 0, readers: 1, records: 0 }, ['protocol', 'team', 'records']],
    ['records may come before the protocol', { protocolVersion: 0, readers: 2, records: 9 }, ['protocol']],
    ['one reader is not two', { protocolVersion: 1, readers: 1, records: 9 }, ['team']],
    ['an equipped review needs none', { protocolVersion: 2, readers: 2, records: 1 }, []],
  ] as const)('%s', (_why, has, keys) => expect(left(has)).toEqual(keys));
});
