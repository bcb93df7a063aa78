import { ARTICLE, record } from './cases.fixture';
import { countAgainstGold, recoveredByQuestions } from './measure';
import { type MergedView, mergeView } from './merge';

describe('the view of a set', () => {
  const shouted = record('a', {
    ...ARTICLE,
    title: String(ARTICLE.title).toUpperCase(),
    pages: '412',
    doi: 'https://doi.org/10.5555/X',
    abstract: 'A long abstract of the study.',
  });
  const full = record('b', {
    ...ARTICLE,
    title: `${ARTICLE.title}.`,
    abstract: 'A long abstract of the study. And of what it found.',
  });
  const cut = record('c', {
    ...ARTICLE,
    authors: ['Lindqvist, M'],
    journal: 'J Occup Porterage',
    year: 2013,
    abstract: 'Short.',
  });

  it.each<[keyof MergedView, from: string, why: string]>([
    ['title', 'c', 'capitals are a habit of the database, and a full stop says nothing'],
    ['authors', 'a', 'the longest list, and of two the first'],
    ['journal', 'a', 'given by two of three'],
    ['year', 'a', 'given by two of three'],
    ['pages', 'c', 'a range says more than a first page'],
    ['abstract', 'b', 'the longest'],
    ['doi', 'a', 'the only one'],
  ])('of a kept record takes %s from record %s: %s', (field, from, _why) =>
    expect(mergeView(cut, [shouted, full])[field].from).toBe(from),
  );

  it("keeps the record's own value where others say the same in other letters, or hardly more", () => {
    const copy = record('0', {
      ...ARTICLE,
      title: `${ARTICLE.title}.`,
      abstract: `${full.abstract} ©`,
      year: 1999,
    });
    const { title, abstract, year } = mergeView(full, [copy]);
    expect([title.from, abstract.from, year.from]).toEqual(['b', 'b', 'b']);
  });

  it('cleans the DOI and never invents a value', () => {
    const view = mergeView(shouted, [cut]);
    expect(view.doi.value).toBe('10.5555/x');
    expect(view.pmid).toEqual({ value: null, from: null });
  });

  it('takes nothing from a correction that counts as a copy of its article', () => {
    const erratum = record('e', { ...ARTICLE, title: `Erratum: ${ARTICLE.title}`, abstract: full.abstract, pmid: '7' });
    expect(mergeView(cut, [erratum])).toEqual(mergeView(cut, []));
  });

  it('is the same in any order of the copies', () => {
    expect(mergeView(cut, [full, shouted])).toEqual(mergeView(cut, [shouted, full]));
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
