import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { cohenKappa } from '@shared/domain/agreement/cohen-kappa';
import { measureCommand } from './measure';
import { type Measured, runMeasures } from './run';
import { asText } from './tables';

const real = join(__dirname, '../../../../../shared');
const isReal = existsSync(join(real, 'oracles'));
if (!isReal) console.log('The data with known answers is not beside this repository: its figures are skipped.');

jest.setTimeout(90_000);

describe('measuring data of the known shape, made here', () => {
  let data: string;
  const write = (path: string, text: string): void => {
    const full = join(data, path);
    mkdirSync(dirname(full), { recursive: true });
    writeFileSync(full, text);
  };
  const table = [
    [20, 5],
    [10, 15],
  ];
  const vector = (kappa: number | null): string =>
    JSON.stringify({
      kind: 'two_raters_table',
      categories: ['yes', 'no'],
      table_rows_rater1: table,
      cohen_kappa: { kappa },
    });
  const ris = (titles: string[]): string =>
    titles.map((title) => `TY  - JOUR\nTI  - ${title}\nPY  - 2021\nER  - \n\n`).join('');
  const of = (measured: Measured, file: string) => measured.files.find((one) => one.file === file);

  beforeEach(() => (data = mkdtempSync(join(tmpdir(), 'evenhand-measure-'))));
  afterEach(() => rmSync(data, { recursive: true, force: true }));

  it('passes a value that agrees, in a folder and a file of any name', () => {
    write('oracles/somebody/else.json', vector(0.4));
    const measured = runMeasures(data);
    expect(measured).toMatchObject({ ok: true, failures: [] });
    expect(measured.kinds).toMatchObject([{ kind: 'two_raters_table', files: 1, passed: 1, compared: 1 }]);
    expect(cohenKappa(table)).toMatchObject({ estimable: true });
  });

  it.each([
    ['a value off in the ninth digit', vector(0.400000001), /cohen_kappa\.kappa/],
    ['a number where there should be none', vector(null), /none expected/],
    ['a file that is not JSON', '{', /cannot be measured/],
    [
      'a vector without anything to compare',
      '{"kind":"icc","ratings":[[1,2],[2,3]]}',
      /nothing in it could be compared/,
    ],
  ])('fails on %s, says which file and what', (_what, text, note) => {
    write('oracles/x/one.json', text);
    const measured = runMeasures(data);
    expect(measured.ok).toBe(false);
    expect(measured.failures[0]).toMatch(/^oracles\/x\/one\.json: /);
    expect(of(measured, 'oracles/x/one.json')?.notes.join()).toMatch(note);
  });

  it('lists kinds it does not know as not covered, and fails nothing for them', () => {
    write('oracles/meta/a.json', '{"kind":"binary"}');
    write('oracles/meta/b.json', '{"kind":"constructor"}');
    write('interviews/labels.csv', 'id,label\n');
    const measured = runMeasures(data);
    expect(measured.notCovered).toMatchObject([
      { kind: 'oracles/meta, kind "binary"', files: ['oracles/meta/a.json'] },
      { kind: 'oracles/meta, kind "constructor"', files: ['oracles/meta/b.json'] },
    ]);
    expect(measured.otherFolders).toEqual(['interviews']);
    expect(measured.ok).toBe(true);
  });

  it('holds reference files against their manifest, and says which are absent, uncounted or unlisted', () => {
    write(
      'references/MANIFEST.tsv',
      [
        'file\tformat\texpected_records\tcounted_by',
        'good.ris\tris\t2\tTY lines',
        'short.ris\tris\t3\tTY lines',
        'gone.ris\tris\t1\tTY lines',
        'answer.json\tapi\t\t',
      ].join('\n'),
    );
    write('references/files/good.ris', ris(['One', 'Two']));
    write('references/files/short.ris', ris(['One', 'Two']));
    write('references/files/answer.json', '{}');
    write('references/files/extra.ris', ris(['One']));
    const measured = runMeasures(data);
    const status = Object.fromEntries(measured.files.map((one) => [one.file, one.status]));
    expect(status).toEqual({
      'references (2 RIS files)': 'passed',
      'references/files/good.ris': 'passed',
      'references/files/short.ris': 'failed',
      'references/gone.ris': 'absent',
      'references/files/answer.json': 'not-covered',
      'references/files/extra.ris': 'not-covered',
    });
    expect(measured.failures).toEqual(['references/files/short.ris: 2 records read, 3 stated (TY lines)']);
  });

  it('measures every set of duplicates and pools them; a set without its groups is said', () => {
    const row = (id: string, title: string): string =>
      `${id},article,${title},"Doe, Jane",2020,Journal of Tests,4,,1-9`;
    const heading = 'id,type,title,author,year,journal,volume,number,pages';
    const title = 'Early years centres and the mental health of parents with little schooling';
    write(
      'duplicates/mine/records.csv',
      [heading, row('a', title), row('b', title), row('c', 'Warm homes and asthma of children in rented flats')].join(
        '\n',
      ),
    );
    write('duplicates/mine/groups.csv', 'ids\na;b\n');
    write('duplicates/half/records.csv', heading);
    const { duplicates, failures } = runMeasures(data);
    expect(duplicates.sets).toMatchObject([
      { set: 'mine', records: 3, truePositives: 1, falsePositives: 0, falseNegatives: 0, specificity: 1 },
    ]);
    expect(duplicates.pooled).toMatchObject({ sensitivity: 1, precision: 1 });
    expect(failures).toEqual(['duplicates/half: groups.csv missing']);
  });

  it('a correction that the labels keep apart counts as false only where corrections are joined, and is said', () => {
    const heading = 'id,type,title,author,year,journal,volume,number,pages';
    const title = 'Early years centres and the mental health of parents with little schooling';
    const row = (id: string, named: string, pages: string): string =>
      `${id},article,${named},"Doe, Jane and Roe, Richard",2020,Journal of Tests,4,,${pages}`;
    write(
      'duplicates/mine/records.csv',
      [heading, row('a', title, '1-9'), row('b', title, '1-9'), row('c', `Erratum: ${title}`, '120')].join('\n'),
    );
    write('duplicates/mine/groups.csv', 'ids\na;b\n');
    const { pooled, withCorrections } = runMeasures(data).duplicates;
    expect(pooled).toMatchObject({ truePositives: 1, falsePositives: 0, falseCorrections: 0 });
    expect(withCorrections.pooled).toMatchObject({ truePositives: 1, falsePositives: 1, falseCorrections: 1 });
  });

  it('exits with 1 when something fails and on a folder without any known data', async () => {
    const printed: string[] = [];
    const input = { args: [], values: { data }, isJson: true, print: (text: string) => void printed.push(text) };
    expect(await measureCommand.run(input)).toBe(1);
    expect(JSON.parse(printed[0] ?? '')).toMatchObject({ ok: false });
    write('oracles/x/one.json', vector(0.4));
    expect(await measureCommand.run({ ...input, isJson: false })).toBe(0);
    expect(printed[1]).toContain('Nothing failed.');
  });
});

(isReal ? describe : describe.skip)('measuring the data with known answers', () => {
  it('nothing fails; what is not covered is listed', () => {
    const measured = runMeasures(real, ['oracles', 'references', 'duplicates']);
    console.log(asText(measured));
    expect(measured.failures).toEqual([]);
    expect(measured.kinds.filter(({ kind }) => !kind.startsWith('references')).map(({ kind }) => kind)).toEqual(
      expect.arrayContaining(['two_raters_table', 'subjects_by_raters', 'icc', 'ledger', 'published_counts']),
    );
    for (const { worst } of measured.kinds) expect(worst ?? 0).toBeLessThanOrEqual(1e-10);
  });
});
