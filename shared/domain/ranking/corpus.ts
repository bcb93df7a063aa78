import { GrowingInts } from './growing';
import { WordNumbers } from './word-numbers';

/** Records as runs of word numbers: what a matrix is made of, a fifth as large as the texts. */
export class Corpus {
  readonly words: WordNumbers;
  readonly tokens = new GrowingInts();
  /** Record r's words stand from `starts[r]` to `starts[r + 1]`. */
  readonly starts = new GrowingInts();

  constructor(stems: boolean) {
    this.words = new WordNumbers(stems);
    this.starts.push(0);
  }

  get records(): number {
    return this.starts.length - 1;
  }

  /** Adds a record that reads as these texts, one after the other. */
  add(...texts: readonly string[]): void {
    for (const text of texts) this.words.read(text, this.tokens);
    this.starts.push(this.tokens.length);
  }
}
