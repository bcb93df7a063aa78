import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Refusal } from '../refusal';
import { collected, parseReferences, readReferences } from './parse';
import { ParsedFile } from './reference';
import { MAX_RECORD_CHARACTERS } from './text-window';

const inChunks = (bytes: Uint8Array, size: number): ParsedFile =>
  collected(
    readReferences(function* () {
      for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
    }),
  );

const RIS = 'TY  - JOUR\r\nTI  - Größe “and” 😀\r\nAB  - One\r\ntwo\r\nER  - \r\n\r\n';
const SOURCES: readonly [name: string, bytes: Uint8Array][] = [
  ['RIS', Buffer.from(RIS.repeat(5))],
  ['RIS with a mark', Buffer.from(`\ufeff${RIS.repeat(3)}`)],
  ['RIS in UTF-16', Buffer.from(`\ufeff${RIS.repeat(3)}`, 'utf16le')],
  ['RIS in Windows-1252', Buffer.from(RIS.replace(/[“”😀]/gu, '').repeat(3), 'latin1')],
  ['RIS with lone CR', Buffer.from(RIS.repeat(3).replaceAll('\n', ''))],
  ['RIS without end marks', Buffer.from(RIS.repeat(3).replaceAll('ER  - ', ''))],
  ['RIS cut inside a character', Buffer.from(RIS.repeat(2)).subarray(0, 90)],
  ['RIS with zero characters', Buffer.from('TY  - JOUR\nTI  - a\0\0\0b\nER  - \n'.repeat(3))],
  ['NBIB', Buffer.from('PMID- 1\r\nTI  - a\r\n      b\r\n\r\nPMID- 2\r\nTI  - c\r\n')],
  ['EndNote tagged', Buffer.from('%0 Book\n%T a\n%X One\ntwo\n\n%0 Book\n%T b\n')],
  [
    'Web of Science',
    Buffer.from('FN Clarivate\nVR 1.0\nPT J\nAU Doe, J\n   Roe, R\nTI A\n   b\nER\n\nPT J\nTI c\nER\nEF\n'),
  ],
  ['CSV', Buffer.from('Title,Abstract,Year\r\n"a, ""b""","One\r\ntwo",2001\r\n\r\nc,"d",2002\r\ne,"cut')],
  ['CSV parted by semicolons', Buffer.from('Title;Abstract;Year\na;b, c;2001\n')],
  ['CSV that ends in a short row', Buffer.from('Title,Abstract,Year\na,b,2001\nc,d')],
  ['BibTeX', Buffer.from('@article{a, title={Größe}}\n@article{b, title={c}}\n')],
  ['JSON', Buffer.from('[{"title":"a"},{"title":"Größe"}]')],
  [
    'EndNote XML',
    Buffer.from(
      '<?xml version="1.0"?><!-- a -- b --><xml><records>\n<record><titles><title><style face="a>b">A &amp; b</style></title></titles><abstract><![CDATA[x < y]]></abstract></record>\n<record><titles><title>p < 0.05 & so on</title></titles><isbn/></record><record><titles><title>cut',
    ),
  ],
  [
    'PubMed XML',
    Buffer.from(
      '<PubmedArticleSet><PubmedArticle><MedlineCitation><PMID>1</PMID><Article><ArticleTitle>A <i>b</i></ArticleTitle></Article></MedlineCitation><PubmedData><ReferenceList><Reference><ReferenceList></ReferenceList></Reference></ReferenceList><ArticleIdList><ArticleId IdType="doi">10.1000/x</ArticleId></ArticleIdList></PubmedData></PubmedArticle></PubmedArticleSet>',
    ),
  ],
];

describe('reading piece by piece', () => {
  it.each(SOURCES)('gives what reading at once gives: %s', (_name, bytes) => {
    const whole = parseReferences(bytes);
    for (const size of [1, 2, 3, 5, 7, 11, 16, 64, 100]) expect(inChunks(bytes, size)).toEqual(whole);
  });

  const folder = join(__dirname, '../../../../shared/references/files');
  if (!existsSync(folder)) {
    console.warn('the corpus of real exports is not here: its specs are skipped');
    it.skip('gives what reading at once gives, for real exports', () => undefined);
  } else {
    it('gives what reading at once gives, for real exports', () => {
      const files = readdirSync(folder).filter((name) => /\.(ris|nbib|xml|csv|bib|txt|enl)$/.test(name));
      for (const file of files) {
        const bytes = readFileSync(join(folder, file));
        if (bytes.length < 100_000) expect([file, inChunks(bytes, 613)]).toEqual([file, parseReferences(bytes)]);
      }
    });
  }

  it('refuses a text without any mark between records before it fills the memory', () => {
    const piece = Buffer.alloc(1 << 20, 'lorem ipsum ');
    const endless = readReferences(function* () {
      yield Buffer.from('TY  - JOUR\nAB  - ');
      for (let i = 0; i < (2 * MAX_RECORD_CHARACTERS) / piece.length + 2; i++) yield piece;
    });
    expect(() => collected(endless)).toThrow(Refusal);
  });
});
