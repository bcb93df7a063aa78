import { linkMeaning, linksIn, linkWritten, ofItself, writtenLink } from './link-words';
import { parseText } from './parse';
import type { ReferenceLink } from './reference';

describe('words for links between items', () => {
  it.each<[string, ReferenceLink['kind'], ReferenceLink['direction']]>([
    ['RetractionIn', 'retraction', 'in'],
    ['Retraction of', 'retraction', 'of'],
    ['retraction', 'retraction', undefined],
    ['ErratumFor', 'erratum', 'of'],
    ['correction', 'erratum', undefined],
    ['CommentOn', 'comment', 'of'],
    ['ExpressionOfConcernIn', 'concern', 'in'],
    ['expression_of_concern', 'concern', undefined],
    ['PartialRetractionOf', 'concern', 'of'],
    ['CorrectedandRepublishedFrom', 'republication', 'of'],
    ['RetractedandRepublishedIn', 'republication', 'in'],
    ['UpdateOf', 'update', 'of'],
    ['Preprint in', 'update', 'in'],
    ['new_version', 'update', undefined],
    ['withdrawal', 'retraction', undefined],
    ['SummaryForPatientsIn', 'other', undefined],
    ['AssociatedDataset', 'other', undefined],
  ])('%s is %s %s', (words, kind, direction) => expect(linkMeaning(words)).toEqual({ kind, direction }));

  it('a written link comes back with its direction, and one without direction without one', () => {
    const links: ReferenceLink[] = [
      { kind: 'erratum', direction: 'in', text: 'of: in' },
      { kind: 'concern', text: 'J Hubs: 3' },
    ];
    expect(links.map(writtenLink).map(linkWritten)).toEqual(links);
    expect(linkWritten('word: text')).toBeNull();
  });

  it('a note that names another item gives a link to it, and neither its PMID nor its DOI', () => {
    const note = 'Accession Number: 3.\nComment in: J Hubs. 2023 May 1;381:p99; PMID: 37000001';
    expect(ofItself(note)).toBe('Accession Number: 3.\n');
    expect(linksIn(note)).toEqual([
      { kind: 'comment', direction: 'in', text: 'J Hubs. 2023 May 1;381:p99; PMID: 37000001' },
    ]);
    expect(linksIn('[Erratum appears in J Hubs. 2024;1:2; PMID: 37000002]')).toEqual([
      { kind: 'erratum', direction: 'in', text: 'J Hubs. 2024;1:2; PMID: 37000002' },
    ]);
    expect(linksIn('Comment in the margin by Ann')).toEqual([]);
  });

  it.each([
    ['RIS', `TY  - JOUR\nTI  - Hubs\nN1  - Comment in: J Hubs. PMID: 37000001; doi: 10.1000/other\nER  - \n`],
    ['EndNote tagged', `%0 Journal Article\n%T Hubs\n%Z Erratum in: J Hubs. PMID: 37000001\n`],
    ['CSV', `title,notes\nHubs,Retraction in: J Hubs. PMID: 37000001\n`],
    ['Ovid', `<1>\nTitle\n  Hubs\nComments\n  Comment in: J Hubs. 2023; PMID: 37000001\nAuthors\n  Bee C\n`],
    ['BibTeX', `@article{k, title={Hubs}, note={Comment on: J Hubs. PMID: 37000001}}\n`],
  ])("in %s the number of the item that a note speaks of is not the record's", (_, text) => {
    const [reference] = parseText(text).references;
    expect(reference).toMatchObject({ pmid: null, doi: null, links: [{}] });
  });
});
