import type { ComparedRecord } from '@shared/contracts/duplicates';
import { comparedFields } from './compared-fields';

const record = (given: Partial<ComparedRecord>): ComparedRecord => ({
  id: 'x.1',
  ordinal: 1,
  source: 'PubMed',
  fileName: 'a.ris',
  title: 'A title',
  authors: [],
  year: null,
  journal: null,
  volume: null,
  issue: null,
  pages: null,
  abstract: null,
  doi: null,
  pmid: null,
  type: 'article',
  copies: 0,
  ...given,
});

describe('comparedFields', () => {
  it('leaves out what neither record has, and keeps what one of them lacks', () => {
    const fields = comparedFields(record({ year: 2011 }), record({ authors: ['Almond, A.', 'Birch, B.'] }));
    expect(fields).toEqual([
      { name: 'title', before: 'A title', after: 'A title' },
      { name: 'authors', before: null, after: 'Almond, A.; Birch, B.' },
      { name: 'year', before: '2011', after: null },
      { name: 'type', before: 'article', after: 'article' },
    ]);
  });

  it('the abstract comes last, since it is the longest', () => {
    const fields = comparedFields(record({ abstract: 'Long' }), record({ pmid: '1' }));
    expect(fields.map(({ name }) => name)).toEqual(['title', 'pmid', 'type', 'abstract']);
  });
});
