import { MediaWidths } from './media-widths';

describe('widths in media queries', () => {
  let widths: MediaWidths;
  const add = (css: string): CSSStyleSheet => {
    const style = document.createElement('style');
    style.textContent = css;
    document.head.append(style);
    return style.sheet as CSSStyleSheet;
  };
  const queryOf = (sheet: CSSStyleSheet): string => (sheet.cssRules[0] as CSSMediaRule).media.mediaText;

  beforeEach(() => {
    document.head.innerHTML = '';
    widths = new MediaWidths(document);
  });

  it('grow and shrink with the chosen text size, and come back as they were written', () => {
    const sheet = add('@media (max-width: 45rem) { a { color: red } }');
    widths.set(200);
    expect(queryOf(sheet)).toBe('(max-width: 90rem)');
    widths.set(80);
    expect(queryOf(sheet)).toBe('(max-width: 36rem)');
    widths.set(100);
    expect(queryOf(sheet)).toBe('(max-width: 45rem)');
  });

  it('of styles that come with a screen later grow too', async () => {
    widths.set(150);
    const sheet = add('@media (max-width: 58rem) { a { color: red } }');
    await new Promise((resolve) => setTimeout(resolve));
    expect(queryOf(sheet)).toBe('(max-width: 87rem)');
  });

  it('queries of anything else stay', () => {
    const sheet = add('@media (pointer: coarse) { a { color: red } }');
    widths.set(200);
    expect(queryOf(sheet)).toBe('(pointer: coarse)');
  });
});
