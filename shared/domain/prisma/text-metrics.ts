/**
 * How wide a line of text will be, without a browser.
 *
 * Advance widths of Helvetica and Helvetica Bold (the metrics Arial shares), in thousandths of the font size, for the
 * printable ASCII characters. The diagram's first face, Source Sans 3, runs narrower, so a line wrapped by this table
 * fits whichever of the three faces is at hand.
 */
const REGULAR: readonly number[] = [
  278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278, 556, 556, 556, 556, 556, 556, 556,
  556, 556, 556, 278, 278, 584, 584, 584, 556, 1015, 667, 667, 722, 722, 667, 611, 778, 722, 278, 500, 667, 556, 833,
  722, 778, 667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 278, 278, 278, 469, 556, 333, 556, 556, 500, 556,
  556, 278, 556, 556, 222, 222, 500, 222, 833, 556, 556, 556, 556, 333, 500, 278, 556, 500, 722, 500, 500, 500, 334,
  260, 334, 584,
];
const BOLD: readonly number[] = [
  278, 333, 474, 556, 556, 889, 722, 238, 333, 333, 389, 584, 278, 333, 278, 278, 556, 556, 556, 556, 556, 556, 556,
  556, 556, 556, 333, 333, 584, 584, 584, 611, 975, 722, 722, 722, 722, 667, 611, 778, 722, 278, 556, 722, 611, 833,
  722, 778, 667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 333, 278, 333, 584, 556, 333, 556, 611, 556, 611,
  556, 333, 611, 611, 278, 278, 556, 278, 889, 611, 611, 611, 611, 389, 556, 333, 611, 556, 778, 556, 556, 500, 389,
  280, 389, 584,
];

const NO_BREAK_SPACES = /[\u00a0\u202f\u2007]/;
/** Scripts set on a full em square. */
const FULL_WIDTH = /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]/;
const COMBINING = /[\u0300-\u036f]/g;

export type Weight = 'regular' | 'bold';

/** Width of the text in the unit of the font size. */
export function textWidth(text: string, size: number, weight: Weight = 'regular'): number {
  const table = weight === 'bold' ? BOLD : REGULAR;
  let thousandths = 0;
  // An accented letter is as wide as its base; what no table knows is taken as wide as a wide letter.
  for (const character of text.normalize('NFD').replace(COMBINING, '')) {
    if (NO_BREAK_SPACES.test(character)) thousandths += table[0] ?? 0;
    else if (FULL_WIDTH.test(character)) thousandths += 1000;
    else thousandths += table[character.codePointAt(0)! - 32] ?? 667;
  }
  return (thousandths * size) / 1000;
}

/** Lines that each fit the width. Breaks at spaces, after hyphens and slashes, and inside a word that is too long. */
export function wrapText(text: string, width: number, size: number, weight: Weight = 'regular'): string[] {
  const lines: string[] = [];
  let line = '';
  const fits = (candidate: string): boolean => textWidth(candidate.trimEnd(), size, weight) <= width;
  for (const piece of text.split(/(?<=[ /])|(?<=\p{L}-)(?=\p{L})/u)) {
    if (fits(line + piece)) {
      line += piece;
      continue;
    }
    if (line.trim() !== '') lines.push(line.trimEnd());
    line = piece;
    while (!fits(line)) {
      let cut = line.length - 1;
      while (cut > 1 && !fits(line.slice(0, cut))) cut--;
      // Never between the two halves of one character.
      if (cut > 1 && /[\ud800-\udbff]/.test(line.charAt(cut - 1))) cut--;
      if (cut < 1) break;
      lines.push(line.slice(0, cut));
      line = line.slice(cut);
    }
  }
  if (line.trim() !== '' || lines.length === 0) lines.push(line.trimEnd());
  return lines;
}
