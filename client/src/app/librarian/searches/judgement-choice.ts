import type { DecisionsTaking, ImportJudgements, TagsTaking } from '@shared/contracts/judgements';
import type { Member } from '@shared/contracts/team';
import type { Stage } from '@shared/contracts/stages';

export type Found = ImportJudgements['people'][number];

/** What is to become of a person's decisions in a file. */
export interface PersonChoice {
  found: Found;
  become: 'nothing' | 'tags' | 'decisions';
  memberId: string;
  stageId: string;
}

/** Nothing is taken over unless somebody says so; a member of the same name and the step that fits are proposed. */
export function firstChoice(found: Found, members: readonly Member[], stages: readonly Stage[]): PersonChoice {
  const same = members.find(({ name }) => found.who !== null && plain(name) === plain(found.who));
  const fitting = stages.find(({ kind }) => kind === (found.at ?? 'title-abstract'));
  return { found, become: 'nothing', memberId: same?.id ?? '', stageId: (fitting ?? stages[0])?.id ?? '' };
}

const plain = (name: string): string => name.trim().toLocaleLowerCase();

/** Whether what was chosen says enough to be done. */
export function isWhole(people: readonly PersonChoice[], labels: ReadonlySet<string>): boolean {
  const isChosen = labels.size > 0 || people.some(({ become }) => become !== 'nothing');
  return isChosen && people.every(({ become, memberId, stageId }) => become !== 'decisions' || (memberId && stageId));
}

export function decisionsOf(
  people: readonly PersonChoice[],
  reasons: ReadonlyMap<string, string>,
): Omit<DecisionsTaking, 'id'> | null {
  const chosen = people.filter(({ become }) => become === 'decisions');
  if (chosen.length === 0) return null;
  return {
    people: chosen.map(({ found: { who, at }, memberId, stageId }) => ({ who, at, memberId, stageId })),
    reasons: [...reasons].map(([text, reasonId]) => ({ text, reasonId })),
  };
}

export function tagsOf(people: readonly PersonChoice[], labels: ReadonlySet<string>): Omit<TagsTaking, 'id'> | null {
  const chosen = people.filter(({ become }) => become === 'tags').map(({ found: { who, at } }) => ({ who, at }));
  return chosen.length > 0 || labels.size > 0 ? { labels: [...labels], people: chosen } : null;
}
