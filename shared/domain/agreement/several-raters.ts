/**
 * Agreement among two or more raters from a list of subjects, each with one rating per rater or `null` where a rater did
 * not rate.
 */
export type Rating = string | number;
export type Ratings = readonly (readonly (Rating | null)[])[];

/** How many raters put each subject into each category. */
export interface SubjectCounts {
  categories: Rating[];
  /** `counts[subject][category]`; subjects nobody rated are left out. */
  counts: number[][];
}

/** Categories in the given order, else numbers by size and words by code point. Unused given categories keep a column. */
export function subjectCounts(ratings: Ratings, categories?: readonly Rating[]): SubjectCounts {
  const order = categories ? [...categories] : usedCategories(ratings);
  const column = new Map(order.map((category, at) => [category, at]));
  const counts: number[][] = [];
  for (const subject of ratings) {
    const row = order.map(() => 0);
    let rated = 0;
    for (const rating of subject) {
      const at = rating === null ? undefined : column.get(rating);
      if (at === undefined) continue;
      row[at] = (row[at] ?? 0) + 1;
      rated += 1;
    }
    if (rated > 0) counts.push(row);
  }
  return { categories: order, counts };
}

export function usedCategories(ratings: Ratings): Rating[] {
  const used = new Set(ratings.flat().filter((rating) => rating !== null));
  return [...used].sort((a, b) =>
    typeof a === 'number' && typeof b === 'number' ? a - b : String(a) < String(b) ? -1 : String(a) > String(b) ? 1 : 0,
  );
}

export function ratedBy(row: readonly number[]): number {
  return row.reduce((sum, count) => sum + count, 0);
}

/** Mean share of agreeing pairs over the subjects with two ratings or more, and how many those are. */
export function pairAgreement(counts: readonly (readonly number[])[]): { mean: number; subjects: number } {
  let sum = 0;
  let subjects = 0;
  for (const row of counts) {
    const raters = ratedBy(row);
    if (raters < 2) continue;
    sum += row.reduce((pairs, count) => pairs + count * (count - 1), 0) / (raters * (raters - 1));
    subjects += 1;
  }
  return { mean: subjects === 0 ? 0 : sum / subjects, subjects };
}

/** Mean over subjects of the share of ratings in each category. */
export function categoryShares(counts: readonly (readonly number[])[]): number[] {
  const width = counts[0]?.length ?? 0;
  return Array.from(
    { length: width },
    (_, at) => counts.reduce((sum, row) => sum + (row[at] ?? 0) / ratedBy(row), 0) / counts.length,
  );
}
