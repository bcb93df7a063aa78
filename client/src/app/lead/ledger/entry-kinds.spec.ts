import texts from '../../../../public/i18n/overview/en.json';
import { citationsOf, DECISIONS, ENTRY_GROUPS, factsOf } from './entry-kinds';

const types = [...ENTRY_GROUPS.flatMap((group) => group.types), ...DECISIONS.split(',')];

describe('kinds of ledger entries', () => {
  it.each(types)('%s has a name', (type) => {
    const [noun = '', act = ''] = type.split('.');
    expect((texts.ledger.types as Record<string, Record<string, string>>)[noun]?.[act]).toEqual(expect.any(String));
  });

  it('every name is offered once', () => {
    const named = Object.entries(texts.ledger.types).flatMap(([noun, acts]) =>
      Object.keys(acts).map((act) => `${noun}.${act}`),
    );
    expect([...types].sort()).toEqual(named.sort());
  });
});

describe('what an entry says', () => {
  it('is its plain fields; ids and lists of things are in the entry as it is kept', () => {
    const payload = {
      citationId: 'c1',
      stageId: 's1',
      verdict: 'exclude',
      reasons: ['wrong-population'],
      tags: [],
      note: null,
      sets: [{ a: 1 }],
    };
    expect(factsOf(payload)).toEqual([
      { field: 'verdict', value: 'exclude' },
      { field: 'reasons', value: 'wrong-population' },
    ]);
    expect(citationsOf(payload)).toEqual(['c1']);
    expect(citationsOf({ citationIds: ['a', 'b'] })).toEqual(['a', 'b']);
    expect(citationsOf({ by: 'machine', sets: [{ citationId: 'a', memberIds: ['b', 'c'] }] })).toEqual(['a', 'b', 'c']);
    expect(
      citationsOf({
        links: [
          { a: 'a', b: 'b', relation: 'erratum' },
          { a: 'a', b: 'c' },
        ],
      }),
    ).toEqual(['a', 'b', 'c']);
    expect(citationsOf({ memberIds: ['person'], citationIds: ['a'] })).toEqual(['a']);
    expect(factsOf(null)).toEqual([]);
    expect(citationsOf(null)).toEqual([]);
  });
});
