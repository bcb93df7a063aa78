import type { Member } from '@shared/contracts/team';
import type { Stage } from '@shared/contracts/stages';
import { decisionsOf, firstChoice, isWhole, tagsOf } from './judgement-choice';

const members = [
  { id: 'm1', name: 'Ana Nansen' },
  { id: 'm2', name: 'Ben' },
] as Member[];
const stages = [
  { id: 's1', kind: 'title-abstract' },
  { id: 's2', kind: 'full-text' },
] as Stage[];
const verdicts = { include: 1, maybe: 0, exclude: 2 };
const ana = firstChoice({ who: 'ana nansen ', at: null, verdicts }, members, stages);
const team = firstChoice({ who: null, at: 'full-text', verdicts }, members, stages);

describe('what becomes of decisions in a file', () => {
  it('is nothing until somebody says so; the member of that name and the step are proposed', () => {
    expect([ana, team]).toMatchObject([
      { become: 'nothing', memberId: 'm1', stageId: 's1' },
      { become: 'nothing', memberId: '', stageId: 's2' },
    ]);
    expect(isWhole([ana, team], new Set())).toBe(false);
    expect(decisionsOf([ana, team], new Map())).toBeNull();
    expect(tagsOf([ana, team], new Set())).toBeNull();
  });

  it('is said whole only with a member and a stage', () => {
    expect(isWhole([ana, { ...team, become: 'decisions' }], new Set(['rct']))).toBe(false);
    expect(isWhole([{ ...ana, become: 'decisions' }, team], new Set())).toBe(true);
    expect(isWhole([ana, team], new Set(['rct']))).toBe(true);
  });

  it('goes apart: decisions with their reasons, tags with the labels', () => {
    const people = [
      { ...ana, become: 'decisions' as const },
      { ...team, become: 'tags' as const },
    ];
    expect(decisionsOf(people, new Map([['no data', 'wrong-outcome']]))).toEqual({
      people: [{ who: 'ana nansen ', at: null, memberId: 'm1', stageId: 's1' }],
      reasons: [{ text: 'no data', reasonId: 'wrong-outcome' }],
    });
    expect(tagsOf(people, new Set(['rct']))).toEqual({ labels: ['rct'], people: [{ who: null, at: 'full-text' }] });
  });
});
