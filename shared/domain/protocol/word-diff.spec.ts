import * as fc from 'fast-check';
import { WordChange, wordDiff } from './word-diff';

const side = (parts: readonly WordChange[], other: WordChange['kind']): string =>
  parts
    .filter((part) => part.kind !== other)
    .map((part) => part.text)
    .join('');

describe('word differences', () => {
  it('mark the words that changed and keep phrases whole', () => {
    expect(wordDiff('Children under five years', 'Children under three years')).toEqual([
      { kind: 'same', text: 'Children under ' },
      { kind: 'removed', text: 'five' },
      { kind: 'added', text: 'three' },
      { kind: 'same', text: ' years' },
    ]);
    expect(wordDiff('in two large towns', 'in three small towns').map((part) => part.text)).toEqual([
      'in ',
      'two large',
      'three small',
      ' towns',
    ]);
  });

  it.each([
    ['', '', 0, 'two empty texts have no parts'],
    ['same', 'same', 1, 'equal texts are one part'],
    ['', 'new', 1, 'all is added'],
    ['old', '', 1, 'all is removed'],
    ["O'Neill’s", "O'Neill’s.", 2, 'an apostrophe stays inside its word'],
  ])('of %j and %j are %i parts: %s', (before, after, parts) => {
    expect(wordDiff(before, after)).toHaveLength(parts);
  });

  it('joined give both texts back to the character', () => {
    const prose = fc
      .array(fc.constantFrom('a', 'b', 'the', ' ', '  ', '.', '\n', 'Łódź', '北京', '😀'))
      .map((p) => p.join(''));
    fc.assert(
      fc.property(fc.oneof(prose, fc.string()), fc.oneof(prose, fc.string()), (before, after) => {
        const parts = wordDiff(before, after);
        expect(side(parts, 'added')).toBe(before);
        expect(side(parts, 'removed')).toBe(after);
      }),
    );
  });

  it('of very long texts stay bounded: by sentence, then whole', () => {
    const sentences = (word: string, n: number): string =>
      Array.from({ length: n }, (_, at) => `${word} ${at} one two three four five six. `).join('');
    for (const n of [500, 20_000]) {
      const before = sentences('Old', n);
      const after = sentences('New', n);
      const parts = wordDiff(before, after);
      expect(side(parts, 'added')).toBe(before);
      expect(side(parts, 'removed')).toBe(after);
    }
  });
});
