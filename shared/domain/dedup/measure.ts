/** Figures of a deduplication against sets of duplicates that people have found. */

export interface DedupFigures {
  /** Surplus copies found: a true group of k found whole gives k - 1. */
  truePositives: number;
  /** Records put into a set that they do not belong to. */
  falsePositives: number;
  /** Surplus copies not found. */
  falseNegatives: number;
  /** TP / (TP + FN); 1 where there was nothing to find. */
  sensitivity: number;
  /** TP / (TP + FP); 1 where nothing was claimed. */
  precision: number;
}

/**
 * Counts at record level, as published comparisons of deduplication tools do.
 *
 * A found set that draws on g true groups (a record in no group is a group of its own) claims size - 1 copies: size - g of
 * them are right and g - 1 are wrong merges. A true group that ends in p pieces has lost p - 1 copies.
 *
 * @param sets   sets found, as lists of ids
 * @param groups true groups, as lists of ids
 */
export function countAgainstGold(
  sets: ReadonlyArray<readonly string[]>,
  groups: ReadonlyArray<readonly string[]>,
): DedupFigures {
  const truth = new Map<string, number>();
  groups.forEach((group, at) => group.forEach((id) => truth.set(id, at)));
  let truePositives = 0;
  let falsePositives = 0;
  for (const set of sets) {
    const drawn = new Set<number | string>();
    for (const id of set) drawn.add(truth.get(id) ?? id);
    truePositives += set.length - drawn.size;
    falsePositives += drawn.size - 1;
  }
  const surplus = groups.reduce((sum, group) => sum + group.length - 1, 0);
  return {
    truePositives,
    falsePositives,
    falseNegatives: surplus - truePositives,
    sensitivity: surplus === 0 ? 1 : truePositives / surplus,
    precision: truePositives + falsePositives === 0 ? 1 : truePositives / (truePositives + falsePositives),
  };
}

/** How many true pairs missing from the sets a person is asked about, at record level: pieces of a group that questions join. */
export function recoveredByQuestions(
  sets: ReadonlyArray<readonly string[]>,
  questions: ReadonlyArray<{ a: string; b: string }>,
  groups: ReadonlyArray<readonly string[]>,
): number {
  const truth = new Map<string, number>();
  groups.forEach((group, at) => group.forEach((id) => truth.set(id, at)));
  const parent = new Map<string, string>();
  const root = (id: string): string => {
    let at = id;
    while (parent.has(at)) at = parent.get(at) as string;
    return at;
  };
  const join = (a: string, b: string): boolean => {
    const [left, right] = [root(a), root(b)];
    if (left === right || truth.get(a) === undefined || truth.get(a) !== truth.get(b)) return false;
    parent.set(left, right);
    return true;
  };
  for (const set of sets) {
    const byGroup = new Map<number, string>();
    for (const id of set) {
      const group = truth.get(id);
      if (group === undefined) continue;
      const first = byGroup.get(group);
      if (first) join(first, id);
      else byGroup.set(group, id);
    }
  }
  return questions.filter((question) => join(question.a, question.b)).length;
}
