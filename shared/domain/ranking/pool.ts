import type { RankerConfig } from './config';
import { Corpus } from './corpus';
import { SUBLINEAR, type TermMatrix, termMatrix, valueAt } from './term-matrix';

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

/** Records on their way into a pool; it keeps their words, not their texts, so that they can be given a page at a time. */
export class PoolBuilder {
  private readonly whole: Corpus;
  private readonly titles: Corpus;

  constructor(private readonly config: RankerConfig) {
    this.whole = new Corpus(config.features.stems);
    this.titles = new Corpus(config.features.stems);
  }

  add({ title, abstract }: RankedText): void {
    const { features, coldStart } = this.config;
    this.whole.add(...Array.from({ length: features.titleTimes }, () => title), abstract);
    if (coldStart === 'protocol') this.titles.add(title);
  }

  build(protocol: string): Pool {
    const { features, coldStart } = this.config;
    const guides = protocol.trim() && coldStart === 'protocol' ? [protocol] : [];
    const ofTitle = guides.length === 0 ? null : standardised(likeness(termMatrix(this.titles, features, guides)));
    const matrix = termMatrix(this.whole, features, guides);
    const telling = ofTitle ? matrix.starts[matrix.records + 1]! - matrix.starts[matrix.records]! : 0;
    return {
      matrix,
      // Likeness to the protocol: of the whole record and of its title, each standardised, summed.
      cold: ofTitle && standardised(likeness(matrix)).map((score, row) => score + ofTitle[row]!),
      guidance: { telling, isThin: telling < THIN },
      textOf: (column) => matrix.textOf(column),
    };
  }
}

export function poolOf(records: readonly RankedText[], protocol: string, config: RankerConfig): Pool {
  const builder = new PoolBuilder(config);
  for (const record of records) builder.add(record);
  return builder.build(protocol);
}

/** The cosine of each record with the first row that is no record. */
function likeness(matrix: TermMatrix): Float64Array {
  const { starts, columns, counts, idf, scale, records, terms } = matrix;
  const guide = new Float64Array(terms);
  for (let at = starts[records]!; at < starts[records + 1]!; at++)
    guide[columns[at]!] = valueAt(matrix, records, at) * idf[columns[at]!]!;
  return Float64Array.from({ length: records }, (_, row) => {
    let sum = 0;
    for (let at = starts[row]!; at < starts[row + 1]!; at++) sum += SUBLINEAR[counts[at]!]! * guide[columns[at]!]!;
    return sum * scale[row]!;
  });
}

function standardised(values: Float64Array): Float64Array {
  const n = Math.max(values.length, 1);
  const mean = values.reduce((sum, value) => sum + value, 0) / n;
  const deviation = Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / n);
  return deviation === 0 ? values.map(() => 0) : values.map((value) => (value - mean) / deviation);
}
