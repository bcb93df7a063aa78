import { Refusal } from '../refusal';
import { collected, readReferences } from './parse';

/**
 * Files made to keep a server busy: each is read or refused within a second of processor time. Five times that is allowed
 * for here, since a busy machine counts more for the same work; what takes time in proportion to the square of its
 * length takes longer still.
 */
const MOST_MS = 5_000;
const PIECE = 1 << 20;

function outcome(text: string): { ms: number; records: number; refused: string | null } {
  const bytes = Buffer.from(text);
  const started = process.cpuUsage();
  let records = 0;
  let refused: string | null = null;
  try {
    const pieces = function* (): Generator<Uint8Array> {
      for (let at = 0; at < bytes.length; at += PIECE) yield bytes.subarray(at, at + PIECE);
    };
    records = collected(readReferences(pieces)).references.length;
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    refused = error.code;
  }
  const { user, system } = process.cpuUsage(started);
  return { ms: (user + system) / 1000, records, refused };
}

const many = (count: number, part: (i: number) => string): string =>
  Array.from({ length: count }, (_, i) => part(i)).join('');
const inXml = (inside: string): string => `<xml><records>${inside}</records></xml>`;
/** A record with a title, so that it is not empty, and more. */
const record = (more: string): string => `<record><titles><title>a</title></titles>${more}</record>`;
const article = (inside: string): string =>
  `<PubmedArticleSet><PubmedArticle><MedlineCitation><PMID>1</PMID><Article>${inside}</Article></MedlineCitation></PubmedArticle></PubmedArticleSet>`;

describe('files made to keep a server busy', () => {
  it.each<[string, string]>([
    ['RIS', 'TY  - JOUR\n'.repeat(400_000)],
    ['NBIB', 'PMID- 1\n\n'.repeat(400_000)],
    ['Web of Science', `FN X\n${'PT J\nER\n\n'.repeat(400_000)}EF\n`],
    ['EndNote XML', inXml('<record/>'.repeat(400_000))],
    ['PubMed XML', `<PubmedArticleSet>${'<PubmedArticle></PubmedArticle>'.repeat(200_000)}</PubmedArticleSet>`],
    ['ICTRP XML', `<Trials_downloaded_from_ICTRP>${'<Trial></Trial>'.repeat(300_000)}</Trials_downloaded_from_ICTRP>`],
    ['JSON', `[${'{},'.repeat(400_000)}{}]`],
    ['CSV', `title,year\n${',1\n'.repeat(400_000)}`],
  ])('hundreds of thousands of empty records in %s are refused', (_name, text) => {
    const { ms, refused } = outcome(text);
    expect(refused).toBe('records_empty');
    expect(ms).toBeLessThan(MOST_MS);
  });

  it.each<[string, string]>([
    ['elements in XML', inXml(`<record>${'<a>x</a>'.repeat(400_000)}</record>`)],
    ['elements that all differ', inXml(`<record>${many(200_000, (i) => `<a${i}>x</a${i}>`)}</record>`)],
    ['fields in BibTeX', `@article{k,title={a},${many(200_000, (i) => `f${i}={1},`)}}\n`],
    ['cells in CSV', `title,year\n${'a,'.repeat(400_000)}\n`],
    ['cells that begin with a quoted letter', `title,year\n${'"a"b,'.repeat(1_000_000)}\n`],
    ['such cells parted by tabs', `title\tyear\n${'"a"b\t'.repeat(1_000_000)}\n`],
    ['keys in JSON', `[{"title":"a",${many(200_000, (i) => `"k${i}":1,`)}"z":1}]`],
  ])('a record of hundreds of thousands of %s is refused', (_name, text) => {
    const { ms, refused } = outcome(text);
    expect(refused).toBe('record_endless');
    expect(ms).toBeLessThan(MOST_MS);
  });

  it('thousands of objects that are no JSON are refused', () => {
    const { ms, refused } = outcome(`[${'{"title":b},\n'.repeat(50_000)}{"title":"b"}]`);
    expect(refused).toBe('records_damaged');
    expect(ms).toBeLessThan(MOST_MS);
  });

  it.each<[string, string, number]>([
    ['short records of RIS', 'TY  - J\nTI  - a\nER  -\n'.repeat(100_000), 100_000],
    ['short records of EndNote tagged', '%0 A\n%T a\n\n'.repeat(100_000), 100_000],
    ['short rows', `title,year\n${'a,1\n'.repeat(100_000)}`, 100_000],
    ['a million tags in a record of RIS', `TY  - JOUR\nTI  - a\n${'N1  - x\n'.repeat(1_000_000)}ER  - \n`, 1],
    ['hundreds of thousands of authors', `TY  - JOUR\nTI  - a\n${many(300_000, (i) => `AU  - A${i}, B\n`)}ER  - \n`, 1],
    [
      'hundreds of thousands of notes on other items',
      `TY  - JOUR\nTI  - a\n${many(100_000, (i) => `N1  - Comment in: J. PMID: ${10_000_000 + i}\n`)}ER  - \n`,
      1,
    ],
    [
      'a note that speaks of another item without end',
      `TY  - JOUR\nTI  - a\nN1  - ${'Comment in: '.repeat(400_000)}\nER  - \n`,
      1,
    ],
    ['names run together without end', `Item Title,Item DOI,Authors\na,10.1000/a,${'aaB'.repeat(1_000_000)}\n`, 1],
    ['small letters without end for a name', `Item Title,Item DOI,Authors\na,10.1000/a,${'a'.repeat(2_000_000)}\n`, 1],
    ['quoted letters before each line end', `title,year\n${'"a"b,1\n'.repeat(100_000)}`, 100_000],
    ['commas in the keywords of CSL', `[{"type":"book","title":"a","keyword":"${'x,'.repeat(100_000)}"}]`, 1],
    ['a million keywords in a line', `TY  - JOUR\nTI  - a\nKW  - ${'a;'.repeat(1_000_000)}\nER  - \n`, 1],
    [
      'hundreds of thousands of decisions in a note',
      `TY  - JOUR\nTI  - a\nN1  - RAYYAN-INCLUSION: {${'"a"=>"Included", '.repeat(200_000)}}\nER  - \n`,
      1,
    ],
    ['end tags without a start', inXml(record('</b>'.repeat(1_000_000))), 1],
    ['start tags before one far bracket', inXml(record(`${'<a'.repeat(1_500_000)}>`)), 1],
    ['document types that never end', inXml(record('')) + '<!DOCTYPE'.repeat(2_000_000), 1],
    [
      'lines counted behind a long comment',
      inXml(record(`<!--${'x'.repeat(6_000_000)}-->`) + record('</b>').repeat(60_000)),
      60_001,
    ],
    [
      'notes of a source with a long tag',
      inXml(record(`<source-app ${'name '.repeat(3_900)}/>${'<notes>x</notes>'.repeat(50_000)}`)),
      1,
    ],
    [
      'tens of thousands of ISSNs',
      article(
        `<Journal>${many(90_000, (i) => `<ISSN>${String(i + 1_000_000).slice(0, 4)}-${String(i).slice(-3).padStart(3, '0')}1</ISSN>`)}</Journal>`,
      ),
      1,
    ],
    [
      'numbers of a bank with an endless name',
      article(
        `<DataBankList><DataBank><DataBankName>${'x'.repeat(500_000)}</DataBankName><AccessionNumberList>${'<AccessionNumber>a</AccessionNumber>'.repeat(20_000)}</AccessionNumberList></DataBank></DataBankList>`,
      ),
      1,
    ],
    [
      'hundreds of thousands of labels in a note',
      `TY  - JOUR\nTI  - a\nN1  - EVENHAND-LABELS: ${many(200_000, (i) => `a${i}=b; `)}\nER  - \n`,
      1,
    ],
  ])('%s are read in less than a second', (_name, text, count) => {
    const { ms, records } = outcome(text);
    expect(records).toBe(count);
    expect(ms).toBeLessThan(MOST_MS);
  });

  it.each<[string, string]>([
    ['braces', '@article{k, title = {'.padEnd(200_000, '{')],
    ['quotes', `title,year\n${'"a,"'.repeat(50_000)}`],
    ['brackets', '['.repeat(200_000)],
    ['tags without an end', `<xml><records>${'<record>'.repeat(50_000)}`],
    ['blanks', `TY  - JOUR\nTI  - ${' '.repeat(200_000)}x\nER  - \n`],
    ['entries without an end', '@article{k,\n'.repeat(20_000)],
    ['fields without an end', `@article{k,${'a = {'.repeat(30_000)}`],
    ['equals signs', `@article{k,${' ='.repeat(100_000)}}`],
    [
      'hyphens and commas',
      `TY  - JOUR\nSP  - ${'-'.repeat(100_000)}\nAU  - ${','.repeat(100_000)}\nDO  - 10.1000/${').'.repeat(20_000)}\nER  - \n`,
    ],
    [
      'references to characters',
      `<xml><records><record><titles><title>${'&#65;'.repeat(100_000)}</title></titles></record></records></xml>`,
    ],
    [
      'keywords that differ',
      `TY  - JOUR\nTI  - a\n${Array.from({ length: 60_000 }, (_, i) => `KW  - k${i}\n`).join('')}ER  - \n`,
    ],
    [
      'commas inside a name',
      `TY  - JOUR\nTI  - a\nAU  - a${' ,'.repeat(60_000)}b\nKW  - ${';'.repeat(200_000)}\nER  - \n`,
    ],
    ['comments without an end', `<xml><records><record>${'<!--'.repeat(100_000)}${'<![CDATA['.repeat(50_000)}`],
    ['objects that are no JSON', `[${'{"title":b},\n'.repeat(50_000)}{"title":"b"}]`],
    ['commas in a key', `@article{k${' ,'.repeat(100_000)}x, title={a}}`],
    [
      'macros in macros',
      `@string{a0 = "xxxxxxxxxx"}\n${Array.from({ length: 40 }, (_, i) => `@string{a${i + 1} = a${i} # a${i}}\n`).join('')}@article{k, title = a40}\n`,
    ],
    ['names', `title,authors\na,"${'Andy SmithTom '.repeat(10_000)}"\n`],
  ])('that repeat %s are read or refused in less than a second', (_name, text) => {
    expect(outcome(text).ms).toBeLessThan(MOST_MS);
  });
});
