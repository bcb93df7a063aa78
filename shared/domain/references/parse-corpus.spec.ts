import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
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
import { type Exported, labelsIn } from './own-notes';
import { parseReferences, parseText, readTable } from './parse';
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

  /** Labels as an export gives them: where the record stood, its set of copies, tags. */
  const labels = { record: ['12'], place: ['screening'], group: ['7'], tags: ['rct', 'a; b=c|d%'] };
  type Writer = (records: Iterable<Exported>) => Iterable<string>;
  const read = (text: string): ParsedReference[] => parseText(text).references;
  const through =
    (write: Writer) =>
    (records: Exported[]): ParsedReference[] =>
      read([...write(records)].join(''));
  const mapped = ({ extra: _extra, raw: _raw, ...fields }: ParsedReference): object => fields;
  const withLabels = (one: ParsedReference): object => ({ ...mapped(one), labels: labelsIn(one) });

  it.each<[string, (records: Exported[]) => ParsedReference[]]>([
    ['RIS', through(toRis)],
    ['CSV', through(toCsv)],
    ['EndNote XML', through(toEndnoteXml)],
    ['CSL-JSON', through(toCslJson)],
    ['BibTeX', through(toBibtex)],
    ['NBIB', through(toNbib)],
    [
      'the rows of a workbook',
      (records) =>
        readTable(
          [...tableRows(records)].map((row) => row.map(String)),
          'xlsx',
        ).references,
    ],
  ])('survives export to %s and import again, field by field, with its labels', (name, goThrough) => {
    for (const [file] of table) {
      const all = parseReferences(readFileSync(join(corpus, 'files', file))).references;
      // NBIB has no records without a PMID
      const references = name === 'NBIB' ? all.filter(({ pmid }) => pmid !== null) : all;
      if (references.length === 0) continue;
      const back = goThrough(references.map((reference) => ({ reference, labels })));
      const wanted = references.map((one) => ({ ...mapped(one), labels: { ...labelsIn(one), ...labels } }));
      expect([file, back.map(withLabels)]).toEqual([file, wanted]);
    }
  });

  it.each<[string, Writer, readonly (keyof ParsedReference)[]]>([
    ['Rayyan', toRayyanCsv, ['date', 'issn', 'language', 'publisher', 'keywords', 'urls', 'notes', 'pmcid']],
    ['Covidence', toCovidenceCsv, ['notes', 'pmcid']],
  ])(
    'brings back through a table for %s all that it has columns for, with registry numbers, links and labels',
    (_name, write, more) => {
      const fields = [
        ...([
          'type',
          'title',
          'authors',
          'year',
          'journal',
          'volume',
          'issue',
          'pages',
          'abstract',
          'doi',
          'pmid',
        ] as const),
        ...(['accession', 'registryIds', 'links'] as const),
        ...more,
      ];
      const kept = (one: ParsedReference): unknown[] => fields.map((field) => [field, one[field]]);
      for (const [file] of table) {
        const { references } = parseReferences(readFileSync(join(corpus, 'files', file)));
        const back = through(write)(references.map((reference) => ({ reference, labels })));
        expect([file, back.map(kept)]).toEqual([file, references.map(kept)]);
        expect(back.every((one) => labelsIn(one)['group']?.[0] === '7')).toBe(true);
      }
    },
  );

  it('gives the same records whatever the encoding and the line ends', () => {
    const readFile = (file: string) =>
      parseReferences(readFileSync(join(corpus, 'files', file))).references.map((reference) => ({
        ...reference,
        raw: '',
      }));
    const plain = readFile('asreview__scopus.ris');
    expect(readFile('derived/scopus_utf16le_bom.ris')).toEqual(plain);
    expect(readFile('derived/scopus_utf16be_bom.ris')).toEqual(plain);
    expect(readFile('derived/scopus_cr_only.ris')).toEqual(plain);
  });

  it('names the record that a cut file ends in', () => {
    const parsed = parseReferences(readFileSync(join(corpus, 'files/derived/pubmed46_truncated.ris')));
    expect(parsed.problems.filter((problem) => problem.code === 'record_cut')).toMatchObject([
      { record: 30, severity: 'error' },
    ]);
  });
});
