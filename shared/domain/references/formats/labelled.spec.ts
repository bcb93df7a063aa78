import { parseText } from '../parse';

describe('texts with named fields', () => {
  it('of the Cochrane Library are read with lone CR as with LF', () => {
    const text =
      'Record #1 of 2\nID: CN-01234567\nAU: Doe J\nAU: Roe R\nTI: Tea for two\nSO: Tea research\nYR: 2015\nVL: 3\nNO: 2\nPG: 244-58\nPM: PUBMED 12345678\nPT: Journal article\nKY: Tea; Water -- therapeutic use\nDOI: 10.1000/X1\nAB: BACKGROUND: One.\nRESULTS: Two. See 10.1000/other.\nUS: https://example.org/1\n\n\nRecord #2 of 2\nID: CN-2\nTI: Coffee\nYR: 2016\n';
    for (const source of [text, `\ufeff${text.replaceAll('\n', '\r')}`]) {
      const parsed = parseText(source);
      expect(parsed).toMatchObject({ format: 'cochrane', vendor: 'Cochrane Library', expected: 2 });
      expect(parsed.references[0]).toMatchObject({
        title: 'Tea for two',
        authors: ['Doe, J', 'Roe, R'],
        journal: 'Tea research',
        year: 2015,
        volume: '3',
        issue: '2',
        pages: '244-258',
        pmid: '12345678',
        doi: '10.1000/x1',
        keywords: ['Tea', 'Water -- therapeutic use'],
        abstract: 'BACKGROUND: One.\nRESULTS: Two. See 10.1000/other.',
        accession: 'CN-01234567',
        type: 'article',
        urls: ['https://example.org/1'],
      });
      expect(parsed.references[1]).toMatchObject({ title: 'Coffee', year: 2016 });
    }
  });

  it('of Ovid are read in named fields', () => {
    const parsed = parseText(
      'Database: Ovid MEDLINE(R)\n\n<1>\nUnique Identifier\n  123\nAuthors\n  Doe J. Roe RT.\nAuthors Full Name\n  Doe, Jane. Roe, Richard T.\nTitle\n  Tea for two: a\n  trial.\nSource\n  Tea Research.  39(5 Pt 1):322-9, 2003 Sep 2.\nAbstract\n  One.\n  Two.\nDigital Object Identifier\n  10.1000/x\n\n<2. >\nTitle\n  Coffee.\nSource\n  Coffee. Vol.12(3), Aug 2004, pp. 345-356.\n',
    );
    expect(parsed).toMatchObject({ format: 'ovid', vendor: 'Ovid', expected: 2 });
    expect(parsed.references).toMatchObject([
      {
        title: 'Tea for two: a trial.',
        journal: 'Tea Research',
        volume: '39',
        issue: '5 Pt 1',
        pages: '322-329',
        year: 2003,
        date: '2003-09-02',
        doi: '10.1000/x',
        accession: '123',
        abstract: 'One.\nTwo.',
        authors: ['Doe, Jane', 'Roe, Richard T'],
      },
      { title: 'Coffee.', journal: 'Coffee', volume: '12', issue: '3', pages: '345-356', year: 2004 },
    ]);
  });

  it('of Ovid are read with short tags', () => {
    const parsed = parseText(
      '<1>\nUI  - 123\nAU  - Doe J\nAU  - Roe R\nTI  - Tea\nSO  - Tea Research. 2(3):2-6, 2012 Nov.\nAB  - One\n   two\n<2>\nUI  - 124\nTI  - Coffee\n',
    );
    expect(parsed).toMatchObject({ format: 'ovid', expected: 2 });
    expect(parsed.references).toMatchObject([
      { authors: ['Doe, J', 'Roe, R'], journal: 'Tea Research', year: 2012, pages: '2-6', abstract: 'One\ntwo' },
      { title: 'Coffee' },
    ]);
  });

  it('of RefWorks are read', () => {
    const parsed = parseText(
      'RT Journal Article\nSR Electronic(1)\nID 7\nA1 Doe,J.\nA1 Roe,R.\nT1 Tea\nJF Tea Research\nYR 2005\nVO 3\nIS 2\nSP 12\nOP 20\nK1 tea\nK1 water\nAB One.\nDO 10.1000/x\nUL http://example.org/1\n\nRT Book, Whole\nT1 Coffee\n',
    );
    expect(parsed).toMatchObject({ format: 'refworks', expected: 2 });
    expect(parsed.references).toMatchObject([
      {
        type: 'article',
        title: 'Tea',
        authors: ['Doe, J.', 'Roe, R.'],
        pages: '12-20',
        keywords: ['tea', 'water'],
        doi: '10.1000/x',
        accession: '7',
        extra: { SR: ['Electronic(1)'] },
      },
      { title: 'Coffee' },
    ]);
  });

  it('of ProQuest are read between their rules', () => {
    const rule = '_'.repeat(60);
    const parsed = parseText(
      `${rule}\nReport Information from ProQuest\n\n${rule}\n\nDocument 1 of 1\n\nTea for two\n\nAuthor: Doe, Jane; Roe, R.\n\nPublication title: Tea research\nAbstract: One.\nTwo.\n\nTitle: Tea for two\nVolume: 3\nIssue: 2\nPages: 12-20\nPublication year: 2005\nDOI: http://dx.doi.org/10.1000/x\nProQuest document ID: 999\n${rule}\n`,
    );
    expect(parsed).toMatchObject({ format: 'proquest', expected: 1 });
    expect(parsed.references).toMatchObject([
      {
        title: 'Tea for two',
        authors: ['Doe, Jane', 'Roe, R.'],
        journal: 'Tea research',
        abstract: 'One.\nTwo.',
        year: 2005,
        pages: '12-20',
        doi: '10.1000/x',
        accession: '999',
      },
    ]);
  });
});
