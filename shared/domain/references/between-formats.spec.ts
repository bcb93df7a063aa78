import * as fc from 'fast-check';
import {
  tableRows,
  toBibtex,
  toCovidenceCsv,
  toCslJson,
  toCsv,
  toEndnoteXml,
  toNbib,
  toRayyanCsv,
  toRis,
} from './index';
import type { Exported } from './own-notes';
import { parseText, readTable } from './parse';
import { emptyReference, type ParsedReference } from './reference';
import { plain, plainLines } from './text-clean';

/**
 * Whatever a reader leaves in the fields goes through every other format unchanged. The values are what real files are not
 * likely to hold: marks that mean something in one format or another, in any order and place.
 */
const MARKS = [
  ...'{}%\\$#~^_|,;/<>"\'&@=-+',
  ...['a', 'B', 'Trial', 'of', ' and ', 'et al.', 'others', 'Jr.', 'van der', '0012', '1e5', '-5', '+44', '=1+1'],
  ...['&amp;', '&lt;', '&amp;amp;', '&#38;', '<b>', '</i>', ']]>', '<![CDATA[', '<!--', '<?x', '--', '---', '``', "''"],
  ...['TY  - ', 'ER  - ', 'AU  - x', 'PMID- 12', '@article{x,', '\n', '\n\n', '\r', '\t', '\u00a0', '\u200b', '\u2028'],
  ...[
    '\u0007',
    '\u0085',
    '\ufeff',
    'e\u0301',
    'é',
    '😀',
    'مرحبا',
    '中文',
    '“q”',
    '–',
    '…',
    '%0A',
    '\\newline{}',
    '\\"o',
  ],
  ...['RAYYAN-LABELS: x', 'in press', 'S33-S41', 'e12', 'xii', '2019-01-02', '__proto__', 'null', 'NULL'],
];
const text = fc.array(fc.constantFrom(...MARKS), { minLength: 1, maxLength: 6 }).map((marks) => marks.join(' '));
const tight = fc.array(fc.constantFrom(...MARKS), { minLength: 1, maxLength: 6 }).map((marks) => marks.join(''));
const value = fc.oneof(text, tight);
const values = fc.array(value, { minLength: 1, maxLength: 3 });

const written: fc.Arbitrary<Exported> = fc
  .record(
    {
      title: value,
      journal: value,
      volume: value,
      issue: value,
      pages: value,
      abstract: value,
      language: value,
      publisher: value,
      notes: values,
      keywords: values,
    },
    { requiredKeys: [] },
  )
  .chain((fields) =>
    fc.record({
      reference: fc.constant<ParsedReference>({
        ...emptyReference(),
        type: 'article',
        title: 'A plain title',
        authors: ['Smith, Ann'],
        year: 2020,
        date: '2020',
        pmid: '12345678',
        accession: 'L1',
        ...fields,
      }),
      labels: fc.dictionary(value, values, { maxKeys: 1 }),
    }),
  );

type Through = (one: Exported) => ParsedReference | undefined;
const through =
  (write: (list: Exported[]) => Iterable<string>): Through =>
  (one) =>
    parseText([...write([one, { reference: { ...emptyReference(), title: 'The next', pmid: '99999' } }])].join(''))
      .references[0];

const FORMATS: Readonly<Record<string, Through>> = {
  RIS: through(toRis),
  NBIB: through(toNbib),
  'EndNote XML': through(toEndnoteXml),
  BibTeX: through(toBibtex),
  CSV: through(toCsv),
  'CSL-JSON': through(toCslJson),
  'a workbook': (one) =>
    readTable(
      [...tableRows([one])].map((row) => row.map(String)),
      'xlsx',
    ).references[0],
};

const mapped = ({ extra, raw: _raw, ...fields }: ParsedReference): object => ({
  ...fields,
  labels: Object.fromEntries(Object.entries(extra).filter(([key]) => key.startsWith('label:'))),
});

it('a text that was read is left alone when it is read again', () => {
  fc.assert(
    fc.property(value, (text) => {
      for (const read of [plain, plainLines]) expect(read(read(text))).toBe(read(text));
    }),
    { numRuns: 5000 },
  );
  expect(plain('&lt;</i>B>x')).toBe('x');
});

describe('a record that any of our formats gave', () => {
  const pairs = Object.keys(FORMATS).flatMap((from) => Object.keys(FORMATS).map((to) => [from, to] as const));

  it.each(pairs)('goes from %s through %s without a change', (from, to) => {
    fc.assert(
      fc.property(written, (one) => {
        const read = FORMATS[from]!(one);
        // a record of marks alone may be none
        fc.pre(read !== undefined && read.pmid !== null && read.title !== null);
        expect(mapped(FORMATS[to]!({ reference: read! })!)).toEqual(mapped(read!));
      }),
      { numRuns: 100 },
    );
  });
});

describe('what other programs make of our files', () => {
  const one = (fields: Partial<ParsedReference>): Exported => ({ reference: { ...emptyReference(), ...fields } });
  const text = (write: (list: Exported[]) => Iterable<string>, ...list: Exported[]): string =>
    [...write(list)].join('');

  it('has no < or > in BibTeX, which the fonts of LaTeX print as ¡ and ¿', () => {
    const out = text(toBibtex, one({ title: 'p < 0.05 | n > 3' }));
    expect(out).toContain('p \\textless{} 0.05 \\textbar{} n \\textgreater{} 3');
  });

  it('has addresses and DOIs in BibTeX as they stand, since BibLaTeX takes them as they stand', () => {
    const out = text(toBibtex, one({ title: 'T', doi: '10.1000/a_b', urls: ['https://example.org/a_b?c=%20&d#e'] }));
    expect(out).toContain('doi = {10.1000/a_b}');
    expect(out).toContain('url = {https://example.org/a_b?c=%20&d#e}');
  });

  it('has one abstract in NBIB, and authors in both forms with groups apart', () => {
    const fields = { title: 'T', pmid: '123456', journal: 'J Tests', abstract: 'AIM: One.\nRESULTS: Two three.' };
    const out = text(toNbib, one({ ...fields, authors: ['Doe, Ann B.', 'A. Prelle', 'WHO Study Group'] }));
    expect(out).toContain('AB  - AIM: One. RESULTS: Two three.\r\n');
    expect(out).toContain(
      'FAU - Doe, Ann B.\r\nAU  - Doe AB\r\nFAU - A. Prelle\r\nAU  - A. Prelle\r\nCN  - WHO Study Group',
    );
    expect(out).toContain('TA  - J Tests\r\n');
    expect(parseText(out).references[0]?.abstract).toBe(fields.abstract);
  });

  it('breaks a long abstract into many lines at once, however many notes ask for it', () => {
    const notes = Array.from({ length: 20 }, (_, i) => `N1  - EVENHAND-LINES: ${'1 '.repeat(40_000)}${i}\n`);
    const many = Array.from({ length: 20_000 }, (_, i) => `N1  - EVENHAND-LINES: ${i}\n`);
    const source = `TY  - JOUR\nTI  - T\nAB  - ${'a '.repeat(50_000)}\n${notes.join('')}${many.join('')}ER  - \n`;
    const started = performance.now();
    const [read] = parseText(source).references;
    expect(performance.now() - started).toBeLessThan(2000);
    expect(read?.abstract?.split('\n').length).toBeGreaterThan(40_000);
  });

  it('has an id of its own for every item of CSL-JSON, for copies share their accession number', () => {
    const items = JSON.parse(text(toCslJson, one({ accession: 'L1' }), one({ accession: 'L1' }), one({}))) as {
      id: string;
    }[];
    expect(items.map(({ id }) => id)).toEqual(['L1', 'L1-2', 'record-3']);
  });

  it('names the PMID of the record before any note that names that of another', () => {
    const record = one({ title: 'T', pmid: '12345678', notes: ['Comment on PMID: 87654321'] });
    for (const write of [toRis, toEndnoteXml, toCovidenceCsv]) {
      const [back] = parseText(text(write, record)).references;
      expect(back).toMatchObject({ pmid: '12345678', notes: ['Comment on PMID: 87654321'] });
    }
  });

  it('keeps a lone keyword with a comma, a lone group with an "and", and the kind, in the tables of other tools', () => {
    const fields = {
      title: 'T',
      type: 'registration' as const,
      authors: ['Department of Health and Human Services'],
      keywords: ['Neoplasms, Squamous Cell'],
    };
    const [rayyan] = parseText(text(toRayyanCsv, one(fields))).references;
    expect(rayyan).toMatchObject(fields);
    const [covidence] = parseText(text(toCovidenceCsv, one(fields))).references;
    expect(covidence).toMatchObject({ ...fields, keywords: [] });
  });

  it('is known by its first row as a table, whatever a cell quotes', () => {
    const record = one({ title: 'T', notes: ['said:\n@article{key,\nTY  - JOUR\nTY  - JOUR'] });
    for (const write of [toCsv, toRayyanCsv, toCovidenceCsv])
      expect(parseText(text(write, record))).toMatchObject({ format: 'csv', references: [{ title: 'T' }] });
  });

  it.each(['=1+1', '+44', '-5', '@x', '＝1+1', '＠SUM(1)', '＋1', '－1'])('guards %j against spreadsheets', (title) => {
    const out = text(toCsv, one({ title }));
    expect(out).toContain(`'${title}`);
    expect(parseText(out).references[0]?.title).toBe(title);
  });
});
