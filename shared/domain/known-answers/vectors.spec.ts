import * as fs from 'node:fs';
import * as path from 'node:path';
import { Comparison } from './comparison';
import { comparatorOf, kindOf } from './vectors';

const oracles = path.join(__dirname, '../../../../shared/oracles');
/** The folders whose files are covered, which of them, and how many values at the least they state together. */
const COVERED = [
  ['agreement', /\.json$/, 550],
  ['prisma', /\.json$/, 460],
  ['meta', /^stopping-rule\.json$/, 30],
] as const;

function filesOf(folder: string, which: RegExp): string[] {
  const whole = path.join(oracles, folder);
  return fs.existsSync(whole) ? fs.readdirSync(whole).filter((name) => which.test(name)) : [];
}

function compared(folder: string, file: string) {
  const vector = JSON.parse(fs.readFileSync(path.join(oracles, folder, file), 'utf8')) as unknown;
  const kind = kindOf(vector) ?? 'unknown';
  const to = new Comparison();
  const compare = comparatorOf(kind);
  if (compare) compare(vector, to);
  else to.fault(`nothing answers to the kind "${kind}"`);
  return to.result(kind, file);
}

describe.each(COVERED)('known answers: %s', (folder, which, values) => {
  const files = filesOf(folder, which);
  if (files.length === 0) {
    console.warn(`skipped: the vectors of ${folder} are not beside this repository`);
    it.skip('gives every value that is stated', () => undefined);
    return;
  }

  it.each(files)('%s: every value that is stated', (file) => {
    expect(compared(folder, file)).toMatchObject({ status: 'passed', notes: [] });
  });

  it('holds many values against each other, so that a vector that is passed over shows', () => {
    const all = files.reduce((sum, file) => sum + compared(folder, file).compared, 0);
    expect(all).toBeGreaterThanOrEqual(values);
  });
});

describe('a comparator', () => {
  const table = [
    [20, 5],
    [10, 15],
  ];
  const held = (kappa: number | null) => {
    const to = new Comparison();
    comparatorOf('two_raters_table')?.(
      { categories: ['yes', 'no'], table_rows_rater1: table, cohen_kappa: { kappa } },
      to,
    );
    return to.result('two_raters_table', 'made up');
  };

  it('passes the right value', () => {
    expect(held(0.4)).toMatchObject({ status: 'passed', compared: 1 });
  });

  it('fails a value that is off in the ninth digit, and a number where none is expected', () => {
    expect(held(0.400000001).status).toBe('failed');
    expect(held(null).status).toBe('failed');
  });

  it('is missing for a kind that nobody knows, also one named like a property of every object', () => {
    expect(comparatorOf('constructor')).toBeNull();
    expect(comparatorOf('forest_plot')).toBeNull();
  });
});
