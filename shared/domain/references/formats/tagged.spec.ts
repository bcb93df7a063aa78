import { parseText } from '../parse';
import { ParsedReference } from '../reference';

const one = (text: string): ParsedReference => parseText(text).references[0]!;
const codes = (text: string): string[] => parseText(text).problems.map((problem) => problem.code);

describe('RIS', () => {
  const records: readonly [reason: string, body: string, fields: Partial<ParsedReference>][] = [
    ['a DOI only in a link is still found', 'UR  - https://doi.org/10.1000/x', { doi: '10.1000/x' }],
    ['a DOI only in M3 is still found', 'M3  - doi:10.1000/x', { doi: '10.1000/x' }],
    ['a DOI in the abstract may be of another work', 'AB  - See doi:10.1000/x', { doi: null }],
    ['repeated abstracts are sections', 'AB  - Aim.\nAB  - Result.', { abstract: 'Aim.\nResult.' }],
    ['N2 is the abstract where there is no AB', 'N2  - Text', { abstract: 'Text' }],
    ['untagged lines continue the abstract', 'AB  - One\ntwo\n   three', { abstract: 'One\ntwo three' }],
    ['a blank line inside an abstract does not end the record', 'AB  - One\n\ntwo', { abstract: 'One\ntwo' }],
    [
      'text that starts like a tag is text',
      'AB  - One\nIL - 6 rose\nTI-RADS fell',
      { abstract: 'One\nIL - 6 rose\nTI-RADS fell' },
    ],
    ['lines after KW are keywords', 'KW  - a\nb\nc; d', { keywords: ['a', 'b', 'c', 'd'] }],
    ['authors in one line are parted', 'AU  - Smith, J.; Doe, A.', { authors: ['Smith, J.', 'Doe, A.'] }],
    ['a start page may hold the range', 'SP  - 244-58\nEP  - 258', { pages: '244-258' }],
    ['words are no pages', 'SP  - No\nEP  - Specified', { pages: null }],
    ['an article number stands in for pages', 'C7  - e494', { pages: 'e494' }],
    ['the year may be in Y1 only', 'Y1  - 2014//', { year: 2014, date: '2014' }],
    ['a date in DA sharpens the year', 'PY  - 2019\nDA  - 2019/08/31/', { year: 2019, date: '2019-08-31' }],
    ['a date of another year does not', 'PY  - 2013\nDA  - 2012/07/03', { year: 2013, date: '2013' }],
    ['JF is the journal before T2', 'T2  - Short\nJF  - Full Name', { journal: 'Full Name' }],
    ['several ISSNs give the first', 'SN  - 1999-7777(Electronic),0222-6666(Print)', { issn: '1999-7777' }],
    ['PMID may be a note of Zotero', 'N1  - PMID: 12345', { pmid: '12345', notes: [] }],
    ['PMID may be a tag of four letters', 'PMID  - 33355555', { pmid: '33355555' }],
    ['PMC numbers are in C2', 'C2  - PMC123456', { pmcid: 'PMC123456' }],
    [
      'registry numbers come from any field but the abstract',
      'AB  - NCT00000001\nN1  - NCT01234567',
      { registryIds: ['NCT01234567'] },
    ],
    [
      'EBSCO packs the authors into a note',
      'N1  - Accession Number: 145; Bailey, Ann 1; Cole, B. 1,2; Affiliation: 1: X, Y',
      { authors: ['Bailey, Ann', 'Cole, B.'], accession: '145' },
    ],
    ['character references are decoded', 'TI  - Smith &amp; Wesson', { title: 'Smith & Wesson' }],
    ['a registry record is a registration', 'M3  - Trial registry record', { type: 'registration' }],
    ['a journal article in a preprint server is a preprint', 'T2  - medRxiv', { type: 'preprint' }],
  ];
  it.each(records)('%s', (_reason, body, fields) => {
    expect(one(`TY  - JOUR\n${body}\nER  - \n`)).toMatchObject(fields);
  });

  it('never fails on a type, and keeps what it does not know', () => {
    const parsed = parseText('TY  - \nTI  - a\nER  -\nTY  - XYZ\nTI  - b\nER  -\nTY  - CPAPER\nTI  - c\nER  -\n');
    expect(parsed.references.map(({ type, extra }) => [type, extra.TY])).toEqual([
      ['other', undefined],
      ['other', ['XYZ']],
      ['conference', ['CPAPER']],
    ]);
  });

  it('keeps unknown tags and the text as it stood in the file', () => {
    const record = 'TY  - JOUR\r\nTI  - a\r\nQQ  - what\r\n  goes on\r\nER  - ';
    const parsed = parseText(`1.\r\n${record}\r\n\r\nRecord #2 of 2\r\nProvider: X\r\n`);
    expect(parsed.references[0]).toMatchObject({ raw: record.trimEnd(), extra: { QQ: ['what goes on'] } });
    expect(parsed.problems).toEqual([]);
  });

  it.each([
    ['CR', '\r'],
    ['LF', '\n'],
    ['CRLF', '\r\n'],
    ['mixed', '\r\n\r'],
  ])('reads %s line ends', (_name, eol) => {
    const lines = ['TY  - JOUR', 'TI  - a', 'AB  - b', 'ER  - ', 'TY  - JOUR', 'TI  - c', 'ER  - '];
    const ends = eol === '\r\n\r' ? ['\r\n', '\r', '\n'] : [eol];
    const text = lines.map((line, i) => line + ends[i % ends.length]!).join('');
    expect(parseText(text).references.map((reference) => reference.title)).toEqual(['a', 'c']);
  });

  it.each([
    ['tabs for blanks', 'TY\t-\tJOUR\nTI\t-\ta\nER\t-\t\n'],
    ['one blank', 'TY - JOUR\nTI - a\nER -\n'],
    ['lower case', 'ty  - JOUR\nti  - a\ner  - \n'],
    ['a mark after blanks', '  \ufeffTY  - JOUR\nTI  - a\nER  - \n'],
    ['no blank after the hyphen', 'TY  -JOUR\nTI  -a\nER  -\n'],
    ['no ER', 'TY  - JOUR\nTI  - a\n'],
  ])('reads tags with %s', (_name, text) => {
    expect(parseText(text)).toMatchObject({ expected: 1, references: [{ title: 'a', type: 'article' }] });
  });

  it('says that a file is cut, and in which record', () => {
    const parsed = parseText('TY  - JOUR\nTI  - a\nER  - \nTY  - JOUR\nTI  - b\nAB  - half an abstr');
    expect(parsed.references).toHaveLength(2);
    expect(parsed.problems).toMatchObject([{ code: 'record_cut', line: 4, record: 2, severity: 'error' }]);
  });

  it('says where a year could not be read', () => {
    expect(parseText('TY  - JOUR\nTI  - a\nPY  - 10 15\nER  - \n').problems).toMatchObject([
      { code: 'year_unreadable', line: 1, record: 1 },
    ]);
  });

  it('adds tags after ER to the record before', () => {
    expect(one('TY  - JOUR\nTI  - a\nER  - \nNL  - J Short\n\nTY  - JOUR\nTI  - b\nER  - \n').extra.NL).toEqual([
      'J Short',
    ]);
  });

  it('warns of a record over its limits and keeps all of it', () => {
    const authors = Array.from({ length: 2_500 }, (_, i) => `AU  - Author, N${i}`).join('\n');
    const parsed = parseText(`TY  - JOUR\nTI  - a\n${authors}\nER  - \nTY  - JOUR\nTI  - b\nER  - \n`);
    expect(parsed.problems).toMatchObject([{ code: 'many_authors', record: 1 }]);
    expect(parsed.references[0]!.authors).toHaveLength(2_500);
  });

  it('keeps decisions of Rayyan as labels and in the notes', () => {
    const note =
      'RAYYAN-INCLUSION: {"Ann"=>"Included", "Bo"=>"Excluded"} | RAYYAN-LABELS: adult,rct | RAYYAN-EXCLUSION-REASONS: wrong outcome';
    expect(one(`TY  - JOUR\nTI  - a\nN1  - ${note}\nER  - \n`)).toMatchObject({
      notes: [note],
      extra: {
        'label:rayyan-inclusion': ['Ann: Included', 'Bo: Excluded'],
        'label:rayyan-labels': ['adult', 'rct'],
        'label:rayyan-exclusion-reasons': ['wrong outcome'],
      },
    });
  });
});

describe('NBIB', () => {
  const record = (...lines: string[]): string => `${['PMID- 12345', 'TI  - A title', ...lines].join('\n')}\n`;

  it('joins continuation lines, pairs names and reads identifiers', () => {
    const parsed = one(
      record(
        '      over two lines',
        'FAU - Doe, Jane',
        'AU  - Doe J',
        'CN  - The Group',
        'LID - 10.1000/X [doi]',
        'PMC - PMC123456',
        'DP  - 1998 Dec-1999 Jan',
        'JT  - The journal',
        'TA  - J',
        'PG  - 244-58',
        'IS  - 1234-5678 (Print)',
        'OT  - kw',
      ),
    );
    expect(parsed).toMatchObject({
      title: 'A title over two lines',
      authors: ['Doe, Jane', 'The Group'],
      doi: '10.1000/x',
      pmid: '12345',
      pmcid: 'PMC123456',
      date: '1998-12',
      journal: 'The journal',
      pages: '244-258',
      issn: '1234-5678',
      keywords: ['kw'],
      accession: '12345',
      type: 'article',
    });
  });

  it.each([
    ['CIN', 'comment', 'in'],
    ['CON', 'comment', 'of'],
    ['EIN', 'erratum', 'in'],
    ['EFR', 'erratum', 'of'],
    ['RIN', 'retraction', 'in'],
    ['ROF', 'retraction', 'of'],
    ['PRIN', 'concern', 'in'],
    ['ECI', 'concern', 'in'],
    ['ECF', 'concern', 'of'],
    ['UIN', 'update', 'in'],
    ['CRF', 'republication', 'of'],
    ['RRI', 'republication', 'in'],
    ['ORI', 'other', undefined],
  ] as const)('keeps %s as a link that says %s %s', (tag, kind, direction) => {
    expect(one(record(`${tag.padEnd(4)}- Lancet. 2010;375:445`)).links).toEqual([
      { kind, direction, text: 'Lancet. 2010;375:445' },
    ]);
  });

  it('parts records without a PMID at blank lines', () => {
    const text = 'PMID- 1\nTI  - a\n\nTI  - b\nFAU - X, Y\nBTI - A book\n\nPMID- 3\nTI  - c\n';
    expect(parseText(text).references.map(({ title, type }) => [title, type])).toEqual([
      ['a', 'other'],
      ['b', 'chapter'],
      ['c', 'other'],
    ]);
  });

  it('reads the NBIB of ERIC', () => {
    const text =
      '\nOWN - ERIC\nTI  - Paper\nAU  - Smith, Tom\nAID - http://dx.doi.org/10.1000/1\nOID - EJ1\nDP  - 2000\n';
    expect(parseText(text)).toMatchObject({
      vendor: 'ERIC',
      expected: 1,
      references: [{ accession: 'EJ1', doi: '10.1000/1', pmid: null, year: 2000 }],
    });
  });
});

describe('Web of Science', () => {
  const text =
    'FN Clarivate Analytics Web of Science\nVR 1.0\nPT J\nAU Doe, J\n   Roe, R\nAF Doe, Jane\n   Roe, Richard\nTI A title\n   in two lines\n' +
    'SO BIOCHEMISTRY\nDT Article\nDE one; two\nAB Text\nSN 0006-2960\nPD JUN 8\nPY 2004\nVL 43\nIS 22\nBP 7003\nEP 7016\nDI 10.1021/bi1\nPM 15170338\nUT WOS:1\nER\n\nPT J\nTI b\nAR e5\nPY 2020\nER\n\nEF\n';
  it('reads values over several lines, list by list and text by text', () => {
    const parsed = parseText(text, 'savedrecs.ris');
    expect(parsed).toMatchObject({ format: 'wos', expected: 2, problems: [] });
    expect(parsed.references[0]).toMatchObject({
      title: 'A title in two lines',
      authors: ['Doe, Jane', 'Roe, Richard'],
      date: '2004-06-08',
      pages: '7003-7016',
      doi: '10.1021/bi1',
      pmid: '15170338',
      accession: 'WOS:1',
      keywords: ['one', 'two'],
      type: 'article',
      journal: 'BIOCHEMISTRY',
    });
    expect(parsed.references[1]).toMatchObject({ title: 'b', pages: 'e5' });
  });

  it('says that a file is cut', () => {
    expect(codes(text.slice(0, text.indexOf('AR e5')))).toContain('record_cut');
  });
});

describe('EndNote tagged', () => {
  it.each([
    ['%0 starts a record', '%0 Journal Article\n%T a\n%A X, Y\n\n%0 Book\n%T b\n', ['a', 'b']],
    ['%0 follows the title at the AIS', '%T a\n%0 Journal Article\n%D 2021\n\n\n%T b\n%D 2020\n', ['a', 'b']],
    ['there is no %0 at all', '%T a\n%A X, Y\n\n%T b\n%A Z, Q\n', ['a', 'b']],
    ['an abstract has a blank line', '%0 Journal Article\n%T a\n%X One\n\ntwo\n%U http://x.org\n', ['a']],
  ])('parts records where %s', (_name, text, titles) => {
    const parsed = parseText(text);
    expect(parsed.references.map((reference) => reference.title)).toEqual(titles);
    expect(parsed.expected).toBe(titles.length);
  });

  it('reads its fields', () => {
    expect(
      one(
        '%0 Journal Article\n%T a\n%J J\n%D 2021\n%8 September  1, 2021\n%P 1-10\n%R https://doi.org/10.1000/x\n%@ 1234-5678\n%K k\nl\n%Z n\n%M 7\n',
      ),
    ).toMatchObject({
      journal: 'J',
      date: '2021-09-01',
      pages: '1-10',
      doi: '10.1000/x',
      issn: '1234-5678',
      keywords: ['k', 'l'],
      notes: ['n'],
      accession: '7',
    });
  });
});
