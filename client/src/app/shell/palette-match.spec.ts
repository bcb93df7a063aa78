import { matchesOf } from './palette-match';

const findable = (label: string, group = 'Places', more = '') => ({
  command: { id: label, run: () => undefined },
  label,
  group,
  more,
});

describe('matchesOf', () => {
  const all = [
    findable('Conflicts', 'Run'),
    findable('Flow diagram', 'Results', 'PRISMA'),
    findable('Screen', 'Mine'),
    findable('Études'),
  ];

  it.each([
    ['everything stands as offered while nothing is typed', '', ['Conflicts', 'Flow diagram', 'Screen', 'Études']],
    ['a beginning counts more than a middle', 'fl', ['Flow diagram', 'Conflicts']],
    ['every word must be found', 'flow scr', []],
    ['words may come in any order', 'dia flow', ['Flow diagram']],
    ['further words find too', 'prisma', ['Flow diagram']],
    ['accents do not matter', 'etud', ['Études']],
    ['nothing fits', 'xyz', []],
  ])('%s', (_reason, query, expected) => {
    expect(matchesOf(query, all).map(({ label }) => label)).toEqual(expected);
  });

  it('keeps a group together, where its best match stands', () => {
    const some = [findable('Map of maps', 'A'), findable('Screen', 'B', 'map'), findable('My map', 'A')];
    expect(matchesOf('map', some).map(({ label }) => label)).toEqual(['Map of maps', 'My map', 'Screen']);
  });
});
