import { amendmentReach, compareProtocols, ItemDifference } from './diff';
import { emptyProtocol, ProtocolDocument } from './protocol';
import { protocolSections } from './sections';
import { aCriterion, aProtocol, aReason } from './testing/a-protocol';

const items = (before: ProtocolDocument, after: ProtocolDocument): ItemDifference[] =>
  compareProtocols(before, after).sections.flatMap((section) => section.items);

describe('comparing protocol versions', () => {
  const before = aProtocol();
  const [c1, c2, c3] = before.criteria;
  const [r1, r2, r3] = before.exclusionReasons;

  it('a version from before targets could be fixed fixes none; fixing one is a difference', () => {
    const now = aProtocol();
    const { stopping: _none, ...analysisPlan } = now.analysisPlan;
    const old = { ...now, analysisPlan };
    expect(compareProtocols(old, now).isSame).toBe(true);
    const fixed = { ...now, analysisPlan: { ...analysisPlan, stopping: { recall: 0.95, confidence: 0.95 } } };
    expect(compareProtocols(old, fixed).sections[0]?.items[0]).toMatchObject({
      path: 'analysisPlan.stopping',
      change: 'added',
    });
  });

  it('a reworded criterion is one change, matched by id, with its words', () => {
    const after = aProtocol({ criteria: [{ ...c1!, text: 'Families with a child under four' }, c2!, c3!] });
    expect(items(before, after)).toEqual([
      {
        path: 'criteria.c1',
        label: 'Criterion',
        itemId: 'c1',
        change: 'changed',
        move: null,
        fields: [
          expect.objectContaining({
            field: 'text',
            words: [
              { kind: 'same', text: 'Families with a child under ' },
              { kind: 'removed', text: 'five' },
              { kind: 'added', text: 'four' },
            ],
          }),
        ],
      },
    ]);
  });

  it('one reason carried to the top is one move, and the others keep their place', () => {
    const after = aProtocol({ exclusionReasons: [r3!, r1!, r2!] });
    expect(items(before, after)).toEqual([
      expect.objectContaining({ path: 'exclusionReasons.r3', change: 'moved', move: { from: 3, to: 1 }, fields: [] }),
    ]);
    expect(compareProtocols(before, after).counts).toEqual({ added: 0, removed: 0, changed: 0, moved: 1 });
  });

  it('a reason inserted before others is added and moves nothing', () => {
    const after = aProtocol({ exclusionReasons: [aReason('r0'), r1!, r2!, r3!] });
    expect(items(before, after)).toEqual([expect.objectContaining({ itemId: 'r0', change: 'added', move: null })]);
  });

  it('an item both reworded and moved is changed, with its move', () => {
    const after = aProtocol({ exclusionReasons: [r2!, r3!, { ...r1!, label: 'Not the population' }] });
    expect(items(before, after)).toEqual([
      expect.objectContaining({ itemId: 'r1', change: 'changed', move: { from: 1, to: 3 } }),
    ]);
  });

  it('a text first written is added, one emptied is removed', () => {
    expect(items(before, aProtocol({ rationale: 'Because.' }))).toEqual([
      expect.objectContaining({ path: 'rationale', change: 'added' }),
    ]);
    expect(items(before, aProtocol({ question: '' }))).toEqual([
      expect.objectContaining({ path: 'question', change: 'removed' }),
    ]);
  });

  it('another frame shows its parts as removed and added', () => {
    const after = { ...before, frame: emptyProtocol('scoping').frame };
    const changes = Object.fromEntries(items(before, after).map((item) => [item.path, item.change]));
    expect(changes).toMatchObject({
      'frame.kind': 'changed',
      'frame.parts.concept': 'added',
      'frame.parts.outcomes': 'removed',
    });
    expect(changes).not.toHaveProperty('frame.parts.population');
  });

  it('renumbered criteria in the same sequence are no difference', () => {
    const after = aProtocol({
      criteria: before.criteria.map((criterion) => ({ ...criterion, order: criterion.order * 10 })),
    });
    expect(compareProtocols(before, after).isSame).toBe(true);
  });

  it('two bearers of one id are both compared', () => {
    const twice = aProtocol({ criteria: [aCriterion('x', { text: 'One' }), aCriterion('x', { text: 'Two' })] });
    const after = aProtocol({ criteria: [aCriterion('x', { text: 'One' }), aCriterion('x', { text: 'Three' })] });
    expect(compareProtocols(twice, after).counts).toMatchObject({ changed: 1 });
  });

  it('every text of the document can be compared', () => {
    const seen = new Set<string>();
    const doc = aProtocol();
    const mark = (value: unknown, path: string): unknown => {
      if (typeof value === 'string' && !/(\.|^)(id|key|kind|stage|reviewKind)$/.test(path)) {
        seen.add(`⟨${path}⟩`);
        return `⟨${path}⟩`;
      }
      if (Array.isArray(value)) return value.map((entry, at) => mark(entry, `${path}.${at}`));
      if (value !== null && typeof value === 'object') {
        return Object.fromEntries(
          Object.entries(value).map(([key, entry]) => [key, mark(entry, path ? `${path}.${key}` : key)]),
        );
      }
      return value;
    };
    doc.objectives = [{ id: 'b1', text: 'x' }];
    doc.searchPlan.sources = [{ id: 's1', name: 'x', kind: 'database', detail: 'x' }];
    doc.keywords = { include: ['x'], exclude: ['x'], neutral: ['x'] };
    const shown = JSON.stringify(
      protocolSections(mark(doc, '') as ProtocolDocument).flatMap((s) => s.items.flatMap((i) => i.fields)),
    );
    // The registration number is a text although its field is called `id`.
    expect([...seen].filter((text) => !shown.includes(text))).toEqual([]);
    expect(items(doc, { ...doc, registration: { ...doc.registration, id: 'CRD1' } })).toHaveLength(1);
  });
});

describe('the reach of an amendment', () => {
  const before = aProtocol();
  const [c1, c2, c3] = before.criteria;

  it.each([
    ['a full-text criterion reworded', [c1!, c2!, { ...c3!, text: 'Other' }], ['full-text'], ['c3']],
    ['a criterion for both stages removed', [c1!, c3!], ['title-abstract', 'full-text'], ['c2']],
    [
      'a criterion moved to another stage',
      [{ ...c1!, stage: 'full-text' as const }, c2!, c3!],
      ['title-abstract', 'full-text'],
      ['c1'],
    ],
    ['criteria only put in another order', [{ ...c1!, order: 9 }, c2!, c3!], [], []],
  ])('%s touches the right stages', (_, criteria, stages, criterionIds) => {
    expect(amendmentReach(before, { ...before, criteria })).toMatchObject({
      stages,
      criterionIds,
      reasonOrderChanged: false,
    });
  });

  it('says when reasons changed places, as reported reasons may change', () => {
    const after = { ...before, exclusionReasons: [...before.exclusionReasons].reverse() };
    expect(amendmentReach(before, after)).toEqual({
      stages: [],
      criterionIds: [],
      reasonIds: [],
      reasonOrderChanged: true,
    });
  });
});
