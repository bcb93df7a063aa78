import { parseText } from '../parse';
import { ParsedReference } from '../reference';

/** A row of a table as a source exports it: its column names tell the source, and what each column means. */
type Row = Record<string, string>;

const csv = (row: Row): string =>
  [Object.keys(row), Object.values(row)]
    .map((cells) => cells.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(','))
    .join('\r\n')
    .concat('\r\n');

describe('tables tell by their column names where they come from', () => {
  it.each<[string, Row, Partial<ParsedReference>]>([
    [
      'Lens',
      {
        'Lens ID': '012-345',
        Title: 'Nets and sleep',
        'Date Published': '2019-08-31',
        'Publication Year': '2019',
        'Publication Type': 'journal article',
        'Source Title': 'Journal of Nets',
        ISSNs: '12345679',
        'Author/s': 'Ann Roe; Bo Doe',
        Abstract: 'An abstract.',
        Volume: '3',
        'Issue Number': '2',
        'Start Page': '10',
        'End Page': '19',
        Keywords: 'nets; sleep',
        DOI: '10.1000/lens.1',
        PMID: '123456',
      },
      {
        authors: ['Ann Roe', 'Bo Doe'],
        year: 2019,
        date: '2019-08-31',
        pages: '10-19',
        pmid: '123456',
        type: 'article',
      },
    ],
    [
      'IEEE Xplore',
      {
        'Document Title': 'Nets and sleep',
        Authors: 'A. Roe; B. Doe',
        'Publication Title': 'Transactions on Nets',
        'Publication Year': '2020',
        Volume: '8',
        Issue: '1',
        'Start Page': '100',
        'End Page': '110',
        Abstract: 'An abstract.',
        ISSN: '1234-5679',
        DOI: '10.1000/ieee.1',
        'Author Keywords': 'nets;sleep',
        'IEEE Terms': 'Sleep',
        'Document Identifier': 'IEEE Journals',
      },
      {
        journal: 'Transactions on Nets',
        pages: '100-110',
        keywords: ['nets', 'sleep', 'Sleep'],
        doi: '10.1000/ieee.1',
      },
    ],
    [
      'Publish or Perish',
      {
        Cites: '12',
        Authors: 'A Roe, B Doe',
        Title: 'Nets and sleep',
        Year: '2018',
        Source: 'Journal of Nets',
        Publisher: 'A press',
        ArticleURL: 'https://example.org/1',
        UID: 'GS1',
        DOI: '10.1000/pop.1',
        ISSN: '',
        Volume: '0',
        Issue: '0',
        StartPage: '0',
        EndPage: '0',
        Abstract: 'An abstract.',
      },
      { journal: 'Journal of Nets', volume: null, issue: null, pages: null, urls: ['https://example.org/1'] },
    ],
    [
      'ClinicalTrials.gov',
      {
        'NCT Number': 'NCT01234567',
        'Study Title': 'Nets and sleep',
        'Study URL': 'https://clinicaltrials.gov/study/NCT01234567',
        'Study Status': 'COMPLETED',
        'Brief Summary': 'A summary.',
        Conditions: 'Sleep',
        Sponsor: 'A university',
        'Study Type': 'INTERVENTIONAL',
        'First Posted': '2016-03-01',
      },
      { type: 'registration', accession: 'NCT01234567', registryIds: ['NCT01234567'], year: 2016, keywords: ['Sleep'] },
    ],
    [
      'WHO ICTRP',
      {
        TrialID: 'ISRCTN12345678',
        Scientific_title: 'Nets and sleep',
        Primary_sponsor: 'A university',
        Date_registration: '20160301',
        Condition: 'Sleep',
        web_address: 'https://example.org/ISRCTN12345678',
      },
      { type: 'registration', accession: 'ISRCTN12345678', registryIds: ['ISRCTN12345678'], year: 2016 },
    ],
    [
      'Web of Science',
      {
        PT: 'J',
        AU: 'Roe, A; Doe, B',
        TI: 'Nets and sleep',
        SO: 'JOURNAL OF NETS',
        PY: '2017',
        BP: '5',
        EP: '9',
        DI: '10.1000/wos.1',
        UT: 'WOS:000123',
      },
      { authors: ['Roe, A', 'Doe, B'], pages: '5-9', doi: '10.1000/wos.1', accession: 'WOS:000123', type: 'article' },
    ],
    [
      'Embase.com',
      {
        TITLE: 'Nets and sleep',
        'AUTHOR NAMES': 'Roe A., Doe B.',
        SOURCE: 'J. Nets (2014) 102:4 (253-258). Date of Publication: 15 Aug 2014',
        'EMBASE ACCESSION ID': 'L123',
        DOI: '10.1000/emb.1',
        ABSTRACT: 'An abstract.',
      },
      {
        authors: ['Roe, A.', 'Doe, B.'],
        journal: 'J. Nets',
        volume: '102',
        issue: '4',
        pages: '253-258',
        date: '2014-08-15',
      },
    ],
    [
      'Cochrane Library',
      {
        'Cochrane Review ID': 'CD001',
        Title: 'Nets and sleep',
        'Author(s)': 'Roe A, Doe B',
        Year: '2015',
        Issue: '3',
        DOI: '10.1002/14651858.CD001',
        Abstract: 'An abstract.',
      },
      { type: 'article', accession: 'CD001', year: 2015, doi: '10.1002/14651858.cd001' },
    ],
  ])('%s', (vendor, row, expected) => {
    const parsed = parseText(csv(row));
    expect(parsed.vendor).toBe(vendor);
    expect(parsed.references).toEqual([expect.objectContaining({ title: 'Nets and sleep', ...expected })]);
  });
});

describe('Web of Science in the dialects of its databases', () => {
  const record = (lines: string): ParsedReference =>
    parseText(`FN Clarivate Analytics Web of Science\nVR 1.0\nPT J\n${lines}ER\n\nEF\n`).references[0]!;

  it('Inspec gives its two lists of terms, and its accession number', () => {
    expect(
      record('AU Roe, R\nTI Nets\nSO J\nPY 2004\nID nets; beds\nDE sleep\nAN 8123\nUT INSPEC:8123\n'),
    ).toMatchObject({
      accession: 'INSPEC:8123',
      keywords: ['nets', 'beds', 'sleep'],
      extra: { AN: ['8123'] },
    });
  });

  it('MEDLINE gives full names, headings and the PMID', () => {
    expect(
      record('AU Roe, R\nAF Roe, Rita\nTI Nets\nSO J\nPY 2004\nPM 15123\nMH Humans; Child\nUT MEDLINE:15123\n'),
    ).toMatchObject({
      pmid: '15123',
      accession: 'MEDLINE:15123',
      authors: ['Roe, Rita'],
      keywords: ['Humans', 'Child'],
    });
  });

  it('Zoological Record keeps its taxa and the foreign title under their own tags', () => {
    expect(
      record('AU Roe, R\nTI Birds\nFT Oiseaux\nSO Zool J\nPD Mar\nPY 2004\nTA Aves\nUT ZOOREC:ZOOR14\n'),
    ).toMatchObject({
      accession: 'ZOOREC:ZOOR14',
      date: '2004-03',
      extra: { FT: ['Oiseaux'], TA: ['Aves'] },
    });
  });
});

describe('authors that " and " parts, each family name first', () => {
  it.each([
    ['Solomon, D and Schiffman, M and Tarone, R', ['Solomon, D', 'Schiffman, M', 'Tarone, R']],
    ['Solomon, D. and Schiffman, M.', ['Solomon, D.', 'Schiffman, M.']],
    ['D. Solomon, M. Schiffman and R. Tarone', ['D. Solomon', 'M. Schiffman', 'R. Tarone']],
  ])('%s', (authors, expected) => {
    expect(parseText(`title,authors,year\nNets,"${authors}",2001\n`).references[0]!.authors).toEqual(expected);
  });
});
