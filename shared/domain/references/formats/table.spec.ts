import { Refusal } from '../../refusal';
import { parseText, readTable } from '../parse';
import { ParsedFile, ParsedReference } from '../reference';
import { firstRows, guessDelimiter } from './delimited';
import { isKnownHeader } from './columns';

const rows = (...lines: string[]): string => `${lines.join('\r\n')}\r\n`;
const table = (...lines: string[]): ParsedFile => parseText(rows(...lines));
const one = (...lines: string[]): ParsedReference => table(...lines).references[0]!;

describe('delimited text', () => {
  it.each([
    [
      'quoted delimiters and line ends',
      '"a,1","b\r\nc"\r\nd,e',
      [
        ['a,1', 'b\r\nc'],
        ['d', 'e'],
      ],
    ],
    ['doubled quotes', '"say ""hi""",x', [['say "hi"', 'x']]],
    ['quotes that nobody doubled', '"say "hi" to","x"', [['say "hi" to', 'x']]],
    ['quotes escaped as R does', '"say \\"hi\\" to",x', [['say "hi" to', 'x']]],
    ['quotes inside unquoted cells', '5" pipe,x', [['5" pipe', 'x']]],
    [
      'empty cells and blank lines',
      'a,,\n\n,,b',
      [
        ['a', '', ''],
        ['', '', 'b'],
      ],
    ],
    [
      'lone CR',
      'a,b\rc,d',
      [
        ['a', 'b'],
        ['c', 'd'],
      ],
    ],
  ])('reads %s', (_name, text, expected) => {
    expect(firstRows(text, ',', 100).map((row) => row.cells)).toEqual(expected);
  });

  it.each([
    [',', 'title,authors,year\na,b,1'],
    [';', 'title;authors;year\n"a, b",c,1'],
    ['\t', 'title\tauthors\tyear\na\tb\t1'],
  ])('takes %j for the delimiter', (delimiter, text) => {
    expect(guessDelimiter(text, isKnownHeader)).toBe(delimiter);
  });

  it('leaves out the row that a cut file ends in, and says so', () => {
    const parsed = parseText('Title,Abstract,Year\na,b,2001\nc,"d and then');
    expect(parsed.references.map((reference) => reference.title)).toEqual(['a']);
    expect(parsed.problems).toMatchObject([{ code: 'record_cut', line: 3, record: 2 }]);
    expect(parseText('Title,Abstract,Year\na,b,2001\nc,d').problems).toMatchObject([{ code: 'record_cut' }]);
  });

  it('reads a stray quote as a character instead of swallowing the file', () => {
    const lines = Array.from({ length: 60 }, (_, i) => `Title ${i},text,2000`);
    const parsed = table('Title,Abstract,Year', 'Odd,"never closed,2000', ...lines);
    expect(parsed.references).toHaveLength(61);
    expect(parsed.problems).toMatchObject([{ code: 'stray_quote', line: 2 }]);
  });

  it('keeps cells beyond the last column and says so', () => {
    const parsed = table('Title,Year', 'a,2001,more');
    expect(parsed.references[0]!.extra['column 3']).toEqual(['more']);
    expect(parsed.problems).toMatchObject([{ code: 'row_too_long', line: 2, record: 1 }]);
  });
});

describe('tables of known tools', () => {
  it('reads Rayyan', () => {
    const parsed = table(
      'key,title,year,month,day,journal,issn,volume,issue,pages,authors,url,language,publisher,location,abstract,notes',
      'rayyan-1,A,2019,8,31,J,,1,2,244-58,"Doe, Ann and Roe, Bo",https://a.orghttps://b.org,eng,,,Text,"RAYYAN-INCLUSION: {""Ann""=>""Maybe""} | RAYYAN-LABELS: x,y"',
    );
    expect(parsed.vendor).toBe('Rayyan');
    expect(parsed.references[0]).toMatchObject({
      authors: ['Doe, Ann', 'Roe, Bo'],
      date: '2019-08-31',
      pages: '244-258',
      urls: ['https://a.org', 'https://b.org'],
      accession: 'rayyan-1',
      extra: { 'label:rayyan-inclusion': ['Ann: Maybe'], 'label:rayyan-labels': ['x', 'y'] },
    });
  });

  it('reads Covidence', () => {
    const parsed = table(
      'Title,Authors,Abstract,Published Year,Published Month,Journal,Volume,Issue,Pages,Accession Number,DOI,Ref,Covidence #,Study,Notes,Tags',
      '"A","Yin, Q; Li, W",Text,2023,May,J,1,2,3-4,,10.1000/X,,#12,Yin 2023,,"rct; adult"',
    );
    expect(parsed.vendor).toBe('Covidence');
    expect(parsed.references[0]).toMatchObject({
      authors: ['Yin, Q', 'Li, W'],
      date: '2023-05',
      doi: '10.1000/x',
      accession: '#12',
      extra: { 'label:tags': ['rct', 'adult'], Study: ['Yin 2023'] },
    });
  });

  it('takes the source text of Embase.com apart', () => {
    expect(
      one(
        'Title,Author Names,Source,Emtree Drug Index Terms,Clinical Trial Numbers',
        'A,"Liu R., Adler D.G.","Cancer (2004) 102:4 (253-8). Date of Publication: 15 Aug 2004","one (diagnosis, surgery), two",ClinicalTrials.gov (NCT01234567)',
      ),
    ).toMatchObject({
      journal: 'Cancer',
      volume: '102',
      issue: '4',
      pages: '253-258',
      date: '2004-08-15',
      authors: ['Liu, R.', 'Adler, D.G.'],
      keywords: ['one (diagnosis, surgery)', 'two'],
      registryIds: ['NCT01234567'],
      type: 'article',
    });
  });

  it('takes the citation of PubMed apart', () => {
    expect(
      one(
        'PMID,Title,Authors,Citation,Journal/Book,Publication Year,DOI',
        '1234567,A,"Lim SM, Lau Y.","Behav Ther. 2022 Mar;53(2):334-347. doi: 10.1000/x.",Behav Ther,2022,10.1000/x',
      ),
    ).toMatchObject({
      pmid: '1234567',
      authors: ['Lim, SM', 'Lau, Y'],
      volume: '53',
      issue: '2',
      pages: '334-347',
      date: '2022-03',
    });
  });

  it('reads Scopus with article numbers and identifiers of authors', () => {
    expect(
      one(
        'Authors,Author full names,Title,Year,Source title,Volume,Issue,Art. No.,Page start,Page end,DOI,Author Keywords,Document Type,EID',
        '"Doe J.; Roe R.","Doe, Jane (57196000000); Roe, Richard (57197000000)",A,2020,J,1,,e494,,,10.1000/x,"k; l",Conference paper,2-s2.0-1',
      ),
    ).toMatchObject({
      authors: ['Doe, Jane', 'Roe, Richard'],
      pages: 'e494',
      accession: '2-s2.0-1',
      type: 'conference',
      keywords: ['k', 'l'],
    });
  });

  it('reads Zotero', () => {
    expect(
      one(
        'Key,Item Type,Publication Year,Author,Title,Publication Title,ISSN,Url,Abstract Note,Date,Date Added,Pages,Issue,Volume,Manual Tags,Extra',
        'AB1,bookSection,2019,"Doe, Jane; Roe, R",A,The book,1234-5678,http://x.org,Text,2019-05-06,2024,1-9,2,3,k; l,PMID: 1234567',
      ),
    ).toMatchObject({
      type: 'chapter',
      journal: 'The book',
      date: '2019-05-06',
      pmid: '1234567',
      keywords: ['k', 'l'],
      accession: 'AB1',
    });
  });

  it('reads ClinicalTrials.gov as registrations', () => {
    expect(
      one(
        'NCT Number,Study Title,Study URL,Study Status,Brief Summary,Conditions,Sponsor',
        'NCT01234567,A trial,https://clinicaltrials.gov/study/NCT01234567,COMPLETED,Text,Asthma|COPD,Uni',
      ),
    ).toMatchObject({
      type: 'registration',
      registryIds: ['NCT01234567'],
      accession: 'NCT01234567',
      abstract: 'Text',
      keywords: ['Asthma', 'COPD'],
      publisher: 'Uni',
    });
  });

  it('reads the tab export of Web of Science', () => {
    expect(
      parseText(
        'PT\tAU\tAF\tTI\tSO\tDE\tPY\tBP\tEP\tDI\tUT\nJ\tDoe, J\tDoe, Jane\tA\tJ NAME\tk; l\t2020\t1\t9\t10.1000/x\tWOS:1\n',
      ),
    ).toMatchObject({
      format: 'tsv',
      vendor: 'Web of Science',
      references: [{ authors: ['Doe, Jane'], title: 'A', pages: '1-9', accession: 'WOS:1', keywords: ['k', 'l'] }],
    });
  });

  it('reads the lists and labels of ASReview', () => {
    expect(
      one(
        'title,authors,keywords,label_included,type_of_reference',
        "A,\"['Marx, Karl', 'Lind, A']\",\"['k']\",1,JOUR",
      ),
    ).toMatchObject({
      authors: ['Marx, Karl', 'Lind, A'],
      keywords: ['k'],
      extra: { 'label:included': ['1'] },
      type: 'article',
    });
  });

  it('treats hostile column names as data', () => {
    const parsed = one('title,year,__proto__,constructor', 'A,2001,x,y');
    expect(Object.entries(parsed.extra)).toEqual([
      ['__proto__', ['x']],
      ['constructor', ['y']],
    ]);
    expect(({} as Record<string, unknown>).x).toBeUndefined();
  });

  it('says where a year could not be read', () => {
    expect(table('Title,Year', 'A,soon').problems).toMatchObject([{ code: 'year_unreadable', line: 2, record: 1 }]);
  });
});

describe('rows of a workbook', () => {
  it('are read below their header, blank rows apart', () => {
    const parsed = readTable(
      [['My search'], [], ['Title', 'Authors', 'Year'], ['A', 'Doe, J', '2020.0'], ['', '', ''], ['B', '', '']],
      'xlsx',
    );
    expect(parsed).toMatchObject({
      format: 'xlsx',
      expected: 2,
      references: [{ title: 'A', year: 2020, raw: 'A\tDoe, J\t2020.0' }, { title: 'B' }],
    });
  });

  it('without known columns are refused', () => {
    expect(() =>
      readTable(
        [
          ['x', 'y'],
          ['1', '2'],
        ],
        'xlsx',
      ),
    ).toThrow(Refusal);
  });
});
