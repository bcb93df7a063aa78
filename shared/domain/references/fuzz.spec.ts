import * as fc from 'fast-check';
import { Refusal } from '../refusal';
import { toBibtex, toCslJson, toCsv, toEndnoteXml, toNbib, toRis } from './index';
import { parseReferences } from './parse';
import { emptyReference, ParsedReference } from './reference';

const record = (n: number): { reference: ParsedReference } => ({
  reference: {
    ...emptyReference(),
    type: 'article',
    title: `Trial ${n}: "tea" & <coffee> {in} 100 % of $5 — Größe`,
    authors: ['Doe, Jane', 'The Group'],
    year: 2019,
    date: '2019-08-31',
    journal: 'J',
    pages: '244-258',
    abstract: 'One, two; three.\nFour "five".',
    doi: '10.1000/x',
    pmid: '12345678',
    keywords: ['a', 'b'],
    urls: ['https://example.org/1'],
    notes: ['note'],
  },
});
const three = [1, 2, 3].map(record);

const SOURCES: readonly [name: string, text: string][] = [
  ['RIS', [...toRis(three)].join('')],
  ['NBIB', [...toNbib(three)].join('')],
  ['CSV', [...toCsv(three)].join('')],
  ['BibTeX', [...toBibtex(three)].join('')],
  ['EndNote XML', [...toEndnoteXml(three)].join('')],
  ['CSL-JSON', [...toCslJson(three)].join('')],
  [
    'Web of Science',
    'FN Clarivate\nVR 1.0\nPT J\nAU Doe, J\n   Roe, R\nTI A\n   b\nSO J\nPY 2004\nER\n\nPT J\nTI c\nER\nEF\n',
  ],
  ['EndNote tagged', '%0 Journal Article\n%T a\n%A X, Y\n%X One\n%K k\n\n%0 Book\n%T b\n%U http://x.org\n'],
  [
    'PubMed XML',
    '<?xml version="1.0"?><PubmedArticleSet><PubmedArticle><MedlineCitation><PMID>1</PMID><Article><ArticleTitle>A <i>b</i></ArticleTitle><AuthorList><Author><LastName>Doe</LastName></Author></AuthorList></Article></MedlineCitation></PubmedArticle></PubmedArticleSet>',
  ],
  [
    'ICTRP XML',
    '<Trials_downloaded_from_ICTRP><Trial><TrialID>NCT01234567</TrialID><Public_title>a</Public_title></Trial></Trials_downloaded_from_ICTRP>',
  ],
];

/** One change: bytes taken out, doubled, moved, or replaced by something that means much to a reader. */
const TOKENS = [
  '{',
  '}',
  '"',
  '@article{',
  '\n',
  '\r',
  'TY  - ',
  'ER  - ',
  '<',
  '>',
  '<record>',
  '</record>',
  '&',
  '&#0;',
  ']]>',
  '<![CDATA[',
  '\\',
  '\0',
  '\ufeff',
  ',',
  ';',
  '\t',
  '%0 ',
  '\n\n\n',
  '[',
  ']',
  '=',
  '#',
  '$',
  'é',
  '\xff',
  '-',
  '<!DOCTYPE x [',
  '__proto__',
];
const mutation = fc.record({
  at: fc.double({ min: 0, max: 1, noNaN: true }),
  length: fc.integer({ min: 0, max: 60 }),
  kind: fc.constantFrom('cut', 'delete', 'double', 'insert'),
  token: fc.constantFrom(...TOKENS),
});

function mutate(source: Buffer, change: { at: number; length: number; kind: string; token: string }): Buffer {
  const at = Math.floor(change.at * source.length);
  const end = Math.min(source.length, at + change.length);
  if (change.kind === 'cut') return source.subarray(0, at);
  if (change.kind === 'delete') return Buffer.concat([source.subarray(0, at), source.subarray(end)]);
  if (change.kind === 'double') return Buffer.concat([source.subarray(0, end), source.subarray(at)]);
  return Buffer.concat([
    source.subarray(0, at),
    Buffer.from(change.token, change.token === '\xff' ? 'latin1' : 'utf8'),
    source.subarray(at),
  ]);
}

describe('damaged files', () => {
  it.each(SOURCES)('of %s are read or refused, never anything else', (_name, text) => {
    const source = Buffer.from(text, 'utf8');
    fc.assert(
      fc.property(fc.array(mutation, { minLength: 1, maxLength: 6 }), (changes) => {
        const input = changes.reduce(mutate, source);
        try {
          const parsed = parseReferences(input, 'x');
          expect(parsed.references.length).toBeGreaterThan(0);
          expect(JSON.stringify(parsed)).not.toContain('\\u0000');
        } catch (error) {
          if (!(error instanceof Refusal)) throw error;
        }
      }),
      { numRuns: 400 },
    );
  });

  it.each(SOURCES.slice(0, 6))('of %s, cut anywhere, keep every record before the cut', (_name, text) => {
    const whole = parseReferences(Buffer.from(text)).references;
    const marks = whole.map((reference) => text.indexOf(reference.raw) + reference.raw.length);
    for (let at = 0; at <= text.length; at += 7) {
      const complete = marks.filter((end) => end <= at).length;
      let read = 0;
      try {
        read = parseReferences(Buffer.from(text.slice(0, at))).references.length;
      } catch (error) {
        if (!(error instanceof Refusal)) throw error;
      }
      expect(read).toBeGreaterThanOrEqual(complete);
      expect(read).toBeLessThanOrEqual(complete + 1);
    }
  });
});
