/**
 * Step 5 of 5, first half: certain pairs joined into sets.
 *
 * The strongest pairs are joined first. Before two groups are joined every record of one is held against every record of
 * the other: where anything contradicts (an abstract and the article it became, joined by a half-empty copy that fits
 * both) the groups stay apart and the pair becomes a question. The order depends on scores and ids alone, never on rows.
 */
export interface CertainPair {
  a: string;
  b: string;
  score: number;
}

export interface Clusters<P extends CertainPair> {
  /** Ids of each set, sorted; sets of at least two, in order of their first id. */
  sets: Array<{ ids: string[]; pairs: P[] }>;
  /** Certain by themselves, but joining them would join records that contradict each other. */
  refused: P[];
}

/** @param contradicts whether two records may never stand in one set */
export function cluster<P extends CertainPair>(
  pairs: readonly P[],
  contradicts: (a: string, b: string) => boolean,
): Clusters<P> {
  const ordered = [...pairs].sort((x, y) => y.score - x.score || byText(x.a, y.a) || byText(x.b, y.b));
  const groupOf = new Map<string, { ids: string[]; pairs: P[] }>();
  const groups = new Set<{ ids: string[]; pairs: P[] }>();
  const refused: P[] = [];
  const own = (id: string) => {
    let group = groupOf.get(id);
    if (!group) {
      group = { ids: [id], pairs: [] };
      groupOf.set(id, group);
      groups.add(group);
    }
    return group;
  };
  for (const pair of ordered) {
    const left = own(pair.a);
    const right = own(pair.b);
    if (left === right) {
      left.pairs.push(pair);
      continue;
    }
    if (left.ids.some((x) => right.ids.some((y) => contradicts(x, y)))) {
      refused.push(pair);
      continue;
    }
    const [kept, gone] = left.ids.length >= right.ids.length ? [left, right] : [right, left];
    for (const id of gone.ids) groupOf.set(id, kept);
    kept.ids.push(...gone.ids);
    kept.pairs.push(...gone.pairs, pair);
    groups.delete(gone);
  }
  const sets = [...groups]
    .filter((group) => group.ids.length > 1)
    .map((group) => ({
      ids: group.ids.sort(byText),
      pairs: group.pairs.sort((x, y) => byText(x.a, y.a) || byText(x.b, y.b)),
    }))
    .sort((x, y) => byText(x.ids[0] as string, y.ids[0] as string));
  return { sets, refused };
}

/** Order by code units: the same on every machine and in every language. */
export function byText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
