import * as fc from 'fast-check';
import { RIS_DIALECT } from './formats/ris';
import {
  tableRows,
  toBibtex,
  toCovidenceCsv,
  toCslJson,
  toCsv,
  toEndnoteXml,
  toNbib,
  toRayyanCsv,
  toRis,
} from './index';
import { expandPages } from './pages';
import { parseText, readTable } from './parse';
import { emptyReference, ParsedReference, ReferenceLink, ReferenceType } from './reference';
import { plain } from './text-clean';

/** Text as a reader leaves it: tidy, no character references or tags, nothing that stands for a list. */
const text = fc
  .string({ unit: 'grapheme', minLength: 1, maxLength: 40 })
  .map(plain)
  .filter((value) => value !== '' && plain(value) === value && !/[&<]/.test(value));
const special = fc
  .array(fc.constantFrom(...'\\{}$#^_%~&"\'`-=+@|/:,.()[]ABCxyz0189äß中 '), { minLength: 1, maxLength: 30 })
  .map((parts) => plain(parts.join('')))
  .filter((value) => value !== '' && plain(value) === value);
const title = fc.oneof(text, special);
/** A word list without the marks that part lists. */
const item = title
  .map((value) => plain(value.replace(/[;|&]/g, ' ').replace(/^[\s'"[]+|[\s\]]+$/g, '')))
  .filter((value) => value !== '' && plain(value) === value);
const letters = (value: string): string =>
  plain(value.replace(/[^\p{L}\p{M} .'’-]/gu, '')).replace(/^[\s,;]+|[\s,;]+$/g, '');
const name = title.map(letters).filter((value) => /\p{L}/u.test(value) && plain(value) === value);
const author = fc.oneof(
  fc.tuple(name, name).map(([family, given]) => `${family}, ${given}`),
  fc.tuple(name, name).map(([family, given]) => `${family}, ${given}, Jr.`),
  name,
  fc.constantFrom('World Health Organization', 'Smith and Sons Group', 'ISIS-2 Collaborative'),
);
const maybe = <T>(arbitrary: fc.Arbitrary<T>): fc.Arbitrary<T | null> => fc.option(arbitrary, { nil: null, freq: 3 });
const unique = <T>(arbitrary: fc.Arbitrary<T>, maxLength: number): fc.Arbitrary<T[]> =>
  fc.uniqueArray(arbitrary, { maxLength });
const date = fc
  .tuple(fc.integer({ min: 1900, max: 2030 }), fc.integer({ min: 0, max: 12 }), fc.integer({ min: 0, max: 28 }))
  .map(([year, month, day]) => {
    const m = month > 0 ? `-${String(month).padStart(2, '0')}` : '';
    return { year, date: `${year}${m}${month > 0 && day > 0 ? `-${String(day).padStart(2, '0')}` : ''}` };
  });
const types: ReferenceType[] = [
  'article',
  'preprint',
  'conference',
  'chapter',
  'book',
  'thesis',
  'report',
  'registration',
  'dataset',
  'web',
  'other',
];
const pages = fc.oneof(
  fc
    .tuple(fc.integer({ min: 1, max: 999 }), fc.integer({ min: 0, max: 99 }))
    .map(([from, more]) => `${from}-${from + more}`),
  fc.constantFrom('e494', 'S33-S38', 'R575', '12', 'xi-xv', '101-110, 145', 'CD004123'),
);
const link: fc.Arbitrary<ReferenceLink> = fc.record(
  {
    kind: fc.constantFrom('erratum' as const, 'comment' as const, 'retraction' as const, 'concern' as const),
    direction: fc.constantFrom('in' as const, 'of' as const),
    text: title,
  },
  { requiredKeys: ['kind', 'text'] },
);
/** Paragraphs of an abstract; one that looks like a tag at its start would be indented and joined by our RIS. */
const paragraph = title.filter((value) => RIS_DIALECT.tagAt(value, 0, value.length) === 0);

const reference: fc.Arbitrary<ParsedReference> = fc
  .record({
    type: fc.constantFrom(...types),
    title,
    authors: unique(author, 5),
    when: maybe(date),
    journal: maybe(title),
    volume: maybe(fc.integer({ min: 1, max: 400 }).map(String)),
    issue: maybe(fc.constantFrom('1', '12', 'Suppl 1', '3-4')),
    pages: maybe(pages),
    abstract: maybe(fc.array(paragraph, { minLength: 1, maxLength: 3 }).map((parts) => parts.join('\n'))),
    doi: maybe(fc.constantFrom('10.1000/abc.123', '10.1002/14651858.cd004123_x', '10.1016/s0140-6736(20)30566-3')),
    pmid: maybe(fc.integer({ min: 10_000, max: 99_999_999 }).map(String)),
    pmcid: maybe(fc.integer({ min: 1000, max: 9_999_999 }).map((n) => `PMC${n}`)),
    registryIds: unique(fc.constantFrom('NCT01234567', 'ISRCTN12345678', 'ChiCTR2000012345'), 2),
    keywords: unique(item, 4),
    urls: unique(
      fc.constantFrom('https://example.org/a_b?c=d&e=f', 'http://example.org/~x/100%25--y#z', 'https://example.com/1'),
      3,
    ),
    issn: maybe(fc.constantFrom('1234-567X', '0140-6736')),
    language: maybe(fc.constantFrom('eng', 'German')),
    publisher: maybe(title),
    notes: unique(
      item.filter((value) => !/EVENHAND|PMC?ID|RAYYAN|doi|10\./i.test(value)),
      3,
    ),
    links: fc.uniqueArray(link, { maxLength: 2, selector: (one) => `${one.kind} ${one.direction} ${one.text}` }),
    accession: maybe(fc.constantFrom('L373791783', 'WOS:000221807500019', 'abc-1')),
  })
  .map(({ when, ...fields }) => ({
    ...emptyReference(),
    ...fields,
    year: when?.year ?? null,
    date: when?.date ?? null,
  }))
  .filter((made) => made.pages === null || expandPages(made.pages) === made.pages);

const labels = fc.dictionary(
  fc.constantFrom('screening', 'reason', 'a=b|c;d%'),
  fc.array(item, { minLength: 1, maxLength: 2 }),
  { maxKeys: 2 },
);
const exported = fc.record({ reference, labels });

/** The mapped fields, with the labels as they come back. */
function mapped({ extra, raw, ...fields }: ParsedReference): object {
  const back = Object.entries(extra).filter(([key]) => key.startsWith('label:'));
  return {
    ...fields,
    labels: Object.fromEntries(back.map(([key, values]) => [key.slice(6), values])),
    hasRaw: raw !== '',
  };
}

const wanted = (one: { reference: ParsedReference; labels: Record<string, string[]> }): object => ({
  ...mapped(one.reference),
  labels: one.labels,
  hasRaw: true,
});

describe('export and import', () => {
  const cases = [
    ['RIS', toRis, 'ris'],
    ['CSV', toCsv, 'csv'],
    ['BibTeX', toBibtex, 'bibtex'],
    ['EndNote XML', toEndnoteXml, 'endnote-xml'],
    ['CSL-JSON', toCslJson, 'json'],
  ] as const;

  it.each(cases)('give the same mapped fields and labels through %s', (_name, write, format) => {
    fc.assert(
      fc.property(fc.array(exported, { minLength: 1, maxLength: 3 }), (list) => {
        const parsed = parseText([...write(list)].join(''));
        expect(parsed.format).toBe(format);
        expect(parsed.problems.filter((problem) => problem.severity !== 'note')).toEqual([]);
        expect(parsed.references.map(mapped)).toEqual(list.map(wanted));
      }),
      { numRuns: 500 },
    );
  });

  it('give the same mapped fields through the rows of a workbook', () => {
    fc.assert(
      fc.property(fc.array(exported, { minLength: 1, maxLength: 3 }), (list) => {
        const rows = [...tableRows(list, { labelColumns: ['screening'] })].map((row) => row.map(String));
        expect(readTable(rows, 'xlsx').references.map(mapped)).toEqual(list.map(wanted));
      }),
      { numRuns: 100 },
    );
  });

  it('give what Rayyan and Covidence have columns for through their tables', () => {
    const names = [
      'title',
      'journal',
      'year',
      'volume',
      'issue',
      'pages',
      'abstract',
      'doi',
      'pmid',
      'accession',
    ] as const;
    for (const [write, vendor] of [
      [toRayyanCsv, 'Rayyan'],
      [toCovidenceCsv, 'Covidence'],
    ] as const)
      fc.assert(
        fc.property(fc.array(exported, { minLength: 1, maxLength: 3 }), (list) => {
          const parsed = parseText([...write(list)].join(''));
          expect(parsed.vendor).toBe(vendor);
          const kept = ({ reference: from }: { reference: ParsedReference }) => names.map((name) => from[name]);
          expect(parsed.references.map((back) => kept({ reference: back }))).toEqual(list.map(kept));
          expect(parsed.references.map(({ registryIds, links }) => ({ registryIds, links }))).toEqual(
            list.map(({ reference: { registryIds, links } }) => ({ registryIds, links })),
          );
        }),
        { numRuns: 200 },
      );
  });

  it('write only records with a PMID as NBIB, and bring back all of them', () => {
    fc.assert(
      fc.property(exported, (one) => {
        const out = [...toNbib([one])].join('');
        if (one.reference.pmid === null) return expect(out).toBe('');
        const [back] = parseText(out).references;
        return expect(mapped(back!)).toEqual(wanted(one));
      }),
      { numRuns: 300 },
    );
  });

  it('keep the further tags of a RIS record and its own type', () => {
    const source = 'TY  - CONF\nTI  - A title\nAD  - Somewhere\nM1  - 12\nDB  - Embase\nER  - \n';
    const [first] = parseText(source).references;
    const [second] = parseText([...toRis([{ reference: first! }])].join('')).references;
    expect(second!.extra).toEqual(first!.extra);
  });

  it.each(['=1+1', '+49 30', '-omics', '@home', "'=x", "''-y"])(
    'guard %j as text in CSV and take the guard off again',
    (value) => {
      const out = [...toCsv([{ reference: { ...emptyReference(), title: value } }])].join('');
      expect(out).toContain(`'${value}`);
      expect(parseText(out).references[0]!.title).toBe(value);
    },
  );

  it('give colliding BibTeX keys the same letters every time', () => {
    const same = { reference: { ...emptyReference(), title: 'Trial of tea', authors: ['Doe, Ann'], year: 2020 } };
    const keys = [...[...toBibtex([same, same, same])].join('').matchAll(/@\w+\{([^,]*),/g)].map((match) => match[1]);
    expect(keys).toEqual(['Doe2020trial', 'Doe2020trial-a', 'Doe2020trial-b']);
  });
});
