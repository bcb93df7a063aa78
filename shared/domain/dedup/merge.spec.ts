import { ARTICLE, record } from './cases.fixture';
import { countAgainstGold, recoveredByQuestions } from './measure';
import { mergeView } from './merge';

describe('the view of a set', () => {
  const shouted = record('a', {
    ...ARTICLE,
    title: String(ARTICLE.title).toUpperCase(),
    pages: '412',
    doi: 'https://doi.org/10.5555/X',
  });
  const full = record('b', { ...ARTICLE, abstract: 'A long abstract of the study.', registryIds: ['NCT00000001'] });
  const cut = record('c', {
    ...ARTICLE,
    authors: ['Lindqvist, M'],
    journal: 'J Occup Porterage',
    year: 2013,
    abstract: 'Short.',
  });
  const view = mergeView([cut, shouted, full]);

  it.each<['title' | 'authors' | 'year' | 'pages' | 'abstract' | 'doi', from: string, why: string]>([
    ['title', 'b', 'capitals are a habit of the database'],
    ['authors', 'a', 'the longest list, and of two the first'],
    ['pages', 'b', 'a range says more than a first page'],
    ['abstract', 'b', 'the longest'],
    ['doi', 'a', 'the only one'],
    ['year', 'a', 'given by two of three'],
  ])('takes %s from record %s: %s', (field, from, _why) => expect(view[field].from).toBe(from));

  it('shows what it passed over, and where that stands', () => {
    expect(view.year.others).toEqual([{ value: 2013, from: ['c'] }]);
  });

  it('cleans the DOI and never invents a value', () => {
    expect(view.doi.value).toBe('10.5555/x');
    expect(view.pmid).toEqual({ value: null, from: null, others: [] });
    expect(view.registryIds).toEqual(['NCT00000001']);
  });

  it('is the same in any order and refuses an empty set', () => {
    expect(mergeView([full, cut, shouted])).toEqual(view);
    expect(() => mergeView([])).toThrow(RangeError);
  });
});

describe('figures against known groups', () => {
  it.each([
    ['a group of three found whole', [['a', 'b', 'c']], [['a', 'b', 'c']], [2, 0, 0]],
    ['a group of three found in part', [['a', 'b']], [['a', 'b', 'c']], [1, 0, 1]],
    ['a stranger in a set', [['a', 'b', 'x']], [['a', 'b']], [1, 1, 0]],
    [
      'two groups run together',
      [['a', 'b', 'c', 'd']],
      [
        ['a', 'b'],
        ['c', 'd'],
      ],
      [2, 1, 0],
    ],
    [
      'a group in two pieces',
      [
        ['a', 'b'],
        ['c', 'd'],
      ],
      [['a', 'b', 'c', 'd']],
      [2, 0, 1],
    ],
    ['nothing found, nothing to find', [], [], [0, 0, 0]],
  ])('%s', (_because, sets, groups, [right, wrong, lost]) => {
    const figures = countAgainstGold(sets, groups);
    expect([figures.truePositives, figures.falsePositives, figures.falseNegatives]).toEqual([right, wrong, lost]);
  });

  it('questions recover a lost copy once', () => {
    const groups = [['a', 'b', 'c']];
    const questions = [
      { a: 'a', b: 'c' },
      { a: 'b', b: 'c' },
      { a: 'a', b: 'x' },
    ];
    expect(recoveredByQuestions([['a', 'b']], questions, groups)).toBe(1);
  });
});
