import { Refusal } from '../refusal';
import { collected, readReferences } from './parse';

/**
 * Files made to keep a server busy: each is read or refused within a second of processor time. Twice that is allowed for
 * here, since a busy machine counts more for the same work.
 */
const MOST_MS = 2_000;
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
    ['a million keywords in a line', `TY  - JOUR\nTI  - a\nKW  - ${'a;'.repeat(1_000_000)}\nER  - \n`, 1],
    [
      'hundreds of thousands of decisions in a note',
      `TY  - JOUR\nTI  - a\nN1  - RAYYAN-INCLUSION: {${'"a"=>"Included", '.repeat(200_000)}}\nER  - \n`,
      1,
    ],
    ['end tags without a start', inXml(record('</b>'.repeat(500_000))), 1],
    ['start tags before one far bracket', inXml(record(`${'<a'.repeat(500_000)}>`)), 1],
    ['document types that never end', inXml(record('')) + '<!DOCTYPE'.repeat(300_000), 1],
    [
      'lines counted behind a long comment',
      inXml(record(`<!--${'x'.repeat(2_000_000)}-->`) + record('</b>').repeat(20_000)),
      20_001,
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
});
