import { Refusal } from '../refusal';
import { parseText } from './parse';

const one = (text: string) => {
  const { references, ...report } = parseText(text);
  expect(references).toHaveLength(1);
  return { ...report, reference: references[0]! };
};
const ris = (...lines: string[]): string => `TY  - JOUR\nTI  - Family hubs\n${lines.join('\n')}\nER  - \n`;
const refused = (text: string): Refusal => {
  try {
    parseText(text);
  } catch (error) {
    if (error instanceof Refusal) return error;
  }
  throw new Error('was read');
};

describe('habits of vendors', () => {
  describe('numbers in PubMed', () => {
    it.each([
      ['Embase.com, in a tag of its own', ris('DB  - Embase', 'U2  - L600000001', 'C5  - 34999999')],
      [
        'MEDLINE at Ovid, in the address',
        ris('UR  - https://ovidsp.ovid.com/ovidweb.cgi?T=JS&CSC=Y&PAGE=fulltext&D=med22&AN=34999999'),
      ],
      ['CENTRAL, in a second number', ris('AN  - CN-01234567', 'AN  - PUBMED 34999999')],
      ['CENTRAL, beside that of Embase', ris('AN  - CN-01234567', 'C3  - PUBMED 34999999,EMBASE 600001')],
      ['CENTRAL, behind that of Embase', ris('AN  - CN-01234567', 'C3  - EMBASE 600001, PUBMED 34999999')],
      ['Embase.com, in a column', 'Title,Author Names,Embase Accession ID,Medline PMID\nHubs,Bee C.,1,34999999\n'],
      [
        'MEDLINE at Ovid, in print',
        '<1>\nUnique Identifier\n  34999999\nTitle\n  Hubs\nStatus\n  MEDLINE\nAuthors\n  Bee C\n',
      ],
    ])('are found as %s writes them', (_, text) => expect(one(text).reference.pmid).toBe('34999999'));

    it.each([
      ['of Embase at Ovid', ris('UR  - https://ovidsp.ovid.com/ovidweb.cgi?T=JS&D=emed22&AN=34999999')],
      ['of PsycINFO in print', '<1>\nUnique Identifier\n  34999999\nTitle\n  Hubs\nAuthors\n  Bee C\n'],
    ])('are not the numbers %s', (_, text) => expect(one(text).reference.pmid).toBeNull());
  });

  it('the address of an entry in CENTRAL is no DOI of the article', () => {
    const address = 'https://www.cochranelibrary.com/central/doi/10.1002/central/CN-01234567/full';
    const { reference } = one(ris(`UR  - ${address}`));
    expect(reference).toMatchObject({ doi: null, urls: [address] });
    const review = one(ris('UR  - https://www.cochranelibrary.com/cdsr/doi/10.1002/14651858.CD001234.pub2/full'));
    expect(review.reference.doi).toBe('10.1002/14651858.cd001234.pub2');
  });

  it("CENTRAL's entry of a register has its number for an author and its address for a journal", () => {
    const { reference } = one(ris('AU  - NCT03999999', 'JO  - https://clinicaltrials.gov/show/NCT03999999'));
    expect(reference).toMatchObject({ type: 'registration', registryIds: ['NCT03999999'] });
  });

  it("Web of Science's month and day beside the year make a date", () => {
    expect(one(ris('DA  - AUG 12', 'PY  - 2020')).reference.date).toBe('2020-08-12');
    const table = 'PT\tAU\tTI\tSO\tPD\tPY\tUT\nJ\tBee, C\tHubs\tX\tAUG\t2020\tWOS:1\n';
    expect(one(table).reference.date).toBe('2020-08');
  });

  it('group authors of Web of Science stand among the authors of its tables too', () => {
    const table = 'PT\tAU\tCA\tTI\tSO\tPY\tUT\nJ\tBee, C; Cod, D\tHub Study Group\tHubs\tX\t2020\tWOS:1\n';
    expect(one(table).reference.authors).toEqual(['Bee, C', 'Cod, D', 'Hub Study Group']);
  });

  it('a single author of Scopus is without the number, as several are', () => {
    const head = 'Authors,Author full names,Title,Year,Source title,EID\n';
    expect(one(`${head}Bee C.,"Bee, Carl (57210000000)",Hubs,2020,X,2-s2.0-1\n`).reference.authors).toEqual([
      'Bee, Carl',
    ]);
  });

  it.each([
    [
      'Dimensions',
      'Rank,Publication ID,DOI,Title,PubYear,Authors,Dimensions URL\n1,pub.11,10.1000/a,Hubs,2020,"Bee, C; Cod, D",https://x.org/pub.11\n',
      { accession: 'pub.11', year: 2020, authors: ['Bee, C', 'Cod, D'], urls: ['https://x.org/pub.11'] },
    ],
    [
      'Publish or Perish',
      '\ufeffCites,Authors,Title,Year,Source,ArticleURL,GSRank\n3,"C Bee, D Cod",Hubs,2020,J X,https://x.org/1,1\n',
      { authors: ['C Bee', 'D Cod'], journal: 'J X' },
    ],
    [
      'BVS',
      'ID,Title,Author(s),Journal,Publication year,Descriptor(s),Publication Country,Fulltext URL,Volume number,Issue number\nlil-1,Hubs,"Bee, C; Cod, D",J X,2015,Salud,CO,https://x.org/1,17,2\n',
      { accession: 'lil-1', volume: '17', issue: '2', keywords: ['Salud'] },
    ],
    [
      'ISRCTN',
      'ISRCTN,Title,Condition,Date applied\nISRCTN12345678,Hubs,Words,2019-05-03\n',
      { type: 'registration', accession: 'ISRCTN12345678', date: '2019-05-03', registryIds: ['ISRCTN12345678'] },
    ],
  ])('a table of %s is known', (vendor, text, fields) => {
    const found = one(text);
    expect(found.vendor).toBe(vendor);
    expect(found.reference).toMatchObject(fields);
  });

  it.each([
    ['1: Bee C, Cod D. Hubs. J X. 2019 May 3;3(4):10-20. PMID: 34999999; PMCID: PMC1.\n', 'printed summaries'],
    ['34999999\n34999998\r\n34999997\n', 'a list of PubMed numbers'],
    ['34999999', 'a list of PubMed numbers'],
  ])('what PubMed saves without records is refused by its name', (text, name) => {
    expect(refused(text).message).toContain(name);
    expect(refused(text).message).toContain('format "PubMed"');
  });
});

it("Embase's table with a row for each field is refused by its name", () => {
  const refusal = refused('TITLE,"Hubs"\nAUTHOR NAMES,"Bee C.","Cod D."\nPUBLICATION YEAR,"2004"\n\nTITLE,"More"\n');
  expect(refusal.message).toContain('Fields by column');
});

describe('cells that begin with a quotation mark', () => {
  const head = 'PT\tAU\tTI\tSO\tAB\tPY\tUT\n';
  const row = (title: string, abstract: string, number: number): string =>
    `J\tBee, C\t${title}\tX\t${abstract}\t2001\tWOS:${number}\n`;

  it('are read as they stand where tabs part them, as Web of Science quotes nothing', () => {
    const file = parseText(
      head +
        row('"Hubs" and their yield', 'the "end"', 1) +
        row('Plain', '"a" and "b"', 2) +
        row('A "hub"', 'x', 3) +
        row('Last', '"never closed', 4),
    );
    expect(file.references.map(({ title, abstract }) => [title, abstract])).toEqual([
      ['"Hubs" and their yield', 'the "end"'],
      ['Plain', '"a" and "b"'],
      ['A "hub"', 'x'],
      ['Last', '"never closed'],
    ]);
    expect(file.problems.filter(({ severity }) => severity === 'error')).toEqual([]);
  });

  it('do not swallow the rows behind them where commas do', () => {
    const text = 'title,abstract,year\n"Hubs" and more,x,2001\n"Two\nlines ""so""",y,2002\nThe "end",z,2003\n';
    expect(parseText(text).references.map(({ title, year }) => [title, year])).toEqual([
      ['"Hubs" and more', 2001],
      ['Two lines "so"', 2002],
      ['The "end"', 2003],
    ]);
  });

  it('are quoted cells still where quotes inside are not doubled and the text has several lines', () => {
    const text = 'title,abstract,year\nHubs,"Aims: "so" said\nMethods: y",2001\nSecond,"z",2002\n';
    expect(parseText(text).references.map(({ abstract }) => abstract)).toEqual(['Aims: "so" said\nMethods: y', 'z']);
  });
});
