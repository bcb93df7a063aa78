import { emptyProtocol, FRAME_KINDS, emptyFrame, ProtocolDocument, REVIEW_KINDS } from './protocol';
import { aCriterion, aProtocol, aReason } from './testing/a-protocol';
import { validateProtocol } from './validate';

describe('checking a protocol', () => {
  it('finds nothing wrong in a filled one', () => {
    expect(validateProtocol(aProtocol())).toEqual([]);
  });

  it.each(REVIEW_KINDS)('an empty %s protocol may be saved, and its gaps are named', (kind) => {
    const problems = validateProtocol(emptyProtocol(kind));
    expect(problems.filter((problem) => problem.severity === 'error')).toEqual([]);
    expect(problems.map((problem) => problem.code)).toEqual([
      'no_question',
      'no_inclusion_criteria',
      'no_full_text_reasons',
      'disadvantage_not_defined',
    ]);
  });

  it.each(FRAME_KINDS)('an empty %s frame has no error', (kind) => {
    expect(validateProtocol(aProtocol({ frame: emptyFrame(kind) }))).toEqual([]);
  });

  const base = aProtocol();
  const withEquity = (patch: Partial<ProtocolDocument['equity']>): Partial<ProtocolDocument> => ({
    equity: { ...base.equity, ...patch },
  });
  const dimension = { key: 'age', label: 'Age', ofInterest: true, howDefined: '' };

  it.each<[string, string, string, Partial<ProtocolDocument>]>([
    [
      'duplicate_id',
      'criteria.1.id',
      'one id, two criteria',
      { criteria: [aCriterion('a'), aCriterion('a', { text: 'Other' })] },
    ],
    [
      'duplicate_id',
      'exclusionReasons.1.id',
      'one id, two reasons',
      { exclusionReasons: [aReason('a'), aReason('a', 'Other')] },
    ],
    [
      'duplicate_id',
      'equity.dimensions.1.key',
      'one dimension twice',
      withEquity({
        dimensions: [
          { ...dimension, howDefined: 'x' },
          { ...dimension, howDefined: 'x' },
        ],
      }),
    ],
    [
      'duplicate_id',
      'frame.parts.1.key',
      'one part twice',
      {
        frame: {
          kind: 'free',
          parts: [
            { key: 'a', label: 'A', text: '' },
            { key: 'a', label: 'B', text: '' },
          ],
        },
      },
    ],
    ['empty_id', 'exclusionReasons.0.id', 'a blank id', { exclusionReasons: [aReason(' ', 'A')] }],
    ['empty_label', 'exclusionReasons.0.label', 'a blank label', { exclusionReasons: [aReason('a', '  ')] }],
    ['empty_label', 'criteria.0.text', 'a criterion without words', { criteria: [aCriterion('a', { text: '' })] }],
    [
      'empty_label',
      'outcomes.0.name',
      'an outcome without a name',
      { outcomes: [{ id: 'o', name: '', kind: 'primary', measure: '', timing: '' }] },
    ],
    ['empty_label', 'objectives.0.text', 'an empty objective', { objectives: [{ id: 'b', text: '' }] }],
    [
      'same_reason',
      'exclusionReasons.1.label',
      'case and full stop do not tell apart',
      { exclusionReasons: [aReason('a', 'Wrong design'), aReason('b', 'wrong  design.')] },
    ],
    [
      'same_criterion',
      'criteria.1.text',
      'overlapping stages',
      { criteria: [aCriterion('a', { text: 'X' }), aCriterion('b', { text: 'x', stage: 'full-text' })] },
    ],
    [
      'criterion_contradicts',
      'criteria.1.text',
      'includes and excludes',
      { criteria: [aCriterion('a', { text: 'X' }), aCriterion('b', { text: 'X', kind: 'exclusion' })] },
    ],
    ['order_not_a_number', 'criteria.0.order', 'no place', { criteria: [aCriterion('a', { order: Number.NaN })] }],
    [
      'same_outcome',
      'outcomes.1.name',
      'nothing differs',
      {
        outcomes: [
          { id: 'o', name: 'A', kind: 'primary', measure: 'm', timing: 't' },
          { id: 'p', name: 'a', kind: 'secondary', measure: 'm', timing: 't' },
        ],
      },
    ],
    ['frame_part_missing', 'frame.parts', 'PICO without its parts', { frame: { kind: 'PICO', parts: [] } }],
    [
      'frame_part_unknown',
      'frame.parts.3.key',
      'a part of another frame',
      { frame: { kind: 'PCC', parts: [...emptyFrame('PCC').parts, { key: 'design', label: 'Design', text: '' }] } },
    ],
    [
      'address_not_web',
      'registration.url',
      'a script is no address',
      { registration: { registry: 'X', id: '', url: 'javascript:alert(1)' } },
    ],
    [
      'stopping_out_of_range',
      'analysisPlan.stopping.recall',
      'less than half is no target',
      { analysisPlan: { ...aProtocol().analysisPlan, stopping: { recall: 0.4, confidence: 0.95 } } },
    ],
    [
      'empty_keyword',
      'keywords.include.0',
      'a lone asterisk marks everything',
      { keywords: { include: ['*'], exclude: [], neutral: [] } },
    ],
  ])('%s at %s: %s', (code, path, _, patch) => {
    const doc = aProtocol(patch);
    expect(validateProtocol(doc)).toContainEqual(expect.objectContaining({ severity: 'error', code, path }));
  });

  it.each<[string, string, Partial<ProtocolDocument>]>([
    [
      'no_primary_outcome',
      'outcomes',
      { outcomes: [{ id: 'o', name: 'A', kind: 'secondary', measure: '', timing: '' }] },
    ],
    ['dimension_not_defined', 'equity.dimensions.0.howDefined', withEquity({ dimensions: [dimension] })],
    ['registry_not_named', 'registration.registry', { registration: { registry: '', id: '42', url: '' } }],
    ['keyword_twice', 'keywords.exclude.0', { keywords: { include: ['Rat'], exclude: ['rat'], neutral: [] } }],
  ])('%s at %s only warns', (code, path, patch) => {
    expect(validateProtocol(aProtocol(patch))).toEqual([expect.objectContaining({ severity: 'warning', code, path })]);
  });

  it('one label at two separate stages is allowed', () => {
    const exclusionReasons = [aReason('a', 'Wrong design', { stage: 'title-abstract' }), aReason('b', 'Wrong design')];
    expect(validateProtocol(aProtocol({ exclusionReasons }))).toEqual([]);
  });
});
