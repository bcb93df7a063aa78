import * as fc from 'fast-check';
import { NextMark } from './next-mark';

describe('the next mark', () => {
  it('is where looking for it anew finds it, whatever was asked before and however the text slides', () => {
    const step = fc.record({
      on: fc.nat(4),
      slides: fc.boolean(),
      more: fc.string({ unit: fc.constantFrom('a', '>') }),
    });
    fc.assert(
      fc.property(fc.array(step), (steps) => {
        const mark = new NextMark('>');
        let text = '';
        let at = 0;
        for (const { on, slides, more } of steps) {
          at = Math.min(text.length, at + on);
          if (slides) {
            mark.slide(at);
            text = text.slice(at) + more;
            at = 0;
          }
          expect(mark.from(text, at)).toBe(text.indexOf('>', at));
        }
      }),
    );
  });
});
