import type { EntityManager } from 'typeorm';
import type { EventPayloads, MatchReason } from '@shared/domain/ledger/events';
import type { Act } from '../platform/ledger/ledger';
import { readTitle } from '@shared/domain/dedup/title';
import { keptOf } from './kept';
import { apartRoots, type Root, rootsOf, titlesOf } from './sets';

export interface Join {
  /** Records, or citations they belong to. */
  ids: string[];
  score: number;
  why: MatchReason[];
  /** Those of the records that correct another of them: the article stands for the set. */
  corrections?: readonly string[];
}

/** Sets in one event: merging holds the writer, and others want to write in between. */
export const SETS_PER_EVENT = 200;

/**
 * Joins what is still apart and may be joined, judged by how things stand inside the act. Answers which of the joins
 * hold now (one whose records were one already does, one that people told apart or withdrew does not) and the number of
 * sets that were written. `overrule` joins what was told apart, too: a person has changed their mind.
 */
export async function joinAll(
  act: Act,
  by: 'machine' | 'person',
  joins: readonly Join[],
  { overrule = false } = {},
): Promise<{ taken: boolean[]; sets: number }> {
  const roots = await rootsOf(
    act.manager,
    act.reviewId,
    joins.flatMap((join) => join.ids),
  );
  const groups = new Groups(by === 'person' ? await correctionsAmong(act.manager, roots) : new Set());
  const isApart = overrule ? () => false : await apartRoots(act.manager, act.reviewId);
  const taken = joins.map((join) => {
    const found = join.ids.map((id) => roots.get(id));
    if (found.some((root) => !root)) return false;
    return groups.join(found as Root[], join, isApart);
  });
  const sets = groups.sets();
  for (let i = 0; i < sets.length; i += SETS_PER_EVENT) {
    await act.append('duplicates.merged', { by, sets: sets.slice(i, i + SETS_PER_EVENT) });
  }
  return { taken, sets: sets.length };
}

type MergedSet = EventPayloads['duplicates.merged']['sets'][number];

interface Group {
  roots: Map<string, Root>;
  score: number;
  why: MatchReason[];
  corrections: Set<string>;
}

/** Several joins may meet in one set; a group keeps the evidence of its weakest link. */
class Groups {
  private readonly groupOf = new Map<string, Group>();

  /** @param corrections citations known for corrections whatever a join says of them */
  constructor(private readonly corrections: ReadonlySet<string>) {}

  join(
    roots: readonly Root[],
    { score, why, corrections = [] }: Join,
    isApart: (a: string, b: string) => boolean,
  ): boolean {
    const groups = [...new Set(roots.map((root) => this.groupOf.get(root.id) ?? alone(root)))];
    const all = groups.map((group) => [...group.roots.keys()]);
    const isForbidden = all.some((ids, i) =>
      all.slice(i + 1).some((others) => ids.some((a) => others.some((b) => isApart(a, b)))),
    );
    if (isForbidden) return false;
    if (groups.length === 1) return true;
    const isFirst = groups.every((group) => group.roots.size === 1);
    const weakest = [{ score, why }, ...groups.filter((group) => group.roots.size > 1)].reduce((least, group) =>
      group.score < least.score ? group : least,
    );
    const merged: Group = {
      roots: new Map(),
      score,
      why,
      ...(isFirst ? {} : { score: weakest.score, why: weakest.why }),
      corrections: new Set([...corrections, ...groups.flatMap((group) => [...group.corrections])]),
    };
    for (const group of groups) for (const [id, root] of group.roots) merged.roots.set(id, root);
    for (const id of merged.roots.keys()) this.groupOf.set(id, merged);
    return true;
  }

  sets(): MergedSet[] {
    return [...new Set(this.groupOf.values())].map(({ roots, score, why, corrections }) => {
      const isCorrection = (id: string) => corrections.has(id) || this.corrections.has(id);
      const kept = keptOf([...roots.values()].map((root) => ({ ...root, isCorrection: isCorrection(root.id) })));
      const memberIds = [...roots.keys()].filter((id) => id !== kept.id).sort();
      return { citationId: kept.id, memberIds, score, why };
    });
  }
}

/** Citations that call themselves a correction: people join one with its article without saying which is which. */
async function correctionsAmong(manager: EntityManager, roots: ReadonlyMap<string, Root>): Promise<Set<string>> {
  const titles = await titlesOf(
    manager,
    [...roots.values()].map(({ id }) => id),
  );
  return new Set([...titles].flatMap(([id, title]) => (readTitle(title).kind === 'erratum' ? [id] : [])));
}

const alone = (root: Root): Group => ({ roots: new Map([[root.id, root]]), score: 1, why: [], corrections: new Set() });
