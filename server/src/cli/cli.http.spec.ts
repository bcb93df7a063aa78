import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createApp } from '../app';
import { readConfig } from '../platform/config';
import { migrate } from '../platform/database/open';
import { ReviewsService } from '../reviews/reviews.service';
import { main } from './main';

describe('the command line', () => {
  let folder: string;
  const before = { ...process.env };
  const told = (): string =>
    jest
      .mocked(process.stderr.write)
      .mock.calls.map(([text]) => String(text))
      .join('');
  const run = async (...argv: string[]): Promise<{ code: number; out: string }> => {
    let out = '';
    process.exitCode = 0;
    await main(argv, (text) => {
      out += `${text}\n`;
    });
    const code = Number(process.exitCode ?? 0);
    process.exitCode = 0;
    return { code, out };
  };

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'evenhand-cli-'));
    process.env['EVENHAND_DATA'] = join(folder, 'data');
    delete process.env['EVENHAND_DATABASE_URL'];
    jest.spyOn(process.stderr, 'write').mockImplementation(() => true);
  });
  afterEach(() => {
    jest.restoreAllMocks();
    process.env = { ...before };
    rmSync(folder, { recursive: true, force: true });
  });

  it('lists its commands, and each helps itself with examples', async () => {
    const { out, code } = await run('--help');
    expect(code).toBe(0);
    for (const name of [
      'serve',
      'user add',
      'parse',
      'import',
      'dedupe',
      'export',
      'prisma',
      'agree',
      'simulate',
      'verify',
      'backup',
      'restore',
      'doctor',
    ]) {
      expect(out).toContain(`  ${name}`);
      expect((await run(...name.split(' '), '--help')).out).toContain('Examples:');
    }
  });

  it('simulates the screening of a labelled set and draws its recall', async () => {
    const set = join(folder, 'labelled.csv');
    const rows = Array.from({ length: 24 }, (_, at) =>
      at % 4 === 0
        ? `Sick leave and return to work ${at},Support for employees,1`
        : `Bird song in cities ${at},Trees and parks,0`,
    );
    writeFileSync(set, `title,abstract,label\n${rows.join('\n')}\n`);
    const { code, out } = await run('simulate', set, '--priors', '0,1', '--json', '-o', join(folder, 'recall.svg'));
    expect(code).toBe(0);
    expect(JSON.parse(out)).toMatchObject({
      records: 24,
      included: 6,
      order: [4, 8, 12, 16, 20],
      metrics: { loss: 0 },
    });
    expect(readFileSync(join(folder, 'recall.svg'), 'utf8')).toContain('5 of 5 relevant records');
    expect((await run('simulate', set, '--model', 'oracle')).code).toBe(2);
    expect((await run('simulate', set, '--priors', '24')).code).toBe(2);
    writeFileSync(set, 'title,abstract\na,b\n');
    expect((await run('simulate', set)).code).toBe(2);
  });

  it('an unknown command or flag ends with 2', async () => {
    expect((await run('conjure')).code).toBe(2);
    expect((await run('parse', '--loudly')).code).toBe(2);
    expect((await run('parse')).code).toBe(2);
  });

  it.each(['parse', 'dedupe', 'agree', 'prisma check', 'simulate', 'restore'])(
    '%s says of a missing file, and of a folder in its place, what is wrong, and ends with 2',
    async (name) => {
      const command = name.split(' ');
      const wrong = [join(folder, 'nothing.here'), ...(name === 'restore' ? [] : [folder])];
      for (const path of wrong) {
        expect(await run(...command, path)).toEqual({ code: 2, out: '' });
        expect(told()).toContain(`evenhand ${name}: `);
        expect(told()).toContain(path);
        jest.mocked(process.stderr.write).mockClear();
      }
    },
  );

  it('agree reads quoted cells, and says in which row and column a word is none of the three', async () => {
    const file = join(folder, 'decisions.csv');
    writeFileSync(file, 'title,ana,ben\n"A, b; and c",include,include\n"D ""e""",exclude,include\n');
    const { pairs } = JSON.parse((await run('agree', file, '--json')).out);
    expect(pairs[0]).toMatchObject({ n: 2 });
    writeFileSync(file, 'title,ana,ben\nA,include,include\nB,include,yes\n');
    expect((await run('agree', file)).code).toBe(2);
    expect(told()).toContain('decisions.csv, row 3, ben: "yes" is neither include, maybe nor exclude');
    writeFileSync(file, '');
    expect((await run('agree', file)).code).toBe(2);
  });

  it('a wrong setting ends with 78', async () => {
    process.env['EVENHAND_PORT'] = 'ninety';
    expect((await run('doctor')).code).toBe(78);
  });

  it('parse prints format, encoding, references and problems', async () => {
    const file = join(folder, 'two.ris');
    writeFileSync(file, 'TY  - JOUR\nTI  - First\nPY  - 2020\nER  - \nTY  - JOUR\nTI  - Second\nER  - \n');
    const parsed = JSON.parse((await run('parse', file, '--json')).out);
    expect(parsed).toMatchObject({
      format: 'ris',
      encoding: 'utf-8',
      references: [{ title: 'First', year: 2020 }, { title: 'Second' }],
    });
  });

  it('dedupe names sets by the id column of a table', async () => {
    const file = join(folder, 'records.csv');
    const row = (id: string, title: string): string =>
      `${id},${title},"Okafor, A and Lund, B",2020,Journal of Trials,12,1-9,10.5555/x1`;
    writeFileSync(
      file,
      [
        'id,title,author,year,journal,volume,pages,doi',
        row('a1', 'A trial of trials in towns'),
        row('b2', 'A Trial of Trials in Towns'),
      ].join('\n'),
    );
    const found = JSON.parse((await run('dedupe', file, '--json')).out);
    expect(found).toMatchObject({ references: 2, sets: [['a1', 'b2']], questions: [] });
    expect(found.cpuSeconds).toEqual(expect.any(Number));
  });

  it('agree computes agreement of the readers of a CSV', async () => {
    const file = join(folder, 'decisions.csv');
    writeFileSync(file, 'record,ana,ben\n1,include,include\n2,exclude,exclude\n3,include,exclude\n4,exclude,exclude\n');
    const { pairs } = JSON.parse((await run('agree', file, '--json')).out);
    expect(pairs[0]).toMatchObject({ n: 4, collapsed: { kappa: { estimable: true, value: 0.5 } } });
  });

  it('a backup restores to the same review, and a damaged one is refused', async () => {
    const config = readConfig();
    await migrate(config);
    const app = await createApp(config);
    await app.get(ReviewsService).create('account-1', { id: 'review-0001', title: 'Kept', kind: 'rapid' });
    await app.close();
    const kept = join(folder, 'kept');
    expect((await run('backup', kept)).code).toBe(0);
    process.env['EVENHAND_DATA'] = join(folder, 'elsewhere');
    expect((await run('restore', kept)).code).toBe(0);
    expect((await run('reviews')).out).toContain('Kept');
    expect((await run('verify')).code).toBe(0);
    process.env['EVENHAND_DATA'] = join(folder, 'third');
    writeFileSync(join(kept, 'evenhand.sqlite'), 'not a database');
    expect((await run('restore', kept)).code).toBe(2);
  });
});
