/**
 * How many records a text shows, counted by other means than reading them: marks at the starts of lines or of elements.
 * The text comes in pieces; each pattern (global, or a function) looks at whole lines or whole tags only.
 */
export class PlainCount {
  private rest = '';
  private readonly sums: number[];

  /**
   * @param patterns the highest of their counts is taken, because vendors leave out one mark or the other
   * @param mark where a piece may be cut without cutting a mark in two: at line ends, or before a tag
   */
  constructor(
    private readonly patterns: readonly (RegExp | ((text: string) => number))[],
    private readonly mark: 'line' | 'tag' = 'line',
  ) {
    this.sums = patterns.map(() => 0);
  }

  add(piece: string): void {
    const at = this.mark === 'tag' ? piece.lastIndexOf('<') : lineEnd(piece);
    if (at <= 0) {
      this.rest += piece;
      return;
    }
    this.count(this.rest + piece.slice(0, at));
    this.rest = piece.slice(at);
  }

  total(): number {
    if (this.rest !== '') this.count(this.rest);
    this.rest = '';
    return Math.max(0, ...this.sums);
  }

  private count(text: string): void {
    this.patterns.forEach((pattern, i) => {
      this.sums[i]! += typeof pattern === 'function' ? pattern(text) : countOf(text, pattern);
    });
  }
}

/** How often a global pattern occurs. */
export function countOf(text: string, pattern: RegExp): number {
  let count = 0;
  pattern.lastIndex = 0;
  while (pattern.exec(text) !== null) count++;
  return count;
}

/** Start tags of the elements, as a pattern. */
export const tagsOf = (...names: string[]): RegExp => new RegExp(`<(?:${names.join('|')})[\\0- >]`, 'g');

/** After the last line end of a piece; a CR at its very end may be half of CRLF. */
function lineEnd(piece: string): number {
  const lf = piece.lastIndexOf('\n');
  if (lf >= 0) return lf + 1;
  return piece.lastIndexOf('\r', piece.length - 2) + 1;
}
