import { Refusal } from '../refusal';
import { parseReferences, parseText } from './parse';

const bytes = (...values: number[]): Uint8Array => Uint8Array.from(values);
const utf8 = (text: string): Uint8Array => Buffer.from(text, 'utf8');

function refused(input: Uint8Array, name?: string): Refusal {
  try {
    parseReferences(input, name);
  } catch (error) {
    if (error instanceof Refusal) return error;
    throw error;
  }
  throw new Error('was not refused');
}

describe('files that cannot be read', () => {
  it.each([
    ['nothing', bytes(), /empty/, /again/],
    ['blanks', utf8(' \r\n\ufeff'), /empty/, /again/],
    ['a zip archive', bytes(0x50, 0x4b, 3, 4, 20), /zip/, /Unpack/],
    ['an old workbook', bytes(0xd0, 0xcf, 0x11, 0xe0, 0xa1), /old Excel/, /\.xlsx or CSV/],
    ['a PDF', utf8('%PDF-1.7\n'), /PDF/, /RIS/],
    ['a gzip archive', bytes(0x1f, 0x8b, 8), /gzip/, /Unpack/],
    ['a web page', utf8('<!DOCTYPE html><html><body>Sign in</body></html>'), /web page/, /RIS/],
    [
      'other XML',
      utf8('<?xml version="1.0"?><modsCollection><mods/></modsCollection>'),
      /"modsCollection"/,
      /EndNote XML/,
    ],
    ['rich text', utf8('{\\rtf1 x}'), /rich text/, /RIS/],
    ['printed PubMed records', utf8('1. J Foo. 2020;1:2.\n\nTitle.\n\nPMID: 123456\n'), /printed/, /"PubMed"/],
    [
      "the log of Rayyan's archive",
      utf8('created_at,user_id,user_email,article_id,key,value\n2024-01-01,1,a@example.org,7,included,1\n'),
      /log of a Rayyan export/,
      /articles\.csv/,
    ],
    ['prose', utf8('Dear colleagues,\nplease find the search attached.\n'), /none of the formats/, /RIS/],
    ['a table without known columns', utf8('a,b\n1,2\n'), /none of the formats/, /column names/],
  ])('are refused: %s', (_name, input, cause, remedy) => {
    const refusal = refused(input, 'search.dat');
    expect(refusal).toMatchObject({ code: 'unreadable_format', status: 415 });
    expect(refusal.detail).toMatch(/^The file "search\.dat" is /);
    expect(refusal.detail).toMatch(cause);
    expect(refusal.detail).toMatch(remedy);
  });

  it('are refused when they hold no whole record', () => {
    expect(refused(utf8('<xml><records><record><titles>'))).toMatchObject({ code: 'no_records', status: 415 });
    expect(refused(utf8('@article{k, title = {half'))).toMatchObject({ code: 'no_records' });
    expect(refused(utf8('[]'))).toMatchObject({ code: 'no_records' });
  });
});

describe('the format', () => {
  it.each([
    ['ris', 'TY  - JOUR\nTI  - a\nER  - \n'],
    ['wos', 'FN Clarivate\nVR 1.0\nPT J\nTI a\nER\nEF\n'],
    ['nbib', 'PMID- 1\nTI  - a\n'],
    ['enw', '%0 Journal Article\n%T a\n'],
    ['bibtex', '@article{k, title={a}}'],
    ['json', '[{"title":"a","DOI":"10.1000/x"}]'],
    ['csv', 'title,year\na,2001\n'],
    ['tsv', 'title\tyear\na\t2001\n'],
    ['endnote-xml', '<xml><records><record><titles><title>a</title></titles></record></records></xml>'],
  ])('is %s by content, whatever the name', (format, text) => {
    expect(parseReferences(utf8(text), 'search.pdf')).toMatchObject({
      format,
      expected: 1,
      references: [{ title: 'a' }],
    });
  });
});

describe('the report', () => {
  it('says that an encoding was inferred', () => {
    const parsed = parseReferences(Buffer.from('TY  - JOUR\nTI  - M\xfcller\nER  - \n', 'latin1'));
    expect(parsed).toMatchObject({
      encoding: 'windows-1252',
      references: [{ title: 'Müller' }],
      problems: [{ code: 'encoding_inferred' }],
    });
  });

  it('says that zero characters were replaced', () => {
    expect(parseText('TY  - JOUR\nTI  - a\0b\nER  - \n')).toMatchObject({
      references: [{ title: 'a b' }],
      problems: [{ code: 'characters_replaced' }],
    });
  });

  it('folds a flood of one kind into a sum', () => {
    const text = Array.from({ length: 500 }, () => 'TY  - JOUR\nTI  - a\nPY  - soon 5\nER  - \n').join('');
    const { problems } = parseText(text);
    expect(problems).toHaveLength(201);
    expect(problems.at(-1)).toMatchObject({
      code: 'year_unreadable',
      message: expect.stringContaining('300 more') as string,
    });
  });
});

describe('JSON', () => {
  it('reads CSL with names, dates and lists', () => {
    expect(
      parseText(
        '[{"id":"k","type":"article-journal","title":"A","author":[{"family":"Doe","given":"J"},{"literal":"The Group"},{"family":"Berg","non-dropping-particle":"van den","given":"A"}],"issued":{"date-parts":[[2019,8]]},"container-title":"J","page":"244-58","DOI":"10.1000/X","foo":{"a":1}}]',
      ).references[0],
    ).toMatchObject({
      authors: ['Doe, J', 'The Group', 'van den Berg, A'],
      date: '2019-08',
      pages: '244-258',
      doi: '10.1000/x',
      type: 'article',
      extra: { foo: ['{"a":1}'] },
    });
  });

  it.each([
    ['a list in an object', '{"items":[{"title":"a"},{"title":"b"}]}'],
    ['objects line by line', '{"title":"a"}\n{"title":"b"}\n'],
  ])('reads %s', (_name, text) => {
    expect(parseText(text).references.map((reference) => reference.title)).toEqual(['a', 'b']);
  });

  it('reads what OpenAlex, Crossref and Europe PMC answer', () => {
    const openAlex =
      '{"meta":{},"results":[{"id":"https://openalex.org/W1","doi":"https://doi.org/10.1000/X","title":"A","publication_date":"2019-08-31","publication_year":2019,"ids":{"pmid":"https://pubmed.ncbi.nlm.nih.gov/12345678"},"authorships":[{"author":{"display_name":"Jane Doe"}}],"primary_location":{"source":{"display_name":"J","issn_l":"1234-5678"},"landing_page_url":"https://doi.org/10.1000/X"},"biblio":{"volume":"1","first_page":"2","last_page":"9"},"abstract_inverted_index":{"two":[1],"One":[0]},"type":"article","is_retracted":true}]}';
    expect(parseText(openAlex)).toMatchObject({
      vendor: 'OpenAlex',
      references: [
        {
          title: 'A',
          authors: ['Jane Doe'],
          date: '2019-08-31',
          journal: 'J',
          pages: '2-9',
          abstract: 'One two',
          doi: '10.1000/x',
          pmid: '12345678',
          links: [{ kind: 'retraction' }],
        },
      ],
    });
    const work =
      '{"status":"ok","message-type":"work","message":{"DOI":"10.1000/x","prefix":"10.1000","member":"1","type":"journal-article","title":["A"],"author":[{"family":"Doe","given":"J"}],"issued":{"date-parts":[[2019]]},"reference":[{"key":"1"}],"update-to":[{"DOI":"10.1000/Y","type":"erratum","label":"Erratum"}]}}';
    for (const text of [work, `[${work}]`])
      expect(parseText(text)).toMatchObject({
        vendor: 'Crossref',
        references: [{ title: 'A', doi: '10.1000/x', links: [{ kind: 'erratum', text: 'Erratum: 10.1000/y' }] }],
      });
    const europePmc =
      '{"hitCount":1,"resultList":{"result":[{"id":"PPR1","source":"PPR","doi":"10.1000/x","title":"A.","authorString":"Doe J, Roe R.","pubYear":"2020","abstractText":"<h4>Aim</h4>One","pubTypeList":{"pubType":["Preprint"]}}]}}';
    expect(parseText(europePmc)).toMatchObject({
      vendor: 'Europe PMC',
      references: [{ type: 'preprint', title: 'A', authors: ['Doe, J', 'Roe, R'], year: 2020, accession: 'PPR:PPR1' }],
    });
  });

  it('loses only the object that the file ends in, and objects that are no JSON', () => {
    const parsed = parseText('[{"title":"a"},\n{"title":b},\n{"title":"c"},\n{"title":"d');
    expect(parsed.references.map((reference) => reference.title)).toEqual(['a', 'c']);
    expect(parsed.problems).toMatchObject([
      { code: 'unreadable_record', line: 2 },
      { code: 'record_cut', line: 4 },
    ]);
  });

  it('treats hostile keys and nesting as data', () => {
    const parsed = parseText(`[{"title":"a","__proto__":{"x":1},"deep":${'['.repeat(50_000)}${']'.repeat(50_000)}}]`);
    expect(parsed.references[0]!.title).toBe('a');
    expect(({} as Record<string, unknown>).x).toBeUndefined();
  });
});
