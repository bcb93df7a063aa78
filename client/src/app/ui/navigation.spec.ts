import { type NavigationItem, sectionsFor } from './navigation';

const item = (path: string, group: NavigationItem['group'], more: Partial<NavigationItem> = {}): NavigationItem => ({
  path,
  group,
  labelKey: path,
  icon: 'screen',
  ...more,
});

describe('sectionsFor', () => {
  const items = [
    item('ledger', 'review', { needs: 'ledger.read' }),
    item('protocol', 'run', { order: 10 }),
    item('overview', 'run', { needs: 'progress.read', order: 1 }),
    item('conflicts', 'run', { needs: ['conflicts.read', 'conflicts.resolve'], order: 5 }),
    item('screen', 'mine', { needs: 'screening.decide' }),
  ];

  it.each([
    ['a reader sees what needs no permission', [], { run: ['protocol'] }],
    ['any one of several permissions is enough', ['conflicts.resolve'], { run: ['conflicts', 'protocol'] }],
    [
      'groups stand in their own order, items by theirs',
      ['ledger.read', 'progress.read', 'screening.decide'],
      { mine: ['screen'], run: ['overview', 'protocol'], review: ['ledger'] },
    ],
  ])('%s', (_reason, permissions, expected) => {
    const sections = sectionsFor(items, permissions).map(({ group, items: some }) => [
      group,
      some.map(({ path }) => path),
    ]);
    expect(Object.fromEntries(sections)).toEqual(expected);
    expect(sections.map(([group]) => group)).toEqual(Object.keys(expected));
  });
});
