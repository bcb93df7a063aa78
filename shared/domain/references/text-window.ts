import { Refusal } from '../refusal';

/** Longer than any record of any source; a text without marks between records would otherwise fill the memory. */
export const MAX_RECORD_CHARACTERS = 20_000_000;

/**
 * A long text seen through a window that slides over it, so that a file of any size costs the memory of one record.
 *
 * A reader looks at `text`, and where it needs more it slides the window: what stands before `from` is let go of and
 * the next piece is added. All positions then shrink by `from`.
 */
export class TextWindow {
  text = '';
  /** Whether `text` reaches to the end. */
  ended = false;

  constructor(private readonly pieces: Iterator<string>) {
    this.slide(0);
  }

  /** A window that holds the whole of a short text. */
  static of(text: string): TextWindow {
    return new TextWindow([text][Symbol.iterator]());
  }

  /**
   * Lets go of what stands before `from` and adds text: at least as much as is kept, so that a long record is not
   * copied once for every piece of it. False where there is no more text; the window then stays as it is.
   *
   * @throws Refusal record_too_long
   */
  slide(from: number): boolean {
    if (this.ended) return false;
    const kept = this.text.slice(from);
    if (kept.length > MAX_RECORD_CHARACTERS) throw tooLong();
    const parts = [kept];
    let added = 0;
    while (added === 0 || added < kept.length) {
      const next = this.pieces.next();
      if (next.done) {
        this.ended = true;
        break;
      }
      parts.push(next.value);
      added += next.value.length;
    }
    this.text = parts.join('');
    return added > 0 || from > 0 || !this.ended;
  }

  /** Adds text until so much of it is there, or all. */
  fill(length: number): void {
    while (this.text.length < length && !this.ended) this.slide(0);
  }

  /** The whole text from the window on, for formats that can only be read whole. */
  rest(limit: number): string {
    const parts = [this.text];
    let length = this.text.length;
    while (!this.ended) {
      const next = this.pieces.next();
      if (next.done) this.ended = true;
      else {
        parts.push(next.value);
        length += next.value.length;
        if (length > limit) throw tooLarge(limit);
      }
    }
    this.text = parts.join('');
    return this.text;
  }
}

function tooLong(): Refusal {
  return new Refusal(
    'record_too_long',
    `One record is longer than ${MAX_RECORD_CHARACTERS / 1_000_000} million characters, so the marks between records seem to be missing. Export the search again.`,
    413,
    { limit: MAX_RECORD_CHARACTERS },
  );
}

function tooLarge(limit: number): Refusal {
  return new Refusal(
    'file_too_large',
    `The file is longer than ${limit / 1_000_000} million characters, which is more than this format is read in. Export the search as RIS, or in parts and import each.`,
    413,
    { limit },
  );
}
