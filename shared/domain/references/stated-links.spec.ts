import fc from 'fast-check';
import type { ReferenceLink } from './reference';
import { statedLinks, type StatingRecord } from './stated-links';

const record = (id: string, fields: Partial<StatingRecord> = {}): StatingRecord => ({
  id,
  type: 'article',
  pmid: null,
  doi: null,
  links: [],
  ...fields,
});
const says = (kind: ReferenceLink['kind'], text: string): ReferenceLink[] => [{ kind, text }];

describe('links that records carry themselves', () => {
  it('a record that names another one by PMID is linked with it, whichever of the two names the other', () => {
    const article = record('x', { pmid: '1111111', links: says('erratum', 'J Hubs. 2019;4:12. PMID: 2222222') });
    const erratum = record('y', { pmid: '2222222' });
    const link = { a: 'x', b: 'y', relation: 'erratum' };
    expect(statedLinks([article, erratum])).toMatchObject([{ ...link, sayings: [{ by: 'x' }] }]);
    const other = { ...erratum, links: says('erratum', 'J Hubs. 2018;3:1. PMID: 1111111') };
    expect(statedLinks([{ ...article, links: [] }, other])).toMatchObject([{ ...link, sayings: [{ by: 'y' }] }]);
    expect(statedLinks([article, other])).toMatchObject([{ ...link, sayings: [{ by: 'x' }, { by: 'y' }] }]);
  });

  it('a DOI names a record too, one of another database included', () => {
    const notice = record('n', { doi: '10.1000/n', links: says('retraction', 'Retraction: 10.1000/hub.1') });
    const article = record('x', { doi: '10.1000/hub.1' });
    expect(statedLinks([notice, article])).toMatchObject([{ a: 'n', b: 'x', relation: 'retraction' }]);
    const both = record('z', { links: says('comment', 'J Hubs. doi: 10.1000/hub.1. PMID: 3333333') });
    const inPubMed = record('p', { pmid: '3333333', doi: '10.1000/hub.1' });
    expect(statedLinks([both, article, inPubMed]).map(({ a, b }) => `${a}${b}`)).toEqual(['pz', 'xz']);
    const elsewhere = record('e', { pmid: '4444444', doi: '10.1000/hub.1' });
    expect(statedLinks([both, elsewhere])).toEqual([]);
  });

  it('a record is not linked with its own copies, nor with what it only cites', () => {
    const own = record('x', { pmid: '1111111', doi: '10.1000/a', links: says('comment', 'PMID: 1111111') });
    expect(statedLinks([own, record('copy', { pmid: '1111111' })])).toEqual([]);
    const citing = record('c', { links: says('other', 'references: 10.1000/a') });
    expect(statedLinks([citing, own])).toEqual([]);
  });

  it('the gravest of what two records say of each other is what they are', () => {
    const one = record('x', { pmid: '1111111', links: says('comment', 'PMID: 2222222') });
    const two = record('y', { pmid: '2222222', links: says('retraction', 'PMID: 1111111') });
    expect(statedLinks([one, two])).toMatchObject([{ relation: 'retraction', sayings: [{}, {}] }]);
  });

  it('a link says which of the two is the notice, whichever of them says it, and nothing where they contradict', () => {
    const saying = (direction: 'in' | 'of' | undefined, text: string): ReferenceLink[] => [
      { kind: 'retraction', direction, text },
    ];
    const article = record('x', { pmid: '1111111', links: saying('in', 'PMID: 2222222') });
    const notice = record('y', { pmid: '2222222' });
    expect(statedLinks([article, notice])).toMatchObject([{ notice: 'y' }]);
    const telling = { ...notice, links: saying('of', 'PMID: 1111111') };
    expect(statedLinks([{ ...article, links: [] }, telling])).toMatchObject([{ notice: 'y' }]);
    expect(statedLinks([article, telling])).toMatchObject([{ notice: 'y' }]);
    expect(statedLinks([article, { ...notice, links: saying('in', 'PMID: 1111111') }])).toMatchObject([
      { notice: null },
    ]);
    const silent = { ...article, links: saying(undefined, 'PMID: 2222222') };
    expect(statedLinks([silent, notice])).toMatchObject([{ notice: null }]);
    const comment = record('z', { links: says('other', 'is-comment-on: 10.1000/b') });
    expect(statedLinks([comment, record('w', { doi: '10.1000/b' })])).toMatchObject([{ notice: 'z' }]);
  });

  it('an update between a preprint and an article is a preprint with its publication', () => {
    const preprint = record('x', { type: 'preprint', links: says('update', 'J Hubs. 2020. PMID: 2222222') });
    expect(statedLinks([preprint, record('y', { pmid: '2222222' })])).toMatchObject([{ relation: 'preprint' }]);
    const work = record('z', { links: says('other', 'is-preprint-of: 10.1000/b') });
    expect(statedLinks([work, record('w', { doi: '10.1000/b' })])).toMatchObject([{ relation: 'preprint' }]);
  });

  it('the order of records changes nothing, and every link has an end that names the other', () => {
    const pmid = fc.integer({ min: 10_000_001, max: 10_000_006 }).map(String);
    const aRecord = fc.record({
      pmid: fc.option(pmid),
      links: fc.array(
        fc.record({
          kind: fc.constantFrom<ReferenceLink['kind']>('erratum', 'comment', 'retraction', 'update', 'other'),
          text: pmid.map((number) => `J. PMID: ${number}`),
        }),
        { maxLength: 3 },
      ),
    });
    const plain = (records: readonly StatingRecord[]) =>
      statedLinks(records)
        .map(({ a, b, relation, sayings }) => JSON.stringify([a, b, relation, sayings.map(({ by }) => by).sort()]))
        .sort();
    const anOrder = fc
      .array(aRecord, { maxLength: 8 })
      .map((all) => all.map((fields, i) => record(`r${i}`, fields)))
      .chain((records) => fc.tuple(fc.constant(records), fc.shuffledSubarray(records, { minLength: records.length })));
    fc.assert(
      fc.property(anOrder, ([records, shuffled]) => {
        expect(plain(shuffled)).toEqual(plain(records));
        const byId = new Map(records.map((one) => [one.id, one]));
        for (const { a, b, sayings } of statedLinks(records))
          for (const { by, text } of sayings) expect(text).toContain(`PMID: ${byId.get(by === a ? b : a)!.pmid}`);
      }),
    );
  });
});
