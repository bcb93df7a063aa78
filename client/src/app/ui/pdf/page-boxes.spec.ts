import { boxesOn, readable } from './page-boxes';

const page = { left: 100, top: 50, width: 500, height: 1000 };
const rect = (left: number, top: number, width: number, height = 10) => ({ left, top, width, height });

describe('places of a selection on a page', () => {
  it('is told in ten-thousandths of the page, whatever its size on the screen', () => {
    expect(boxesOn(page, [rect(150, 150, 250)])).toEqual([[1000, 1000, 5000, 100]]);
    const twice = { left: 10, top: 5, width: 1000, height: 2000 };
    expect(boxesOn(twice, [rect(110, 205, 500, 20)])).toEqual([[1000, 1000, 5000, 100]]);
  });

  it('joins the pieces of one line and keeps lines and columns apart', () => {
    const boxes = boxesOn(page, [rect(150, 150, 50), rect(203, 151, 47), rect(150, 165, 100), rect(400, 150, 50)]);
    expect(boxes).toHaveLength(3);
    expect(boxes[0]).toEqual([1000, 1000, 2000, 110]);
  });

  it('leaves away what lies on another page and cuts what reaches over the edge', () => {
    expect(boxesOn(page, [rect(150, 1200, 50), rect(90, 60, 20), rect(590, 1045, 50)])).toEqual([
      [0, 100, 200, 100],
      [9800, 9950, 200, 50],
    ]);
  });

  it('reads the words as one line and joins a word that a line end broke', () => {
    expect(readable('  Children who at-\ntended  the\ncentre ')).toBe('Children who attended the centre');
    expect(readable('the Cochrane-\nKendall rule')).toBe('the Cochrane- Kendall rule');
    expect(readable('x'.repeat(3000))).toHaveLength(2000);
  });
});
