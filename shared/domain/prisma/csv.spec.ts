import { toPrismaCsv, toPrismaJson } from './csv';
import { fromPrismaCsv, publishedCountsOf } from './csv-read';
import { prismaFlow } from './flow';
import type { FlowGroup } from './flow';
import { checkPublished } from './published';

const base: FlowGroup = {
  n: 1,
  arm: 'databases',
  sourceKind: 'database',
  source: 'MEDLINE',
  cycle: 1,
  duplicate: false,
  removed: null,
  titleAbstract: 'include',
  titleAbstractBy: 'person',
  retrieval: 'retrieved',
  fullText: 'include',
  reason: null,
};
const groups: FlowGroup[] = [
  { ...base, n: 1200, titleAbstract: 'exclude' },
  { ...base, n: 9, fullText: 'exclude', reason: 'Setting; not a school, nor a nursery' },
  { ...base, n: 4, source: 'ClinicalTrials.gov', sourceKind: 'register' },
  { ...base, n: 2, arm: 'other', source: 'Authors', sourceKind: 'expert' },
];
const flow = prismaFlow(groups, { studies: { newStudies: 5 } });
const csv = toPrismaCsv(flow);

describe('the CSV of the PRISMA2020 package', () => {
  it('has its columns and one row per count', () => {
    const [header, ...rows] = csv.trimEnd().split('\r\n');
    expect(header).toBe('data,node,box,description,boxtext,tooltips,url,n');
    expect(rows).toHaveLength(34);
  });

  it('has no row whose name contains another count’s name, because the package matches parts of names', () => {
    const names = csv
      .split('\r\n')
      .slice(1)
      .map((row) => row.split(',')[0] ?? '')
      .filter((name) => name !== '' && name !== 'NA');
    // The package anchors these two itself.
    const anchored = ['total_studies', 'total_reports'];
    const clashes = names.filter(
      (name) => !anchored.includes(name) && names.filter((o) => o.includes(name)).length > 1,
    );
    expect(clashes).toEqual([]);
  });

  it('writes counts without separators and reads them back', () => {
    const read = fromPrismaCsv(csv);
    expect(read.counts).toMatchObject({ database_results: 1209, register_results: 4, records_excluded: 1200 });
    expect(read.problems).toEqual([]);
  });

  it('carries a reason with comma and semicolon through the package’s list syntax', () => {
    expect(csv).toContain('Setting\uff1b not a school\u201a nor a nursery, 9');
    expect(fromPrismaCsv(csv).lists.dbr_excluded).toEqual([{ label: 'Setting; not a school, nor a nursery', n: 9 }]);
  });

  it('counts experts where the template can draw them and says so in the box text', () => {
    const read = fromPrismaCsv(csv);
    expect(read.counts.citations_results).toBe(2);
    expect(read.labels['citations_results']).toBe('Citation searching, other methods');
  });

  it('keeps "not applicable" apart from 0', () => {
    const read = fromPrismaCsv(csv);
    expect([read.counts.previous_studies, read.counts.duplicates]).toEqual([null, 0]);
  });

  it('gives counts that hold against the rules', () => {
    const verdict = checkPublished(publishedCountsOf(fromPrismaCsv(csv)));
    expect(verdict.violated).toEqual([]);
    expect(verdict.rules.N1_included_reports).toEqual({ status: 'ok', lhs: 6, rhs: 6, delta: 0 });
  });
});

describe('reading files of others', () => {
  const row = (data: string, n: string) => `${data},,box,d,b,NA,NA,${n}`;
  const read = (...rows: string[]) =>
    fromPrismaCsv(['data,node,box,description,boxtext,tooltips,url,n', ...rows].join('\n'));

  it('takes separators, a byte order mark and quoted line breaks', () => {
    const file =
      '\ufeffdata,node,box,description,boxtext,tooltips,url,n\nduplicates,,box3,"a\n""b""",c,NA,NA,"1,234"\n';
    expect(fromPrismaCsv(file).counts.duplicates).toBe(1234);
  });

  it('takes one single reason', () => {
    expect(read(row('dbr_excluded', '"Wrong design, 3"')).lists.dbr_excluded).toEqual([
      { label: 'Wrong design', n: 3 },
    ]);
  });

  it('leaves a sum among the reasons out and says so', () => {
    const found = read(row('dbr_excluded', '"Wrong design, 3; Total, 3"'));
    expect(found.lists.dbr_excluded).toHaveLength(1);
    expect(found.problems).toEqual(['"Total" in "dbr_excluded" is the sum of the others and was left out.']);
  });

  it('reads the template’s own placeholders as missing', () => {
    const found = read(row('dbr_excluded', '"Reason1, xxx; Reason2, xxx"'), row('records_screened', 'xxx'));
    expect([found.lists.dbr_excluded, found.counts.records_screened]).toEqual([null, null]);
  });

  it.each(['12.5', '-3', 'about 40'])('does not guess at %s', (n) => {
    const found = read(row('duplicates', n));
    expect([found.counts.duplicates, found.problems.length]).toEqual([null, 1]);
  });

  it('refuses a table that is something else', () => {
    expect(() => fromPrismaCsv('title,year\nA,2020')).toThrow('not_a_prisma_csv');
  });
});

describe('the JSON', () => {
  it('holds the flow as it is', () => {
    const parsed = JSON.parse(toPrismaJson(flow)) as { flow: unknown; counts: Record<string, number> };
    expect(parsed.flow).toEqual(flow);
    expect(parsed.counts['expert_results']).toBe(2);
  });
});
