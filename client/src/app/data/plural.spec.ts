import { withPlurals } from './plural';
import { pseudoText } from './pseudo-locale';

const conflicts = '{count, plural, =0 {no conflicts} one {# conflict} other {# conflicts of {{ name }}}}';

describe('withPlurals', () => {
  it.each([
    ['an exact count comes before its plural form', conflicts, { count: 0 }, 'no conflicts'],
    ['one is singular', conflicts, { count: 1 }, '1 conflict'],
    ['numbers are written for the language, values left for later', conflicts, { count: 1208 }, '1,208 conflicts of {{ name }}'],
    ['words may stand around it', 'All {count, plural, other {#}} of them', { count: 3 }, 'All 3 of them'],
    ['a text without plural is as before', 'Hello {{ name }}', { name: 'Ada' }, 'Hello {{ name }}'],
    ['two counts in one text', '{a, plural, one {#x} other {#xs}}, {b, plural, one {#y} other {#ys}}', { a: 1, b: 2 }, '1x, 2ys'],
    ['a missing count leaves the text as it is', '{count, plural, other {#}}', {}, '{count, plural, other {#}}'],
  ])('%s', (_reason, text, params, expected) => {
    expect(withPlurals(text, params, 'en')).toBe(expected);
  });

  it('follows the plural forms of other languages', () => {
    const text = '{n, plural, one {# plik} few {# pliki} many {# plików} other {# pliku}}';
    expect([1, 3, 5].map((n) => withPlurals(text, { n }, 'pl'))).toEqual(['1 plik', '3 pliki', '5 plików']);
  });

  it('works on the pseudo-locale, which lengthens words and keeps values and plurals', () => {
    const text = pseudoText(conflicts);
    expect(text.length).toBeGreaterThan(conflicts.length * 1.3);
    expect(withPlurals(text, { count: 2 }, 'en-XA')).toMatch(/^\[2 çöñflïçtš öf \{\{ name \}\}( ~)+\]$/);
  });
});
