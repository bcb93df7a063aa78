import { emptyReference, type ParsedReference } from '@shared/domain/references/reference';
import { guessSource } from './source-guess';

const from = (database?: string): ParsedReference[] => [
  { ...emptyReference(), extra: database ? { DB: [database] } : ({} as Record<string, string[]>) },
];

describe('guessSource', () => {
  it.each([
    ['the vendor is the source', 'Scopus', 'export.ris', undefined, 'Scopus', 'database', null],
    ['a register is a register', 'ClinicalTrials.gov', 'x.csv', undefined, 'ClinicalTrials.gov', 'register', null],
    [
      'a platform names no source, its records do',
      'Ovid',
      'citation.ris',
      'Embase <1974 to 2026>',
      'Embase',
      'database',
      'Ovid',
    ],
    ['or the file does', 'EBSCOhost', 'cinahl_2026-01-04.ris', undefined, 'CINAHL', 'database', 'EBSCOhost'],
    ['nothing tells', 'Ovid', 'citation.ris', undefined, null, 'database', 'Ovid'],
    ['a reference manager is no source', 'Zotero', 'My PubMed search.ris', undefined, 'PubMed', 'database', null],
    [
      'without a vendor the name of the file counts',
      null,
      'savedrecs.txt',
      undefined,
      'Web of Science',
      'database',
      null,
    ],
    [
      'citation chasing is another method',
      null,
      'citationchaser-refs.ris',
      undefined,
      'Citation searching',
      'citation-searching',
      null,
    ],
    ['a name that says nothing', null, 'final FINAL (2).ris', undefined, null, 'database', null],
  ])('%s', (_why, vendor, fileName, database, source, sourceKind, platform) => {
    expect(guessSource(vendor, fileName, from(database))).toEqual({ source, sourceKind, platform });
  });
});
