import { KeyPapers } from './key-papers';

describe('key papers of a protocol', () => {
  const papers = new KeyPapers(
    [
      'Okafor A, et al. Home visits by nurses after birth: a randomised trial. J Early Years 2019;4:12-20.',
      'https://doi.org/10.5555/EARLY.2021.7.',
      '',
      'Return to work',
    ].join('\n'),
  );
  const has = (title: string, doi: string | null = null): boolean => papers.has({ title, doi });

  it('are found by a title within a reference, however it is set', () => {
    expect(has('HOME VISITS by nurses after birth - a randomised trial')).toBe(true);
    expect(has('Home visits by nurses after birth: five years on')).toBe(false);
  });

  it('are found by DOI, with or without its address', () => {
    expect(has('Anything', '10.5555/early.2021.7')).toBe(true);
    expect(has('Anything', '10.5555/early.2021.70')).toBe(false);
  });

  it('are not found by a title of few words, nor by none', () => {
    expect(has('Return to work')).toBe(false);
    expect(has('')).toBe(false);
    expect(new KeyPapers(' \n').isEmpty).toBe(true);
  });
});
