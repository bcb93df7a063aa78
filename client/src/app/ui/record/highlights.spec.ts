import * as fc from 'fast-check';
import { cleanWord, highlighterOf, joined, markCounts, NO_WORDS, partsOf, spansOf } from './highlights';

const marked = (text: string, include: string[], more: Partial<Record<'exclude' | 'neutral', string[]>> = {}): string =>
  partsOf(text, highlighterOf({ ...NO_WORDS, include, ...more }))
    .map(({ text: words, mark }) => (mark ? `[${mark[0]}:${words}]` : words))
    .join('');

describe('marked words', () => {
  it.each([
    ['a whole word in any case', 'Income and income.', ['income'], '[i:Income] and [i:income].'],
    ['no part of a longer word', 'incomes, lowincome', ['income'], 'incomes, lowincome'],
    [
      'a stem with any ending',
      'Employed, employment; unemployed',
      ['employ*'],
      '[i:Employed], [i:employment]; unemployed',
    ],
    [
      'a phrase over a hyphen or two spaces',
      'low-income and low  income',
      ['low income'],
      '[i:low-income] and [i:low  income]',
    ],
    ['letters of other scripts belong to words', 'naïve über', ['na', 'ber'], 'naïve über'],
    ['signs in a word mean themselves', 'the (a+b) and aab', ['a+b'], 'the ([i:a+b]) and aab'],
    ['the longer of two that begin alike', 'health equity', ['health', 'health equity'], '[i:health equity]'],
    ['no single letter', 'a trial of a', ['a'], 'a trial of a'],
  ])('mark %s', (_why, text, words, expected) => {
    expect(marked(text, words)).toBe(expected);
  });

  it('the earlier of two lists wins where they overlap, and the longer at one place', () => {
    expect(marked('mouse model study', ['model study'], { exclude: ['mouse model'] })).toBe('[e:mouse model] study');
    expect(marked('mouse model', ['mouse'], { exclude: ['mouse model'] })).toBe('[e:mouse model]');
  });

  it('a mark runs over italics and subscripts', () => {
    expect(marked('vitamin B<sub>12</sub> in <i>E. coli</i>', ['vitamin B12'])).toBe('[i:vitamin B][i:12] in E. coli');
  });

  it('an entry is kept trimmed, with an asterisk only at its end', () => {
    expect(['  low   income ', 'em*ploy*', '*', '-pilot-'].map(cleanWord)).toEqual([
      'low income',
      'employ*',
      '',
      'pilot',
    ]);
  });

  it('counts stand for each list', () => {
    const lists = highlighterOf({ include: ['child*'], exclude: ['mouse'], neutral: [] });
    expect(markCounts(['Children and a child', null, 'mouse'], lists)).toEqual({ include: 2, exclude: 1, neutral: 0 });
  });

  it('a word of one’s own moves a shared one to the list one chose', () => {
    const shared = { include: ['pilot'], exclude: ['mouse'], neutral: [] };
    expect(joined(shared, { ...NO_WORDS, exclude: ['Pilot'] })).toEqual({
      include: [],
      exclude: ['mouse', 'Pilot'],
      neutral: [],
    });
  });

  it('whatever the words, no character of the text is lost or doubled, and marks do not overlap', () => {
    const word = fc.string({ maxLength: 12 });
    fc.assert(
      fc.property(
        fc.array(word, { maxLength: 6 }),
        fc.array(word, { maxLength: 6 }),
        fc.string({ maxLength: 200 }),
        (a, b, text) => {
          const plain = text.replaceAll(/[<&]/g, '');
          const lists = highlighterOf({ include: a, exclude: b, neutral: ['the*'] });
          expect(
            partsOf(plain, lists)
              .map((part) => part.text)
              .join(''),
          ).toBe(plain);
          let end = 0;
          for (const span of spansOf(plain, lists)) {
            expect(span.from).toBeGreaterThanOrEqual(end);
            end = span.to;
          }
        },
      ),
    );
  });
});
