import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { toBibtex, toCslJson, toCsv, toEndnoteXml, toRis } from './index';
import { parseReferences, parseText } from './parse';
import { ParsedReference } from './reference';

/**
 * Real exports, outside the repository. Each file must give exactly the number of records that was counted by other
 * means; the exceptions name why that count is not the number of records.
 */
const corpus = join(__dirname, '../../../../shared/references');

const RECOUNTED: Readonly<Record<string, [count: number, reason: string]>> = {
  'colrev__ais_enl.txt': [6, 'the AIS library writes %0 for some records only; %T stands once in each of the six'],
  'colrev__enl_data.enl': [3, 'the AIS library writes %0 for some records only; %T stands once in each of the three'],
};

const READ = ['ris', 'nbib', 'endnote-xml', 'pubmed-xml', 'ictrp-xml', 'bibtex', 'csv', 'tsv', 'enw', 'json'];

describe('the corpus of real exports', () => {
  if (!existsSync(join(corpus, 'MANIFEST.tsv'))) {
    console.warn('the corpus of real exports is not here: its specs are skipped');
    it.skip('is absent', () => undefined);
    return;
  }
  const rows = readFileSync(join(corpus, 'MANIFEST.tsv'), 'utf8')
    .split('\n')
    .slice(1)
    .map((line) => line.split('\t'))
    .filter((row) => READ.includes(row[1] ?? ''));

  const table = rows.map((row) => [row[0]!, row[1]!, RECOUNTED[row[0]!]?.[0] ?? Number(row[6]), row[8]!] as const);
  it.each(table)('%s (%s) has %i records', (file, format, expected, encoding) => {
    const parsed = parseReferences(readFileSync(join(corpus, 'files', file)), file);
    expect(parsed.references).toHaveLength(expected);
    expect(parsed.format).toBe(file === 'rispy__example_wos.ris' ? 'wos' : format);
    expect(parsed.expected).toBe(parsed.references.length);
    if (encoding.startsWith('cp1252')) expect(parsed.encoding).toBe('windows-1252');
    if (encoding === 'utf-16') expect(parsed.encoding).toMatch(/^utf-16/);
    for (const reference of parsed.references) expect(reference.raw.length).toBeGreaterThan(0);
  });

  it.each([
    ['RIS', toRis],
    ['CSV', toCsv],
    ['EndNote XML', toEndnoteXml],
    ['CSL-JSON', toCslJson],
    ['BibTeX', toBibtex],
  ] as const)('survives export to %s and import again, field by field', (name, write) => {
    const mapped = ({ extra: _extra, raw: _raw, ...fields }: ParsedReference): object => fields;
    for (const [file] of table) {
      const { references } = parseReferences(readFileSync(join(corpus, 'files', file)));
      const back = parseText([...write(references.map((reference) => ({ reference })))].join('')).references;
      // BibTeX has no entries without a key: it stands for an absent accession number
      const noKey = (one: ParsedReference, i: number): ParsedReference =>
        name === 'BibTeX' && references[i]?.accession === null ? { ...one, accession: null } : one;
      expect([file, back.map(noKey).map(mapped)]).toEqual([file, references.map(mapped)]);
    }
  });

  it('gives the same records whatever the encoding and the line ends', () => {
    const read = (file: string) =>
      parseReferences(readFileSync(join(corpus, 'files', file))).references.map((reference) => ({
        ...reference,
        raw: '',
      }));
    const plain = read('asreview__scopus.ris');
    expect(read('derived/scopus_utf16le_bom.ris')).toEqual(plain);
    expect(read('derived/scopus_utf16be_bom.ris')).toEqual(plain);
    expect(read('derived/scopus_cr_only.ris')).toEqual(plain);
  });

  it('names the record that a cut file ends in', () => {
    const parsed = parseReferences(readFileSync(join(corpus, 'files/derived/pubmed46_truncated.ris')));
    expect(parsed.problems.filter((problem) => problem.code === 'record_cut')).toMatchObject([
      { record: 30, severity: 'error' },
    ]);
  });
});
