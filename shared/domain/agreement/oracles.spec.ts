import * as fs from 'node:fs';
import * as path from 'node:path';
import { cohenKappa, weightedKappa } from './cohen-kappa';
import type { Kappa, Weighting } from './cohen-kappa';
import { fleissKappa } from './fleiss-kappa';
import { gwetAc1, gwetAc2 } from './gwet-ac1';
import { gwetAc1OfRaters } from './gwet-ac1-raters';
import { icc } from './icc';
import type { IccModel } from './icc';
import { kappaMax } from './kappa-max';
import { krippendorffAlpha } from './krippendorff-alpha';
import type { Level } from './krippendorff-alpha';
import { pabak } from './pabak';
import { percentAgreement } from './percent-agreement';
import { scottPi } from './scott-pi';
import { allAgree, brennanPrediger, meanPairwiseAgreement, meanPairwiseKappa } from './several-agreement';
import { specificAgreement } from './specific-agreement';
import { twoByTwo } from './two-by-two';

const oracles = path.join(__dirname, '../../../../shared/oracles/agreement');
const files = fs.existsSync(oracles) ? fs.readdirSync(oracles).filter((name) => name.endsWith('.json')) : [];

type Numbers = Record<string, number>;
interface Vector {
  kind: 'two_raters_table' | 'subjects_by_raters' | 'icc';
  categories: (string | number)[];
  table_rows_rater1: number[][];
  ratings: (string | number | null)[][];
  [statistic: string]: unknown;
}

const seen = new Set<string>();

/** Every property of `expected` that we name, to ten decimals. Our names on the left. */
function agrees(actual: object, expected: unknown, names: Record<string, string>, what: string): void {
  if (expected === undefined) return;
  seen.add(what);
  expect([what, actual]).toEqual([what, expect.objectContaining({ estimable: true })]);
  for (const [ours, theirs] of Object.entries(names)) {
    const wanted = (expected as Record<string, number | null>)[theirs];
    if (wanted === undefined) continue;
    const got = (actual as Record<string, number | null>)[ours];
    if (wanted === null || got === null || got === undefined) expect([what, ours, got]).toEqual([what, ours, wanted]);
    else
      expect({ what, ours, error: Math.abs(got - wanted) < 1e-10 ? 0 : got - wanted }).toEqual({
        what,
        ours,
        error: 0,
      });
  }
}

function kappaAgrees(actual: Kappa, vector: Vector, what: string): void {
  const expected = vector[what] as Numbers | undefined;
  if (!expected) return;
  const names: Record<string, string> = { value: 'kappa', se: 'se', observed: 'po', expected: 'pe', seNull: 'se_null' };
  // Where the exact standard error is 0 the limits of the vector carry the rounding error of its engine.
  if (expected['se'] !== 0) Object.assign(names, { lower: 'ci_lb', upper: 'ci_ub' });
  if (expected['se_null'] !== 0) Object.assign(names, { z: 'z_null', p: 'p_null' });
  agrees(actual, expected, names, what);
}

const interval = { value: 'est', se: 'se', lower: 'lb_z', upper: 'ub_z', lowerT: 'lb_t', upperT: 'ub_t_capped1' };

const check: Record<Vector['kind'], (vector: Vector) => void> = {
  two_raters_table(vector) {
    const table = vector.table_rows_rater1;
    agrees(
      percentAgreement(table),
      { v: vector['percent_agreement'], s: vector['percent_agreement_se'] },
      { value: 'v', se: 's' },
      'percent_agreement',
    );
    kappaAgrees(cohenKappa(table), vector, 'cohen_kappa');
    for (const weighting of ['linear', 'quadratic'] as Weighting[]) {
      kappaAgrees(weightedKappa(table, weighting), vector, `weighted_kappa_${weighting}`);
      agrees(gwetAc2(table, weighting), vector[`gwet_ac2_${weighting}`], interval, `gwet_ac2_${weighting}`);
    }
    agrees(scottPi(table), vector['scott_pi'], interval, 'scott_pi');
    agrees(gwetAc1(table), vector['gwet_ac1'], interval, 'gwet_ac1');
    agrees(pabak(table), vector['pabak'], interval, 'pabak');
    agrees(kappaMax(table), { v: vector['kappa_max'] }, { value: 'v' }, 'kappa_max');
    const rows = table.flatMap((row, i) => row.flatMap((n, j) => Array.from({ length: n }, () => [i, j])));
    agrees(
      krippendorffAlpha(rows, 'nominal'),
      vector['krippendorff_alpha_nominal'],
      { value: 'est' },
      'krippendorff_alpha_nominal',
    );
    const specific = vector['specific_agreement'] as Numbers;
    specificAgreement(table).forEach((one, at) =>
      agrees(one, { v: specific[String(vector.categories[at])] }, { value: 'v' }, 'specific_agreement'),
    );
    const expected = vector['two_by_two'] as Numbers | undefined;
    if (!expected) return;
    const ours = twoByTwo(table);
    agrees(ours.positiveAgreement, expected, { value: 'positive_agreement' }, 'positive_agreement');
    agrees(ours.negativeAgreement, expected, { value: 'negative_agreement' }, 'negative_agreement');
    agrees(ours.prevalenceIndex, expected, { value: 'prevalence_index' }, 'prevalence_index');
    agrees(ours.biasIndex, expected, { value: 'bias_index' }, 'bias_index');
    agrees(ours.mcNemar, expected, { chiSquare: 'mcnemar_chi2', exactP: 'mcnemar_exact_p' }, 'mcnemar');
  },
  subjects_by_raters(vector) {
    const { ratings, categories } = vector;
    agrees(gwetAc1OfRaters(ratings, categories), vector['gwet_ac1'], { value: 'est', se: 'se' }, 'gwet_ac1 of raters');
    agrees(
      meanPairwiseAgreement(ratings),
      vector['percent_agreement_mean_pairwise'],
      { value: 'est' },
      'mean pairwise agreement',
    );
    agrees(
      fleissKappa(ratings, categories),
      vector['fleiss_kappa_irrCAC'],
      { value: 'est', observed: 'pa', expected: 'pe' },
      'fleiss kappa, any number of raters',
    );
    agrees(brennanPrediger(ratings, categories), vector['brennan_prediger'], { value: 'est' }, 'brennan_prediger');
    const all = vector['percent_all_raters_agree'];
    if (typeof all === 'number') agrees(allAgree(ratings), { v: all / 100 }, { value: 'v' }, 'all raters agree');
    const fleiss = vector['fleiss_kappa'] as (Numbers & { per_category: number[] }) | undefined;
    if (fleiss) {
      const ours = fleissKappa(ratings, categories);
      agrees(
        ours,
        fleiss,
        { value: 'kappa', observed: 'po', expected: 'pe', seNull: 'se_null', z: 'z_null', p: 'p' },
        'fleiss_kappa',
      );
      if (ours.estimable)
        ours.perCategory.forEach((one, at) => {
          agrees(one.kappa, { v: fleiss.per_category[at] }, { value: 'v' }, 'fleiss kappa per category');
          expect(one.seNull).toBeCloseTo(fleiss['se_null_per_category'] ?? Number.NaN, 10);
        });
    }
    if (vector['mean_pairwise_cohen'] !== undefined)
      agrees(meanPairwiseKappa(ratings), { v: vector['mean_pairwise_cohen'] }, { value: 'v' }, 'mean_pairwise_cohen');
    const alphas = vector['krippendorff_alpha'] as Record<Level, number> | undefined;
    for (const [level, expected] of Object.entries(alphas ?? {}) as [Level, number][])
      agrees(
        krippendorffAlpha(ratings, level, categories),
        { v: expected },
        { value: 'v' },
        `krippendorff_alpha ${level}`,
      );
  },
  icc(vector) {
    for (const model of ['oneway', 'twoway'] as const)
      for (const type of ['consistency', 'agreement'] as const)
        for (const unit of ['single', 'average'] as const) {
          const name = `${model}_${type}_${unit}`;
          const names = { value: 'icc', lower: 'lb', upper: 'ub', f: 'F', df1: 'df1', df2: 'df2', p: 'p' };
          const asked: IccModel = { model, type, unit };
          agrees(icc(vector.ratings as (number | null)[][], asked), vector[name], names, name);
        }
  },
};

describe('agreement against values of reference packages', () => {
  if (files.length === 0) {
    console.warn('skipped: the agreement vectors are not beside this repository');
    it.skip('agrees to ten decimals', () => undefined);
    return;
  }
  it.each(files)('%s agrees to ten decimals', (file) => {
    const vector = JSON.parse(fs.readFileSync(path.join(oracles, file), 'utf8')) as Vector;
    check[vector.kind](vector);
  });

  it('has met every statistic at least once', () => {
    expect(seen.size).toBeGreaterThanOrEqual(30);
  });
});
