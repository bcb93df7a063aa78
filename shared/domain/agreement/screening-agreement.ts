/**
 * What to show about two people's screening: no single number, because at the few percent of includes that screening
 * has, percent agreement flatters and kappa punishes. Counts first, then kappa with its interval, positive and negative
 * agreement, AC1 and prevalence together; `maybe` as a category of its own and counted as include.
 *
 * Votes as they were before any discussion. Blinding is the caller's: nothing here may be shown while one of the two can
 * still vote on a record.
 */
import { cohenKappa, weightedKappa } from './cohen-kappa';
import type { Kappa } from './cohen-kappa';
import type { Value, ValueWithInterval } from './estimate';
import { gwetAc1 } from './gwet-ac1';
import type { Ac1 } from './gwet-ac1';
import { gwetAc1OfRaters } from './gwet-ac1-raters';
import { kappaMax } from './kappa-max';
import { krippendorffAlpha } from './krippendorff-alpha';
import type { Alpha } from './krippendorff-alpha';
import { pabak } from './pabak';
import { percentAgreement } from './percent-agreement';
import { allAgree, pairTable } from './several-agreement';
import { specificAgreement } from './specific-agreement';
import { marginsOf } from './table';
import { twoByTwo } from './two-by-two';
import type { TwoByTwo } from './two-by-two';

export type Response = 'include' | 'maybe' | 'exclude';

export interface ScreeningRating {
  citation: string;
  reviewer: string;
  response: Response;
}

export interface TableAgreement {
  categories: Response[];
  /** Rows: the first reviewer of the pair. */
  table: number[][];
  n: number;
  percentAgreement: ValueWithInterval;
  kappa: Kappa;
  kappaMax: Value;
  ac1: Ac1;
  pabak: ValueWithInterval;
  /** Per category, in the order of `categories`. */
  specific: Value[];
}

export interface PairAgreement {
  reviewers: [string, string];
  /** Records both rated. */
  n: number;
  /** include, maybe, exclude; `null` where neither used maybe, since an empty category would only distort AC1. */
  threeWay: (TableAgreement & { weightedKappa: Kappa }) | null;
  /** maybe counted as include, as it is when records move on. */
  collapsed: TableAgreement & TwoByTwo;
}

export interface ScreeningAgreement {
  pairs: PairAgreement[];
  /** All reviewers together, maybe counted as include. */
  all: { reviewers: number; citations: number; everyoneAgrees: Value; alpha: Alpha; ac1: ValueWithInterval };
}

const THREE: readonly Response[] = ['include', 'maybe', 'exclude'];
const TWO: readonly Response[] = ['include', 'exclude'];

/** Reviewers in alphabetical order; of several ratings of one record by one reviewer the last counts. */
export function agreementOf(ratings: readonly ScreeningRating[]): ScreeningAgreement {
  const reviewers = [...new Set(ratings.map((rating) => rating.reviewer))].sort();
  const seat = new Map(reviewers.map((reviewer, at) => [reviewer, at]));
  const rows = new Map<string, (Response | null)[]>();
  for (const { citation, reviewer, response } of ratings) {
    const row = rows.get(citation) ?? reviewers.map(() => null);
    row[seat.get(reviewer) ?? 0] = response;
    rows.set(citation, row);
  }
  const matrix = [...rows.values()];
  const collapsed = matrix.map((row) => row.map((one) => (one === 'maybe' ? 'include' : one)));
  const pairs: PairAgreement[] = [];
  for (let a = 0; a < reviewers.length; a++)
    for (let b = a + 1; b < reviewers.length; b++) {
      const three = pairTable(matrix, a, b, THREE);
      const two = pairTable(collapsed, a, b, TWO);
      const { n } = marginsOf(two);
      const { rows: first, columns: second } = marginsOf(three);
      const maybes = (first[1] ?? 0) + (second[1] ?? 0);
      if (n === 0) continue;
      pairs.push({
        reviewers: [reviewers[a] ?? '', reviewers[b] ?? ''],
        n,
        threeWay:
          maybes === 0 ? null : { ...tableAgreement(three, THREE), weightedKappa: weightedKappa(three, 'linear') },
        collapsed: { ...tableAgreement(two, TWO), ...twoByTwo(two) },
      });
    }
  const double = collapsed.filter((row) => row.filter((one) => one !== null).length > 1);
  return {
    pairs,
    all: {
      reviewers: reviewers.length,
      citations: double.length,
      everyoneAgrees: allAgree(double.map((row) => row.filter((one) => one !== null))),
      alpha: krippendorffAlpha(collapsed, 'nominal', TWO),
      ac1: gwetAc1OfRaters(double, TWO),
    },
  };
}

function tableAgreement(table: number[][], categories: readonly Response[]): TableAgreement {
  return {
    categories: [...categories],
    table,
    n: marginsOf(table).n,
    percentAgreement: percentAgreement(table),
    kappa: cohenKappa(table),
    kappaMax: kappaMax(table),
    ac1: gwetAc1(table),
    pabak: pabak(table),
    specific: specificAgreement(table),
  };
}
