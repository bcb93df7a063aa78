import type { OutboxAct, OutboxEntry } from '../../data/screening-outbox-entry';
import { unseenVotes } from './unseen-votes';

let seq = 0;
const entry = (act: Partial<OutboxAct['body']> & { kind?: OutboxAct['kind'] }, of: Partial<OutboxEntry> = {}) => {
  const { kind = 'decide', ...body } = act;
  const usual = {
    id: `vote-${seq}`,
    citationId: 'c',
    stageId: 's',
    verdict: 'include',
    reasons: [],
    tags: [],
    note: null,
  };
  return {
    ...{ seq: ++seq, accountId: 'ana', reviewId: 'review', title: 'Home visits', ordinal: 7, at: 1_750_000_000_000 },
    ...{ sendAfter: 0, hasBegun: false, failures: 0, refusal: null, ...of },
    act: { kind, body: { ...usual, ...body } },
  } as OutboxEntry;
};
const all = { stageId: '', verdict: '', q: '' };
const ids = (rows: { citationId: string; verdict: string }[]): string[] =>
  rows.map(({ citationId, verdict }) => `${citationId} ${verdict}`);

describe('votes that the server has not seen', () => {
  it('stand newest first, each record once, with what was decided last', () => {
    const waiting = [
      entry({ citationId: 'a' }),
      entry({ citationId: 'b' }),
      entry({ citationId: 'a', verdict: 'exclude' }),
    ];
    expect(ids(unseenVotes(waiting, 'review', all))).toEqual(['a exclude', 'b include']);
  });

  it('carry the number and the title of the record, and when they were made', () => {
    expect(unseenVotes([entry({})], 'review', all)[0]).toMatchObject({
      at: '2025-06-15T15:06:40.000Z',
      isOpen: true,
      citation: { ordinal: 7, title: 'Home visits' },
    });
  });

  it('of another review are not among them, nor what was taken back', () => {
    const waiting = [
      entry({ citationId: 'a' }, { reviewId: 'another' }),
      entry({ citationId: 'b' }),
      entry({ citationId: 'b', kind: 'withdraw' }),
    ];
    expect(unseenVotes(waiting, 'review', all)).toEqual([]);
  });

  it.each([
    [{ verdict: 'exclude' }, ['b exclude']],
    [{ stageId: 'second' }, ['c include']],
    [{ q: 'SURE visits' }, ['b exclude']],
    [{ q: 'nothing like it' }, []],
  ])('are filtered like the others: %j', (wanted, expected) => {
    const waiting = [
      entry({ citationId: 'a' }),
      entry({ citationId: 'b', verdict: 'exclude' }, { title: 'Visits of Sure Start' }),
      entry({ citationId: 'c', stageId: 'second' }),
    ];
    expect(ids(unseenVotes(waiting, 'review', { ...all, ...wanted }))).toEqual(expected);
  });
});
