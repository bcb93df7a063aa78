import type { RankerConfig } from './config';
import { stemOf } from './stem';
import { type TermMatrix, termMatrix } from './term-matrix';
import { wordsOf } from './words';

/** What the model reads of a record: never who wrote it or where it appeared. */
export interface RankedText {
  title: string;
  abstract: string;
}

/** The records of a review in the terms of a model, and how near each lies to the protocol. Built once for many learners. */
export interface Pool {
  readonly matrix: TermMatrix;
  /** Standardised likeness to the protocol; null without one. */
  readonly cold: Float64Array | null;
  /** How much the protocol has to say; `thin`: its order is hardly better than chance. */
  readonly guidance: Guidance;
  /** A column's words as a reader met them, not as stems. */
  textOf(column: number): string;
}

export interface Guidance {
  /** Different words of the protocol that stand in some of the records, but not in most. */
  telling: number;
  isThin: boolean;
}

/** Fewer telling words than this make a thin protocol: a title alone has about ten, eligibility criteria fifty and more. */
const THIN = 20;

export function poolOf(records: readonly RankedText[], protocol: string, config: RankerConfig): Pool {
  const stems = new Stems(config.features.stems);
  const { titleTimes } = config.features;
  function* texts(): Generator<string[]> {
    for (const { title, abstract } of records) {
      const ofTitle = stems.of(title);
      const words = titleTimes === 0 ? [] : [...ofTitle];
      words.push(...stems.of(abstract));
      for (let time = 1; time < titleTimes; time++) words.unshift(...ofTitle);
      yield words;
    }
  }
  const guide = protocol.trim() && config.coldStart === 'protocol' ? [stems.of(protocol)] : [];
  const matrix = termMatrix(texts(), config.features, guide);
  const telling = guide.length === 0 ? 0 : matrix.starts[matrix.records + 1]! - matrix.starts[matrix.records]!;
  return {
    matrix,
    cold: guide.length === 0 ? null : coldScores(records, stems, matrix, guide, config),
    guidance: { telling, isThin: telling < THIN },
    textOf: (column) =>
      matrix
        .textOf(column)
        .split(' ')
        .map((stem) => stems.wordOf(stem))
        .join(' '),
  };
}

/** Likeness to the protocol: of the whole record and of its title, each standardised, summed. */
function coldScores(
  records: readonly RankedText[],
  stems: Stems,
  matrix: TermMatrix,
  guide: readonly string[][],
  { features }: RankerConfig,
): Float64Array {
  function* titles(): Generator<string[]> {
    for (const { title } of records) yield stems.of(title);
  }
  const ofTitle = standardised(likeness(termMatrix(titles(), features, guide)));
  return standardised(likeness(matrix)).map((score, row) => score + ofTitle[row]!);
}

/** The cosine of each record with the first row that is no record. */
function likeness({ starts, columns, values, records, terms }: TermMatrix): Float64Array {
  const guide = new Float64Array(terms);
  for (let at = starts[records]!; at < starts[records + 1]!; at++) guide[columns[at]!] = values[at]!;
  return Float64Array.from({ length: records }, (_, row) => {
    let sum = 0;
    for (let at = starts[row]!; at < starts[row + 1]!; at++) sum += values[at]! * guide[columns[at]!]!;
    return sum;
  });
}

function standardised(values: Float64Array): Float64Array {
  const n = Math.max(values.length, 1);
  const mean = values.reduce((sum, value) => sum + value, 0) / n;
  const deviation = Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / n);
  return deviation === 0 ? values.map(() => 0) : values.map((value) => (value - mean) / deviation);
}

/** Words cut to stems, each stem with the first word that had it. */
class Stems {
  private readonly stems = new Map<string, string>();
  private readonly words = new Map<string, string>();

  constructor(private readonly isOn: boolean) {}

  of(text: string): string[] {
    const words = wordsOf(text);
    return this.isOn ? words.map((word) => this.stem(word)) : words;
  }

  wordOf(stem: string): string {
    return this.words.get(stem) ?? stem;
  }

  private stem(word: string): string {
    let stem = this.stems.get(word);
    if (stem === undefined) {
      stem = stemOf(word);
      this.stems.set(word, stem);
      if (!this.words.has(stem)) this.words.set(stem, word);
    }
    return stem;
  }
}
