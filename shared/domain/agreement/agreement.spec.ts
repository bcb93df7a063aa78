import * as fc from 'fast-check';
import { cohenKappa, weightedKappa } from './cohen-kappa';
import { binomialTwoSidedHalf, fQuantile, fUpperTail, normalTwoSidedP, studentQuantile975 } from './distributions';
import { fleissKappa } from './fleiss-kappa';
import { gwetAc1 } from './gwet-ac1';
import { icc } from './icc';
import { kappaMax } from './kappa-max';
import { krippendorffAlpha } from './krippendorff-alpha';
import { pabak } from './pabak';
import { percentAgreement } from './percent-agreement';
import { scottPi } from './scott-pi';
import { agreementOf } from './screening-agreement';
import type { Response, ScreeningRating } from './screening-agreement';
import { meanPairwiseKappa } from './several-agreement';
import { specificAgreement } from './specific-agreement';
import type { AgreementTable } from './table';
import { mcNemar, twoByTwo } from './two-by-two';

const valueOf = (one: { estimable: boolean; value?: number }): number => one.value ?? Number.NaN;

describe('what cannot be estimated is said, never made up', () => {
  const coefficients = { cohenKappa, scottPi, gwetAc1, pabak, kappaMax };
  const tables: [string, AgreementTable][] = [
    [
      'no record in common',
      [
        [0, 0],
        [0, 0],
      ],
    ],
    [
      'one record',
      [
        [1, 0],
        [0, 0],
      ],
    ],
    ['one category in the protocol', [[7]]],
  ];
  for (const [why, table] of tables)
    it.each(Object.entries(coefficients))(`${why}: %s`, (_, coefficient) => {
      expect(coefficient(table)).toMatchObject({ estimable: false, reason: expect.any(String) });
    });

  it.each(Object.entries({ cohenKappa, scottPi, gwetAc1, kappaMax }))(
    'both raters excluded everything: %s',
    (_, coefficient) => {
      expect(
        coefficient([
          [0, 0],
          [0, 40],
        ]),
      ).toMatchObject({ estimable: false });
    },
  );

  it('a category nobody used has no specific agreement', () => {
    expect(
      specificAgreement([
        [0, 0],
        [0, 40],
      ])[0],
    ).toMatchObject({ estimable: false });
  });

  it.each([
    [
      'nobody rated twice',
      [
        ['a', null],
        [null, 'b'],
      ],
    ],
    [
      'all ratings alike',
      [
        ['a', 'a'],
        ['a', 'a'],
      ],
    ],
  ])('alpha and Fleiss: %s', (_, ratings) => {
    expect(krippendorffAlpha(ratings, 'nominal')).toMatchObject({ estimable: false });
    expect(fleissKappa(ratings)).toMatchObject({ estimable: false });
  });

  it('words have no interval and no ratio level', () => {
    expect(
      krippendorffAlpha(
        [
          ['a', 'b'],
          ['b', 'b'],
        ],
        'interval',
      ),
    ).toMatchObject({ estimable: false });
  });

  it('numbers that never vary have no intraclass correlation', () => {
    const model = { model: 'twoway', type: 'agreement', unit: 'single' } as const;
    expect(
      icc(
        [
          [2, 2],
          [2, 2],
          [2, 2],
        ],
        model,
      ),
    ).toMatchObject({ estimable: false });
  });

  it('refuses a table that is none', () => {
    expect(() => cohenKappa([[1, 2]])).toThrow('not_an_agreement_table');
    expect(() =>
      cohenKappa([
        [1, -2],
        [0, 1],
      ]),
    ).toThrow('not_an_agreement_table');
  });
});

describe('published cases', () => {
  it('gives kappa 0.4 for the textbook table 20, 5, 10, 15', () => {
    expect(
      valueOf(
        cohenKappa([
          [20, 5],
          [10, 15],
        ]),
      ),
    ).toBeCloseTo(0.4, 14);
  });

  // Feinstein and Cicchetti, J Clin Epidemiol 1990;43:543: the same agreement, two kappas.
  it.each([
    [
      'balanced margins',
      [
        [40, 9],
        [6, 45],
      ],
      0.7,
    ],
    [
      'skewed margins',
      [
        [80, 10],
        [5, 5],
      ],
      0.32,
    ],
  ])('shows the first paradox: 85 of 100 agreed, %s', (_, table, kappa) => {
    expect(valueOf(percentAgreement(table))).toBeCloseTo(0.85, 12);
    expect(valueOf(cohenKappa(table))).toBeCloseTo(kappa, 2);
  });

  // Gwet 2008: 118 of 125 agree, prevalence close to 1.
  it('keeps AC1 high where kappa collapses', () => {
    const table = [
      [118, 5],
      [2, 0],
    ];
    expect(valueOf(cohenKappa(table))).toBeCloseTo(-0.0234, 4);
    expect(valueOf(gwetAc1(table))).toBeCloseTo(0.9408, 4);
  });

  // Krippendorff 2011: two observers, ten items, binary; nominal alpha 0.095.
  it('gives alpha 0.095 for the binary example of two observers', () => {
    const one = [0, 1, 0, 0, 0, 0, 0, 0, 1, 0];
    const other = [1, 1, 1, 0, 0, 1, 0, 0, 0, 0];
    expect(
      valueOf(
        krippendorffAlpha(
          one.map((value, at) => [value, other[at] ?? 0]),
          'nominal',
        ),
      ),
    ).toBeCloseTo(0.095, 3);
  });

  // Shrout and Fleiss, Psychol Bull 1979;86:420: six targets, four judges.
  it.each([
    ['oneway', 'consistency', 'single', 0.17],
    ['twoway', 'agreement', 'single', 0.29],
    ['twoway', 'consistency', 'single', 0.71],
    ['oneway', 'consistency', 'average', 0.44],
    ['twoway', 'agreement', 'average', 0.62],
    ['twoway', 'consistency', 'average', 0.91],
  ] as const)(
    'gives the intraclass correlation of six targets and four judges: %s %s %s',
    (model, type, unit, expected) => {
      const judged = [
        [9, 2, 5, 8],
        [6, 1, 3, 2],
        [8, 4, 6, 8],
        [7, 1, 2, 6],
        [10, 5, 6, 9],
        [6, 2, 4, 7],
      ];
      expect(valueOf(icc(judged, { model, type, unit }))).toBeCloseTo(expected, 2);
    },
  );
});

describe('edge cases', () => {
  it('has a standard error of exactly 0 where one rater used one category', () => {
    expect(
      cohenKappa([
        [0, 0],
        [7, 93],
      ]),
    ).toMatchObject({ value: 0, se: 0, seNull: 0, z: null, p: null });
  });

  it('stays exact for a hundred thousand records', () => {
    const kappa = cohenKappa([
      [2_000, 500],
      [700, 96_800],
    ]);
    expect(kappa).toMatchObject({ estimable: true });
    expect(valueOf(kappa)).toBeCloseTo(0.03865 / 0.05065, 12);
  });

  it('has no chi-square where the raters never disagree', () => {
    expect(
      mcNemar([
        [3, 0],
        [0, 9],
      ]),
    ).toMatchObject({ chiSquare: null, exactP: 1 });
  });
});

describe('laws', () => {
  const table = fc
    .integer({ min: 2, max: 4 })
    .chain((size) =>
      fc.array(fc.array(fc.nat(60), { minLength: size, maxLength: size }), { minLength: size, maxLength: size }),
    );
  const transposed = (one: number[][]): number[][] => one.map((_, i) => one.map((row) => row[i] ?? 0));

  it('does not matter who is the first rater', () => {
    fc.assert(
      fc.property(table, (one) => {
        for (const coefficient of [cohenKappa, scottPi, gwetAc1, pabak]) {
          const [a, b] = [coefficient(one), coefficient(transposed(one))];
          expect(a.estimable).toBe(b.estimable);
          if (a.estimable && b.estimable) {
            expect(a.value).toBeCloseTo(b.value, 10);
            expect(a.se).toBeCloseTo(b.se, 8);
          }
        }
      }),
    );
  });

  it('lies at or below the largest value the margins allow', () => {
    fc.assert(
      fc.property(table, (one) => {
        const [kappa, most] = [cohenKappa(one), kappaMax(one)];
        if (kappa.estimable && most.estimable) expect(kappa.value).toBeLessThanOrEqual(most.value + 1e-12);
      }),
    );
  });

  it('weights two categories as no weights do', () => {
    fc.assert(
      fc.property(fc.tuple(fc.nat(50), fc.nat(50), fc.nat(50), fc.nat(50)), ([a, b, c, d]) => {
        const one = [
          [a, b],
          [c, d],
        ];
        expect(weightedKappa(one, 'quadratic')).toEqual(cohenKappa(one));
      }),
    );
  });

  it('gives numbers or reasons, never NaN', () => {
    fc.assert(
      fc.property(table, (one) => {
        for (const result of [cohenKappa(one), weightedKappa(one, 'linear'), scottPi(one), gwetAc1(one), pabak(one)])
          for (const entry of Object.values(result)) if (typeof entry === 'number') expect(entry).not.toBeNaN();
      }),
    );
  });

  it('equals the pairwise kappa where there are two raters', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(2), fc.nat(2)), { minLength: 2, maxLength: 40 }), (ratings) => {
        const kappa = meanPairwiseKappa(ratings);
        const counted = [0, 1, 2].map((i) =>
          [0, 1, 2].map((j) => ratings.filter(([a, b]) => a === i && b === j).length),
        );
        const direct = cohenKappa(counted);
        if (kappa.estimable && direct.estimable) expect(kappa.value).toBeCloseTo(direct.value, 12);
      }),
    );
  });
});

describe('two people screening', () => {
  const votes = (reviewer: string, responses: Response[]): ScreeningRating[] =>
    responses.map((response, at) => ({ citation: `c${at}`, reviewer, response }));
  const [yes, may, no]: [Response, Response, Response] = ['include', 'maybe', 'exclude'];

  it('counts maybe as a category and as include', () => {
    const { pairs } = agreementOf([...votes('ann', [yes, may, no, no, may]), ...votes('bo', [yes, yes, no, may, no])]);
    expect(pairs[0]?.threeWay?.table).toEqual([
      [1, 0, 0],
      [1, 0, 1],
      [0, 1, 1],
    ]);
    expect(pairs[0]?.collapsed.table).toEqual([
      [2, 1],
      [1, 1],
    ]);
    expect(pairs[0]?.collapsed.positiveAgreement).toEqual({ estimable: true, value: 2 / 3 });
  });

  it('has no three-way table where nobody said maybe', () => {
    const { pairs } = agreementOf([...votes('ann', [yes, no]), ...votes('bo', [yes, no])]);
    expect(pairs[0]?.threeWay).toBeNull();
  });

  it('lists every pair with records in common, in alphabetical order', () => {
    const { pairs, all } = agreementOf([
      ...votes('zoe', [yes, no, no]),
      ...votes('ann', [yes, no]),
      { citation: 'c2', reviewer: 'bo', response: 'include' },
    ]);
    expect(pairs.map((pair) => [pair.reviewers.join(' '), pair.n])).toEqual([
      ['ann zoe', 2],
      ['bo zoe', 1],
    ]);
    expect(pairs[1]?.collapsed.kappa).toMatchObject({ estimable: false });
    expect(all).toMatchObject({ reviewers: 3, citations: 3, everyoneAgrees: { value: 2 / 3 } });
  });

  it('says that nothing was read twice', () => {
    const { pairs, all } = agreementOf(votes('ann', [yes, no]));
    expect(pairs).toEqual([]);
    expect(all.alpha).toMatchObject({ estimable: false });
  });
});

describe('distributions', () => {
  it.each([
    ['normal z = 1.96', normalTwoSidedP(1.959963984540054), 0.05],
    ['normal z = 0.5', normalTwoSidedP(0.5), 0.617075077451974],
    ['t with 10 degrees of freedom', studentQuantile975(10), 2.22813885196494],
    ['t with 1 degree of freedom', studentQuantile975(1), 12.7062047361747],
    ['F 0.975 with 5 and 2', fQuantile(0.975, 5, 2), 39.29822777540331],
    ['F tail', fUpperTail(4.964602743730711, 1, 10), 0.05],
    ['3 of 12 tosses', binomialTwoSidedHalf(3, 12), (2 * (1 + 12 + 66 + 220)) / 4096],
  ])('%s', (_, got, expected) => expect(got).toBeCloseTo(expected, 7));

  it('needs two categories for positive and negative agreement', () => {
    expect(() => twoByTwo([[1]])).toThrow('not_a_two_by_two_table');
  });
});
