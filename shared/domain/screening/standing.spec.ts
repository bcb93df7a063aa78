import fc from 'fast-check';
import { defaultRule, type StageRule, type Verdict } from './rule';
import { standingOfSet } from './set-standing';
import { type DecisionFact, isWanted, missingDecisions, standingOf } from './standing';

const rule = (change: Partial<StageRule> = {}): StageRule => ({ ...defaultRule('title-abstract'), ...change });
const votes = (...verdicts: string[]): DecisionFact[] =>
  verdicts.map((text, i) => {
    const [verdict, reason] = text.split(':');
    return { memberId: `m${i}`, verdict: verdict as Verdict, reportedReason: reason ?? null };
  });

describe('standingOf', () => {
  it.each<[string, string[], Partial<StageRule>, string]>([
    ['nobody has read it', [], {}, 'pending'],
    ['one of two has read it', ['include'], {}, 'pending'],
    ['two includes agree', ['include', 'include'], {}, 'included'],
    ['two excludes agree', ['exclude', 'exclude'], {}, 'excluded'],
    ['two includes and one exclude stand in conflict', ['include', 'include', 'exclude'], { readers: 3 }, 'conflict'],
    ['excludes for different reasons agree', ['exclude:a', 'exclude:b'], {}, 'excluded'],
    ['unless the rule wants the reasons to agree', ['exclude:a', 'exclude:b'], { reasonsMustAgree: true }, 'conflict'],
    ['maybe advances as an include', ['maybe', 'include'], {}, 'included'],
    ['maybe against exclude is a conflict', ['maybe', 'exclude'], {}, 'conflict'],
    ['maybe is a disagreement where the rule says so', ['maybe', 'maybe'], { maybe: 'disagrees' }, 'conflict'],
    ['any include advances', ['include', 'exclude'], { conflicts: 'any-include-advances' }, 'included'],
    ['a single reader decides alone', ['exclude'], { readers: 1 }, 'excluded'],
    ['liberal accelerated: one include is enough', ['include'], { secondReader: 'exclusions' }, 'included'],
    ['liberal accelerated: an exclusion gets a second reader', ['exclude'], { secondReader: 'exclusions' }, 'pending'],
    [
      'liberal accelerated: the second reader can save it',
      ['exclude', 'include'],
      { secondReader: 'exclusions' },
      'included',
    ],
    ['everyone must have read it', ['include', 'include'], { readers: 'everyone' }, 'pending'],
    [
      'two novices wait for an expert',
      ['include', 'include'],
      { pairing: 'at-least-one-expert', experts: ['m9'] },
      'pending',
    ],
    [
      'one expert among them is enough',
      ['include', 'include'],
      { pairing: 'at-least-one-expert', experts: ['m1'] },
      'included',
    ],
    [
      'two experts wait for a novice',
      ['include', 'include'],
      { pairing: 'one-expert-one-novice', experts: ['m0', 'm1'] },
      'pending',
    ],
  ])('%s', (_name, verdicts, change, expected) => {
    expect(standingOf(votes(...verdicts), null, rule(change), 3).standing).toBe(expected);
  });

  it('a resolution outweighs the decisions, and reports its reason only for an exclusion', () => {
    const conflict = votes('include', 'exclude:a');
    expect(standingOf(conflict, { verdict: 'exclude', reportedReason: 'b' }, rule())).toMatchObject({
      standing: 'excluded',
      reportedReason: 'b',
      basis: 'resolution',
    });
    expect(standingOf(conflict, { verdict: 'include', reportedReason: 'b' }, rule()).reportedReason).toBeNull();
  });

  it('the reported reason is the first in protocol order, not the first voted', () => {
    const rank = (reason: string): number => ['late', 'early'].indexOf(reason) * -1;
    expect(standingOf(votes('exclude:late', 'exclude:early'), null, rule(), 2, rank).reportedReason).toBe('early');
  });

  const aFact = fc.record({
    memberId: fc.constantFrom('a', 'b', 'c', 'd'),
    verdict: fc.constantFrom<Verdict>('include', 'maybe', 'exclude'),
    reportedReason: fc.constantFrom(null, 'x', 'y'),
  });
  const facts = fc.uniqueArray(aFact, { selector: (fact) => fact.memberId });
  const aRule = fc.record({
    readers: fc.constantFrom<StageRule['readers']>(1, 2, 3, 'everyone'),
    pairing: fc.constantFrom<StageRule['pairing']>('any', 'at-least-one-expert', 'one-expert-one-novice'),
    experts: fc.subarray(['a', 'b']),
    maybe: fc.constantFrom<StageRule['maybe']>('advances', 'disagrees'),
    conflicts: fc.constantFrom<StageRule['conflicts']>('adjudicator', 'readers', 'any-include-advances'),
    secondReader: fc.constantFrom<StageRule['secondReader']>('all', 'exclusions'),
    reasonsMustAgree: fc.boolean(),
  });

  it('does not hang on the order in which decisions are listed', () => {
    fc.assert(
      fc.property(facts, aRule, fc.nat(), (list, change, seed) => {
        const turned = [
          ...list.slice(seed % (list.length || 1)),
          ...list.slice(0, seed % (list.length || 1)),
        ].reverse();
        expect(standingOf(turned, null, rule(change), 4)).toEqual(standingOf(list, null, rule(change), 4));
      }),
    );
  });

  it('is pending exactly while decisions are missing, and nobody is wanted once it is complete', () => {
    fc.assert(
      fc.property(facts, aRule, (list, change) => {
        const standing = standingOf(list, null, rule(change), 4);
        expect(standing.isComplete).toBe(missingDecisions(list, rule(change), 4) === 0);
        expect(standing.isComplete).toBe(standing.standing !== 'pending');
        if (standing.isComplete) expect(isWanted('z', list, rule(change), 4)).toBe(false);
      }),
    );
  });
});

describe('standingOfSet', () => {
  const copy = (...verdicts: string[]) => ({ decisions: votes(...verdicts), resolution: null });
  it('a set of one stands as its only record', () => {
    expect(standingOfSet(copy('include', 'include'), [], rule(), 2, () => 0).standing).toBe('included');
  });
  it('readers who each saw another copy have read the set together', () => {
    const other = {
      decisions: [{ memberId: 'm7', verdict: 'include' as const, reportedReason: null }],
      resolution: null,
    };
    expect(standingOfSet(copy('include'), [other], rule(), 2, () => 0).standing).toBe('included');
  });
  it('copies that were settled differently are a conflict', () => {
    expect(standingOfSet(copy('include', 'include'), [copy('exclude', 'exclude')], rule(), 2, () => 0).standing).toBe(
      'conflict',
    );
  });
  it('a copy that was settled settles a set whose kept copy was not', () => {
    expect(standingOfSet(copy(), [copy('exclude', 'exclude')], rule(), 2, () => 0).standing).toBe('excluded');
  });
  it('one reader who judged two copies differently is a conflict, not two readers who agree', () => {
    const kept = copy('include');
    const other = copy('exclude');
    const standing = standingOfSet(kept, [other], rule({ readers: 1 }), 2, () => 0);
    expect(standing.standing).toBe('conflict');
  });
});
