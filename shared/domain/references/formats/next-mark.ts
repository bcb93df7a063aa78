/**
 * Where a mark stands next in a text that is walked from start to end. What was looked through is not looked through
 * again: thousands that ask before one far mark, or before none, take time in proportion to the text.
 */
export class NextMark {
  /** No mark stands between the place last asked for and here. */
  private clear = 0;

  constructor(private readonly mark: string) {}

  /** Its first position at or behind `from`, which never goes back; -1 where the text at hand has none. */
  from(text: string, from: number): number {
    const found = text.indexOf(this.mark, Math.max(this.clear, from));
    this.clear = found < 0 ? text.length : found;
    return found;
  }

  /** The text lost so many characters at its start, and may have got others at its end. */
  slide(by: number): void {
    this.clear -= by;
  }
}
