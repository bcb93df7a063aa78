import { parseText } from './parse';

const bib = (key: string, year = '2019'): string => `@article{${key},\n title={Hubs ${key}},\n year={${year}}\n}\n`;
const notes = (text: string) => {
  const { references, problems, expected } = parseText(text);
  return {
    titles: references.map(({ title }) => title),
    expected,
    problems: problems.map(({ code, line, record, params }) => ({ code, line, record, ...params })),
  };
};

describe('files joined from several, and what is said of each line', () => {
  it('another format behind entries of BibTeX is told with its line and the number of its lines', () => {
    const { titles, problems } = notes(
      `Exported by somebody\n${bib('a')}\n% comment\n${bib('b')}TY  - JOUR\nTI  - c\nER  - \n`,
    );
    expect(titles).toEqual(['Hubs a', 'Hubs b']);
    expect(problems).toEqual([{ code: 'text_between_records', count: 3, line: 12, record: null }]);
  });

  it('column names that stand in a table again are no record', () => {
    const table = (title: string): string => `title,authors,year\n${title},"Bee, C",2019\n`;
    const { titles, expected, problems } = notes(table('a') + table('b'));
    expect({ titles, expected }).toEqual({ titles: ['a', 'b'], expected: 2 });
    expect(problems).toEqual([{ code: 'header_repeated', line: 3, record: null }]);
  });

  it('an object of JSON is named by the line it starts at', () => {
    const { problems } = notes('[\n{"title":"a","year":"soon"},\n\n{"title":"b","year":"later"}\n]');
    expect(problems).toEqual([
      { code: 'year_unreadable', line: 2, record: 1, text: 'soon' },
      { code: 'year_unreadable', line: 4, record: 2, text: 'later' },
    ]);
  });

  it.each<[string, string, number[]]>([
    [
      'RIS behind a header with CRLF',
      'Provider: EBSCO\r\nContent: text/plain\r\n\r\nTY  - JOUR\r\nTI  - a\r\nPY  - n.d. 7\r\nER  - \r\n\r\nTY  - JOUR\r\nTI  - b\r\nPY  - x 9\r\nER  - \r\n',
      [4, 9],
    ],
    [
      'cells of several lines with CRLF',
      'My search\r\n\r\ntitle,abstract,year\r\nA,"1\r\n2\r\n3",abc\r\nB,x,9x9\r\n',
      [4, 7],
    ],
    ['cells of several lines with CR alone', 'title,abstract,year\rA,"1\r2",abc\rB,x,9x9\r', [2, 4]],
    [
      'XML with CRLF',
      '<PubmedArticleSet>\r\n<PubmedArticle><MedlineCitation><PMID>1</PMID>\r\n</MedlineCitation></PubmedArticle>\r\n\r\n<PubmedArticle><MedlineCitation><PMID>2</PMID></MedlineCitation></PubmedArticle></PubmedArticleSet>',
      [2, 5],
    ],
    ['NBIB', '\n\nPMID- 1\nTI  - a\n      more\nDP  - none\n\nPMID- 2\nTI  - b\nDP  - zzz\n', [3, 8]],
    ['BibTeX', `Head\r\n\r\n${bib('a', 'soon').replace(/\n/g, '\r\n')}\r\n${bib('b', 'soon')}`, [3, 8]],
    ['EndNote tagged', '%0 Journal Article\n%T a\n%D soon\n\n%0 Journal Article\n%T b\n%D later\n', [1, 5]],
    ['Web of Science', 'FN X\nVR 1.0\nPT J\nTI a\nPY soon\nER\n\nPT J\nTI b\nPY then\nER\n\nEF', [3, 8]],
    ['Cochrane', 'Record #1 of 2\nID: 1\nTI: a\nYR: soon\n\n\nRecord #2 of 2\nID: 2\nTI: b\nYR: then\n', [1, 7]],
  ])('a year that cannot be read is told at the line its record starts at: %s', (_, text, lines) => {
    const years = parseText(text).problems.filter(({ code }) => code === 'year_unreadable');
    expect(years.map(({ line, record }) => [line, record])).toEqual(lines.map((line, i) => [line, i + 1]));
  });
});
