/** Plain agreement among several raters, and the mean of their pairwise kappas. */
import { cohenKappa } from './cohen-kappa';
import { notEstimable, value } from './estimate';
import type { Value } from './estimate';
import { pairAgreement, subjectCounts, usedCategories } from './several-raters';
import type { Rating, Ratings } from './several-raters';

/** Share of subjects on which all agree, among those that every rater rated. */
export function allAgree(ratings: Ratings): Value {
  const complete = ratings.filter((subject) => subject.length > 1 && subject.every((rating) => rating !== null));
  if (complete.length === 0) return notEstimable('no subject was rated by all raters');
  return value(complete.filter((subject) => new Set(subject).size === 1).length / complete.length);
}

/** Mean share of agreeing pairs over the subjects with two ratings or more. */
export function meanPairwiseAgreement(ratings: Ratings): Value {
  const { mean, subjects } = pairAgreement(subjectCounts(ratings).counts);
  return subjects === 0 ? notEstimable('no subject was rated by two raters') : value(mean);
}

/** Cohen's kappa of each pair of raters, averaged (Light 1971); pairs without an estimate leave the mean without one. */
export function meanPairwiseKappa(ratings: Ratings): Value {
  const categories = usedCategories(ratings);
  const raters = Math.max(0, ...ratings.map((subject) => subject.length));
  let sum = 0;
  let pairs = 0;
  for (let a = 0; a < raters; a++)
    for (let b = a + 1; b < raters; b++) {
      const kappa = cohenKappa(pairTable(ratings, a, b, categories));
      if (!kappa.estimable) return kappa;
      sum += kappa.value;
      pairs += 1;
    }
  return pairs === 0 ? notEstimable('there are fewer than two raters') : value(sum / pairs);
}

/** Brennan and Prediger's coefficient for several raters: chance is one over the number of categories. */
export function brennanPrediger(ratings: Ratings, categories?: readonly Rating[]): Value {
  const { categories: names, counts } = subjectCounts(ratings, categories);
  const { mean, subjects } = pairAgreement(counts);
  if (subjects === 0) return notEstimable('no subject was rated by two raters');
  if (names.length < 2) return notEstimable('there is only one category');
  return value((mean - 1 / names.length) / (1 - 1 / names.length));
}

/** The table of two of the raters over the subjects both rated. */
export function pairTable(ratings: Ratings, a: number, b: number, categories: readonly Rating[]): number[][] {
  const table = categories.map(() => categories.map(() => 0));
  for (const subject of ratings) {
    const [i, j] = [subject[a] ?? null, subject[b] ?? null];
    if (i === null || j === null) continue;
    const row = table[categories.indexOf(i)];
    const at = categories.indexOf(j);
    if (row && at !== -1) row[at] = (row[at] ?? 0) + 1;
  }
  return table;
}
