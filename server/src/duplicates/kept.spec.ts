import { type Candidate, keptOf } from './kept';

const at = (id: string, place: Candidate['place'], ordinal: number): Candidate => ({ id, place, ordinal });

describe('keptOf', () => {
  it.each<[string, Candidate[], string]>([
    ['among equals the first to come in', [at('b', 'screening', 2), at('a', 'screening', 1)], 'a'],
    ['what is settled before what is not', [at('a', 'screening', 1), at('b', 'screened-out', 2)], 'b'],
    ['the further in the flow', [at('a', 'screened-out', 1), at('b', 'assessing', 2), at('c', 'retrieval', 3)], 'b'],
    ['the included one above all', [at('a', 'assessed-out', 1), at('b', 'included', 9)], 'b'],
    [
      'an article before its correction',
      [{ ...at('a', 'screening', 1), isCorrection: true }, at('b', 'screening', 2)],
      'b',
    ],
    [
      'a correction that is further on',
      [{ ...at('a', 'included', 1), isCorrection: true }, at('b', 'screening', 2)],
      'a',
    ],
    ['what is in the flow before what was removed', [at('a', 'removed-other', 1), at('b', 'screening', 2)], 'b'],
  ])('%s', (_why, candidates, kept) => {
    expect(keptOf(candidates).id).toBe(kept);
    expect(keptOf([...candidates].reverse()).id).toBe(kept);
  });
});
