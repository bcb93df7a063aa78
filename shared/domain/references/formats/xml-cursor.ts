import { TextWindow } from '../text-window';
import { NextMark } from './next-mark';

/** Longer than any tag; a bracket without its end further on is a character. */
export const MAX_TAG = 20_000;
/** Longer than any document type up to the bracket of its declarations. */
const MAX_DOCTYPE = 2_000;

/** A place in an XML text that a window slides over: what stands next, and on which line. */
export class XmlCursor {
  text: string;
  at = 0;
  /** The start of the open record, from which on the text is kept; null between records. */
  recordStart: number | null = null;
  private line = 1;
  private lineAt = 0;
  private readonly lineEnds = new NextMark('\n');
  private readonly closes = new NextMark('>');
  private readonly declarations = new NextMark('[');
  /** Marks that the rest of the text does not hold; a million starts of comments must not each look for an end. */
  private readonly absent = new Set<string>();

  constructor(private readonly window: TextWindow) {
    this.text = window.text;
  }

  /** Position of the next `<`; -1 where there is none any more. */
  nextTag(): number {
    for (;;) {
      const found = this.text.indexOf('<', this.at);
      if (found >= 0 || !this.slide()) return found;
    }
  }

  /** Position of the first `>` from here on; -1 where none is near enough to end a tag. */
  tagClose(): number {
    for (;;) {
      const found = this.closes.from(this.text, this.at);
      if (found >= 0) return found - this.at > MAX_TAG ? -1 : found;
      if (this.text.length - this.at > MAX_TAG || !this.slide()) return -1;
    }
  }

  /** Whether the document type that starts here has declarations of its own. */
  hasDeclarations(): boolean {
    this.need(MAX_DOCTYPE);
    const open = this.declarations.from(this.text, this.at);
    const close = this.closes.from(this.text, this.at);
    return open >= 0 && open - this.at < MAX_DOCTYPE && (close < 0 || open < close);
  }

  /** Position of `mark`, at least so far behind this place; -1 where the text has none any more. */
  find(mark: string, behind = 0): number {
    if (this.absent.has(mark)) return -1;
    for (let searched = behind; ;) {
      const found = this.text.indexOf(mark, this.at + searched);
      if (found >= 0) return found;
      searched = Math.max(behind, this.text.length - this.at - mark.length + 1);
      if (!this.slide()) break;
    }
    this.absent.add(mark);
    return -1;
  }

  /** The character so far behind this place; NaN at the end of the text. */
  codeBehind(behind: number): number {
    this.need(behind + 1);
    return this.text.charCodeAt(this.at + behind);
  }

  /** Slides on until so many characters stand here, or the text ends. */
  need(characters: number): void {
    while (this.text.length - this.at < characters && this.slide());
  }

  /** Adds text behind. What stood before is let go of and all positions shrink; false, and no change, at the end. */
  slide(): boolean {
    if (this.window.ended) return false;
    const gone = this.recordStart ?? this.at;
    this.lineOf(gone);
    this.window.slide(gone);
    this.text = this.window.text;
    this.at -= gone;
    if (this.recordStart !== null) this.recordStart = 0;
    this.lineAt -= gone;
    for (const mark of [this.lineEnds, this.closes, this.declarations]) mark.slide(gone);
    return true;
  }

  /** The line of a position, 1-based; of the last position asked for, where it stands before that. */
  lineOf(position: number): number {
    const { text, lineEnds } = this;
    for (let at = lineEnds.from(text, this.lineAt); at >= 0 && at < position; at = lineEnds.from(text, at + 1))
      this.line++;
    this.lineAt = Math.max(this.lineAt, position);
    return this.line;
  }
}
