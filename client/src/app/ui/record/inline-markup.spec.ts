import * as fc from 'fast-check';
import { paragraphsOf, runsOf } from './inline-markup';

const shown = (text: string): string =>
  runsOf(text)
    .map((run) => (run.style ? `{${run.style}:${run.text}}` : run.text))
    .join('');

describe('inline markup of titles and abstracts', () => {
  it.each([
    [
      'italics, sub- and superscripts',
      '<i>in vitro</i> CO<sub>2</sub> 10<sup>3</sup>',
      '{i:in vitro} CO{sub:2} 10{sup:3}',
    ],
    ['tags of a publisher’s schema', '<jats:italic>E. coli</jats:italic>', '{i:E. coli}'],
    [
      'every other tag is text',
      '<script>alert(1)</script> <img src=x onerror=y>',
      '<script>alert(1)</script> <img src=x onerror=y>',
    ],
    ['a tag with attributes is text', '<i onclick="x">no</i>', '<i onclick="x">no</i>'],
    ['a lone less-than sign is text', 'p<0.05 and n > 3', 'p<0.05 and n > 3'],
    ['a closing tag that closes nothing is text', 'a</i>b', 'a</i>b'],
    ['an element that is never closed runs to the end', 'a<sub>2', 'a{sub:2}'],
    ['entities become their signs, and never elements', '&lt;b&gt; &amp; &#945; &nonsense;', '<b> & α &nonsense;'],
  ])('%s', (_why, text, expected) => {
    expect(shown(text)).toBe(expected);
  });

  it('text without tags and entities comes back as it was', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        const plain = text.replaceAll(/[<&]/g, '');
        expect(
          runsOf(plain)
            .map((run) => run.text)
            .join(''),
        ).toBe(plain);
      }),
    );
  });

  it('a structured abstract in one block is parted at its labels, and keeps what stands before them', () => {
    expect(
      paragraphsOf('In short. BACKGROUND: Poverty harms. Methods and Results: We asked. CONCLUSIONS: It does.'),
    ).toEqual([
      { label: '', text: 'In short.' },
      { label: 'Background', text: 'Poverty harms.' },
      { label: 'Methods and results', text: 'We asked.' },
      { label: 'Conclusions', text: 'It does.' },
    ]);
  });

  it('a word that happens to stand before a colon within a sentence is no label', () => {
    expect(paragraphsOf('We report three results: one, two and three.')).toEqual([
      { label: '', text: 'We report three results: one, two and three.' },
    ]);
  });
});
