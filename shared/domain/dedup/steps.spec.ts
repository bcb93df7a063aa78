import fc from 'fast-check';
import { compareAuthors, readAuthors } from './authors';
import { cluster } from './cluster';
import { ARTICLE, record } from './cases.fixture';
import { fingerprint, readDoi } from './normalise';
import { comparePages, readPages } from './pages';
import { compareJournals, compareNumbers, readJournal, readNumber } from './place';
import { editDistance, isMisspelling } from './similarity';
import { compareTitles, readTitle } from './title';
import { fold, withoutMarkup, words } from './words';

describe('words', () => {
  it.each([
    ['accents are writing, not meaning', 'Köln Ångström Łódź', ['koln', 'angstrom', 'lodz']],
    ['Greek letters are spelled out', 'TNF-α', ['tnf', 'alpha']],
    ['a thousand is one number with or without comma', '10,000 women', ['10000', 'women']],
    ['Chinese has no blanks, so pairs of characters stand for words', '工作者', ['工作', '作者']],
  ])('%s', (_because, text, expected) => expect(words(fold(text))).toEqual(expected));

  it('markup and character references are not part of a title', () => {
    expect(withoutMarkup('H<sub>2</sub>O &amp;amp; <i>E. coli</i> p &lt; 0.05')).toBe('H2O & E. coli p < 0.05');
  });
});

describe('a fingerprint', () => {
  // Each of these makes some pattern try again from every one of its marks.
  const marks = ['[', '(', ')', '.', ';', ' ', '\t', '-', '1', '{', '...A.1932)2', '(vol 1 pg ', 'et al '];
  it.each(['title', 'journal', 'volume', 'issue', 'pages', 'doi'] as const)(
    'is the same however much follows the beginning of a %s, so that no field takes long',
    (field) => {
      for (const mark of marks) {
        const long = (length: number) => `${ARTICLE[field] ?? '10.1000/x'}${mark.repeat(length / mark.length)}x`;
        const { whole: head, ...cut } = fingerprint(record('a', { ...ARTICLE, [field]: long(5_000) }));
        const { whole, ...rest } = fingerprint(record('a', { ...ARTICLE, [field]: long(1_000_000) }));
        expect(rest).toEqual(cut);
        expect(whole).not.toBe(head);
      }
    },
  );
});

describe('edit distance', () => {
  it('is what the full table gives, wherever it is within the limit', () => {
    const plain = (a: string, b: string): number => {
      const d = Array.from({ length: a.length + 1 }, (_, i) => [i, ...new Array<number>(b.length).fill(0)]);
      for (let j = 0; j <= b.length; j++) d[0]![j] = j;
      for (let i = 1; i <= a.length; i++) {
        for (let j = 1; j <= b.length; j++) {
          let cost = Math.min(
            d[i - 1]![j]! + 1,
            d[i]![j - 1]! + 1,
            d[i - 1]![j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1),
          );
          if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
            cost = Math.min(cost, d[i - 2]![j - 2]! + 1);
          d[i]![j] = cost;
        }
      }
      return d[a.length]![b.length]!;
    };
    const text = fc.string({ unit: fc.constantFrom('a', 'b', 'c'), maxLength: 9 });
    fc.assert(
      fc.property(text, text, fc.integer({ min: 1, max: 5 }), (a, b, limit) => {
        expect(editDistance(a, b, limit)).toBe(Math.min(plain(a, b), limit + 1));
      }),
      { numRuns: 500 },
    );
  });

  it.each([
    ['haemolytic', 'hemolytic', true, 'British and American'],
    ['labour', 'labor', true, 'British and American'],
    ['squamos', 'squamous', true, 'a letter lost'],
    ['symptomatic', 'asymptomatic', false, 'opposites'],
    ['hypertension', 'hypotension', false, 'opposites'],
    ['prenatal', 'perinatal', false, 'two times'],
    ['rats', 'cats', false, 'two animals'],
    ['interferon1', 'interferon2', false, 'numbers are no slips'],
  ])('%s and %s: %s (%s)', (a, b, expected) => expect(isMisspelling(a, b)).toBe(expected));
});

describe('titles', () => {
  it.each([
    ['Dose-response of lifts on backs', 'Dose response of lifts on backs', 'same', 'no reply, only a hyphen'],
    ['Crowd Build: software by many hands', 'CrowdBuild: software by many hands', 'same', 'a blank more'],
    ['Care of porters (Provisional abstract)', 'Care of porters', 'same', 'a note of the database'],
    ['Phase II study of a lift for heavy loads', 'Phase 2 study of a lift for heavy loads', 'same', 'Roman and Arabic'],
    ['Phase II study of a lift for heavy loads', 'Phase III study of a lift for heavy loads', 'numbered', 'two phases'],
    [
      'Lift use in adults with painful backs',
      'Lift use in children with painful backs',
      'reworded',
      'other people studied',
    ],
    ['Backs and lifts', 'Backs and lifts: twelve years on the wards', 'shortened', 'a subtitle less'],
    [
      'Rückenschmerz und Aufzug in der Klinik',
      'The lift and the pain in backs of porters',
      'translated',
      'two languages',
    ],
    ['Knees and stairs in old houses', 'Backs and lifts of new hospitals', 'differs', 'nothing in common'],
    ['', 'Backs and lifts', 'missing', 'none'],
  ])('%s | %s: %s (%s)', (a, b, expected) => expect(compareTitles(readTitle(a), readTitle(b))).toBe(expected));

  it.each([
    ['Erratum: Backs and lifts of porters', 'erratum'],
    ['Backs and lifts of porters (vol 31, pg 412, 2014)', 'erratum'],
    ['Backs and lifts of porters (Journal of Lifts (2014) 31 (412-420))', 'erratum'],
    ['Backs and lifts of porters: authors reply', 'reply'],
    ['Comment on "Backs and lifts of porters"', 'comment'],
    ['Retraction: Backs and lifts of porters', 'retraction'],
    ['Correction of scoliosis in porters', null],
    ['Backs and lifts of porters.[Erratum appears in J Lifts 2015;1:1]', null],
  ])('%s is of kind %s', (title, kind) => expect(readTitle(title).kind).toBe(kind));

  it.each(['Editorial', "Editor's comments", 'Reply', 'Book review', 'Guest editorial', 'In this issue'])(
    '%s is a title many items bear',
    (title) => expect(readTitle(title).plain).toBe(true),
  );
});

describe('authors', () => {
  it.each([
    [['Le Quintrec, M.', 'Zuber, J.'], ['Le, Quintrec M.', 'Zuber, J.'], 'same', 'the particle cut off'],
    [['WANG X', 'LI Y'], ['Wang, Xiaoming', 'Li, Yan'], 'same', 'all in capitals'],
    [['Smith J., Lee K., Wu D.'], ['Smith, J', 'Lee, K', 'Wu, D'], 'same', 'all in one field'],
    [['Jane Smith', 'Kim Lee'], ['Smith, Jane', 'Lee, Kim'], 'same', 'given name first'],
    [['Smith, J', 'et al.'], ['Smith, J', 'Lee, K', 'Wu, D'], 'cut', 'the first author only'],
    [['Lee, K', 'Smith, J'], ['Smith, J', 'Lee, K'], 'same', 'another order'],
    [['Smith, John'], ['Smith, Anne'], 'differs', 'a common family name'],
    [['The Porter Study Group'], ['Smith, J', 'Lee, K'], 'missing', 'a group for its members'],
    [['Anonymous'], ['Smith, J'], 'missing', 'nobody'],
    [['Бобков, В'], ['Bobkov, V'], 'missing', 'two scripts'],
  ])('%j and %j: %s (%s)', (a, b, expected) => expect(compareAuthors(readAuthors(a), readAuthors(b))).toBe(expected));
});

describe('pages', () => {
  it.each([
    ['412-20', '412-420', 'range', 'shortened'],
    ['160 -- 178', '160-178', 'range', 'dashes'],
    ['412', '412-420', 'start', 'the first page only'],
    ['S212-S216', '212-216', 'start', 'the letter lost'],
    ['t-20', '412-420', 'near', 'what is left of a range'],
    ['2097-2108', '2297-2108', 'near', 'a digit wrong'],
    ['359', '356-359', 'near', 'the last page only'],
    ['e12724', '1-6', 'missing', 'number and length'],
    ['1-6', '125-128', 'unclear', 'length and range'],
    ['100A', '100B', 'differs', 'two columns of abstracts'],
    ['iii-xii', '3-12', 'differs', 'front matter'],
    ['943-944', '945', 'differs', 'letter and reply'],
    ['n/a', '412', 'missing', 'nothing'],
  ])('%s and %s: %s (%s)', (a, b, expected) => expect(comparePages(readPages(a), readPages(b))).toBe(expected));

  it('compares alike from both sides and never throws', () => {
    const field = fc.oneof(fc.string({ maxLength: 12 }), fc.stringMatching(/^[a-z]?\d{1,5}(-[a-z]?\d{1,5})?$/));
    fc.assert(
      fc.property(field, field, (a, b) => {
        expect(comparePages(readPages(a), readPages(b))).toBe(comparePages(readPages(b), readPages(a)));
      }),
      { numRuns: 500 },
    );
  });
});

describe('journal, volume, issue, DOI', () => {
  it.each([
    ['Mol Immunol.', 'Molecular Immunology', 'same'],
    ['BMJ', 'BMJ (Clinical research ed.)', 'same'],
    ['Obstetrics & Gynecology', 'Obstetrics and Gynecology', 'same'],
    ['Journal of lifts : the official publication of the Lift Society', 'Journal of Lifts', 'same'],
    ['Pediatr Nephrol', 'Pediatric Nephrology.Conference: 44th Annual Meeting', 'same'],
    ['Journal of Lifts', 'Archives of Knees', 'differs'],
    ['', 'Journal of Lifts', 'missing'],
  ])('%s and %s: %s', (a, b, expected) => expect(compareJournals(readJournal(a), readJournal(b))).toBe(expected));

  it.each([
    ['Volume 14', '14', 'same'],
    ['8-9', '8', 'same'],
    ['13, Sp. Iss. SI', '13', 'same'],
    ['Suppl 1', '4', 'missing'],
    ['May', '5', 'same'],
    ['May', '3', 'missing'],
    ['4', '5', 'differs'],
  ])('number %s and %s: %s', (a, b, expected) => expect(compareNumbers(readNumber(a), readNumber(b))).toBe(expected));

  it.each([
    ['https://doi.org/10.5555/ABC.1', '10.5555/abc.1'],
    ['doi: 10.5555/abc.1.', '10.5555/abc.1'],
    ['10.5555%2Fabc.1', '10.5555/abc.1'],
    ['10.5555/abc.1/pdf', '10.5555/abc.1'],
    ['PMC12345', null],
  ])('%s holds the DOI %s', (raw, doi) => expect(readDoi(raw)).toBe(doi));
});

describe('clusters', () => {
  it('hold no two records that contradict each other, whatever the pairs', () => {
    const id = fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f');
    const pair = fc
      .record({ a: id, b: id, score: fc.double({ min: 0, max: 1, noNaN: true }) })
      .filter(({ a, b }) => a < b);
    fc.assert(
      fc.property(fc.array(pair), fc.array(fc.tuple(id, id)), (pairs, against) => {
        const forbidden = new Set(against.flatMap(([a, b]) => [`${a}${b}`, `${b}${a}`]));
        const allowed = pairs.filter(({ a, b }) => !forbidden.has(a + b));
        for (const { ids } of cluster(allowed, (a, b) => forbidden.has(a + b)).sets) {
          for (const x of ids) for (const y of ids) if (x !== y) expect(forbidden.has(x + y)).toBe(false);
        }
      }),
    );
  });
});
