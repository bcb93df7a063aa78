import { checkPublished, isDuplicateReason, isTotalRow } from './published';
import type { PublishedCounts } from './published';

describe('a made-up diagram', () => {
  const sound: PublishedCounts = {
    db_sources: { MEDLINE: 60, Embase: 50 },
    db_databases: 110,
    db_duplicates: 30,
    db_screened: 80,
    db_screen_excluded: 60,
    db_sought: 20,
    db_not_retrieved: 1,
    db_assessed: 19,
    db_excluded_reasons: { 'Wrong population': 9 },
    db_excluded_total: 9,
    new_reports: 10,
    new_studies: 8,
  };

  const cases: [string, Partial<PublishedCounts>, string[]][] = [
    ['holds as it stands', {}, []],
    ['a per-source count that was updated alone', { db_sources: { MEDLINE: 61, Embase: 50 } }, ['I1_sources_sum']],
    [
      'unique records that are not the records screened',
      { db_screened: 81, db_sought: 21 },
      ['I2_screened', 'I4_assessed'],
    ],
    ['a total beside its parts', { db_excluded_total: 8 }, ['I5a_reasons_sum', 'N1_included_reports']],
    [
      'an arm missing from the total',
      { other_sought: 4, other_not_retrieved: 0, other_assessed: 4, other_excluded_total: 1 },
      ['N1_included_reports'],
    ],
    ['more studies pooled than included', { total_studies_ma: 9 }, ['M1_ma_le_total']],
    ['more studies than reports is a warning, no error', { new_studies: 12 }, []],
  ];
  it.each(cases)('%s', (_, change, violated) => {
    expect(checkPublished({ ...sound, ...change }).violated).toEqual(violated);
  });

  it('warns of more studies than reports, of no duplicates and of rows that are no reasons', () => {
    const odd = checkPublished({
      ...sound,
      new_studies: 12,
      db_duplicates: 0,
      db_excluded_reasons: { Total: 9, Duplicate: 2 },
    });
    expect(odd.warnings).toHaveLength(4);
  });

  it('holds each search wave against the rules by itself', () => {
    const wave = { db_databases: 10, db_duplicates: 2, db_screened: 8 };
    const { waves } = checkPublished({ ...sound, waves: [wave, { ...wave, db_screened: 9 }] });
    expect(waves.map((one) => one.violated)).toEqual([[], ['I2_screened']]);
  });
});

describe('rows that are no reasons', () => {
  it.each([
    ['Total', true],
    ['total:', true],
    ['Subtotal', true],
    ['Total parenteral nutrition', false],
  ])('%s is a sum: %s', (reason, sum) => expect(isTotalRow(reason)).toBe(sum));

  it.each([
    ['Duplicate', true],
    ['duplicate record', true],
    ['Duplicate publication of data only', false],
  ])('%s is a late duplicate: %s', (reason, late) => expect(isDuplicateReason(reason)).toBe(late));
});
