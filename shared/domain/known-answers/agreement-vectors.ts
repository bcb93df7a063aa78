import { cohenKappa, type Kappa, weightedKappa, type Weighting } from '../agreement/cohen-kappa';
import { fleissKappa } from '../agreement/fleiss-kappa';
import { gwetAc1, gwetAc2 } from '../agreement/gwet-ac1';
import { gwetAc1OfRaters } from '../agreement/gwet-ac1-raters';
import { icc } from '../agreement/icc';
import { kappaMax } from '../agreement/kappa-max';
import { krippendorffAlpha, type Level } from '../agreement/krippendorff-alpha';
import { pabak } from '../agreement/pabak';
import { percentAgreement } from '../agreement/percent-agreement';
import { scottPi } from '../agreement/scott-pi';
import { allAgree, brennanPrediger, meanPairwiseAgreement, meanPairwiseKappa } from '../agreement/several-agreement';
import { specificAgreement } from '../agreement/specific-agreement';
import { twoByTwo } from '../agreement/two-by-two';
import type { Comparison } from './comparison';

export interface AgreementVector {
  categories: (string | number)[];
  table_rows_rater1: number[][];
  ratings: (string | number | null)[][];
  [statistic: string]: unknown;
}

type Statistic = object & { estimable: boolean };

const interval = { value: 'est', se: 'se', lower: 'lb_z', upper: 'ub_z', lowerT: 'lb_t', upperT: 'ub_t_capped1' };

/** Compares the named properties of a statistic (ours on the left) with those its vector states. */
function agrees(
  to: Comparison,
  what: string,
  ours: Statistic,
  expected: unknown,
  names: Readonly<Record<string, string>>,
): void {
  if (expected === undefined || expected === null) return;
  for (const [own, theirs] of Object.entries(names)) {
    const wanted = (expected as Record<string, unknown>)[theirs];
    if (wanted === undefined) continue;
    const got = ours.estimable ? (ours as unknown as Record<string, number | null>)[own] : null;
    to.number(`${what}.${theirs}`, got, wanted);
  }
}

/** One stated number. */
function single(to: Comparison, what: string, ours: Statistic, wanted: unknown, own = 'value'): void {
  if (wanted !== undefined) agrees(to, what, ours, { value: wanted }, { [own]: 'value' });
}

function kappaAgrees(to: Comparison, what: string, ours: Kappa, expected: unknown): void {
  if (!expected) return;
  const stated = expected as Record<string, unknown>;
  const names: Record<string, string> = { value: 'kappa', se: 'se', observed: 'po', expected: 'pe', seNull: 'se_null' };
  // Where an exact standard error is 0, what follows from it in the vector is the rounding error of its engine.
  if (stated['se'] !== 0) Object.assign(names, { lower: 'ci_lb', upper: 'ci_ub' });
  if (stated['se_null'] !== 0) Object.assign(names, { z: 'z_null', p: 'p_null' });
  agrees(to, what, ours, stated, names);
}

export function compareTwoRaters(vector: AgreementVector, to: Comparison): void {
  const table = vector.table_rows_rater1;
  single(to, 'percent_agreement', percentAgreement(table), vector['percent_agreement']);
  single(to, 'percent_agreement_se', percentAgreement(table), vector['percent_agreement_se'], 'se');
  kappaAgrees(to, 'cohen_kappa', cohenKappa(table), vector['cohen_kappa']);
  for (const weighting of ['linear', 'quadratic'] as Weighting[]) {
    const [kappa, ac2] = [`weighted_kappa_${weighting}`, `gwet_ac2_${weighting}`];
    kappaAgrees(to, kappa, weightedKappa(table, weighting), vector[kappa]);
    agrees(to, ac2, gwetAc2(table, weighting), vector[ac2], interval);
  }
  agrees(to, 'scott_pi', scottPi(table), vector['scott_pi'], interval);
  agrees(to, 'gwet_ac1', gwetAc1(table), vector['gwet_ac1'], interval);
  agrees(to, 'pabak', pabak(table), vector['pabak'], interval);
  single(to, 'kappa_max', kappaMax(table), vector['kappa_max']);
  const rows = table.flatMap((row, i) => row.flatMap((n, j) => Array.from({ length: n }, () => [i, j])));
  const alpha = 'krippendorff_alpha_nominal';
  agrees(to, alpha, krippendorffAlpha(rows, 'nominal'), vector[alpha], { value: 'est' });
  const specific = vector['specific_agreement'] as Record<string, unknown> | undefined;
  specificAgreement(table).forEach((one, at) => {
    const category = String(vector.categories[at]);
    single(to, `specific_agreement.${category}`, one, specific?.[category]);
  });
  const expected = vector['two_by_two'];
  if (!expected) return;
  const ours = twoByTwo(table);
  agrees(to, 'two_by_two', ours.positiveAgreement, expected, { value: 'positive_agreement' });
  agrees(to, 'two_by_two', ours.negativeAgreement, expected, { value: 'negative_agreement' });
  agrees(to, 'two_by_two', ours.prevalenceIndex, expected, { value: 'prevalence_index' });
  agrees(to, 'two_by_two', ours.biasIndex, expected, { value: 'bias_index' });
  agrees(to, 'two_by_two', ours.mcNemar, expected, { chiSquare: 'mcnemar_chi2', exactP: 'mcnemar_exact_p' });
}

export function compareSeveralRaters(vector: AgreementVector, to: Comparison): void {
  const { ratings, categories } = vector;
  agrees(to, 'gwet_ac1', gwetAc1OfRaters(ratings, categories), vector['gwet_ac1'], { value: 'est', se: 'se' });
  const pairwise = 'percent_agreement_mean_pairwise';
  agrees(to, pairwise, meanPairwiseAgreement(ratings), vector[pairwise], { value: 'est' });
  const kappa = fleissKappa(ratings, categories);
  const anyNumber = { value: 'est', observed: 'pa', expected: 'pe' };
  agrees(to, 'fleiss_kappa_irrCAC', kappa, vector['fleiss_kappa_irrCAC'], anyNumber);
  agrees(to, 'brennan_prediger', brennanPrediger(ratings, categories), vector['brennan_prediger'], { value: 'est' });
  const all = vector['percent_all_raters_agree'];
  if (typeof all === 'number') single(to, 'percent_all_raters_agree', allAgree(ratings), all / 100);
  single(to, 'mean_pairwise_cohen', meanPairwiseKappa(ratings), vector['mean_pairwise_cohen']);
  const fleiss = vector['fleiss_kappa'] as Record<string, unknown> | undefined;
  const names = { value: 'kappa', observed: 'po', expected: 'pe', seNull: 'se_null', z: 'z_null', p: 'p' };
  agrees(to, 'fleiss_kappa', kappa, fleiss, names);
  if (fleiss && kappa.estimable)
    kappa.perCategory.forEach((one, at) => {
      const what = `fleiss_kappa.per_category.${categories[at]}`;
      single(to, what, one.kappa, (fleiss['per_category'] as unknown[] | undefined)?.[at]);
      if (fleiss['se_null_per_category'] !== undefined)
        to.number(`${what}.se_null`, one.seNull, fleiss['se_null_per_category']);
    });
  for (const [level, expected] of Object.entries((vector['krippendorff_alpha'] ?? {}) as Record<Level, unknown>))
    single(to, `krippendorff_alpha.${level}`, krippendorffAlpha(ratings, level as Level, categories), expected);
}

export function compareIcc(vector: AgreementVector, to: Comparison): void {
  const names = { value: 'icc', lower: 'lb', upper: 'ub', f: 'F', df1: 'df1', df2: 'df2', p: 'p' };
  for (const model of ['oneway', 'twoway'] as const)
    for (const type of ['consistency', 'agreement'] as const)
      for (const unit of ['single', 'average'] as const) {
        const name = `${model}_${type}_${unit}`;
        if (vector[name] === undefined) continue;
        agrees(to, name, icc(vector.ratings as (number | null)[][], { model, type, unit }), vector[name], names);
      }
}
