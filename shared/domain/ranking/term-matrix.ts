import { GrowingInts } from './growing';
import { Vocabulary } from './vocabulary';

export interface FeatureSettings {
  /** Neighbouring words as terms beside single ones. */
  pairs: boolean;
  /** Terms in more than this share of the records are left out (0 to 1). */
  maxShare: number;
}

/**
 * Records as rows of weighted terms: TF-IDF with sublinear counts and smoothed idf, each row of length 1
 * (scikit-learn's `TfidfVectorizer(sublinear_tf=True, smooth_idf=True, norm='l2')`).
 *
 * A term of one record alone says nothing about any other record. It counts in the length of its row and in the row's
 * product with itself, so such terms are held as one number for each row (`own`), exactly and without their entries.
 */
export interface TermMatrix {
  /** Rows, records first, then texts that are not records (a protocol). */
  readonly rows: number;
  readonly records: number;
  readonly terms: number;
  /** Row r's entries stand from `starts[r]` to `starts[r + 1]`. */
  readonly starts: Int32Array;
  readonly columns: Int32Array;
  readonly values: Float32Array;
  /** Squared length of what a row has alone. */
  readonly own: Float32Array;
  textOf(column: number): string;
}

/**
 * The matrix of `records`, each given as its words. `guides` are texts that are no records: they get rows in the same
 * terms, change no frequency, and words that no record has are left out of them.
 */
export function termMatrix(
  records: Iterable<readonly string[]>,
  settings: FeatureSettings,
  guides: readonly (readonly string[])[] = [],
): TermMatrix {
  const vocabulary = new Vocabulary();
  const counted = new CountedRows(vocabulary, settings.pairs);
  for (const words of records) counted.add(words, true);
  const total = counted.rows;
  const frequencies = counted.frequencies(vocabulary.size);
  for (const words of guides) counted.add(words, false);
  return weigh(counted, vocabulary, frequencies, total, settings);
}

/** Rows of term counts, terms ascending. */
class CountedRows {
  readonly starts = new GrowingInts();
  readonly terms = new GrowingInts(1 << 16);
  readonly counts = new GrowingInts(1 << 16);
  private row = new Int32Array(4096);

  constructor(
    private readonly vocabulary: Vocabulary,
    private readonly pairs: boolean,
  ) {
    this.starts.push(0);
  }

  get rows(): number {
    return this.starts.length - 1;
  }

  add(words: readonly string[], isOpen: boolean): void {
    if (this.row.length < words.length * 2) this.row = new Int32Array(words.length * 2);
    let length = 0;
    let before = -1;
    for (const word of words) {
      const term = this.vocabulary.wordTerm(word, isOpen);
      if (term !== -1) this.row[length++] = term;
      if (this.pairs && before !== -1 && term !== -1) {
        const pair = this.vocabulary.pairTerm(before, term, isOpen);
        if (pair !== -1) this.row[length++] = pair;
      }
      before = term;
    }
    const sorted = this.row.subarray(0, length).sort();
    for (let i = 0; i < length;) {
      const term = sorted[i]!;
      let end = i + 1;
      while (end < length && sorted[end] === term) end++;
      this.terms.push(term);
      this.counts.push(end - i);
      i = end;
    }
    this.starts.push(this.terms.length);
  }

  /** In how many of the rows so far each term stands. */
  frequencies(terms: number): Int32Array {
    const frequencies = new Int32Array(terms);
    for (const term of this.terms.values()) frequencies[term]!++;
    return frequencies;
  }
}

function weigh(
  counted: CountedRows,
  vocabulary: Vocabulary,
  frequencies: Int32Array,
  records: number,
  settings: FeatureSettings,
): TermMatrix {
  const most = settings.maxShare * records;
  const columnOf = new Int32Array(frequencies.length).fill(-1);
  const kept = new GrowingInts();
  frequencies.forEach((frequency, term) => {
    if (frequency < 2 || frequency > most) return;
    columnOf[term] = kept.length;
    kept.push(term);
  });
  const starts = new Int32Array(counted.rows + 1);
  const columns = new GrowingInts(1 << 16);
  const values = new Float32Array(counted.terms.length);
  const own = new Float32Array(counted.rows);
  for (let row = 0; row < counted.rows; row++) {
    const start = columns.length;
    let shared = 0;
    let alone = 0;
    for (let at = counted.starts.at(row); at < counted.starts.at(row + 1); at++) {
      const term = counted.terms.at(at);
      const frequency = frequencies[term]!;
      if (frequency > most) continue;
      const value = (1 + Math.log(counted.counts.at(at))) * (1 + Math.log((1 + records) / (1 + frequency)));
      if (frequency === 1) {
        // A guide's word that one record has is an entry of nobody: it would join the guide to that record only.
        if (row < records) alone += value * value;
        continue;
      }
      values[columns.length] = value;
      columns.push(columnOf[term]!);
      shared += value * value;
    }
    const square = shared + alone;
    const length = square > 0 ? Math.sqrt(square) : 1;
    for (let at = start; at < columns.length; at++) values[at]! /= length;
    own[row] = square > 0 ? alone / square : 0;
    starts[row + 1] = columns.length;
  }
  return {
    rows: counted.rows,
    records,
    terms: kept.length,
    starts,
    columns: columns.values().slice(),
    values: values.slice(0, columns.length),
    own,
    textOf: (column) => vocabulary.textOf(kept.at(column)),
  };
}
