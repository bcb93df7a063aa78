import * as fc from 'fast-check';
import { balancedWeights } from './balance';
import { DEFAULT_RANKER, U4 } from './config';
import { Corpus } from './corpus';
import { GrowingInts } from './growing';
import { Learner } from './learner';
import { rankingMetrics } from './metrics';
import { poolOf } from './pool';
import { queryOrder, shuffled } from './querier';
import { simulate } from './simulate';
import { stemOf } from './stem';
import { type FeatureSettings, type TermMatrix, termMatrix, valueAt } from './term-matrix';
import { WordNumbers } from './word-numbers';
import { wordsOf } from './words';

describe('Words and stems', () => {
  it.each([
    [
      'letters and digits of two and more',
      'A 2-year RCT of return-to-work',
      ['year', 'rct', 'of', 'return', 'to', 'work'],
    ],
    ['any script', 'Étude über Arbeit 労働 в школе', ['étude', 'über', 'arbeit', '労働', 'школе']],
    ['nothing', ' . ', []],
  ])('finds %s', (_, text, words) => expect(wordsOf(text)).toEqual(words));

  it('numbers the words that it finds, the same in any text', () => {
    const letters = fc.constantFrom('a', 'B', 'é', 'ß', 'İ', 'ж', '労', '1', '_', ' ', '-', '.', '\u{1d49c}', '\ud835');
    const texts = fc.array(
      fc.array(letters, { maxLength: 30 }).map((all) => all.join('')),
      { maxLength: 6 },
    );
    fc.assert(
      fc.property(texts, (all) => {
        const numbers = new WordNumbers(false);
        const read = new GrowingInts();
        for (const one of all) numbers.read(one, read);
        expect(Array.from(read.values(), (number) => numbers.textOf(number))).toEqual(all.flatMap(wordsOf));
        const closed = new GrowingInts();
        numbers.read(`${all.join(' ')} zzz`, closed, false);
        expect(closed.values().at(-1)).toBe(-1);
      }),
      { numRuns: 300 },
    );
  });

  it.each(Object.entries({ caresses: 'caress', ponies: 'poni', agreed: 'agre', hopping: 'hop', filing: 'file' }))(
    'cuts endings of number and time: %s',
    (word, stem) => expect(stemOf(word)).toBe(stem),
  );

  it.each(
    Object.entries({
      relational: 'relat',
      operator: 'oper',
      electrical: 'electr',
      adoption: 'adopt',
      controlled: 'control',
    }),
  )('cuts endings that make words of words: %s', (word, stem) => expect(stemOf(word)).toBe(stem));

  it('leaves other languages, short words and numbers alone', () => {
    for (const word of ['études', 'школе', 'is', '2019s']) expect(stemOf(word)).toBe(word);
  });
});

function matrixOf(texts: readonly string[], settings: FeatureSettings, guides: readonly string[] = []): TermMatrix {
  const corpus = new Corpus(false);
  for (const one of texts) corpus.add(one);
  return termMatrix(corpus, settings, guides);
}

const valuesOf = (matrix: TermMatrix): number[][] =>
  Array.from({ length: matrix.rows }, (_, row) =>
    Array.from({ length: matrix.starts[row + 1]! - matrix.starts[row]! }, (_at, i) =>
      valueAt(matrix, row, matrix.starts[row]! + i),
    ),
  );

describe('The matrix of terms', () => {
  it('has a column for each word and pair that two records share, and none for others', () => {
    const texts = ['sick leave pays', 'sick leave', 'leave sick'];
    const matrix = matrixOf(texts, { pairs: true, maxShare: 1 });
    const columns = Array.from({ length: matrix.terms }, (_, column) => matrix.textOf(column));
    expect(columns.sort()).toEqual(['leave', 'sick', 'sick leave']);
  });

  it('weighs as the formula says, worked by hand', () => {
    const matrix = matrixOf(['pay pay work', 'work', 'pay'], { pairs: false, maxShare: 1 });
    const idf = 1 + Math.log(4 / 3);
    const pay = (1 + Math.log(2)) * idf;
    const length = Math.hypot(pay, idf);
    expect(
      valuesOf(matrix)
        .flat()
        .map((value) => value.toFixed(5)),
    ).toEqual([pay / length, idf / length, 1, 1].map((value) => value.toFixed(5)));
  });

  it('gives each row length 1, whatever part of it others share', () => {
    fc.assert(
      fc.property(
        fc.array(fc.array(fc.constantFrom('aa', 'bb', 'cc', 'dd'), { minLength: 1 }), { minLength: 2 }),
        (rows) => {
          const matrix = matrixOf(
            rows.map((row) => row.join(' ')),
            { pairs: true, maxShare: 1 },
          );
          valuesOf(matrix).forEach((values, row) => {
            const shared = values.reduce((sum, value) => sum + value * value, 0);
            expect(shared + matrix.own[row]!).toBeCloseTo(1, 5);
          });
        },
      ),
    );
  });

  it('is not changed by a text that is no record', () => {
    const rows = ['sick leave', 'sick pay', 'leave'];
    const plain = matrixOf(rows, { pairs: true, maxShare: 1 });
    const guided = matrixOf(rows, { pairs: true, maxShare: 1 }, ['sick unknown leave']);
    expect(valuesOf(guided).slice(0, 3)).toEqual(valuesOf(plain));
    expect(guided.terms).toBe(plain.terms);
  });
});

describe('Metrics', () => {
  const order = (...positions: number[]): boolean[] =>
    Array.from({ length: 20 }, (_, at) => positions.includes(at + 1));

  it('is 0 for the perfect order and 1 for the worst', () => {
    expect(rankingMetrics(order(1, 2, 3)).loss).toBeCloseTo(0, 12);
    expect(rankingMetrics(order(18, 19, 20)).loss).toBeCloseTo(1, 12);
    expect(rankingMetrics(order(1, 2, 3)).ndcg).toBeCloseTo(1, 12);
  });

  it('counts reading as the field does', () => {
    const metrics = rankingMetrics(order(1, 2, 10));
    expect(metrics).toMatchObject({ records: 20, includes: 3, readFor95: 10, readFor100: 10, recallAt10: 2 / 3 });
    expect(metrics.wss95).toBeCloseTo(0.45, 12);
    expect(metrics.atd).toBeCloseTo(13 / 60, 12);
  });

  it('says nothing where nothing is included', () => {
    expect(rankingMetrics([false, false])).toMatchObject({ loss: null, wss95: null, readFor95: null });
  });
});

describe('The balancer', () => {
  it('lets the included weigh the ratio times the excluded, at mean 1', () => {
    const weights = balancedWeights([true, false, false, false], 9.8);
    const excluded = weights[1]! + weights[2]! + weights[3]!;
    expect(weights[0]! / excluded).toBeCloseTo(9.8, 12);
    expect((weights[0]! + excluded) / 4).toBeCloseTo(1, 12);
  });
});

const text = (title: string, abstract = ''): { title: string; abstract: string } => ({ title, abstract });
const texts = [
  text('Return to work after sick leave', 'Workplace support for employees on sick leave'),
  text('Childcare centres and school readiness'),
  text('Sick leave and wage support'),
  text('Soil bacteria in dry meadows'),
  text('Workplace adjustment and return to work'),
  text('Bird song in cities'),
];

describe('A learner', () => {
  it('orders by the protocol until one of each kind is known, then by what it was told', () => {
    const learner = new Learner(
      poolOf(texts, 'Does support help people return to work?', DEFAULT_RANKER),
      DEFAULT_RANKER,
    );
    const cold = learner.scores() as Float64Array;
    expect(cold[4]).toBeGreaterThan(cold[5]!);
    learner.tell(3, false);
    expect(learner.isTrained).toBe(false);
    learner.tell(1, true);
    expect(learner.isTrained).toBe(true);
    learner.tell(1, null);
    expect(learner.isTrained).toBe(false);
  });

  it('explains a score by the record’s own words', () => {
    const learner = new Learner(poolOf(texts, '', DEFAULT_RANKER), DEFAULT_RANKER);
    learner.tell(0, true);
    learner.tell(3, false);
    const terms = learner.explain(2).map(({ term }) => term);
    expect(terms).toContain('sick leave');
    expect(learner.explain(2)[0]?.weight).toBeGreaterThan(0);
  });

  it('scores alike in whatever order it was told', () => {
    fc.assert(
      fc.property(fc.shuffledSubarray([0, 1, 2, 3, 4, 5], { minLength: 6 }), (order) => {
        const pool = poolOf(texts, '', DEFAULT_RANKER);
        const [one, other] = [new Learner(pool, DEFAULT_RANKER), new Learner(pool, DEFAULT_RANKER)];
        for (let row = 0; row < 6; row++) one.tell(row, row % 2 === 0);
        for (const row of order) other.tell(row, row % 2 === 0);
        expect(other.scores()).toEqual(one.scores());
      }),
    );
  });

  it('says when a protocol has too little to go by', () => {
    expect(poolOf(texts, 'Support', DEFAULT_RANKER).guidance.isThin).toBe(true);
  });
});

describe('The querier', () => {
  const scores = Float64Array.from([0.1, -0.05, 0.9, 0.9, -2]);
  const all = (): boolean => true;

  it.each([
    ['relevance', [2, 3, 0, 1, 4]],
    ['uncertain', [1, 0, 2, 3, 4]],
  ] as const)('orders by %s, equal scores by place', (kind, order) =>
    expect(queryOrder(scores, shuffled(5, 1), { kind, randomShare: 0 }, 0, all, 5)).toEqual(order),
  );

  it('is the fixed shuffle when there is nothing to go by', () => {
    const order = shuffled(5, 7);
    expect(queryOrder(null, order, { kind: 'relevance', randomShare: 0 }, 0, all, 5)).toEqual([...order]);
  });

  it('mixes in exactly the random share, and hands out each record once', () => {
    const n = 100;
    const byChance = shuffled(n, 3);
    const falling = Float64Array.from({ length: n }, (_, row) => n - row);
    const order = queryOrder(falling, byChance, { kind: 'relevance', randomShare: 0.1 }, 0, all, n);
    expect(new Set(order).size).toBe(n);
    expect(order[9]).toBe([...byChance].find((row) => row >= 9));
  });

  it('goes on where it stopped: in one go or one at a time the order is the same', () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 0.5, noNaN: true }), fc.integer(), (randomShare, seed) => {
        const byChance = shuffled(40, seed);
        const falling = Float64Array.from({ length: 40 }, (_, row) => (row * 17) % 41);
        const querier = { kind: 'relevance', randomShare } as const;
        const whole = queryOrder(falling, byChance, querier, 0, all, 40);
        const read: number[] = [];
        while (read.length < 40)
          read.push(queryOrder(falling, byChance, querier, read.length, (row) => !read.includes(row), 1)[0]!);
        expect(read).toEqual(whole);
      }),
      { numRuns: 30 },
    );
  });
});

describe('A simulation', () => {
  const records = texts.map((record, row) => ({ ...record, isIncluded: [0, 2, 4].includes(row) }));

  it('repeats itself for the same seed and leaves the priors out', () => {
    const options = { config: U4, priors: [0, 5], protocol: '', seed: 4 };
    const [first, second] = [simulate(records, options), simulate(records, options)];
    expect(first.order).toEqual(second.order);
    expect(first.metrics).toMatchObject({ records: 4, includes: 2 });
    expect(first.order).not.toContain(0);
  });

  it('starts without labels from the protocol', () => {
    const { order } = simulate(records, { config: DEFAULT_RANKER, priors: [], protocol: 'return to work', seed: 1 });
    expect([0, 4]).toContain(order[0]);
  });
});
