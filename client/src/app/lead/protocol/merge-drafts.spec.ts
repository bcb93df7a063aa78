import { emptyProtocol, type ProtocolDocument } from '@shared/domain/protocol/protocol';
import { mergeDrafts, withTheirs } from './merge-drafts';

const objective = (id: string, text: string) => ({ id, text });
const base: ProtocolDocument = {
  ...emptyProtocol('systematic'),
  question: 'Q',
  objectives: [objective('a', 'A'), objective('b', 'B'), objective('c', 'C')],
};
const withObjectives = (...objectives: ProtocolDocument['objectives']): ProtocolDocument => ({ ...base, objectives });

describe('two edits of one draft', () => {
  it('of different fields are both kept', () => {
    const mine = { ...base, question: 'Mine' };
    const theirs = { ...base, background: 'Theirs', analysisPlan: { ...base.analysisPlan, screening: 'Two readers' } };
    expect(mergeDrafts(base, mine, theirs)).toEqual({
      document: { ...theirs, question: 'Mine' },
      clashes: [],
    });
  });

  it('of the same field clash: mine stays and the place is named', () => {
    const { document, clashes } = mergeDrafts(base, { ...base, question: 'M' }, { ...base, question: 'T' });
    expect(document.question).toBe('M');
    expect(clashes).toEqual(['question']);
  });

  it('that say the same are no clash', () => {
    const same = { ...base, question: 'Both' };
    expect(mergeDrafts(base, same, { ...same })).toEqual({ document: same, clashes: [] });
  });

  it('of different items of a list are both kept, by id', () => {
    const mine = withObjectives(objective('a', 'A1'), objective('b', 'B'), objective('c', 'C'));
    const theirs = withObjectives(objective('c', 'C'), objective('a', 'A'), objective('b', 'B2'));
    const { document, clashes } = mergeDrafts(base, mine, theirs);
    expect(document.objectives).toEqual([objective('c', 'C'), objective('a', 'A1'), objective('b', 'B2')]);
    expect(clashes).toEqual([]);
  });

  it('that both add to a list keep both additions', () => {
    const mine = withObjectives(...base.objectives, objective('m', 'M'));
    const theirs = withObjectives(...base.objectives, objective('t', 'T'));
    const { document, clashes } = mergeDrafts(base, mine, theirs);
    expect(document.objectives.map(({ id }) => id)).toEqual(['a', 'b', 'c', 'm', 't']);
    expect(clashes).toEqual([]);
  });

  it('one removing what the other left alone removes it', () => {
    const mine = withObjectives(objective('a', 'A'), objective('b', 'B'));
    const theirs = { ...base, question: 'T' };
    expect(mergeDrafts(base, mine, theirs)).toEqual({ document: { ...mine, question: 'T' }, clashes: [] });
  });

  it('one removing what the other rewrote keeps the words and says so', () => {
    const mine = withObjectives(objective('a', 'A'), objective('b', 'B'));
    const theirs = withObjectives(objective('a', 'A'), objective('b', 'B'), objective('c', 'Rewritten'));
    const { document, clashes } = mergeDrafts(base, mine, theirs);
    expect(document.objectives).toContainEqual(objective('c', 'Rewritten'));
    expect(clashes).toEqual(['objectives.c']);
  });

  it('that clashed can be settled by taking the other words at that place alone', () => {
    const mine = { ...withObjectives(objective('a', 'mine'), objective('b', 'B1')), question: 'M' };
    const theirs = { ...withObjectives(objective('a', 'theirs'), objective('b', 'B')), question: 'T' };
    const settled = withTheirs(mine, theirs, 'objectives.a.text');
    expect(settled.objectives).toEqual([objective('a', 'theirs'), objective('b', 'B1')]);
    expect(settled.question).toBe('M');
    expect(withTheirs(mine, theirs, 'question').question).toBe('T');
  });
});
