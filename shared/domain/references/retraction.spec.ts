import { emptyReference } from './reference';
import { retractionIn } from './retraction';

const said = (fields: Parameters<typeof Object.assign>[1]) => retractionIn(Object.assign(emptyReference(), fields));

describe('what a record says of its retraction', () => {
  it.each([
    ['the type of PubMed', { extra: { PT: ['Journal Article', 'Retracted Publication'] } }],
    ['an index term of Embase', { keywords: ['lift', 'retracted article'] }],
    ['a title of a publisher', { title: 'RETRACTED: Porters and their lifts' }],
    ['another title of a publisher', { title: 'RETRACTED ARTICLE: Porters and their lifts' }],
    ['a title of Web of Science', { title: 'Porters and their lifts (Retracted article. See vol. 3, pg. 12, 2011)' }],
    ['a flag of OpenAlex', { links: [{ kind: 'retraction', text: 'Retracted, says OpenAlex' }] }],
    ['MEDLINE', { links: [{ kind: 'retraction', direction: 'in', text: 'J Hubs. PMID: 1111111' }] }],
  ])('%s says that it was retracted', (_, fields) => expect(said(fields)).toBe('retracted'));

  it.each([
    ['the type of PubMed', { extra: { PublicationType: ['Retraction of Publication'] } }],
    ['a title', { title: 'Retraction: Porters and their lifts' }],
    ['another title', { title: 'Retraction notice to "Porters and their lifts"' }],
    ['a third title', { title: 'Statement of Retraction: Porters and their lifts' }],
    ['MEDLINE', { links: [{ kind: 'retraction', direction: 'of', text: 'J Hubs. PMID: 1111111' }] }],
  ])('%s says that it is the notice', (_, fields) => expect(said(fields)).toBe('notice'));

  it.each([
    ['retraction as a topic', { keywords: ['Retracted Publication as Topic'] }],
    ['retraction in surgery', { title: 'Retraction of the scapula during lifts' }],
    ['a tongue', { title: 'Retracted tongue position in porters' }],
    ['a withdrawn version', { title: 'WITHDRAWN: Porters and their lifts' }],
    ['a concern', { links: [{ kind: 'concern', direction: 'in', text: 'J Hubs. PMID: 1111111' }] }],
    ['a notice or concern elsewhere', { links: [{ kind: 'retraction', text: 'J Hubs. PMID: 1111111' }] }],
  ])('%s says nothing of it', (_, fields) => expect(said(fields)).toBeNull());
});
