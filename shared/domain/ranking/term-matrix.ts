import type { Corpus } from './corpus';
import { GrowingBytes, GrowingInts } from './growing';
import type { WordNumbers } from './word-numbers';
import { PairNumbers, PairSketch } from './word-pairs';

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
 * An entry is a column and a count; its value, `SUBLINEAR[count] * idf[column] * scale[row]`, is worked out where it is
 * needed, which takes half the memory. A term of one record alone says nothing about any other record. It counts in the
 * length of its row and in the row's product with itself, so such terms are held as one number for each row (`own`).
 */
export interface TermMatrix {
  /** Rows, records first, then texts that are not records (a protocol). */
  readonly rows: number;
  readonly records: number;
  readonly terms: number;
  /** Row r's entries stand from `starts[r]` to `starts[r + 1]`. */
  readonly starts: Int32Array;
  readonly columns: Int32Array;
  /** How often the term stands in the row; more than 255 times counts as 255. */
  readonly counts: Uint8Array;
  readonly idf: Float64Array;
  /** One over the length of each row before it was made 1. */
  readonly scale: Float64Array;
  /** Squared length of what a row has alone. */
  readonly own: Float32Array;
  textOf(column: number): string;
}

const MOST = 255;
/** The weight of a count: 1 + ln(count). */
export const SUBLINEAR = Float64Array.from({ length: MOST + 1 }, (_, count) => (count === 0 ? 0 : 1 + Math.log(count)));

/** The value of the entry that stands at `at` in `row`. */
export const valueAt = ({ counts, columns, idf, scale }: TermMatrix, row: number, at: number): number =>
  SUBLINEAR[counts[at]!]! * idf[columns[at]!]! * scale[row]!;

/**
 * The matrix of a corpus. `guides` are texts that are no records: they get rows in the same terms, change no frequency, and
 * words that no record has are left out of them.
 */
export function termMatrix(corpus: Corpus, settings: FeatureSettings, guides: readonly string[] = []): TermMatrix {
  const counted = new CountedRows(corpus, settings.pairs);
  for (let record = 0; record < corpus.records; record++) {
    counted.add(corpus.tokens.values(), corpus.starts.at(record), corpus.starts.at(record + 1), true);
  }
  const frequencies = counted.frequencies();
  for (const guide of guides) {
    const tokens = new GrowingInts();
    corpus.words.read(guide, tokens, false);
    counted.add(tokens.values(), 0, tokens.length, false);
  }
  return weigh(corpus, counted, frequencies, settings);
}

/** Rows of term counts, terms in the order they are met. Words keep their numbers, pairs are numbered after them. */
class CountedRows {
  readonly starts = new GrowingInts();
  readonly pairs = new PairNumbers();
  readonly terms: GrowingInts;
  readonly counts: GrowingBytes;
  /** Pairs of each row that stand nowhere else in the corpus. */
  readonly lonePairs = new GrowingInts();
  private readonly words: number;
  private readonly sketch: PairSketch | null;
  /** Of each term: the last row that has it (from 1), and where it stands there. */
  private lastRow: Int32Array;
  private lastAt: Int32Array;

  constructor({ words, tokens, starts, records }: Corpus, hasPairs: boolean) {
    this.starts.push(0);
    this.words = words.size;
    this.lastRow = new Int32Array(words.size * 2 + 1);
    this.lastAt = new Int32Array(words.size * 2 + 1);
    // As many as there can be: memory that is not written to is not taken.
    this.terms = new GrowingInts(tokens.length * 2 + 1);
    this.counts = new GrowingBytes(tokens.length * 2 + 1);
    this.sketch = hasPairs ? new PairSketch(tokens.length) : null;
    if (!this.sketch) return;
    const numbers = tokens.values();
    for (let record = 0; record < records; record++) {
      for (let at = starts.at(record) + 1; at < starts.at(record + 1); at++) {
        this.sketch.see(numbers[at - 1]!, numbers[at]!);
      }
    }
  }

  get rows(): number {
    return this.starts.length - 1;
  }

  get size(): number {
    return this.words + this.pairs.size;
  }

  add(tokens: Int32Array, start: number, end: number, isRecord: boolean): void {
    const { sketch, pairs, words } = this;
    let lone = 0;
    for (let at = start; at < end; at++) {
      const word = tokens[at]!;
      if (word !== -1) this.count(word);
      const before = sketch && at > start ? tokens[at - 1]! : -1;
      if (!sketch || before === -1 || word === -1) continue;
      if (!sketch.isSeenTwice(before, word)) {
        lone++;
        continue;
      }
      const pair = pairs.numberOf(before, word, isRecord);
      if (pair !== -1) this.count(words + pair);
    }
    this.lonePairs.push(isRecord ? lone : 0);
    this.starts.push(this.terms.length);
  }

  /** In how many of the rows so far each term stands. */
  frequencies(): Int32Array {
    const frequencies = new Int32Array(this.size);
    for (const term of this.terms.values()) frequencies[term]!++;
    return frequencies;
  }

  private count(term: number): void {
    if (term >= this.lastRow.length) this.makeRoom();
    // The row being added is the one after those that are.
    const row = this.starts.length;
    if (this.lastRow[term] === row) {
      const at = this.lastAt[term]!;
      if (this.counts.at(at) < MOST) this.counts.set(at, this.counts.at(at) + 1);
      return;
    }
    this.lastRow[term] = row;
    this.lastAt[term] = this.terms.length;
    this.terms.push(term);
    this.counts.push(1);
  }

  private makeRoom(): void {
    const [row, at] = [this.lastRow, this.lastAt];
    this.lastRow = new Int32Array(row.length * 2);
    this.lastAt = new Int32Array(at.length * 2);
    this.lastRow.set(row);
    this.lastAt.set(at);
  }
}

function weigh(
  { words, records }: Corpus,
  counted: CountedRows,
  frequencies: Int32Array,
  { maxShare }: FeatureSettings,
): TermMatrix {
  const most = maxShare * records;
  const idfOf = (frequency: number): number => 1 + Math.log((1 + records) / (1 + frequency));
  const columnOf = new Int32Array(frequencies.length).fill(-1);
  const kept = new GrowingInts();
  frequencies.forEach((frequency, term) => {
    if (frequency < 2 || frequency > most) return;
    columnOf[term] = kept.length;
    kept.push(term);
  });
  const idf = Float64Array.from(kept.values(), (term) => idfOf(frequencies[term]!));
  const idfAlone = most < 1 ? 0 : idfOf(1);
  const starts = new Int32Array(counted.rows + 1);
  const scale = new Float64Array(counted.rows);
  const own = new Float32Array(counted.rows);
  // What is kept is moved to the front of the same arrays: it never overtakes what is still to be looked at.
  const terms = counted.terms.values();
  const counts = counted.counts.values();
  let end = 0;
  for (let row = 0; row < counted.rows; row++) {
    let shared = 0;
    let alone = counted.lonePairs.at(row) * idfAlone * idfAlone;
    for (let at = counted.starts.at(row); at < counted.starts.at(row + 1); at++) {
      const column = columnOf[terms[at]!]!;
      const count = counts[at]!;
      if (column === -1) {
        // A guide's word that one record has is an entry of nobody: it would join the guide to that record only.
        if (row < records && frequencies[terms[at]!] === 1) alone += (SUBLINEAR[count]! * idfAlone) ** 2;
        continue;
      }
      shared += (SUBLINEAR[count]! * idf[column]!) ** 2;
      terms[end] = column;
      counts[end++] = count;
    }
    const square = shared + alone;
    scale[row] = square > 0 ? 1 / Math.sqrt(square) : 1;
    own[row] = square > 0 ? alone / square : 0;
    starts[row + 1] = end;
  }
  const textOf = textsOf(kept.values(), words, counted.pairs);
  const columns = terms.subarray(0, end);
  return {
    rows: counted.rows,
    records,
    terms: idf.length,
    starts,
    columns,
    counts: counts.subarray(0, end),
    idf,
    scale,
    own,
    textOf,
  };
}

/** The words of each column, kept without the tables that numbered the pairs. */
function textsOf(kept: Int32Array, words: WordNumbers, pairs: PairNumbers): (column: number) => string {
  const first = new Int32Array(kept.length);
  const second = new Int32Array(kept.length).fill(-1);
  for (let column = 0; column < kept.length; column++) {
    const pair = kept[column]! - words.size;
    first[column] = pair < 0 ? kept[column]! : pairs.firstOf(pair);
    if (pair >= 0) second[column] = pairs.secondOf(pair);
  }
  return (column) => {
    const b = second[column]!;
    return b === -1 ? words.textOf(first[column]!) : `${words.textOf(first[column]!)} ${words.textOf(b)}`;
  };
}
