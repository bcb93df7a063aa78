import { defaultRule, type StageRule } from './rule';
import { ruleFaults, ruleWarnings, type Team } from './rule-faults';

const team: Team = {
  memberIds: new Set(['ana', 'ben', 'gone']),
  readerIds: new Set(['ana', 'ben']),
  hasAdjudicator: true,
};
const rule = (change: Partial<StageRule>): StageRule => ({ ...defaultRule('title-abstract'), ...change });
const required = defaultRule('title-abstract').required;

describe('what makes a rule impossible', () => {
  test('two independent readers, adjudicated, are possible', () => {
    expect(ruleFaults(rule({}), team)).toEqual([]);
  });

  test.each<[string, Partial<StageRule>, string[]]>([
    ['a stranger as expert', { experts: ['stranger'] }, ['expert_not_member']],
    ['an expert named twice', { experts: ['ana', 'ana'] }, ['expert_twice']],
    ['a pairing that wants an expert where none is named', { pairing: 'at-least-one-expert' }, ['no_expert']],
    ['the only expert has left', { pairing: 'at-least-one-expert', experts: ['gone'] }, ['no_expert']],
    [
      'an expert and a novice in one reader',
      { pairing: 'one-expert-one-novice', readers: 1, experts: ['ana'] },
      ['pairing_needs_two'],
    ],
    [
      'a second reader for exclusions among three',
      { secondReader: 'exclusions', readers: 3 },
      ['second_reader_needs_two'],
    ],
    [
      'a reason asked for an include',
      { required: { ...required, include: { reason: true, tag: false, note: false } } },
      ['reason_for_include'],
    ],
  ])('%s', (_name, change, codes) => {
    expect(ruleFaults(rule(change), team).map(({ code }) => code)).toEqual(codes);
  });

  test('whoever left stays the expert they were', () => {
    expect(ruleFaults(rule({ pairing: 'at-least-one-expert', experts: ['ana', 'gone'] }), team)).toEqual([]);
  });
});

describe('what a possible rule would leave undone', () => {
  const codes = (change: Partial<StageRule>, undivided = 0, its: Team = team): string[] =>
    ruleWarnings(rule(change), 'title-abstract', its, undivided).map(({ code }) => code);

  test('nothing, where the team can do it', () => {
    expect(codes({})).toEqual([]);
  });

  test('more readers than the team has', () => {
    expect(codes({ readers: 3 })).toEqual(['too_few_readers']);
  });

  test('a pairing without novices', () => {
    expect(codes({ pairing: 'one-expert-one-novice', experts: ['ana', 'ben'] })).toEqual(['no_novice']);
  });

  test('conflicts that nobody may settle, unless the readers settle them', () => {
    const without = { ...team, hasAdjudicator: false };
    expect(codes({}, 0, without)).toEqual(['no_adjudicator']);
    expect(codes({ conflicts: 'readers' }, 0, without)).toEqual([]);
  });

  test('citations in no batch, except in a pilot, which everybody reads', () => {
    expect(codes({ assignment: 'batches' }, 5)).toEqual(['undivided']);
    expect(ruleWarnings(rule({ assignment: 'batches' }), 'pilot', team, 5)).toEqual([]);
  });
});
