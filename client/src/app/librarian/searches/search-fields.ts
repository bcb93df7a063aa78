import type { Search } from '@shared/contracts/searches';

/** The kinds of source in the order of the PRISMA diagram. */
export const SOURCE_KINDS = [
  'database',
  'register',
  'website',
  'organisation',
  'citation-searching',
  'expert',
  'other',
] as const satisfies readonly Search['sourceKind'][];

export function emptySearch(): Search {
  return {
    source: '',
    sourceKind: 'database',
    platform: null,
    ranOn: null,
    coverage: null,
    strategy: null,
    limits: null,
    filters: null,
    hits: null,
    ranBy: null,
    peerReviewedBy: null,
    notes: null,
    cycle: 1,
  };
}

/** Items of PRISMA-S as a form shows them, with the item's number in the checklist. */
export const FIELDS = [
  { name: 'platform', kind: 'line', item: '1' },
  { name: 'ranOn', kind: 'day', item: '13' },
  { name: 'coverage', kind: 'line', item: '1' },
  { name: 'strategy', kind: 'text', item: '8' },
  { name: 'limits', kind: 'text', item: '9' },
  { name: 'filters', kind: 'text', item: '10' },
  { name: 'hits', kind: 'number', item: '15' },
  { name: 'ranBy', kind: 'line', item: '' },
  { name: 'peerReviewedBy', kind: 'line', item: '14' },
  { name: 'notes', kind: 'text', item: '' },
] as const;

/** What PRISMA-S asks for and a search does not say yet. */
export function missingItems(search: Search): (typeof FIELDS)[number]['name'][] {
  const wanted = ['ranOn', 'strategy', 'hits'] as const;
  return wanted.filter((name) => search[name] === null);
}
